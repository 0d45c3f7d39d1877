import Kernels
import Study
import Volumes

/// The heads that a measure or a step is judged on: images that were given, else digital heads.
struct EvaluatedHeads {
  /// Paths of the images; none for digital heads.
  var images: [String]
  /// The seed of the first digital head.
  var seed: UInt64
  /// Side of the cubic voxels of digital heads.
  var voxelMM: Double

  /// One of them, by its place.
  func image(_ index: Int, parallel: Parallel) throws -> Image {
    guard images.isEmpty else {
      let volume = try ImageAccess.volume(images[index])
      return try ImageAccess.during("reading the image") { try volume.image(frame: 0) }
    }
    let subject = DigitalSubject(seed: seed &+ UInt64(index))
    return subject.image(of: subject.head(voxelMM: voxelMM, parallel: parallel), parallel: parallel)
  }
}
