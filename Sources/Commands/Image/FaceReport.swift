import Agreement
import Faces

/// A face check as JSON.
struct FaceReport: Encodable {
  var grade: String
  var meaning: String
  var judged: [String]
  var zones: [String: FaceCheck.Zone]
  @OrNull var rfs1: Double?
  @OrNull var rfs2: Double?
  @OrNull var rfs4: Double?
  @OrNull var mean_mm: Double?
  @OrNull var p95_mm: Double?
  @OrNull var template_ncc: Double?
  var landmarks: [String: LandmarkFinding]
  @OrNull var nose_prominence_mm: Double?
  var profiles: [String: SurfaceFindings]
  var fov: [String: Double]
  var reasons: [String]

  init(_ check: FaceCheck) {
    (grade, meaning) = (check.grade.rawValue, check.grade.meaning)
    judged = check.judged.map(\.rawValue)
    zones = Dictionary(uniqueKeysWithValues: check.zones.map { ($0.rawValue, $1) })
    let face = check.face
    (rfs1, rfs2, rfs4) = (face?.rfs1, face?.rfs2, face?.rfs4)
    (mean_mm, p95_mm, template_ncc) = (face?.meanMM, face?.p95MM, check.templateNCC)
    landmarks = Dictionary(
      uniqueKeysWithValues: check.landmarks.map { ($0.rawValue, $1) })
    nose_prominence_mm = check.noseProminenceMM
    profiles = Dictionary(uniqueKeysWithValues: check.profiles.map { ($0.rawValue, $1) })
    fov = zones.mapValues(\.fov)
    reasons = check.reasons
  }
}

/// The zones of a face check as a table of plain text.
enum FaceTable {
  /// A heading and a line for each zone; those that the grade is not about are in brackets.
  static func lines(_ check: FaceCheck) -> [String] {
    let heading = "  zone        grade  in view  < 1 mm  < 2 mm  < 4 mm  mean mm  p95 mm"
    return [heading]
      + FaceZone.allCases.compactMap { zone in
        check.zones[zone].map { line(zone, $0, isJudged: check.judged.contains(zone)) }
      } + landmarks(check) + [likeness(check)]
  }

  /// How much deeper the surface lies at landmarks of the face; none without an original.
  private static func landmarks(_ check: FaceCheck) -> [String] {
    let found = FaceLandmark.allCases.compactMap { landmark in
      check.landmarks[landmark].map {
        "\(landmark.rawValue) \($0.deeperMM.map { FixedText.of($0, 1) } ?? "gone")"
      }
    }
    return found.isEmpty ? [] : ["  mm deeper at " + found.joined(separator: ", ")]
  }

  private static func line(_ zone: FaceZone, _ found: FaceCheck.Zone, isJudged: Bool) -> String {
    let name = isJudged ? zone.rawValue : "(\(zone.rawValue))"
    let surface = found.surface
    let shares = [surface?.rfs1, surface?.rfs2, surface?.rfs4].map { share in
      right(share.map { FixedText.of(100 * $0, 0) + " %" } ?? "-", 8)
    }
    let lengths = [surface?.meanMM, surface?.p95MM].map { length in
      right(length.map { FixedText.of($0, 1) } ?? "-", 9)
    }
    return "  " + name.padding(12) + found.grade.rawValue.padding(7)
      + right(FixedText.of(100 * found.fov, 0) + " %", 7) + shares.joined()
      + lengths.joined()
  }

  private static func likeness(_ check: FaceCheck) -> String {
    "  relief beside the template's face: "
      + (check.templateNCC.map { FixedText.of($0, 2) } ?? "not seen")
  }

  private static func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}

extension String {
  fileprivate func padding(_ width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
