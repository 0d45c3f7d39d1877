import Agreement
import Foundation

extension DefacedDataset {
  /// Files of the dataset as a whole that the new one needs: its description, tables of those
  /// subjects and scans that are in it, and sidecars that hold for many images.
  ///
  /// Made anew from the source whenever images were added, so that any number of runs fill one
  /// dataset.
  ///
  /// - Parameter inputs: the images that were written.
  /// - Returns: paths and contents; what is there already and needs no change is left out.
  /// - Throws: `badData` where the description of the source is not a JSON object.
  public func sharedFiles(
    for inputs: [String]
  ) throws(StudyError) -> [(path: String, bytes: [UInt8])] {
    var files: [(path: String, bytes: [UInt8])] = []
    let description = target + "/dataset_description.json"
    if !FileManager.default.fileExists(atPath: description) {
      files.append((description, Array(try self.description().utf8)))
    }
    let folders = Set(inputs.flatMap(foldersAbove)).sorted()
    for folder in folders { files += try inherited(in: folder) }
    files += table("participants.tsv", column: "participant_id") { label in
      exists("\(target)/\(label)")
    }
    for folder in folders where folder.hasPrefix("sub-") {
      let name = folder.replacingOccurrences(of: "/", with: "_") + "_scans.tsv"
      files += table("\(folder)/\(name)", column: "filename") { file in
        exists("\(target)/\(folder)/\(file)")
      }
    }
    return files
  }

  /// The description of the source and who made the new dataset of it.
  private func description() throws(StudyError) -> String {
    let data = FileManager.default.contents(atPath: source + "/dataset_description.json")
    guard var object = JSONObjectText(String(decoding: data ?? Data(), as: UTF8.self)) else {
      throw StudyError(
        .badData, "dataset_description.json of the source is not a JSON object",
        remedy: "mend it first")
    }
    let own =
      #"{ "Name": "bauta", "Version": "\#(StudyVersion.current)", "#
      + #""Description": "Removal of facial features" }"#
    object["GeneratedBy"] = JSONListText.adding(own, to: object["GeneratedBy"])
    return object.text
  }

  /// The folders from the dataset's own down to the one above the kind of data, relative.
  func foldersAbove(_ input: String) -> [String] {
    let parts = relative(input).split(separator: "/").dropLast(2)
    return [""] + parts.indices.map { parts[...$0].joined(separator: "/") }
  }

  /// Files of a folder that hold for what lies below, or that speak for the whole dataset.
  private func inherited(
    in folder: String
  ) throws(StudyError) -> [(path: String, bytes: [UInt8])] {
    let place = folder.isEmpty ? source : "\(source)/\(folder)"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []
    var files: [(path: String, bytes: [UInt8])] = []
    for name in names.sorted() where isShared(name) {
      let path = folder.isEmpty ? "\(target)/\(name)" : "\(target)/\(folder)/\(name)"
      guard !exists(path), let data = FileManager.default.contents(atPath: "\(place)/\(name)")
      else { continue }
      files.append((path, name.hasSuffix(".json") ? try cleaned(data) : Array(data)))
    }
    return files
  }

  /// A sidecar without what can tell who a person is; as it is where it holds nothing of the kind. One
  /// that cannot be searched is not copied.
  private func cleaned(_ data: Data) throws(StudyError) -> [UInt8] {
    let text = String(decoding: data, as: UTF8.self)
    guard personal != .keep else { return Array(data) }
    guard let object = JSONObjectText(text) else {
      throw StudyError(
        .badData, "a JSON file above the images is not a JSON object, so it cannot be searched",
        remedy: "mend it first, or give '--personal keep' to copy it as it is")
    }
    let clean = try personal.applied(to: object)
    return clean == object ? Array(data) : Array(clean.text.utf8)
  }

  private func isShared(_ name: String) -> Bool {
    if name == "dataset_description.json" { return false }
    let speaks = ["README", "CHANGES", "LICENSE", "CITATION", ".bidsignore"]
    return speaks.contains { name.hasPrefix($0) }
      || [".json", ".bval", ".bvec"].contains { name.hasSuffix($0) }
  }

  /// The rows of a table of the source that a test lets through, with its header and without what can
  /// tell who people are; nothing where there is no such table or no such row.
  private func table(
    _ name: String, column: String, _ isWanted: (String) -> Bool
  ) -> [(path: String, bytes: [UInt8])] {
    let lines = lines(of: name, column: column, isWanted)
    guard lines.count > 1 else { return [] }
    let table = PersonalTable(lines)
    let text =
      personal == .keep || table.personalColumns.isEmpty
      ? lines.joined(separator: "\n") + "\n" : table.stripped
    return [("\(target)/\(name)", Array(text.utf8))]
  }

  /// The header of a table of the source and the rows that a test lets through.
  private func lines(
    of name: String, column: String, _ isWanted: (String) -> Bool
  ) -> [Substring] {
    guard let data = FileManager.default.contents(atPath: "\(source)/\(name)") else { return [] }
    let lines = String(decoding: data, as: UTF8.self).split(
      omittingEmptySubsequences: true, whereSeparator: \.isNewline)
    let header = lines.first?.split(separator: "\t", omittingEmptySubsequences: false)
    guard let place = header?.firstIndex(where: { $0.trimmingSpaces == column }) else { return [] }
    return lines.prefix(1)
      + lines.dropFirst().filter { line in
        let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
        return place < cells.count && isWanted(cells[place].trimmingSpaces)
      }
  }

  /// The columns that can tell who a person is in the rows of tables that hold for an image: of
  /// participants and of scans, with the names of the tables.
  func personalColumns(of input: String) -> [String] {
    let path = relative(input)
    var found: [String] = []
    func search(_ name: String, _ column: String, _ isWanted: (String) -> Bool) {
      let table = PersonalTable(lines(of: name, column: column, isWanted))
      let kind = name.hasSuffix("participants.tsv") ? "participants.tsv" : "scans.tsv"
      found += table.personalColumns.map { "\($0) (\(kind))" }
    }
    search("participants.tsv", "participant_id") { path.hasPrefix($0 + "/") }
    for folder in foldersAbove(input) where folder.hasPrefix("sub-") {
      search("\(folder)/\(folder.replacingOccurrences(of: "/", with: "_"))_scans.tsv", "filename") {
        "\(folder)/\($0)" == path
      }
    }
    return found
  }

  private func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }
}

/// A JSON list as a text.
enum JSONListText {
  /// The list with one more item at its end; where there is no list, or something else, a new one.
  static func adding(_ item: String, to list: String?) -> String {
    let inner = list.flatMap { list -> String? in
      guard list.hasPrefix("["), list.hasSuffix("]") else { return nil }
      return list.dropFirst().dropLast().trimmingSpaces
    }
    return inner.map { $0.isEmpty ? "[\(item)]" : "[\($0), \(item)]" } ?? "[\(item)]"
  }
}
