import Foundation

/// Finds the images of a cohort in a BIDS dataset (Brain Imaging Data Structure 1.11).
///
/// Reads the folder names and `participants.tsv` only; nothing is ever written to the dataset.
public struct BIDSDataset {
  /// Absolute path of the dataset.
  public var root: String

  /// The dataset at a path.
  public init(root: String) { self.root = root }

  /// The subjects that pass the filter, one visit each.
  public func roster(cohort: StudyPlan.Cohort, contrasts: [String]) -> Roster {
    var roster = Roster()
    guard let labels = labels(noting: &roster) else {
      roster.mistakes.append(
        Mistake(
          line: cohort.line, "cohort '\(cohort.name)': the BIDS dataset is not a readable folder",
          remedy: "check 'bids', which is relative to the study folder"))
      return roster
    }
    let chosen = Participants(dataset: root).filter(labels, by: cohort, into: &roster)
    for label in chosen { add(label, cohort: cohort, contrasts: contrasts, to: &roster) }
    if roster.subjects.isEmpty && roster.mistakes.isEmpty {
      roster.mistakes.append(
        Mistake(
          line: cohort.line, "cohort '\(cohort.name)' has no subject",
          remedy: "expected folders such as sub-01/anat in the dataset; check 'bids' and 'filter'"))
    }
    return roster
  }

  private func labels(noting roster: inout Roster) -> [String]? {
    guard let entries = try? FileManager.default.contentsOfDirectory(atPath: root) else {
      return nil
    }
    let folders = entries.filter { $0.hasPrefix("sub-") && isFolder($0) }.sorted()
    let strays = folders.count { !StudyFile.isLabel(String($0.dropFirst(4))) }
    if strays > 0 {
      roster.notes.append(
        "\(strays) folder(s) are left out: a label may hold letters, digits, '-' and '_' only")
    }
    return folders.filter { StudyFile.isLabel(String($0.dropFirst(4))) }
  }

  private func isFolder(_ relative: String) -> Bool {
    var folder: ObjCBool = false
    return FileManager.default.fileExists(atPath: root + "/" + relative, isDirectory: &folder)
      && folder.boolValue
  }

  private func add(
    _ label: String, cohort: StudyPlan.Cohort, contrasts: [String], to roster: inout Roster
  ) {
    let entries = (try? FileManager.default.contentsOfDirectory(atPath: "\(root)/\(label)")) ?? []
    let sessions = entries.filter { $0.hasPrefix("ses-") && isFolder("\(label)/\($0)") }.sorted()
    let visits: [String?] = sessions.isEmpty ? [nil] : sessions
    let found = visits.map { session in
      Visit(
        session: session,
        images: images(in: [label, session, "anat"].compactMap { $0 }.joined(separator: "/")))
    }
    let complete =
      found.first { visit in contrasts.allSatisfy { visit.images.first[$0] != nil } } ?? found[0]
    if sessions.count > 1 {
      roster.notes.append(
        "\(label) has \(sessions.count) sessions; \(complete.session ?? "the first") is taken")
      roster.unusedSessions += sessions.count - 1
    }
    let all = found.reduce(0) { $0 + $1.images.total }
    let unused = complete.images.total - complete.images.first.count
    if unused > 0 {
      roster.notes.append("\(label) has \(unused) further run(s) or acquisition(s), not measured")
    }
    roster.unusedImages += all - complete.images.first.count
    var subject = Subject(
      cohort: cohort.name, label: label, session: complete.session, images: complete.images.first)
    subject.others = found.filter { $0.session != complete.session }.map(\.images.first)
      .reduce(into: [:]) { all, visit in all.merge(visit) { first, _ in first } }
      .merging(complete.images.second) { visit, _ in visit }
    roster.subjects.append(subject)
  }

  /// The images of one `anat` folder.
  private struct FolderImages {
    /// Absolute paths by contrast; the first run in alphabetical order counts.
    var first: [String: String] = [:]
    /// Those of the second run.
    var second: [String: String] = [:]
    /// How many there are in all.
    var total = 0
  }

  /// The images of one visit.
  private struct Visit {
    var session: String?
    var images: FolderImages
  }

  private func images(in folder: String) -> FolderImages {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(root)/\(folder)")) ?? []
    var images = FolderImages()
    for name in names.sorted() {
      guard let contrast = Self.contrast(ofFile: name) else { continue }
      images.total += 1
      let path = "\(root)/\(folder)/\(name)"
      if images.first[contrast] == nil {
        images.first[contrast] = path
      } else {
        images.second[contrast] = images.second[contrast] ?? path
      }
    }
    return images
  }

  /// The contrast that a BIDS file name states, or nil for anything else.
  static func contrast(ofFile name: String) -> String? {
    guard let stem = ["nii.gz", "nii"].firstNonNil({ name.removingSuffix("." + $0) }) else {
      return nil
    }
    let parts = stem.split(separator: "_").map(String.init)
    guard let suffix = parts.last, parts.first?.hasPrefix("sub-") == true else { return nil }
    if suffix == "T1w" && parts.contains(where: { $0.hasPrefix("ce-") }) { return "T1c" }
    return Subject.contrasts.contains(suffix) && suffix != "T1c" ? suffix : nil
  }
}

extension Array {
  /// The first result that is not nil.
  func firstNonNil<Result>(_ body: (Element) -> Result?) -> Result? {
    for element in self {
      if let result = body(element) { return result }
    }
    return nil
  }
}

extension String {
  /// The text without an ending, or nil where it does not end so.
  func removingSuffix(_ suffix: String) -> String? {
    hasSuffix(suffix) ? String(dropLast(suffix.count)) : nil
  }
}
