import Anatomy
import Defacing
import Foundation
import Kernels
import Testing
import Volumes

@Suite struct NasionPlaneTests {
  static let grid = BlockHead.lattice(Vector3(repeating: 3))
  static let frame = BlockHead().frame(on: grid)

  /// Without a brain in its way the plane lies behind the nasion by the inset and leans by the angle.
  @Test(
    arguments: [(0.0, 20.0, 64.0), (35, 30, 61.75), (45, 20, 67.68)] as [(Double, Double, Double)])
  func thePlaneLiesWhereItShould(_ angle: Double, _ inset: Double, _ offsetMM: Double) throws {
    let plane = try halfSpace(
      NasionPlane(angleDegrees: angle, insetMM: inset, marginMM: 0), Self.small)
    #expect(abs(plane.offsetMM - offsetMM) < 0.1, "\(plane.offsetMM)")
    #expect(abs(arcDegrees(plane.normal) - angle) < 1e-6)
  }

  @Test(arguments: [0.0, 7, 15])
  func theBrainKeepsItsDistance(_ marginMM: Double) throws {
    let plane = try halfSpace(NasionPlane(insetMM: 60, marginMM: marginMM), Self.frame)
    var nearest = Double.infinity
    let brain = Self.frame.brain
    for place in brain.voxels.indices where brain.voxels[place] != 0 {
      let row = place / Self.grid.nx
      let p = Self.grid.toWorld(
        Vector3(
          Double(place % Self.grid.nx), Double(row % Self.grid.ny), Double(row / Self.grid.ny)))
      nearest = min(nearest, plane.offsetMM - (plane.normal * p).sum())
    }
    #expect(abs(nearest - marginMM) < 1e-9)
  }

  @Test func aPlaneThatGaveWayIsTold() throws {
    let removal = try NasionPlane(insetMM: 60).removal(for: Self.frame)
    #expect(removal.warnings.count == 1)
    #expect(removal.warnings[0].hasPrefix("The plane was moved forwards by "))
    #expect(try NasionPlane(insetMM: 5).removal(for: Self.frame).warnings.isEmpty)
  }

  /// The same millimetres on any lattice, and in a head that lies turned and is wider than the template.
  @Test(arguments: [
    BlockHead.lattice(Vector3(3, 3, 3), turnedDegrees: Vector3(20, -10, 15)),
    BlockHead.lattice(Vector3(2, 2, 6)), BlockHead.lattice(Vector3(6, 2, 2)),
  ])
  func theLatticeDoesNotMatter(_ grid: Grid) throws {
    func headML(_ frame: Frame) throws -> Double {
      try NasionPlane().removal(for: frame).removed.intersection(frame.head).volumeML
    }
    let usual = try headML(Self.frame)
    let other = try headML(BlockHead().frame(on: grid))
    #expect(abs(other / usual - 1) < 0.05, "\(other) ml of \(usual)")
  }

  @Test func theAlignmentCarriesThePlane() throws {
    var moved = Self.small
    let map = Affine(
      columns: Vector3(1.1, 0, 0), Vector3(0, 0.8, 0.3), Vector3(0, -0.3, 0.9),
      translation: Vector3(3, -4, 5))
    moved.registration.templateToSubject = map
    let method = NasionPlane(insetMM: 10, marginMM: 0)
    let (here, there) = (try halfSpace(method, Self.small), try halfSpace(method, moved))
    for point in [Vector3(20, 60, -70), Vector3(-30, 90, 10), Vector3(0, 75, -42)] {
      let (a, b) = (here.heightMM(point), there.heightMM(map(point)))
      #expect((a > 0) == (b > 0))
    }
    let onPlane = NasionPlanePoint.on(here)
    #expect(abs(there.heightMM(map(onPlane))) < 1e-9)
  }

  @Test func whatCannotBeDoneIsRefused() {
    var elsewhere = Self.frame
    elsewhere.registration.templateToSubject = .translation(Vector3(0, 900, 0))
    let cases: [(NasionPlane, Frame, DefacingError.Code, String)] = [
      (NasionPlane(), elsewhere, .faceOutsideView, "nothing of the image lies in front"),
      (NasionPlane(angleDegrees: 76), Self.frame, .inputUnsuitable, "from 0 to 75 degrees"),
      (NasionPlane(insetMM: .nan), Self.frame, .inputUnsuitable, "from 0 to 60 mm, not nan"),
      (NasionPlane(marginMM: -1), Self.frame, .inputUnsuitable, "from 0 to 30 mm"),
    ]
    for (method, frame, code, text) in cases {
      let error = #expect(throws: DefacingError.self) { try method.removal(for: frame) }
      #expect(error?.code == code)
      #expect(error?.message.contains(text) == true, "\(error?.message ?? "")")
    }
  }

  /// A head whose brain is far behind any plane.
  private static let small: Frame = {
    var frame = NasionPlaneTests.frame
    let distance = frame.brain.inverted.distanceMM()
    for place in frame.brain.voxels.indices where distance.voxels[place] < 50 {
      frame.brain.voxels[place] = 0
    }
    return frame
  }()

  private func halfSpace(_ method: NasionPlane, _ frame: Frame) throws -> HalfSpace {
    try #require(try method.removal(for: frame).halfSpace)
  }

  private func arcDegrees(_ normal: Vector3) -> Double {
    atan2(-normal.z, normal.y) * 180 / .pi
  }
}

extension HalfSpace {
  fileprivate func heightMM(_ point: Vector3) -> Double { (normal * point).sum() - offsetMM }
}

private enum NasionPlanePoint {
  static func on(_ plane: HalfSpace) -> Vector3 {
    plane.normal * plane.offsetMM + Vector3(12, 0, 0)
  }
}
