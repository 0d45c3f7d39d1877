import Anatomy
import Faces
import Volumes

/// An image of a head and perhaps its original, aligned with the template and checked.
struct FaceLook {
  let defaced: Image
  let original: Image?
  let registration: Registration
  let check: FaceCheck
  /// What the image shows from the front.
  let record: FaceRecord
  /// The threshold that shows most of the face, as a share of the usual one.
  let threshold: Double

  /// Aligns and checks.
  init(
    _ defaced: Image, original: Image?, zones: [FaceZone], template: Template, parallel: Parallel
  ) throws {
    (self.defaced, self.original) = (defaced, original)
    let found = try LocatedBrain.find(
      in: original ?? defaced, template: template, wantsSkull: false, parallel: parallel
    ).registration
    registration = found
    let face = try TemplateFace(template, parallel: parallel)
    let known = try original.map {
      try HeadRecord.observing($0, registration: found, parallel: parallel)
    }
    let seen = try HeadRecord.observing(
      defaced, registration: found, like: known, parallel: parallel)
    check = try FaceCheck.checking(
      defaced, against: original, registration: registration, template: face, zones: zones,
      known: known, seen: seen, parallel: parallel)
    record = seen.front
    threshold = face.tellingThreshold(of: record)
  }

  /// The surface of one of the two images.
  func surface(
    of image: Image, relativeThreshold: Double? = nil, voxelMM: Double = 2, parallel: Parallel
  ) throws(FaceError) -> HeadSurface {
    try .observing(
      image, record: record, registration: registration,
      relativeThreshold: relativeThreshold ?? threshold, voxelMM: voxelMM, parallel: parallel)
  }
}
