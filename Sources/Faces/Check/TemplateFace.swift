import Anatomy
import Volumes

/// The relief of a template's face around eyes and bridge of the nose, which every face shares.
public struct TemplateFace: Sendable {
  let relief: Relief

  /// From the template's own head.
  ///
  /// - Throws: where it shows no skin.
  public init(_ template: Template, parallel: Parallel = .serial) throws(FaceError) {
    let record = try FaceRecord.observing(
      template.head,
      registration: Registration(
        templateToSubject: .identity, similarity: 1, verdict: .plausible), parallel: parallel)
    self.init(ofRecord: record)
  }

  /// From what a head without affine map shows of its face.
  public init(ofRecord record: FaceRecord) {
    relief =
      record.maps.first.map { Relief($0, record.view) } ?? Relief(depths: [], columns: 0, rows: 0)
  }

  /// The upper face: templates end below the bridge of the nose.
  static func isWindow(x: Double, z: Double) -> Bool { abs(x) <= 46 && z > -68 && z <= -32 }

  /// The correlation of a record's relief with this, at the threshold and the small shift where it is
  /// largest: heads that are aligned by their brains have their eyes some mm apart. Nil where too
  /// little skin is seen at any.
  public func likeness(of record: FaceRecord) -> Double? {
    likenesses(of: record).compactMap { $0 }.max()
  }

  /// The same for each of the record's depth maps.
  public func likenesses(of record: FaceRecord) -> [Double?] {
    let view = record.view
    guard relief.values.count == view.count else { return record.maps.map { _ in nil } }
    let places = (0..<view.count).filter { Self.isWindow(x: view.x($0), z: view.z($0)) }
    return record.maps.map { map in
      let seen = Relief(map, view)
      return Self.shifts(view).compactMap {
        seen.correlation(with: relief, at: places, shiftedBy: $0)
      }.max()
    }
  }

  /// The threshold at which a record shows most of a face, as a share of its first: less than 1 for a
  /// face that was dimmed.
  public func tellingThreshold(of record: FaceRecord) -> Double {
    let found = zip(record.maps, likenesses(of: record)).map { ($0.relativeThreshold, $1 ?? -1) }
    guard let first = found.first, let best = found.max(by: { $0.1 < $1.1 }) else { return 1 }
    return best.1 > FaceLimits.faceNCC && best.1 > first.1 + 0.1 ? best.0 : first.0
  }

  /// Shifts up to 8 mm up and down and 4 mm aside, as steps in the buffer of the view. The window lies
  /// farther than that from its edges.
  private static func shifts(_ view: FaceView) -> [Int] {
    stride(from: -8, through: 8, by: 2).flatMap { up in
      stride(from: -4, through: 4, by: 2).map { aside in up * view.columns + aside }
    }
  }
}
