import Anatomy
import Defacing
import Faces
import Kernels
import Volumes

/// What is left of the face after a removal: shares by zone, and the gate over them.
struct FaceGate {
  /// The share of each zone's skin that still lies within 2 mm of the original; zones that the
  /// field of view does not show are missing.
  var shares: [FaceZone: Double]
  /// The checks.
  var gates: [Gate]

  /// The zones that a removal must reach; ears and forehead are reported beside, since most methods
  /// leave them.
  static let judged: [FaceZone] = [.eyes, .nose, .mouth, .chin]

  /// Compares a defaced image with its original.
  ///
  /// - Parameters:
  ///   - defaced: the image after the removal.
  ///   - frame: what is known of the original.
  ///   - parallel: how many threads.
  /// - Throws: an error when the face cannot be looked at; nothing may be written then.
  static func measure(
    of defaced: Volume, frame: Frame, parallel: Parallel
  ) throws(DefacingError) -> FaceGate {
    let shares: [FaceZone: Double?]
    do {
      let original = try FaceRecord.observing(
        frame.image, registration: frame.registration, parallel: parallel)
      let after = try FaceRecord.observing(
        try defaced.image(frame: 0), registration: frame.registration,
        skinThreshold: original.skinThreshold, parallel: parallel)
      shares = residualFace(original: original, defaced: after)
    } catch {
      throw DefacingError(
        .faceOutsideView, "what is left of the face cannot be told: \(Self.sentence(error))",
        remedy: "Check the orientation and the field of view of the image.")
    }
    return FaceGate(shares: shares.compactMapValues { $0 })
  }

  init(shares: [FaceZone: Double]) {
    self.shares = shares
    gates = Self.judged.compactMap { zone in
      shares[zone].map { share in
        Gate(
          name: "face-left-\(zone.rawValue)", value: 100 * share, warnAbove: 5, failAbove: 20,
          sentence: "\(Int(100 * share + 0.5)) % of the skin of the zone '\(zone.rawValue)' are "
            + "still where they were; at most 20 % may be, 5 % without a warning.")
      }
    }
  }

  private static func sentence(_ error: any Error) -> String {
    switch error {
    case let error as FaceError: error.message
    case let error as VolumeError: error.message
    default: "\(error)"
    }
  }
}
