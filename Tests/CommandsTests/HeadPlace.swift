import Foundation
import Kernels
import Phantoms
import Support
import Volumes

@testable import Commands

/// A folder with a small digital head and a template.
struct HeadPlace {
  let folder: ScratchFolder
  let head: String
  let template: String

  init() throws {
    folder = try ScratchFolder()
    head = folder.file("sub-07_head.nii.gz")
    template = folder.file("template.nii.gz")
    try VolumeFile.write(Self.head, to: head)
    try VolumeFile.write(Self.template.head, to: template)
    try VolumeFile.write(Self.template.brain, to: folder.file("template_brain_mask.nii.gz"))
  }

  static let head = Volume(
    image: digital(HeadRecipe(seed: 1)).image(parallel: Parallel(threads: 2)), type: .int16)

  static let template: (head: Volume, brain: Volume) = {
    let head = digital(.mean)
    let brain = head.mask(of: Tissue.intracranial).largestComponent(.faces).closed(byMM: 6)
      .holesFilled()
    return (
      Volume(image: head.image(parallel: Parallel(threads: 2)), type: .int16), Volume(mask: brain)
    )
  }()

  static func digital(_ recipe: HeadRecipe) -> DigitalHead {
    DigitalHead(
      recipe: recipe, grid: DigitalHead.grid(voxelMM: Vector3(repeating: 3)),
      parallel: Parallel(threads: 2))
  }

  func run(_ arguments: String...) async -> Run {
    await Run(list: arguments + ["--template", template])
  }
}
