import Foundation

/// A BIDS dataset in which defaced images take the places of their originals (BIDS 1.11).
///
/// Names and folders stay; the source is only ever read.
public struct DefacedDataset: Sendable {
  /// The folder of the source that holds `dataset_description.json`, absolute.
  let source: String
  /// The folder of the new dataset, absolute.
  let target: String
  /// What becomes of entries of sidecars that can tell who a person is.
  public var personal = PersonalFields.strip

  /// The dataset that some images belong to, and the place of the new one.
  ///
  /// - Parameters:
  ///   - images: paths of images of one dataset.
  ///   - target: the folder of the new dataset.
  /// - Throws: `badData` where an image lies in no dataset, in another one than the first, or has no
  ///   name of BIDS; `cannotCreate` where the new dataset would lie in the place of its source.
  public init(of images: [String], in target: String) throws(StudyError) {
    self.target = Self.absolute(target)
    var found: String?
    for (place, image) in images.enumerated() {
      let root = Self.root(of: image)
      guard let root, Self.isNamed(image, below: root) else {
        throw StudyError(
          .badData,
          "image \(place + 1) is no image of a BIDS dataset: expected a name such as "
            + "sub-01/anat/sub-01_T1w.nii.gz below a folder with dataset_description.json",
          remedy: "leave '--bids' out, or give images of a dataset")
      }
      if let found, found != root {
        throw StudyError(
          .badData, "image \(place + 1) belongs to another BIDS dataset than the first",
          remedy: "deface each dataset by itself")
      }
      found = root
    }
    source = found ?? ""
    guard self.target != source, !source.hasPrefix(self.target + "/") else {
      throw StudyError(
        .cannotCreate,
        "the new dataset would lie in the place of its source, which is never changed",
        remedy: "name another folder with '-o'")
    }
  }

  /// Where a defaced image goes.
  public func image(for input: String) -> String { target + "/" + relative(input) }

  /// Where its sidecar goes.
  public func sidecar(for input: String) -> String {
    Self.stem(of: image(for: input)) + ".json"
  }

  /// Where the mask of what was removed goes; nil outside of `anat`, where BIDS has no name for it.
  public func mask(for input: String) -> String? {
    let url = URL(fileURLWithPath: image(for: input))
    let folder = url.deletingLastPathComponent()
    guard folder.lastPathComponent == "anat", let name = BIDSName(url.lastPathComponent) else {
      return nil
    }
    return folder.path + "/" + name.defaceMask.text
  }

  /// The sidecar of a mask.
  public func sidecar(ofMask mask: String) -> String { Self.stem(of: mask) + ".json" }

  /// The text of the sidecar of a defaced image: that of its original, and how the face was removed.
  ///
  /// - Parameters:
  ///   - input: the original.
  ///   - made: what is to be said of the removal.
  /// - Returns: JSON.
  /// - Throws: `badData` where the original's sidecar is not a JSON object.
  public func sidecarText(
    for input: String, _ made: VariantSidecar
  ) throws(StudyError) -> String {
    let path = Self.stem(of: Self.absolute(input)) + ".json"
    guard let data = FileManager.default.contents(atPath: path) else {
      return made.added(to: JSONObjectText()).text
    }
    guard let original = JSONObjectText(String(decoding: data, as: UTF8.self)) else {
      throw StudyError(
        .badData, "the JSON sidecar of the image is not a JSON object", remedy: "mend it first")
    }
    return made.added(to: try personal.applied(to: original)).text
  }

  /// The entries of the sidecar of an image, of those that hold for it from above and of its rows in
  /// the tables of participants and scans that can tell who a person is, by name.
  ///
  /// - Parameter input: the original.
  /// - Returns: the names, in order, each once.
  public func personalFields(of input: String) -> [String] {
    let own = Self.stem(of: Self.absolute(input)) + ".json"
    let above = foldersAbove(input).flatMap { folder -> [String] in
      let place = folder.isEmpty ? source : "\(source)/\(folder)"
      return ((try? FileManager.default.contentsOfDirectory(atPath: place)) ?? [])
        .filter { $0.hasSuffix(".json") && $0 != "dataset_description.json" }.map {
          "\(place)/\($0)"
        }
    }
    let found = ([own] + above).flatMap { path in
      PersonalFields.found(
        in: String(
          decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self))
    }
    return Set(found + personalColumns(of: input)).sorted()
  }

  /// Files that belong to an image and go with it as they are: gradients, events and the like, by
  /// where they are and where they go.
  public func companions(of input: String) -> [(from: String, to: String)] {
    let url = URL(fileURLWithPath: Self.absolute(input))
    guard let name = BIDSName(url.lastPathComponent) else { return [] }
    let gradients = ["bval", "bvec"].map { "\(name.prefix)\(name.suffix).\($0)" }
    let recordings = ["events", "physio", "stim", "aslcontext"].flatMap { suffix in
      ["tsv", "tsv.gz", "json"].map { "\(name.prefix)\(suffix).\($0)" }
    }
    let folder = url.deletingLastPathComponent().path
    let targetFolder = URL(fileURLWithPath: image(for: input)).deletingLastPathComponent().path
    return (gradients + recordings).filter {
      FileManager.default.fileExists(atPath: "\(folder)/\($0)")
    }.map { ("\(folder)/\($0)", "\(targetFolder)/\($0)") }
  }

  // MARK: - Places

  func relative(_ input: String) -> String {
    String(Self.absolute(input).dropFirst(source.count + 1))
  }

  static func absolute(_ path: String) -> String {
    URL(fileURLWithPath: path.isEmpty ? "." : path).standardizedFileURL.path
  }

  private static func stem(of path: String) -> String {
    path.removingSuffix(".nii.gz") ?? path.removingSuffix(".nii") ?? path
  }

  /// The nearest folder above an image that holds a dataset's description.
  private static func root(of image: String) -> String? {
    var folder = URL(fileURLWithPath: absolute(image)).deletingLastPathComponent()
    while folder.path != "/" && !folder.path.isEmpty {
      let path = folder.appendingPathComponent("dataset_description.json").path
      if FileManager.default.fileExists(atPath: path) { return folder.path }
      folder = folder.deletingLastPathComponent()
    }
    return nil
  }

  /// Whether an image lies below `sub-…` under a name that says so.
  private static func isNamed(_ image: String, below root: String) -> Bool {
    let path = absolute(image)
    let parts = path.dropFirst(root.count + 1).split(separator: "/").map(String.init)
    guard let last = parts.last, let name = BIDSName(last), parts.count >= 3,
      [".nii", ".nii.gz"].contains(name.ending)
    else { return false }
    return parts[0] == name.entities[0].text
  }
}
