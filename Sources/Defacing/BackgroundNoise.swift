import Kernels
import Volumes

/// Noise for removed voxels: stored numbers of the same image's air, drawn at random with replacement.
///
/// Drawing the stored bytes keeps the distribution, the type and the scaling exactly. Places are
/// shuffled voxel by voxel, so that no outline of anything in the air can travel into the face.
struct BackgroundNoise {
  /// Indices of the voxels that are drawn from.
  private let sources: [Int32]
  private let random: CounterRandom

  /// Air closer to the head than this is not drawn from, in mm: partial volume of skin is no noise.
  private static let marginMM = 6.0
  /// Fewer voxels than this would repeat themselves visibly.
  private static let leastVoxels = 1000

  /// The air of an image.
  ///
  /// - Parameters:
  ///   - head: skin and everything inside.
  ///   - grid: the lattice of the image.
  ///   - seed: chooses what is drawn.
  /// - Throws: `inputUnsuitable` without a head mask, or where too little air is in view.
  init(around head: Mask?, on grid: Grid, seed: UInt64) throws(DefacingError) {
    guard let head, head.grid.matches(grid) else {
      throw DefacingError(
        .inputUnsuitable, "Filling with noise: a head mask on the lattice of the image is needed.",
        remedy: "Fill with zero, or make the head mask from this image.")
    }
    let grown = head.dilated(byMM: Self.marginMM)
    let air = grown.voxels.indices.filter { grown.voxels[$0] == 0 }
    guard air.count >= Self.leastVoxels else {
      throw DefacingError(
        .inputUnsuitable,
        "Filling with noise: at least \(Self.leastVoxels) voxels of air around the head are needed "
          + "to draw from; \(air.count) were found.",
        remedy: "Fill with zero or min.")
    }
    sources = air.map { Int32($0) }
    random = CounterRandom(seed: seed)
  }

  /// Overwrites the removed voxels of every frame with numbers drawn from the air of that frame.
  func fill(_ removed: Mask, of volume: inout Volume) {
    let (size, count) = (volume.header.voxelType.byteCount, volume.grid.voxelCount)
    let frames = volume.frames
    let original = volume.bytes
    volume.bytes.withUnsafeMutableBytes { target in
      original.withUnsafeBytes { source in
        guard let to = target.baseAddress, let from = source.baseAddress else { return }
        for frame in 0..<frames {
          let start = frame * count * size
          draw(removed, from: from + start, to: to + start, size: size, stream: UInt64(frame))
        }
      }
    }
  }

  private func draw(
    _ removed: Mask, from: UnsafeRawPointer, to: UnsafeMutableRawPointer, size: Int, stream: UInt64
  ) {
    for voxel in removed.voxels.indices where removed.voxels[voxel] != 0 {
      let place = random.integer(below: sources.count, stream: stream, index: UInt64(voxel))
      (to + voxel * size).copyMemory(from: from + Int(sources[place]) * size, byteCount: size)
    }
  }
}
