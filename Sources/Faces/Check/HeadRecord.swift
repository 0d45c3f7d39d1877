import Anatomy
import Volumes

/// What an image shows of a head from the front and from both sides, small enough to keep.
public struct HeadRecord: Sendable, Hashable, Codable {
  /// The face.
  public var front: FaceRecord
  /// The ears and the profile.
  public var sides: SideRecord
}

extension HeadRecord {
  /// Looks at a head from three sides; see `FaceRecord.observing`, whose parameters these are.
  ///
  /// - Throws: `registrationFailed` or `inputUnsuitable`.
  public static func observing(
    _ image: Image, registration: Registration, like original: HeadRecord? = nil,
    parallel: Parallel = .serial
  ) throws(FaceError) -> HeadRecord {
    let front = try FaceRecord.observing(
      image, registration: registration, skinThreshold: original?.front.skinThreshold,
      airLevel: original?.front.airLevel, parallel: parallel)
    let above = front.airLevel.map { image.shifted(by: $0) } ?? image
    return HeadRecord(
      front: front,
      sides: SideRecord(
        above, through: registration.templateToSubject, threshold: front.skinThreshold,
        parallel: parallel))
  }
}
