import Kernels
import Support
import Testing
import Volumes

@testable import Anatomy

@Suite("A group of images of one head")
struct GroupRegistrationTests {
  private static let centre = Vector3(0, -12, -6)

  /// World mm of the head to world mm of each image.
  private static let truth = [
    known(), known(turn: Vector3(3, -2, 5), shift: Vector3(4, 3, -6)),
    known(turn: Vector3(-6, 4, 1), shift: Vector3(-5, 2, 3)),
    known(turn: Vector3(2, 8, -3), shift: Vector3(1, -7, 4)),
  ]

  private static func links(
    _ count: Int, _ change: (Int, Int) -> Affine = { _, _ in .identity }
  ) -> [LoopClosure.Link] {
    (0..<count).flatMap { i in
      (0..<count).filter { $0 != i }.map { j in
        LoopClosure.Link(
          from: i, to: j, map: change(i, j) * truth[j] * (truth[i].inverse ?? .identity),
          weight: 0.8)
      }
    }
  }

  @Test("Exact pairs give exact maps, in the first world and in the middle")
  func exact() throws {
    let closure = try #require(LoopClosure(count: 4, links: Self.links(4), centre: Self.centre))
    let first = try #require(closure.solved(inTheMiddle: false))
    for (map, truth) in zip(first, Self.truth) { #expect(meanDistanceMM(map, truth) < 1e-6) }
    let middle = try #require(closure.solved(inTheMiddle: true))
    let twists = middle.map { Twist($0, about: Self.centre) }
    for part in 0..<6 { #expect(abs(twists.reduce(0) { $0 + $1.parts[part] }) < 1e-5) }
    for link in Self.links(4) {
      #expect(
        LoopClosure.errorMM(
          from: middle[link.from], to: middle[link.to], link.map, Self.centre) < 1e-5)
    }
  }

  @Test("Errors of single pairs are spread, and one that went wrong has no say")
  func robust() throws {
    let links = Self.links(4) { i, j in
      let small = Double((3 * i + 5 * j) % 7 - 3) / 10
      let wrong = i == 0 && j == 2 ? 25.0 : 0
      return known(turn: Vector3(0.1 * small, 0, small), shift: Vector3(small, wrong, -small))
    }
    let closure = try #require(LoopClosure(count: 4, links: links, centre: Self.centre))
    let maps = try #require(closure.solved(inTheMiddle: false))
    for (map, truth) in zip(maps, Self.truth) { #expect(meanDistanceMM(map, truth) < 0.8) }
    let errors = links.map {
      LoopClosure.errorMM(from: maps[$0.from], to: maps[$0.to], $0.map, Self.centre)
    }
    let worst = try #require(errors.indices.max { errors[$0] < errors[$1] })
    #expect(links[worst].from == 0 && links[worst].to == 2 && errors[worst] > 20)
  }

  @Test("Parts that are not connected give no maps")
  func unconnected() {
    let links = Self.links(4).filter { ($0.from < 2) == ($0.to < 2) }
    #expect(LoopClosure(count: 4, links: links, centre: Self.centre) == nil)
  }

  @Test("A move is taken apart and put together again")
  func twists() {
    for map in Self.truth + [known(turn: Vector3(0, 170, 0), shift: Vector3(1, 2, 3))] {
      #expect(meanDistanceMM(Twist(map, about: Self.centre).map(about: Self.centre), map) < 1e-9)
    }
  }

  @Test("Images of three contrasts with known motion come together within half a millimetre")
  func phantoms() throws {
    let contrasts: [RegistrationPhantom.Contrast] = [.t1, .t2, .flair]
    let images = zip(contrasts, Self.truth).map { contrast, truth in
      RegistrationPhantom(contrast: contrast, toWorld: truth, bias: 0.1, noise: 10)
        .image(on: RegistrationPhantom.box(voxelMM: 4))
    }
    let found = try registerGroup(images)
    #expect(found.pairs.count == 6 && found.verdict.grade == .good, "\(found.verdict)")
    #expect(found.loopErrorMM < 0.5, "\(found.loopErrorMM)")
    for (map, truth) in zip(found.commonToImage, Self.truth) {
      #expect(meanDistanceMM(map, truth) < 0.5, "\(meanDistanceMM(map, truth))")
    }
    let pair = Array(images.prefix(2))
    let threads = try registerGroup(pair, parallel: Parallel(threads: 3))
    #expect(try registerGroup(pair).commonToImage == threads.commonToImage)
  }

  @Test("What shows another thing is named by its place")
  func stranger() throws {
    let head = RegistrationPhantom(noise: 10).image(on: RegistrationPhantom.box(voxelMM: 6))
    var waves = head
    for i in waves.voxels.indices { waves.voxels[i] = Float((i * 7919) % 1013 / 100 * 20) }
    waves = waves.smoothed(sigmaMM: 22)
    let error = #expect(throws: AnatomyError.self) { try registerGroup([head, head, waves]) }
    #expect(error?.code == .registrationFailed)
    #expect(error?.message.contains("the third fits none of the others") == true)
    let alone = #expect(throws: AnatomyError.self) { try registerGroup([head]) }
    #expect(alone?.code == .inputUnsuitable)
  }
}
