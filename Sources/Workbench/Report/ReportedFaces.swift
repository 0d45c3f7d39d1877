import Canvas
import Faces
import Pictures
import Study

/// What a report tells of the faces of a cohort after one method: zones, and pictures of some.
public struct ReportedFaces: Sendable {
  /// One face as PNG files.
  public struct Portrait: Sendable {
    /// Place of the subject in the cohort, from 0.
    public var subject: Int
    /// The grade.
    public var grade: FaceGrade
    /// The head before the removal; nil unless it was asked for.
    public var original: [UInt8]?
    /// The head after it.
    public var defaced: [UInt8]
  }

  /// Name of the cohort.
  public var cohort: String
  /// The zones.
  public var zones: FaceZoneSummary
  /// Some faces, those first of which most is left.
  public var portraits: [Portrait]
  /// How many faces are not drawn since they are still there.
  public var withheld: Int

  /// Most faces that are drawn for each cohort and method.
  public static let mostPortraits = 8

  /// From its parts.
  public init(
    cohort: String, zones: FaceZoneSummary, portraits: [Portrait] = [], withheld: Int = 0
  ) {
    (self.cohort, self.zones) = (cohort, zones)
    (self.portraits, self.withheld) = (portraits, withheld)
  }
}

extension ReportedFaces {
  /// Reads what a study knows of its faces.
  ///
  /// - Parameters:
  ///   - snapshot: the study.
  ///   - drawsFaces: whether pictures are wanted.
  ///   - showsOriginals: whether faces may be drawn by which a person can be recognised: the originals,
  ///     and those that a removal left.
  /// - Returns: one entry for each cohort and method of which a face was checked.
  public static func read(
    _ snapshot: StudySnapshot, drawsFaces: Bool, showsOriginals: Bool
  ) -> [ReportedFaces] {
    snapshot.cohorts.flatMap { cohort in
      snapshot.methods.compactMap { method in
        let faces = cohort.subjects.enumerated().compactMap { place, subject in
          subject.variants.first { $0.name == method }?.face.map { (place, $0) }
        }
        let checks = faces.compactMap { $0.1.check() }
        guard let zones = FaceZoneSummary(method: method, checks: checks) else { return nil }
        var result = ReportedFaces(cohort: cohort.name, zones: zones)
        if drawsFaces { result.draw(faces, showsOriginals: showsOriginals) }
        return result
      }
    }
  }

  private mutating func draw(_ faces: [(Int, FaceStanding)], showsOriginals: Bool) {
    let graded = faces.filter { $0.1.grade != nil }
    let shown = graded.filter { showsOriginals || $0.1.grade == .removed || $0.1.grade == .altered }
    withheld = graded.count - shown.count
    let order: [FaceGrade?] = [.present, .altered, .removed]
    func rank(_ face: FaceStanding) -> Int { order.firstIndex(of: face.grade) ?? order.count }
    let sorted = shown.sorted {
      (rank($0.1), -($0.1.values["rfs2"] ?? 0), $0.0)
        < (rank($1.1), -($1.1.values["rfs2"] ?? 0), $1.0)
    }
    portraits = sorted.prefix(Self.mostPortraits).compactMap { place, face in
      Portrait(place, face, showsOriginals: showsOriginals)
    }
  }
}

extension ReportedFaces.Portrait {
  private static let (width, height) = (150, 190)

  fileprivate init?(_ place: Int, _ face: FaceStanding, showsOriginals: Bool) {
    guard let grade = face.grade, let records = face.records(),
      let defaced = Self.png(
        records.defaced, map: records.defaced.plainestMapShowing(records.original))
    else { return nil }
    (subject, self.grade, self.defaced) = (place, grade, defaced)
    original = showsOriginals ? Self.png(records.original, map: 0) : nil
  }

  /// The face from the front and half aside.
  private static func png(_ record: FaceRecord, map: Int) -> [UInt8]? {
    var picture = Picture(
      width: 2 * width, height: height, grey: [UInt8](repeating: 0, count: 2 * width * height))
    if let surface = HeadSurface(front: record, map: map) {
      let renderer = HeadRenderer(surface)
      for (index, yaw) in [0.0, 40].enumerated() {
        let part = renderer.picture(
          width: width, height: height, pose: HeadPose(yawDegrees: yaw), zoom: 1.1)
        for row in 0..<height {
          let target = row * 2 * width + index * width
          picture.samples.replaceSubrange(
            target..<target + width, with: part.grey[row * width..<(row + 1) * width])
        }
      }
    }
    return try? picture.png()
  }
}
