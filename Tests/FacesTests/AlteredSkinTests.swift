import Anatomy
import Faces
import Kernels
import Support
import Testing
import Volumes

/// What a face that was altered may still give away.
@Suite struct AlteredSkinTests {
  /// What was done to the layer around the skin.
  enum Change: CaseIterable, Sendable { case nothing, dimmed, shifted, flattened, halfTouched }

  private static let parallel = Parallel(threads: 2)

  /// Voxels within 40 mm of the skin along y, and what a change makes of the image there.
  private static func altered(_ change: Change) -> (image: Image, mask: Mask) {
    let original = SurfaceHead.original
    let shifted = SurfaceHead.image(shiftMM: 8)
    var (image, mask) = (original, Mask(grid: original.grid))
    guard let back = SurfaceHead.map.inverse else { return (image, mask) }
    let toTemplate = back * original.grid.toWorld
    for z in 0..<mask.grid.nz {
      for y in 0..<mask.grid.ny {
        for x in 0..<mask.grid.nx {
          let p = toTemplate(Vector3(Double(x), Double(y), Double(z)))
          guard abs(p.y - SurfaceHead.surface(p.x, p.z)) < 40 else { continue }
          let voxel = mask.grid.offset(x, y, z)
          mask.voxels[voxel] = 1
          let plane = Float(100 * min(1, max(0, (72 - p.x * p.x / 90 - p.y) / 9 + 0.35)))
          switch change {
          case .nothing: break
          case .dimmed: image.voxels[voxel] *= 0.4
          case .shifted: image.voxels[voxel] = shifted.voxels[voxel]
          case .flattened: image.voxels[voxel] = plane
          case .halfTouched: if p.x < 0 { image.voxels[voxel] = plane }
          }
        }
      }
    }
    return (image, mask)
  }

  private static func found(_ change: Change) throws -> AlteredSkin {
    let (image, mask) = altered(change)
    let before = try FaceRecord.observing(
      SurfaceHead.original, registration: SurfaceHead.registration, parallel: parallel)
    let after = try FaceRecord.observing(
      image, registration: SurfaceHead.registration, skinThreshold: before.skinThreshold,
      parallel: parallel)
    return AlteredSkin(
      before: SurfaceHead.original, after: image, altered: mask,
      templateToSubject: SurfaceHead.map, original: before, defaced: after, parallel: parallel)
  }

  @Test(arguments: [
    (Change.nothing, 0.99...1.0, 0.99...1.0, 0.99...1.0),
    (.dimmed, 0.0...0.35, 0.5...1.0, 0.8...1.0),
    (.shifted, 0.0...0.6, -1.0...0.5, 0.8...1.0),
    (.flattened, 0.0...0.3, -1.0...0.5, -1.0...0.5),
  ])
  func whatIsLeftIsFound(
    _ change: Change, _ untouched: ClosedRange<Double>, _ detail: ClosedRange<Double>,
    _ relief: ClosedRange<Double>
  ) throws {
    let nose = try #require(try Self.found(change).zones[.nose])
    #expect(untouched.contains(nose.untouched), "untouched \(nose.untouched)")
    #expect(detail.contains(nose.detail), "detail \(nose.detail)")
    #expect(relief.contains(nose.relief), "relief \(nose.relief)")
  }

  @Test func aHalfThatWasLeftIsCounted() throws {
    let nose = try #require(try Self.found(.halfTouched).zones[.nose])
    #expect((0.4...0.7).contains(nose.untouched), "untouched \(nose.untouched)")
  }

  @Test func theWorstOfSeveralFramesCounts() {
    var skin = AlteredSkin(zones: [.eyes: .init(untouched: 0.1, detail: 0.4, relief: 0)])
    skin.takeWorst(
      AlteredSkin(zones: [
        .eyes: .init(untouched: 0, detail: 0.5, relief: 0.2),
        .nose: .init(untouched: 1, detail: 0, relief: 0),
      ]))
    #expect(skin.zones[.eyes] == .init(untouched: 0.1, detail: 0.5, relief: 0.2))
    #expect(skin.zones[.nose]?.untouched == 1)
  }

  @Test(
    arguments: [
      ([1.0, 2, 3], [2.0, 4, 6], 1.0), ([1, 2, 3], [3, 2, 1], -1), ([1, 1, 1], [1, 2, 3], 0),
      ([], [], 0),
    ] as [([Double], [Double], Double)])
  func correlationOfPairs(_ a: [Double], _ b: [Double], _ expected: Double) {
    #expect(abs(correlation(a, b) - expected) < 1e-12)
  }
}
