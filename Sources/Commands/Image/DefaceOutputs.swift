import Defacing
import Foundation
import Study
import Volumes

/// Where everything goes that `deface` makes of its inputs.
struct DefaceOutputs {
  var inputs: [String]
  /// The defaced images.
  var targets: [String]
  /// The masks of what was removed; nil where none is wanted.
  var masks: [String?]
  /// The dataset that the images belong to, where it is to be made anew.
  var dataset: DefacedDataset?
  /// Whether free text and extensions stay in the header.
  var keepsText = false

  /// Every file that has one input for its source.
  var all: [String] {
    let ofImages = targets + masks.compactMap { $0 }
    guard let dataset else { return ofImages }
    return ofImages + inputs.map { dataset.sidecar(for: $0) }
      + masks.compactMap { $0.map { dataset.sidecar(ofMask: $0) } }
      + inputs.flatMap { dataset.companions(of: $0).map(\.to) }
  }

  /// Writes all that belongs to one image under names that are not final yet.
  ///
  /// - Returns: what was taken out of header and sidecars, as a sentence each.
  func stage(_ made: Variant, _ place: Int, into staged: StagedFiles) throws -> [String] {
    let (variant, scrub) = keepsText ? (made, nil) : made.cleaned()
    let notes = [scrub, removedFields(place)].compactMap { $0 }
    try staged.add(variant.volume, as: targets[place])
    if let removed = variant.removed, let mask = masks[place] {
      try staged.add(Volume(mask: removed), as: mask)
      if let dataset {
        try staged.add(MaskSidecar.removed.text, as: dataset.sidecar(ofMask: mask))
      }
    }
    guard let dataset else { return notes }
    let text = try dataset.sidecarText(for: inputs[place], variant.sidecar)
    try staged.add(text, as: dataset.sidecar(for: inputs[place]))
    for file in dataset.companions(of: inputs[place]) {
      guard let data = FileManager.default.contents(atPath: file.from) else {
        throw CommandFailure(
          .inputMissing, "a file that belongs to the image cannot be read",
          remedy: "check its permissions", path: file.from)
      }
      try staged.add(Array(data), as: file.to)
    }
    return notes
  }

  /// What is left out of the sidecars of an image, as a sentence; nil where nothing is.
  private func removedFields(_ place: Int) -> String? {
    guard let dataset, dataset.personal != .keep else { return nil }
    let fields = dataset.personalFields(of: inputs[place])
    guard !fields.isEmpty else { return nil }
    return "Entries of its sidecars and tables that can tell who the person is were left out: "
      + fields.joined(separator: ", ") + "."
  }

  /// Refuses images whose sidecars can tell who a person is, where that was asked for.
  func checkPersonal() throws {
    guard let dataset, dataset.personal == .refuse else { return }
    for (place, input) in inputs.enumerated() {
      let fields = dataset.personalFields(of: input)
      guard fields.isEmpty else {
        throw CommandFailure(
          .badData,
          "the sidecars or tables of image \(place + 1) can tell who the person is, by "
            + "\(fields.joined(separator: ", ")); nothing was written",
          remedy: "take these entries out, or give '--personal strip'")
      }
    }
  }

  /// Brings the tables and the description of a new dataset up to date after images were written.
  func shareDataset(written places: [Int]) throws {
    guard let dataset, !places.isEmpty else { return }
    let files = try ImageAccess.during("completing the dataset") {
      try dataset.sharedFiles(for: places.map { inputs[$0] })
    }
    for file in files { try ImageAccess.write(file.bytes, to: file.path) }
  }

  // MARK: - Folders

  /// Makes the folders of a new dataset.
  ///
  /// - Returns: those that were not there, outer ones first.
  func makeFolders() throws -> [String] {
    guard dataset != nil else { return [] }
    var made: [String] = []
    for folder in Set(all.map(Self.folder)).sorted() {
      var missing: [String] = []
      var path = folder
      while !FileManager.default.fileExists(atPath: path) {
        missing.insert(path, at: 0)
        path = Self.folder(of: path)
      }
      do {
        try FileManager.default.createDirectory(
          atPath: folder, withIntermediateDirectories: true)
      } catch {
        Self.removeEmpty(made)
        throw CommandFailure(
          .cannotCreate, "a folder of the new dataset cannot be made",
          remedy: "check the permissions of the output folder", path: folder)
      }
      made += missing
    }
    return made
  }

  /// Takes folders away in which nothing is.
  static func removeEmpty(_ folders: [String]) {
    for folder in folders.reversed() { rmdir(folder) }
  }

  private static func folder(of path: String) -> String {
    URL(fileURLWithPath: path).deletingLastPathComponent().path
  }
}

extension Variant {
  /// The variant without free text in its header, and what was taken out, as a sentence.
  fileprivate func cleaned() -> (Variant, String?) {
    let (variant, report) = scrubbed()
    guard !report.isEmpty else { return (variant, nil) }
    return (
      variant, "Free text was taken out of the header: \(report.names.joined(separator: ", "))."
    )
  }
}
