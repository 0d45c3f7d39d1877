import ArgumentParser
import Canvas
import Foundation
import Kernels
import Phantoms
import Study
import Volumes
import Workbench

struct EvaluateDoseCommand: BautaCommand {
  static let configuration = CommandConfiguration(
    commandName: "dose", abstract: "Cuts more and more of a head away and follows NBV.",
    discussion: """
      The plane is that of QuickShear. It moves from in front of the brain into it; what lies beyond \
      becomes zero, and each image is measured from nothing. Without images, digital heads are cut.
      """)

  @Argument(help: "T1-weighted images with a face.") var images: [String] = []
  @Option(help: "How many digital heads, where no image is given.") var heads = 3
  @Option(help: "The seed of the first, a whole number from 0.", transform: Seed.read)
  var seed: UInt64 = 1001
  @Option(
    help: ArgumentHelp("Side of the cubic voxels of the digital heads.", valueName: "mm"))
  var voxel = 1.0
  @OptionGroup var standard: TemplateOptions

  func validate() throws {
    if !(1...1000).contains(heads) {
      throw ValidationError("'--heads' must be from 1 to 1000, not \(heads)")
    }
    if !(0.5...4).contains(voxel) {
      throw ValidationError("'--voxel' must be from 0.5 to 4 mm, not \(voxel)")
    }
  }

  func execute(_ console: Console) async throws {
    let template = try standard.loadTemplate(console)
    let count = images.isEmpty ? heads : images.count
    let evaluated = EvaluatedHeads(images: images, seed: seed, voxelMM: voxel)
    let steps = DoseResponse.usualBuffersMM.count + 1
    let progress = StepProgress(console: console, count: count * steps)
    defer { progress.close() }
    var curves: [DoseResponse] = []
    for index in 0..<count {
      progress.step("preparing")
      let image = try evaluated.image(index, parallel: standard.parallel)
      let curve = try ImageAccess.during("following the measure") {
        try DoseResponse(of: image, template: template, parallel: standard.parallel) { step in
          progress.begin(item: index * steps + step)
          progress.step("cutting and measuring")
        }
      }
      curves.append(curve)
    }
    progress.close()
    if console.json { return console.result(JSONText.of(curves)) }
    for line in DoseResponseText(curves: curves).lines(width: TerminalWidth.columns) {
      console.result(line)
    }
  }
}
