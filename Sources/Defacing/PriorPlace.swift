import Anatomy
import Kernels
import Volumes

/// A face prior laid into an image.
struct PriorPlace {
  let prior: FacePrior
  private let grid: Grid
  private let priorToSubject: Affine
  private let subjectToPrior: Affine

  /// - Throws: `inputUnsuitable` where the frame has no prior, no brain or another lattice.
  init(of frame: Frame, method: String) throws(DefacingError) {
    guard frame.brain.grid.matches(frame.image.grid), frame.brain.voxels.contains(1) else {
      throw DefacingError(
        .inputUnsuitable,
        "\(method): a brain mask on the lattice of the image is needed, and it must not be empty.",
        remedy: "Check the brain extraction, or give a mask with --brain-mask.")
    }
    guard let prior = frame.facePrior?.value,
      let templateToSubject = Optional(frame.registration.templateToSubject),
      let subjectToTemplate = templateToSubject.inverse,
      let priorToTemplate = prior.templateToPrior.inverse
    else {
      throw DefacingError(
        .inputUnsuitable,
        "\(method): the template has no prior of the face; a digital head could not be aligned with "
          + "it.", remedy: "Take another template, or none, with --template.")
    }
    (self.prior, grid) = (prior, frame.image.grid)
    priorToSubject = templateToSubject * priorToTemplate
    subjectToPrior = prior.templateToPrior * subjectToTemplate
  }

  /// The block of the image that can hold a face, nil where it lies outside the field of view.
  func faceBox(marginMM: Double) -> VoxelBox? {
    FacePrior.box(around: prior.face, on: grid, through: priorToSubject, marginMM: marginMM)
  }

  /// An image of the prior on a lattice of the subject.
  func share(of image: Image, on grid: Grid) -> Image {
    image.resampled(onto: grid, through: subjectToPrior)
  }

  /// Where any head of the prior, or this one, has its brain.
  func possibleBrain(on grid: Grid, own: Mask) -> Mask {
    let share = share(of: prior.brain, on: grid)
    var result = own
    for voxel in result.voxels.indices where share.voxels[voxel] >= leastBrain {
      result.voxels[voxel] = 1
    }
    return result
  }

  func faceOutside(_ method: String) -> DefacingError {
    DefacingError(
      .faceOutsideView, "\(method): where the face should be lies outside the field of view.",
      remedy: "Check the orientation and the field of view of the image.")
  }
}

/// Of a voxel of the prior half must be brain in one head at least for it to be possible brain.
private let leastBrain: Float = 0.0625
