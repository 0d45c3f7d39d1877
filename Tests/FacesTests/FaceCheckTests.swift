import Anatomy
import Foundation
import Kernels
import Support
import Testing
import Volumes

@testable import Faces

/// What the check says of a known surface to which something was done.
@Suite struct FaceCheckTests {
  private static let parallel = Parallel(threads: 2)

  private static let known = try? HeadRecord.observing(
    SurfaceHead.original, registration: SurfaceHead.registration, parallel: parallel)

  private static let template = known.map { TemplateFace(ofRecord: $0.front) }

  /// The checks of the changed head beside its original.
  private static let checks: [FaceChange: FaceCheck] = {
    var result: [FaceChange: FaceCheck] = [:]
    for change in FaceChange.allCases {
      result[change] = try? check(SurfaceHead.changed(change), against: SurfaceHead.original)
    }
    return result
  }()

  private static func check(_ image: Image, against original: Image?) throws -> FaceCheck {
    try .checking(
      image, against: original, registration: SurfaceHead.registration,
      template: template,
      known: original == nil ? nil : known, parallel: parallel)
  }

  @Test(
    arguments: [
      (.nothing, "C", "C", "eyes (C): 100 % of its skin were not altered."),
      (.removed, "A", "A", "eyes (A): 0 % of its skin are where they were; what is there now lies"),
      (.lowerCut, "C", "A", "eyes (C): 100 % of its skin were not altered."),
      (.dimmed, "C", "C", "seen at 0.05 of the usual threshold: it was dimmed."),
      (.blurred, "C", "C", "mm in front of the skin and follows it"),
      (.shell, "C", "C", "mm in front of the skin and follows it"),
      (.movedOut, "C", "C", "mm in front of the skin and follows it"),
      (.otherFace, "B", "B", "between different people up to two thirds are."),
    ] as [(FaceChange, String, String, String)])
  func grades(_ change: FaceChange, _ grade: String, _ mouth: String, _ reason: String) throws {
    let check = try #require(Self.checks[change])
    #expect(check.grade.rawValue == grade, "\(check.reasons)")
    #expect(check.zones[.mouth]?.grade.rawValue == mouth, "\(check.reasons)")
    #expect(check.reasons.contains { $0.contains(reason) }, "\(check.reasons)")
    #expect(!"\(check.reasons)".lowercased().contains("anonym"))
  }

  @Test func `values that are one number are told from values that are dimmed`() throws {
    let gone = try #require(Self.checks[.removed])
    let dim = try #require(Self.checks[.dimmed])
    let (a, b) = (try #require(gone.zones[.nose]?.values), try #require(dim.zones[.nose]?.values))
    #expect(a.constant > 0.99 && a.correlation == 0 && a.changedBehindSkin > 0.9)
    #expect(b.correlation > 0.9)
  }

  @Test func `numbers of an intact face are those of itself`() throws {
    let check = try #require(Self.checks[.nothing])
    let face = try #require(check.face)
    #expect(face.rfs1 == 1 && face.meanMM == 0 && face.p95MM == 0 && face.inFront == 0)
    #expect(try #require(check.templateNCC) > 0.99)
    #expect(check.profiles.count == 2)
  }

  @Test(
    arguments: [
      (.nothing, -0.01...0.01, -0.01...0.01), (.movedOut, -12 ... -4, 0...30),
      (.removed, 20...200, nil), (.dimmed, -0.5...0.5, nil),
    ] as [(FaceChange, ClosedRange<Double>, ClosedRange<Double>?)])
  func landmarks(
    _ change: FaceChange, _ deeper: ClosedRange<Double>, _ moved: ClosedRange<Double>?
  ) throws {
    let check = try #require(Self.checks[change])
    for landmark in [FaceLandmark.nasion, .pronasale, .subnasale] {
      let found = try #require(check.landmarks[landmark])
      #expect(found.deeperMM.map(deeper.contains) != false, "\(landmark): \(found)")
      if let moved { #expect(found.movedMM.map(moved.contains) == true, "\(landmark): \(found)") }
    }
  }

  @Test func `landmarks lie where the surface has them, and where a person has them is not told`()
    throws
  {
    let record = try #require(Self.known?.front)
    let found = FaceLandmarks(record.maps[0], record.view)
    let tip = try #require(found.places[.pronasale])
    #expect(abs(tip.z + 80) < 2 && abs(tip.y - SurfaceHead.surface(0, -80)) < 1.5, "\(tip)")
    #expect((-70 ... -45).contains(try #require(found.places[.nasion]).z))
    #expect((-125 ... -92).contains(try #require(found.places[.subnasale]).z))
    #expect(found.places[.pogonion] == nil, "the surface has no chin")
    let prominence = try #require(Self.checks[.nothing]?.noseProminenceMM)
    #expect((10...20).contains(prominence))
    let text = String(
      decoding: try JSONEncoder().encode(try #require(Self.checks[.nothing]).landmarks),
      as: UTF8.self)
    #expect(!text.contains("_x") && !text.contains("prominence"))
  }

  @Test(arguments: [
    (FaceChange.nothing, "C", "in whole heads 65 mm or more"),
    (.removed, "A", "in whole heads at least 65 mm"),
    (.dimmed, "C", "correlates by"),
  ])
  func withoutAnOriginal(_ change: FaceChange, _ grade: String, _ reason: String) throws {
    let check = try Self.check(SurfaceHead.changed(change), against: nil)
    #expect(check.grade.rawValue == grade, "\(check.reasons)")
    #expect(check.reasons.contains { $0.contains(reason) }, "\(check.reasons)")
    #expect(check.face == nil && !check.hasOriginal)
  }

  @Test func `zones outside of the field of view are never passed`() throws {
    let cut = SurfaceHead.image(lowestZ: -90, removedInFrontOfY: 10)
    let whole = SurfaceHead.image(lowestZ: -90)
    let check = try FaceCheck.checking(
      cut, against: whole, registration: SurfaceHead.registration,
      template: Self.template, parallel: Self.parallel)
    #expect(check.zones[.chin]?.grade == .notAssessable)
    #expect(check.zones[.mouth]?.grade == .notAssessable)
    #expect(check.reasons.last == "chin (N): the field of view shows 0 % of it.")
    let chin = try FaceCheck.checking(
      cut, registration: SurfaceHead.registration, template: Self.template,
      zones: [.chin], parallel: Self.parallel)
    #expect(chin.grade == .notAssessable && chin.face == nil)
  }

  @Test(
    arguments: [
      ([], "N"), ([.notAssessable], "N"), ([.removed, .notAssessable], "A"),
      ([.removed, .altered], "B"), ([.altered, .present, .removed], "C"),
    ] as [([FaceGrade], String)])
  func worstGrade(_ grades: [FaceGrade], _ expected: String) {
    #expect(FaceGrade.worst(grades).rawValue == expected)
  }

  @Test func survivesJSON() throws {
    let check = try #require(Self.checks[.removed])
    let data = try JSONEncoder().encode(check)
    #expect(try JSONDecoder().decode(FaceCheck.self, from: data) == check)
    #expect(data.count < 20_000)
  }

  @Test func failsClosed() throws {
    let empty = Image(grid: SurfaceHead.original.grid)
    #expect(throws: FaceError.self) { try Self.check(empty, against: nil) }
    let gone = try Self.check(empty, against: SurfaceHead.original)
    #expect(gone.grade == .removed)
  }
}
