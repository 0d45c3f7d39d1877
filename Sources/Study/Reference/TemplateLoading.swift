import Anatomy
import Kernels
import Phantoms
import Volumes

extension TemplateChoice {
  /// How far a brain image is closed before its holes are filled, in mm.
  private static let closingMM = 6.0

  /// Reads or makes the template.
  ///
  /// - Parameter parallel: how many threads.
  /// - Returns: the head and its brain, closed and filled.
  /// - Throws: an error when a file cannot be used as a template.
  public func load(parallel: Parallel) throws(StudyError) -> Template {
    guard let headPath else {
      var digital = Self.digitalHead(on: DigitalHead.grid(), parallel: parallel)
      digital.facePrior = DeferredFacePrior { DigitalFacePrior.make(parallel: parallel) }
      return digital
    }
    let volume = try volume(headPath)
    let head = try image(of: volume)
    let known = KnownTemplate.named(like: volume)
    let found: Mask
    if let brainPath {
      found = try brain(brainPath, on: head, parallel: parallel)
    } else {
      found = try foundBrain(in: head, parallel: parallel)
    }
    return Template(
      name: name, head: head, brain: found,
      facePrior: DeferredFacePrior {
        let map =
          known?.digitalToTemplate ?? Self.digitalHead(alignedWith: head, parallel: parallel)
        return map.flatMap { DigitalFacePrior.make(through: $0, parallel: parallel) }
      })
  }

  /// How the mean digital head lies in a template: its world mm to those of the template; nil where
  /// that cannot be believed. The face prior is carried over by it.
  static func digitalHead(alignedWith head: Image, parallel: Parallel) -> Affine? {
    let grid = DigitalHead.grid(voxelMM: Vector3(repeating: 3))
    let digital = digitalHead(on: grid, parallel: parallel)
    guard let found = try? register(head, to: digital, parallel: parallel),
      found.verdict == .plausible
    else { return nil }
    return found.templateToSubject
  }

  private func image(_ path: String) throws(StudyError) -> Image {
    try image(of: try volume(path))
  }

  private func volume(_ path: String) throws(StudyError) -> Volume {
    try reading { () throws(VolumeError) in try VolumeFile.read(path) }
  }

  private func image(of volume: Volume) throws(StudyError) -> Image {
    try reading { () throws(VolumeError) in try volume.image(frame: 0) }
  }

  private func reading<T>(_ read: () throws(VolumeError) -> T) throws(StudyError) -> T {
    do {
      return try read()
    } catch {
      throw StudyError(
        error.code == .inputMissing ? .inputMissing : .badData,
        "the template cannot be read: \(error.message)", remedy: error.remedy, cause: error)
    }
  }

  private func brain(_ path: String, on head: Image, parallel: Parallel) throws(StudyError) -> Mask
  {
    let stored = try image(path)
    let inside = Mask(grid: stored.grid, voxels: stored.voxels.map { $0 > 0 ? 1 : 0 })
    let closed = inside.closed(byMM: Self.closingMM, parallel: parallel).holesFilled()
    guard closed.count > 0 else {
      throw StudyError(
        .badData, "the brain beside the template is empty",
        remedy: "give an image that is above zero in the brain")
    }
    return closed.grid.matches(head.grid)
      ? Mask(grid: head.grid, voxels: closed.voxels)
      : closed.resampled(onto: head.grid, parallel: parallel)
  }

  private func foundBrain(in head: Image, parallel: Parallel) throws(StudyError) -> Mask {
    do {
      return try extractBrain(from: head, parallel: parallel).mask
    } catch {
      throw StudyError(
        .badData, "no brain was found in the template: \(error.message)",
        remedy: "put a brain mask beside it, named like it with _brain_mask", cause: error)
    }
  }

  private static func digitalHead(on grid: Grid, parallel: Parallel) -> Template {
    let head = DigitalHead(recipe: .mean, grid: grid, parallel: parallel)
    let brain = head.mask(of: Tissue.intracranial)
      .largestComponent(.faces).closed(byMM: closingMM, parallel: parallel).holesFilled()
    return Template(
      name: "digital-head", head: head.image(noise: 0, bias: 0, parallel: parallel), brain: brain)
  }
}
