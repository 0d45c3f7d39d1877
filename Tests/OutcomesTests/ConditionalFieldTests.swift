import Testing
import Volumes

@testable import Outcomes

@Suite("Conditional random field")
struct ConditionalFieldTests {
  private static let grid = Grid(nx: 7, ny: 7, nz: 7, toWorld: .identity)
  private static let places = (0..<Int32(343)).map { $0 }.filter { place in
    let index = Int(place)
    return [index % 7, index / 7 % 7, index / 49].allSatisfy { (1...5).contains($0) }
  }
  private static let middle = Int32(3 + 7 * (3 + 7 * 3))

  private static func field(_ weight: Float) -> ConditionalField {
    ConditionalField(penalty: [0, 1, 1, 0], weight: weight, contrast: 0.2)
  }

  /// Chances of 0.8 for the first class everywhere but in some places.
  private static func chances(_ odd: (Int32) -> Float?) -> [Float] {
    places.flatMap { place -> [Float] in
      let second = odd(place) ?? 0.2
      return [1 - second, second]
    }
  }

  @Test(
    "a voxel by itself gives way unless it is sure or neighbours do not count",
    arguments: [
      (Float(0.6), Float(0.5), UInt8(0)), (0.99, 0.5, 1), (0.6, 0, 1), (0.99, 2, 0),
    ])
  func single(chance: Float, weight: Float, expected: UInt8) {
    let found = Self.field(weight).labels(
      Self.chances { $0 == Self.middle ? chance : nil }, at: Self.places,
      images: [Image(grid: Self.grid, filledWith: 1)], grid: Self.grid, parallel: .serial)
    let others = zip(found, Self.places).filter { $0.1 != Self.middle }.map(\.0)
    #expect(others.allSatisfy { $0 == 0 })
    #expect(zip(found, Self.places).first { $0.1 == Self.middle }?.0 == expected)
  }

  @Test(
    "across an edge of the image neighbours have little say", arguments: [(false, 0), (true, 1)])
  func edges(hasEdge: Bool, expected: Int) {
    var image = Image(grid: Self.grid, filledWith: 1)
    if hasEdge { image.voxels[Int(Self.middle)] = 3 }
    let found = Self.field(0.5).labels(
      Self.chances { $0 == Self.middle ? 0.7 : nil }, at: Self.places, images: [image],
      grid: Self.grid, parallel: .serial)
    #expect(zip(found, Self.places).first { $0.1 == Self.middle }?.0 == UInt8(expected))
  }

  @Test func labelsThatCostMoreTogetherKeepApart() {
    // the middle is as likely the second as the third class, its neighbours are of the first
    let chances = Self.places.flatMap { place -> [Float] in
      place == Self.middle ? [0.1, 0.45, 0.45] : [0.9, 0.05, 0.05]
    }
    let penalty: [Float] = [0, 2, 1, 2, 0, 1, 1, 1, 0]
    let found = ConditionalField(penalty: penalty, weight: 0.1, contrast: 0.2).labels(
      chances, at: Self.places, images: [], grid: Self.grid, parallel: .serial)
    #expect(zip(found, Self.places).first { $0.1 == Self.middle }?.0 == 2)
  }

  @Test func theResultDoesNotDependOnTheNumberOfThreads() {
    let chances = Self.chances { ($0 &* 7919) % 100 < 40 ? 0.9 : nil }
    let found = [1, 2, 3, 8].map {
      Self.field(0.4).labels(
        chances, at: Self.places, images: [Image(grid: Self.grid, filledWith: 1)], grid: Self.grid,
        parallel: Parallel(threads: $0))
    }
    #expect(Set(found).count == 1)
  }

  @Test(arguments: [Float(1e-4), 0.01, 0.2, 0.5, 0.9, 1])
  func theLogarithmIsOne(value: Float) {
    var x = 1.0
    // e^x by its series in small steps
    let found = logarithm(value)
    for _ in 0..<1000 { x *= 1 + found / 1000 + found * found / 2_000_000 }
    #expect(abs(x / Double(value) - 1) < 1e-3)
  }
}
