import Kernels
import Support
import Testing
import Volumes

@testable import Faces

/// Pictures of heads from all sides.
@Suite struct HeadRendererTests {
  /// An egg with a nose, in template mm.
  private static let egg: HeadSurface = {
    let grid = Grid.box(from: Vector3(-90, -110, -140), to: Vector3(90, 130, 100), voxelMM: 8)
    var image = Image(grid: grid)
    for voxel in 0..<grid.voxelCount {
      let row = voxel / grid.nx
      let p = grid.toWorld(
        Vector3(Double(voxel % grid.nx), Double(row % grid.ny), Double(row / grid.ny)))
      let q = Vector3(p.x / 72, (p.y + 10) / 92, (p.z + 20) / 105)
      let nose = p - Vector3(0, 88, -60)
      image.voxels[voxel] = Float(max(1.5 - length(q), 1.5 - length(nose) / 18))
    }
    return HeadSurface(mesh: image.isoSurface(at: 0.5))
  }()

  private static let renderer = HeadRenderer(egg)

  @Test func `the nose points to where the head is turned`() {
    func middle(_ yaw: Double) -> Double {
      let picture = Self.renderer.picture(
        width: 80, height: 80, pose: HeadPose(yawDegrees: yaw))
      let nose = UInt8(3)
      let columns = picture.zones.indices.filter { picture.zones[$0] == nose }.map { $0 % 80 }
      return columns.isEmpty ? -1 : Double(columns.reduce(0, +)) / Double(columns.count)
    }
    #expect(abs(middle(0) - 39.5) < 2)
    #expect(middle(35) > 50 && middle(-35) < 30)
    #expect(middle(180) == -1)
  }

  @Test func `the upper left is lit`() {
    let picture = Self.renderer.picture(width: 60, height: 60)
    #expect(picture.grey[20 * 60 + 22] > picture.grey[40 * 60 + 38])
    #expect(picture.grey[0] == 0)
  }

  @Test func `pixels that are half as wide make twice as many of them`() {
    func count(_ aspect: Double) -> Int {
      Self.renderer.picture(width: 200, height: 60, pixelAspect: aspect).grey.count { $0 > 0 }
    }
    #expect(abs(Double(count(0.5)) / Double(count(1)) - 2) < 0.1)
  }

  @Test func `no view is a trap`() {
    let random = CounterRandom(seed: 9)
    func number(_ index: Int, _ low: Double, _ high: Double) -> Double {
      low + (high - low) * random.uniform(index: UInt64(index))
    }
    for view in 0..<200 {
      let at = 10 * view
      let odd = view % 17 == 0
      let pose = HeadPose(
        yawDegrees: odd ? .nan : number(at, -4000, 4000), pitchDegrees: number(at + 1, -400, 400),
        light: .init(
          right: number(at + 2, -1, 1), up: number(at + 3, -1, 1), near: odd ? 0 : 1))
      let picture = Self.renderer.picture(
        width: Int(number(at + 4, -3, 70)), height: Int(number(at + 5, -3, 70)), pose: pose,
        pixelAspect: odd ? -1 : number(at + 6, 0.1, 3), zoom: number(at + 7, -1, 30))
      #expect(picture.grey.count == picture.width * picture.height)
    }
  }

  @Test func `a head becomes a mesh of its skin`() throws {
    let record = try FaceRecord.observing(
      SurfaceHead.original, registration: SurfaceHead.registration, skinThreshold: 35)
    let surface = try HeadSurface.observing(
      SurfaceHead.original, record: record, registration: SurfaceHead.registration, voxelMM: 3)
    let front = surface.mesh.vertices.filter {
      abs($0.x) < 30 && $0.z > -110 && $0.z < -20 && $0.y > 40
    }
    #expect(front.count > 200)
    let errors = front.map { abs($0.y - SurfaceHead.surface($0.x, $0.z)) }.sorted()
    #expect(errors[errors.count / 2] < 0.7 && errors[errors.count * 19 / 20] < 3)
    #expect(surface.zones.count == surface.mesh.vertices.count)
    #expect(Set(surface.zones).isSuperset(of: [2, 3, 4]))
    let world = surface.worldMesh.vertices[0]
    #expect(length(world - SurfaceHead.map(surface.mesh.vertices[0])) < 1e-9)
  }

  @Test func `an image without anything has no surface`() throws {
    let record = try FaceRecord.observing(
      SurfaceHead.original, registration: SurfaceHead.registration)
    #expect(throws: FaceError.self) {
      try HeadSurface.observing(
        Image(grid: SurfaceHead.original.grid), record: record,
        registration: SurfaceHead.registration)
    }
  }
}
