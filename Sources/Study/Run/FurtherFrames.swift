import Anatomy
import Defacing
import Kernels
import Volumes

/// What is left of the face in frames after the first, in which the face was found.
///
/// A head moves between frames. Those of `SeriesFrames` are judged on what they show themselves; one in
/// which the head lies so far away that its face is not where it was in the first is refused.
struct FurtherFrames {
  /// The checks.
  var gates: [Gate] = []
  /// What could not be judged.
  var warnings: [String] = []
  /// The frames, from 1, in which nothing of the face could be judged.
  private var unjudged: [Int] = []

  /// Looks at some frames of a defaced volume.
  ///
  /// - Parameters:
  ///   - defaced: the volume after the removal.
  ///   - original: the volume before.
  ///   - removal: what was removed from every frame.
  ///   - frame: what is known of the first.
  ///   - places: the frames to look at, from 0.
  ///   - maker: zones, limits and threads.
  init(
    of defaced: Volume, original: Volume, removal: Removal, frame: Frame, places: [Int],
    maker: VariantMaker
  ) {
    for place in places {
      guard let image = try? original.image(frame: place) else { continue }
      var moved = frame
      moved.image = image
      judge(moved, at: place, defaced: defaced, removal: removal, maker: maker)
    }
    guard !unjudged.isEmpty else { return }
    let names = unjudged.map { "\($0)" }.joined(separator: ", ")
    warnings.append("What is left of the face could not be judged in frame \(names).")
  }

  private mutating func judge(
    _ frame: Frame, at place: Int, defaced: Volume, removal: Removal, maker: VariantMaker
  ) {
    let name = "frame \(place + 1)"
    var own: [Gate] = []
    if let head = try? headMask(of: frame.image, parallel: maker.parallel) {
      own = [Gate.headOutside(own: head, through: .identity, head: frame.head)].compactMap { $0 }
      let ears = maker.earGates(removal, head: head, frame.registration)
      own += ears.filter { !$0.value.isNaN }
      warnings += ears.filter(\.value.isNaN).map { _ in "In \(name): \(VariantMaker.unseenEars)" }
    }
    let found = try? FaceGate.measure(
      of: defaced, frame: frame, at: place,
      altered: removal.keepsSurface ? removal.removed : nil, regions: maker.regions,
      limits: maker.limits.faceLeft, parallel: maker.parallel)
    let judged = found?.gates.filter { !$0.value.isNaN } ?? []
    if judged.isEmpty { unjudged.append(place + 1) }
    gates += (own + judged).map { gate in
      var told = gate
      told.sentence = "In \(name), \(gate.sentence)"
      return told
    }
  }
}
