import Faces
import Foundation

/// What is left of the faces of a cohort after one method, zone by zone.
public struct FaceZoneSummary: Sendable, Equatable {
  /// Of one zone, over all faces in which it can be assessed.
  public struct Zone: Sendable, Equatable {
    /// Which one.
    public var zone: FaceZone
    /// Whether the grades of the method are about it, at least in one face.
    public var isJudged: Bool
    /// Number of faces by letter.
    public var grades: [String: Int]
    /// Mean share of the skin within 1 mm of where it was; nil without any face to tell by.
    public var rfs1: Double?
    /// Within 2 mm.
    public var rfs2: Double?
    /// Within 4 mm.
    public var rfs4: Double?
    /// Mean distance from the original's skin, mm.
    public var meanMM: Double?
  }

  /// Name of the method.
  public var method: String
  /// The zones in their order.
  public var zones: [Zone]

  /// From the checks of faces; nil without any.
  ///
  /// - Parameters:
  ///   - method: name of the method.
  ///   - checks: what was found in each face.
  public init?(method: String, checks: [FaceCheck]) {
    guard !checks.isEmpty else { return nil }
    // Single subjects may have been asked for other zones than the study.
    let judged = Set(checks.flatMap(\.judged))
    self.method = method
    zones = FaceZone.allCases.map { zone in
      let found = checks.compactMap { $0.zones[zone] }
      let surfaces = found.filter { $0.grade != .notAssessable }.compactMap(\.surface)
      func mean(_ value: (SurfaceFindings) -> Double) -> Double? {
        surfaces.isEmpty ? nil : surfaces.map(value).reduce(0, +) / Double(surfaces.count)
      }
      return Zone(
        zone: zone, isJudged: judged.contains(zone),
        grades: Dictionary(grouping: found) { $0.grade.rawValue }.mapValues(\.count),
        rfs1: mean(\.rfs1), rfs2: mean(\.rfs2), rfs4: mean(\.rfs4), meanMM: mean(\.meanMM))
    }
  }

  /// The zones as a table of plain text; those that the grades are not about are in brackets.
  public var lines: [String] {
    let heading =
      Self.cell(method, 11) + ["A", "B", "C", "N"].map { Self.right($0, 4) }.joined()
      + ["<1 mm", "<2 mm", "<4 mm", "mean mm"].map { Self.right($0, 9) }.joined()
    return [heading]
      + zones.map { zone in
        let name = zone.isJudged ? zone.zone.rawValue : "(\(zone.zone.rawValue))"
        let counts = ["A", "B", "C", "N"].map { Self.right("\(zone.grades[$0] ?? 0)", 4) }
        let shares = [zone.rfs1, zone.rfs2, zone.rfs4].map { share in
          Self.right(share.map { "\(Self.fixed(100 * $0, 0)) %" } ?? "-", 9)
        }
        let mean = Self.right(zone.meanMM.map { Self.fixed($0, 1) } ?? "-", 9)
        return Self.cell(name, 11) + counts.joined() + shares.joined() + mean
      }
  }

  private static func cell(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }

  private static func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }

  private static func fixed(_ value: Double, _ decimals: Int) -> String {
    value.isFinite ? String(format: "%.\(decimals)f", value) : "?"
  }
}

extension FaceStanding {
  /// The check that a study made of a face, with what a search of people found; nil where there is none.
  public func check() -> FaceCheck? {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    guard grade != nil, let data = FileManager.default.contents(atPath: checkFile) else {
      return nil
    }
    return (try? decoder.decode(FaceCheck.self, from: data))?.knowing(finding: finding)
  }

  /// What the original and the defaced image show of the face, from the engine's own folder; nil where
  /// it is not there.
  public func records() -> (original: FaceRecord, defaced: FaceRecord)? {
    guard grade != nil, let data = FileManager.default.contents(atPath: recordFile),
      let pair = try? JSONDecoder().decode(FacePair.self, from: data),
      pair.original.isSound, pair.defaced.isSound
    else { return nil }
    return (pair.original, pair.defaced)
  }
}
