import Anatomy
import Defacing
import Kernels
import Volumes

/// One mask for all frames of a series: what is removed from the first, and where the head lies
/// elsewhere in another frame also what that takes there.
///
/// The brain of no frame that has moved goes: what of a face lies where another frame has brain is left
/// for the gates to find. A frame counts as moved where the images say so and agree on where; one whose head is not found is left
/// to the gates.
struct MovedFrames {
  /// The voxels to remove from every frame.
  var removed: Mask
  /// The places, from 0, of frames whose own mask was added.
  var moved: [Int] = []

  /// The union over the frames that are looked at.
  ///
  /// - Parameters:
  ///   - series: the image as stored, all frames.
  ///   - removal: what is removed from the first.
  ///   - frame: what is known of the first.
  ///   - places: the frames to look at.
  ///   - parallel: how many threads.
  init(
    of series: Volume, removal: Removal, frame: Frame, places: [Int], parallel: Parallel
  ) {
    removed = removal.removed
    guard !places.isEmpty, removal.filter == nil,
      let head = try? SubjectHead(frame.image, brain: frame.brain, parallel: parallel)
    else { return }
    let region = removal.region
    for place in places {
      guard let image = try? series.image(frame: place),
        let found = try? head.alignment(in: image, parallel: parallel),
        found.source == .registration,
        Gate.alignment(found).verdict != .fail, let back = found.headToImage.inverse
      else { continue }
      let own = region.carried(
        onto: image.grid, through: back, sparing: frame.brain, parallel: parallel)
      let brain = frame.brain.resampled(onto: image.grid, through: back, parallel: parallel)
      removed = removed.subtracting(brain).union(own.subtracting(frame.brain))
      moved.append(place)
    }
  }

  /// What is said of it; nil where no frame has moved.
  var warning: String? {
    guard !moved.isEmpty else { return nil }
    let names = moved.map { "\($0 + 1)" }.joined(separator: ", ")
    return
      "The head lies elsewhere in frame \(names) than in the first; what was removed there was "
      + "removed from every frame as well."
  }
}
