import Foundation
import Kernels
import Phantoms
import Volumes

/// Makes the demo study: digital heads from recipes, and one real head where it is installed.
public struct DemoStudy: Sendable {
  /// The study folder, absolute.
  public var root: String
  /// The digital heads, each with its subject label and the images that it has.
  private var heads: [(recipe: HeadRecipe, contrasts: [Contrast])]
  /// A real head that joins them, nil where none is installed.
  public var realHead: String?
  /// Side of the cubic voxels of the digital heads, in mm.
  public var voxelMM: Double
  /// The texts of `study.yaml` and, where cohorts are told apart, of participants.tsv.
  private var files: (study: String, participants: String?)

  /// A demo study of one cohort.
  public init(root: String, recipes: [HeadRecipe], realHead: String?, voxelMM: Double = 1.25) {
    (self.root, self.realHead, self.voxelMM) = (root, realHead, voxelMM)
    heads = recipes.map { ($0, [.t1w]) }
    files = (
      StudyTemplate.text(
        StudyTemplate.Answers(name: "demo", cohort: "heads", outcome: "nbv", source: .bids("data"))),
      nil
    )
  }

  /// A demo study of several cohorts; a real head joins the first of them.
  public init(
    root: String, cohorts: [PaperCohorts.Cohort], realHead: String? = nil, voxelMM: Double = 1.25
  ) {
    (self.root, self.realHead, self.voxelMM) = (root, realHead, voxelMM)
    heads = cohorts.flatMap { cohort in cohort.recipes.map { ($0, cohort.contrasts) } }
    let real = realHead.map { _ in Self.realLabel }
    files = (
      PaperCohorts.studyFile(cohorts, realHead: real),
      PaperCohorts.participants(cohorts, realHead: real)
    )
  }

  private static let realLabel = "sub-colin27"

  /// The recipes of a JSON file: a list of seeds and what differs from what the seed draws.
  ///
  /// - Parameter path: the file.
  /// - Returns: the recipes.
  /// - Throws: an error when the file is missing or holds something else.
  public static func recipes(from path: String) throws(StudyError) -> [HeadRecipe] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw StudyError(
        .inputMissing, "the file of recipes is not there", remedy: "check '--recipes'")
    }
    do {
      return try JSONDecoder().decode([HeadRecipe].self, from: data)
    } catch DecodingError.dataCorrupted(let context) where !context.codingPath.isEmpty {
      throw StudyError(
        .badData, "the file of recipes asks for a head that cannot be made",
        remedy: context.debugDescription)
    } catch {
      throw StudyError(
        .badData, "the file of recipes is not a JSON list of heads",
        remedy: "each needs at least \"subject\" and \"seed\"", cause: error)
    }
  }

  /// Recipes for when no file is given.
  public static func standardRecipes(count: Int) -> [HeadRecipe] {
    (1...max(1, count)).map { number in
      var recipe = HeadRecipe(seed: UInt64(number))
      recipe.subject = number < 10 ? "sub-0\(number)" : "sub-\(number)"
      return recipe
    }
  }

  /// Writes dataset and study file; what is there already stays as it is.
  ///
  /// - Parameters:
  ///   - parallel: how many threads.
  ///   - progress: told the number of heads made and the number of all.
  /// - Throws: an error when something cannot be written.
  public func make(
    parallel: Parallel, progress: (Int, Int) -> Void
  ) throws(StudyError) {
    let jobs = heads.count + (realHead == nil ? 0 : 1)
    for (index, head) in heads.enumerated() {
      progress(index, jobs)
      let label = head.recipe.subject ?? "sub-\(index + 1)"
      try make(head.recipe, head.contrasts, label: label, parallel: parallel)
    }
    if let realHead {
      progress(heads.count, jobs)
      try copy(realHead)
    }
    progress(jobs, jobs)
    try writeOnce(Self.description, to: "data/dataset_description.json")
    if let table = files.participants { try writeOnce(table, to: "data/participants.tsv") }
    try writeOnce(files.study, to: "study.yaml")
  }

  private func make(
    _ recipe: HeadRecipe, _ contrasts: [Contrast], label: String, parallel: Parallel
  ) throws(StudyError) {
    var missing: [(contrast: Contrast, path: String)] = []
    for contrast in contrasts {
      let path = try image(of: label, contrast)
      if !FileManager.default.fileExists(atPath: path) { missing.append((contrast, path)) }
    }
    guard !missing.isEmpty else { return }
    let grid = DigitalHead.grid(voxelMM: Vector3(repeating: voxelMM))
    let head = DigitalHead(recipe: recipe, grid: grid, parallel: parallel)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    if let truth = try? encoder.encode(head.truth) {
      try writeOnce(String(decoding: truth, as: UTF8.self) + "\n", to: "truth/\(label)_truth.json")
    }
    do {
      for (contrast, path) in missing {
        try VolumeFile.write(
          DigitalScan.volume(of: head, contrast: contrast, parallel: parallel), to: path)
      }
    } catch {
      throw StudyError(.cannotCreate, error.message, remedy: error.remedy, cause: error)
    }
  }

  private func copy(_ source: String) throws(StudyError) {
    let path = try image(of: Self.realLabel, .t1w)
    guard !FileManager.default.fileExists(atPath: path) else { return }
    guard let data = FileManager.default.contents(atPath: source),
      (try? data.write(to: URL(fileURLWithPath: path), options: .atomic)) != nil
    else {
      throw StudyError(.cannotCreate, "the real head cannot be copied into the demo dataset")
    }
  }

  /// Where an image of a head goes; BIDS has no suffix for T1 after contrast.
  private func image(of label: String, _ contrast: Contrast) throws(StudyError) -> String {
    let folder = "\(root)/data/\(label)/anat"
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw StudyError(
        .cannotCreate, "the folder of the demo dataset cannot be made",
        remedy: "check free space and permissions", cause: error)
    }
    let suffix = contrast == .t1c ? "ce-gadolinium_T1w" : contrast.rawValue
    return "\(folder)/\(label)_\(suffix).nii.gz"
  }

  private func writeOnce(_ text: String, to path: String) throws(StudyError) {
    let target = root + "/" + path
    if !FileManager.default.fileExists(atPath: target) { try TextFile.write(text, to: target) }
  }

  private static let description = """
    {
      "Name": "Bauta demo: digital heads",
      "BIDSVersion": "1.11.0",
      "DatasetType": "raw"
    }

    """
}
