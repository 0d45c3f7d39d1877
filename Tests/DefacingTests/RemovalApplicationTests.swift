import Anatomy
import Defacing
import Kernels
import Testing
import Volumes

@Suite struct RemovalApplicationTests {
  static let grid = Grid(nx: 6, ny: 5, nz: 4, toWorld: .scaling(Vector3(1, 2, 3)))

  private func volume(_ type: VoxelType) -> Volume {
    Volume(
      image: Image(
        grid: Self.grid, voxels: (0..<Self.grid.voxelCount).map { Float($0 + 3) }), type: type)
  }

  private var removed: Mask {
    var mask = Mask(grid: Self.grid)
    for x in 0..<6 { mask[x, 4, 0] = true }
    return mask
  }

  @Test(arguments: [VoxelType.uint8, .int16, .float32, .float64])
  func onlyRemovedVoxelsChange(_ type: VoxelType) throws {
    let volume = volume(type)
    let done = try Removal(method: "x", removed: removed).applied(to: volume)
    #expect(done.removedVoxels == 6)
    #expect(done.volume.header.raw == volume.header.raw)
    let size = type.byteCount
    for index in 0..<Self.grid.voxelCount {
      let range = index * size..<(index + 1) * size
      if removed.voxels[index] == 0 {
        #expect(done.volume.bytes[range] == volume.bytes[range])
      } else {
        #expect(done.volume.bytes[range].allSatisfy { $0 == 0 })
      }
    }
  }

  @Test func theSmallestValueCanFill() throws {
    let done = try Removal(method: "x", removed: removed, fill: .min).applied(to: volume(.int16))
    #expect(done.value == 3)
  }

  @Test func noiseIsDrawnFromTheAirAndFollowsTheSeed() throws {
    let grid = Grid(nx: 30, ny: 30, nz: 30, toWorld: .identity)
    var head = Mask(grid: grid)
    var removed = Mask(grid: grid)
    for z in 0..<6 { for y in 0..<6 { for x in 0..<6 { head[x, y, z] = true } } }
    for z in 0..<3 { for y in 0..<3 { for x in 0..<3 { removed[x, y, z] = true } } }
    let random = CounterRandom(seed: 4)
    let values = (0..<grid.voxelCount).map { index -> Float in
      head.voxels[index] != 0 ? 900 : Float(random.integer(below: 7, index: UInt64(index)))
    }
    let volume = Volume(image: Image(grid: grid, voxels: values), type: .int16)
    func filled(_ seed: UInt64) throws -> [Float] {
      try Removal(method: "x", removed: removed, fill: .noise, seed: seed)
        .applied(to: volume, head: head).volume.image(frame: 0).voxels
    }
    let noise = try filled(1)
    let drawn = noise.indices.filter { removed.voxels[$0] != 0 }.map { noise[$0] }
    #expect(drawn.allSatisfy { (0..<7).contains($0) })
    #expect(Set(drawn).count > 3)
    #expect(noise.indices.allSatisfy { removed.voxels[$0] != 0 || noise[$0] == values[$0] })
    #expect(try filled(1) == noise)
    #expect(try filled(2) != noise)
  }

  @Test func noiseNeedsAirInView() throws {
    let whole = Mask(grid: Self.grid, voxels: [UInt8](repeating: 1, count: Self.grid.voxelCount))
    for head in [nil, whole] {
      let error = #expect(throws: DefacingError.self) {
        try Removal(method: "x", removed: removed, fill: .noise)
          .applied(to: volume(.int16), head: head)
      }
      #expect(error?.code == .inputUnsuitable)
    }
  }

  @Test func anotherLatticeIsRefused() throws {
    var moved = removed
    moved.grid.toWorld.translation.z += 1
    #expect(throws: DefacingError.self) {
      try Removal(method: "x", removed: moved).applied(to: volume(.int16))
    }
    var colour = volume(.int16)
    colour.header.voxelType = .rgb24
    #expect(throws: DefacingError.self) {
      try Removal(method: "x", removed: removed).applied(to: colour)
    }
  }
}

@Suite struct NoiseControlTests {
  static let grid = Grid(nx: 40, ny: 40, nz: 40, toWorld: .identity)

  private func changed(_ type: VoxelType, seed: UInt64 = 1) throws -> (Volume, Volume, Mask) {
    var head = Mask(grid: Self.grid)
    for z in 5..<35 { for y in 5..<35 { for x in 5..<35 { head[x, y, z] = true } } }
    let image = Image(
      grid: Self.grid, voxels: (0..<Self.grid.voxelCount).map { Float($0 % 256) })
    let frame = Frame(
      image: image,
      registration: Registration(
        templateToSubject: .identity, similarity: 1, verdict: .plausible),
      head: head, brain: head)
    let volume = Volume(image: image, type: type)
    return (volume, try NoiseControl(seed: seed).applied(to: volume, frame: frame), head)
  }

  @Test(arguments: [VoxelType.uint8, .int16, .uint32, .int64, .float32, .float64])
  func oneGreyLevelInFivePerCentOfTheHead(_ type: VoxelType) throws {
    let (before, after, head) = try changed(type)
    #expect(after.header.raw == before.header.raw)
    let (a, b) = (try before.image(frame: 0), try after.image(frame: 0))
    var count = 0
    for index in a.voxels.indices where a.voxels[index] != b.voxels[index] {
      count += 1
      #expect(head.voxels[index] == 1)
      let step = b.voxels[index] - a.voxels[index]
      #expect(type.isInteger ? step == 1 : step > 0.9 && step < 1)
    }
    #expect(abs(Double(count) / Double(head.count) - 0.05) < 0.005)
  }

  @Test func theSeedDecides() throws {
    #expect(try changed(.int16).1.bytes == changed(.int16).1.bytes)
    #expect(try changed(.int16, seed: 2).1.bytes != changed(.int16).1.bytes)
  }

  @Test func theLargestNumberStays() throws {
    let (before, after, _) = try changed(.uint8)
    for (a, b) in zip(before.bytes, after.bytes) where a == 255 { #expect(b == 255) }
  }

  @Test func controlsAreListed() {
    #expect(Controls.named("noise") != nil)
    #expect(Controls.named("nothing") == nil)
  }
}
