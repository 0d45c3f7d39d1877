import ArgumentParser
import Faces
import Study

struct EvaluateFacesCommand: BautaCommand {
  static let configuration = CommandConfiguration(
    commandName: "faces",
    abstract: "Removes the faces of digital people in several ways and searches them.",
    discussion: """
      Each person is scanned twice; faces are removed by simple stand-ins for what tools do, and each \
      is searched among the intact second scans, as it is, by what is most alike, after the same \
      removal of the second scans, and completed from the forehead. The place of the face is known up \
      to 0.7 degrees and 0.6 mm.
      """)

  @Option(help: "How many people.") var people = 40
  @Option(help: "The seed of the first person, a whole number from 0.", transform: Seed.read)
  var seed: UInt64 = 1
  @Option(help: ArgumentHelp("Side of the cubic voxels.", valueName: "mm")) var voxel = 2.0
  @Option(
    help: ArgumentHelp(
      "Only these: \(SurrogateRemoval.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "a,b,…"))
  var only: String?
  @OptionGroup var standard: ReadingOptions

  func validate() throws {
    if !(1...2000).contains(people) {
      throw ValidationError("'--people' must be from 1 to 2000, not \(people)")
    }
    if !(1...4).contains(voxel) {
      throw ValidationError("'--voxel' must be from 1 to 4 mm, not \(voxel)")
    }
    for name in names where SurrogateRemoval(rawValue: name) == nil {
      throw ValidationError(
        "'--only': there is no removal '\(name)'; known are "
          + SurrogateRemoval.allCases.map(\.rawValue).joined(separator: ", "))
    }
  }

  private var names: [String] { (only ?? "").split(separator: ",").map { "\($0)" } }

  func execute(_ console: Console) async throws {
    let progress = StepProgress(console: console, count: people)
    defer { progress.close() }
    let removals = names.compactMap { SurrogateRemoval(rawValue: $0) }
    let found = try FaceEvaluation(
      people: people, seed: seed, voxelMM: voxel,
      removals: removals.isEmpty ? SurrogateRemoval.allCases : removals,
      parallel: standard.parallel
    ) { index in
      progress.begin(item: index)
      progress.step("making and searching a person")
    }
    progress.close()
    if console.json { return console.result(JSONText.of(found)) }
    for line in found.lines { console.result(line) }
  }
}
