import ArgumentParser
import Outcomes
import Study
import Volumes

/// The images and outputs of the measures of white-matter lesions.
struct LesionOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The FLAIR image.", valueName: "file")) var flair: String
  @Option(
    help: ArgumentHelp(
      "The T1-weighted image of the same head, in any position.", valueName: "file"))
  var t1: String?
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Write map of probabilities, lesions, their table and brain mask with names that begin so.",
      valueName: "prefix"))
  var output: String?
  @OptionGroup var picture: PictureOption
  @OptionGroup var standard: StandardOptions

  /// The maps of a measurement and how they are stored.
  private static let maps: [(key: String, file: String, type: VoxelType)] = [
    ("probability", "label-lesion_probseg", .float32), ("lesions", "label-lesion_mask", .uint8),
  ]
  private static let brain = "desc-brain_mask"

  private static let table = "lesions"

  private func path(_ name: String, _ ending: String = ".nii.gz") -> String? {
    output.map { "\($0)_\(name)\(ending)" }
  }

  /// The table of the lesions and the description of its columns.
  private var tables: [String] { [".tsv", ".json"].compactMap { path(Self.table, $0) } }

  /// All files that may be written.
  var outputs: [String] {
    (Self.maps.map(\.file) + [Self.brain]).compactMap { path($0) } + tables + picture.outputs
  }

  /// All files that are read.
  var inputs: [String] { [flair] + [t1].compactMap { $0 } }

  /// The images by contrast.
  func images() throws -> [String: Image] {
    var images = ["FLAIR": try ImageAccess.image(flair, as: "the FLAIR image")]
    if let t1 { images["T1w"] = try ImageAccess.image(t1, as: "the T1-weighted image") }
    return images
  }

  /// Stages the maps of a measurement.
  func stage(_ measurement: Measurement, in files: StagedFiles) throws {
    for map in Self.maps {
      guard let path = path(map.file), let image = measurement.maps[map.key] else { continue }
      try files.add(Volume(image: image, type: map.type), as: path)
    }
    if let path = path(Self.brain), let brain = measurement.findings.brain {
      try files.add(Volume(mask: brain), as: path)
    }
    let texts = [LesionsFile.tsv(of: measurement.lesions), LesionsFile.description]
    for (path, text) in zip(tables, texts) { try files.add(text, as: path) }
  }
}
