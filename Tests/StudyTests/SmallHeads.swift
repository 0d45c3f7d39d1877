import Anatomy
import Foundation
import Jobs
import Kernels
import Phantoms
import Support
import Volumes

@testable import Study

/// Digital heads of 3 mm voxels and a template of the same kind, written once for all tests.
enum SmallHeads {
  static let parallel = Parallel(threads: 2)

  /// A head as a scanner's file.
  static func volume(_ recipe: HeadRecipe) -> Volume {
    let head = DigitalHead(
      recipe: recipe, grid: DigitalHead.grid(voxelMM: Vector3(repeating: 3)), parallel: parallel)
    return DigitalScan.volume(of: head, parallel: parallel)
  }

  /// The head that most tests work on.
  static let first = volume(HeadRecipe(seed: 1))

  /// Three heads for a study.
  static let heads = [first, volume(HeadRecipe(seed: 2)), volume(HeadRecipe(seed: 3))]

  /// The mean head as a template, with its brain beside it.
  static func writeTemplate(into folder: ScratchFolder) throws -> TemplateChoice {
    let made = template
    let (head, brain) = (folder.file("template.nii.gz"), folder.file("template_brain_mask.nii.gz"))
    try VolumeFile.write(Volume(image: made.head, type: .int16), to: head)
    try VolumeFile.write(Volume(mask: made.brain), to: brain)
    return try TemplateSearch(option: head, environment: [:]).choose()
  }

  private static let template: Template = {
    let head = DigitalHead(
      recipe: .mean, grid: DigitalHead.grid(voxelMM: Vector3(repeating: 3)), parallel: parallel)
    let brain = head.mask(of: Tissue.intracranial).largestComponent(.faces).closed(byMM: 6)
      .holesFilled()
    return Template(name: "small", head: head.image(parallel: parallel), brain: brain)
  }()
}

/// A study folder with a worker and one head.
final class Bench {
  let folder: ScratchFolder
  let worker: StudyWorker

  init() throws {
    folder = try ScratchFolder()
    let choice = try SmallHeads.writeTemplate(into: folder)
    worker = StudyWorker(
      paths: StudyPaths(root: folder.path), choice: choice, parallel: SmallHeads.parallel)
  }

  /// The result of a piece of work, or its failure.
  func perform(_ work: Work) -> Result<TaskResult, TaskFailure> {
    let payload = (try? JSONEncoder().encode(work)) ?? Data()
    let spec = TaskSpec(id: "t", kind: work.kind, payload: String(decoding: payload, as: UTF8.self))
    do {
      return .success(try worker.perform(spec, progress: { _, _ in }))
    } catch {
      return .failure(error)
    }
  }

  /// The kind of failure of a piece of work, or nil when it succeeds.
  func failure(_ work: Work) -> TaskFailure? {
    if case .failure(let failure) = perform(work) { failure } else { nil }
  }
}
