import Anatomy
import Faces
import Foundation
import Kernels
import Support
import Testing
import Volumes

extension SurfaceHead {
  static let registration = Registration(
    templateToSubject: map, similarity: 1, verdict: .plausible)
}

@Suite struct FaceRecordTests {
  private func observe(_ image: Image, threshold: Double? = nil) throws -> FaceRecord {
    try .observing(
      image, registration: SurfaceHead.registration, skinThreshold: threshold,
      parallel: Parallel(threads: 2))
  }

  private func compared(_ image: Image) throws -> ResidualFace {
    let before = try observe(SurfaceHead.original, threshold: 35)
    return ResidualFace(original: before, defaced: try observe(image, threshold: 35))
  }

  @Test func findsTheSkinThroughTheMap() throws {
    let record = try observe(SurfaceHead.original, threshold: 35)
    var (worst, count) = (0.0, 0)
    for place in 0..<record.view.count {
      let (x, z) = (record.view.x(place), record.view.z(place))
      guard abs(x) < 45, z > -150, z < 10, abs(x) > 25 || abs(z + 80) > 35 else { continue }
      let depth = try #require(record.maps[0].depthMM(place))
      worst = max(worst, abs(depth - SurfaceHead.surface(x, z)))
      count += 1
    }
    #expect(count > 5000)
    #expect(worst < 0.8)
  }

  @Test func intactIsWhollyLeft() throws {
    let residual = try compared(SurfaceHead.original)
    #expect(residual.face?.within1MM == 1)
    #expect(residual.zones.count == FaceZone.allCases.count - 1)
    #expect(residual.zones.values.allSatisfy { $0.within1MM == 1 && $0.medianDistanceMM == 0 })
  }

  @Test func removedIsGone() throws {
    let residual = try compared(SurfaceHead.image(removedInFrontOfY: 10))
    #expect(try #require(residual.face).within4MM < 0.01)
    #expect(try #require(residual.face?.medianDistanceMM) > 15)
  }

  /// A face that was only dimmed passes at one threshold and shows at another.
  @Test func dimmedIsFound() throws {
    let residual = try compared(SurfaceHead.image(value: 6))
    #expect(try #require(residual.face).within2MM > 0.95)
  }

  /// Distances are millimetres of the subject, 1.045 to one of the template.
  @Test func movedSkinIsMeasured() throws {
    let face = try #require(try compared(SurfaceHead.image(shiftMM: -9)).face)
    #expect(abs(try #require(face.medianDistanceMM) - 9 * 1.045) < 0.25)
    #expect(face.within4MM < 0.05)
  }

  @Test func zonesOutsideTheViewAreNotAssessed() throws {
    let cut = SurfaceHead.image(lowestZ: -100)
    let record = try observe(cut, threshold: 35)
    #expect(try #require(record.coverage[.eyes]) > 0.95)
    #expect(try #require(record.coverage[.chin]) < 0.05)
    let residual = residualFace(original: record, defaced: record)
    #expect(residual[.eyes] == .some(1))
    #expect(residual[.chin] == .some(nil))
    #expect(residual[.ears] == .some(nil))
  }

  @Test(arguments: [-1000, -100, 1000] as [Float])
  func `skin is found above air of any value`(_ air: Float) throws {
    let usual = try observe(SurfaceHead.original)
    let raised = Image(
      grid: SurfaceHead.original.grid, voxels: SurfaceHead.original.voxels.map { $0 + air })
    let record = try observe(raised)
    let level = try #require(record.airLevel)
    #expect(usual.airLevel == nil && abs(level - Double(air)) < 2)
    let residual = ResidualFace(original: usual, defaced: record)
    #expect(try #require(residual.zones[.nose]).within1MM > 0.99)
  }

  @Test func `only skin that another image shows in the same place counts`() throws {
    let original = try observe(SurfaceHead.original, threshold: 35)
    let same = original.restricted(toSkinOf: original, withinMM: 5)
    #expect(same == original)
    #expect(same.zones(showing: 0.25, of: original).isSuperset(of: [.eyes, .nose, .mouth]))
    let deeper = try observe(SurfaceHead.image(shiftMM: -12), threshold: 35)
    let shared = deeper.restricted(toSkinOf: original, withinMM: 5)
    #expect(shared.maps[0].count == 0)
    #expect(shared.zones(showing: 0.25, of: original).isEmpty)
  }

  @Test(arguments: [
    (999.0, -185.0, "whole"), (25, -185, "defaced"), (999, -60, "unclear"),
  ])
  func `a face that is gone is told from a whole one`(
    _ removedInFrontOfY: Double, _ lowestZ: Double, _ verdict: String
  ) throws {
    let image = SurfaceHead.image(lowestZ: lowestZ, removedInFrontOfY: removedInFrontOfY)
    let record = try observe(image)
    let evidence = try #require(
      DefacedEvidence(of: image, record: record, registration: SurfaceHead.registration))
    #expect(evidence.verdict == verdict && !evidence.reasons.isEmpty)
    #expect((evidence.probability == nil) == (verdict == "unclear"))
  }

  @Test(arguments: [(80.0, 0.01, 0.001), (68, 0.13, 0.01), (31, 0.54, 0.99), (0, 0.9, 0.9999)])
  func `the probability follows both kinds of evidence`(
    _ frontMM: Double, _ constant: Double, _ limit: Double
  ) throws {
    let evidence = DefacedEvidence(frontMM: frontMM, constantShare: constant, viewShare: 1)
    let probability = try #require(evidence.probability)
    #expect(limit < 0.5 ? probability < limit : probability > limit)
  }

  @Test func survivesJSON() throws {
    let record = try observe(SurfaceHead.original)
    let data = try JSONEncoder().encode(record)
    #expect(try JSONDecoder().decode(FaceRecord.self, from: data) == record)
    #expect(data.count < 400_000)
  }

  @Test func failsClosed() {
    #expect(throws: FaceError.self) { try observe(Image(grid: SurfaceHead.original.grid)) }
    #expect(throws: FaceError.self) {
      try FaceRecord.observing(
        SurfaceHead.original,
        registration: Registration(
          templateToSubject: .identity, similarity: 0, verdict: .implausible("No.")))
    }
    #expect(throws: FaceError.self) {
      try FaceRecord.observing(
        SurfaceHead.original,
        registration: Registration(
          templateToSubject: .scaling(.zero), similarity: 1, verdict: .plausible))
    }
  }

  @Test func picturesAreShadedAndFaceTheObserver() throws {
    let record = try observe(SurfaceHead.original, threshold: 35)
    let picture = record.picture()
    #expect(picture.width == record.view.columns && picture.height == record.view.rows)
    #expect(picture.pixels.count == record.view.count)
    #expect(Set(picture.pixels).count > 50)
    #expect(record.picture(map: 99).pixels.allSatisfy { $0 == 0 })
  }

  @Test func zonesOfTheMidline() {
    #expect(FaceZone.nose.contains(x: 0, z: -80) && FaceZone.mouth.contains(x: 0, z: -115))
    #expect(FaceZone.eyes.contains(x: -32, z: -47) && !FaceZone.eyes.contains(x: 0, z: -47))
    #expect(!FaceZone.ears.contains(x: 80, z: -50))
  }
}
