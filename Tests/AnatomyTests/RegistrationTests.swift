import Kernels
import Support
import Testing
import Volumes

@testable import Anatomy

/// A subject whose place in the template is known.
struct KnownCase: Sendable, CustomTestStringConvertible {
  var name: String
  var truth: Affine
  var contrast = RegistrationPhantom.Contrast.t1
  /// Where the field of view lies beside the head.
  var offset = Vector3.zero
  var testDescription: String { name }

  static let all = [
    KnownCase(name: "in place", truth: .identity),
    KnownCase(
      name: "a usual head",
      truth: known(
        turn: Vector3(8, -5, 6), scales: Vector3(0.93, 0.96, 0.9),
        skews: Vector3(0.02, -0.03, 0.04),
        shift: Vector3(4, -9, 12))),
    KnownCase(
      name: "60 mm away", truth: known(turn: Vector3(5, 0, 0), shift: Vector3(35, -30, 40)),
      offset: Vector3(35, -30, 40)),
    KnownCase(
      name: "turned by 45 degrees",
      truth: known(turn: Vector3(-40, 15, 15), scales: Vector3(0.95, 1, 0.92))),
    KnownCase(
      name: "upside down by a wrong header", truth: known(turn: Vector3(180, 0, 0))),
    KnownCase(
      name: "T2", truth: known(turn: Vector3(6, 10, -8), scales: Vector3(1.04, 0.95, 0.94)),
      contrast: .t2),
    KnownCase(
      name: "FLAIR", truth: known(turn: Vector3(-12, 4, 3), scales: Vector3(0.9, 0.94, 0.9)),
      contrast: .flair),
  ]
}

private let template = RegistrationPhantom.template(voxelMM: 3)

private func subject(_ test: KnownCase, voxelMM: Double = 4) -> Image {
  RegistrationPhantom(contrast: test.contrast, toWorld: test.truth, bias: 0.2, noise: 15)
    .image(
      on: RegistrationPhantom.box(voxelMM: voxelMM, about: Vector3(0, -12, -6) + test.offset))
}

@Test("A head of 4 mm voxels is found within 1 mm", arguments: KnownCase.all)
func knownTransform(_ test: KnownCase) throws {
  let found = try register(subject(test), to: template)
  #expect(meanDistanceMM(found.templateToSubject, test.truth) < 1)
  #expect(found.verdict == .plausible)
  #expect(found.similarity > 0.4)
}

@Test("An image of 2 mm voxels is found within 0.15 mm")
func fineTransform() throws {
  let test = KnownCase.all[1]
  let found = try register(subject(test, voxelMM: 2), to: template)
  #expect(meanDistanceMM(found.templateToSubject, test.truth) < 0.15)
}

@Test("Thick slices and a cut vertex do no harm")
func thickSlices() throws {
  let truth = KnownCase.all[1].truth
  let grid = Grid(
    nx: 96, ny: 116, nz: 30,
    toWorld: .scaling(Vector3(2, 2, 5), translation: Vector3(-95, -127, -95)))
  let image = RegistrationPhantom(toWorld: truth, noise: 15).image(on: grid)
  let found = try register(image, to: template)
  #expect(meanDistanceMM(found.templateToSubject, truth) < 1)
  #expect(found.verdict == .plausible)
}

@Test("A removed face and voxels that are not numbers do no harm")
func defaced() throws {
  let test = KnownCase.all[1]
  var image = subject(test)
  let back = try #require(test.truth.inverse) * image.grid.toWorld
  for z in 0..<image.grid.nz {
    for y in 0..<image.grid.ny {
      for x in 0..<image.grid.nx {
        let p = back(Vector3(Double(x), Double(y), Double(z)))
        if p.y > 35 && p.z < -5 { image[x, y, z] = 0 }
        if (x * 7 + y * 5 + z * 3) % 97 == 0 { image[x, y, z] = .nan }
      }
    }
  }
  let found = try register(image, to: template)
  #expect(meanDistanceMM(found.templateToSubject, test.truth) < 1)
  #expect(found.verdict == .plausible)
}

/// The 48 ways to store the axes.
private let axisCodes: [String] = [
  ["R", "L"], ["A", "P"], ["S", "I"],
].permutations.flatMap { axes in
  axes[0].flatMap { a in axes[1].flatMap { b in axes[2].map { c in a + b + c } } }
}

extension [[String]] {
  fileprivate var permutations: [[[String]]] {
    [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]].map { order in
      order.map { self[$0] }
    }
  }
}

@Test("All 48 axis orders are prepared to the same bits")
func axisOrders() throws {
  #expect(Set(axisCodes).count == 48)
  let image = subject(KnownCase.all[1])
  let expected = try PreparedImage(image, role: "test")
  for code in axisCodes {
    let other = try PreparedImage(image.reoriented(to: code), role: "test")
    #expect(other.level.grid == expected.level.grid, "\(code)")
    #expect(other.level.voxels == expected.level.voxels, "\(code)")
  }
}

@Test("Neither the axis order nor the number of threads changes a digit")
func invariance() throws {
  let image = subject(KnownCase.all[1])
  let expected = try register(image, to: template)
  let others = [
    try register(image.reoriented(to: "PIR"), to: template),
    try register(image, to: template, parallel: Parallel(threads: 2)),
    try register(image, to: template, parallel: Parallel(threads: 4)),
  ]
  for found in others {
    #expect(found.templateToSubject == expected.templateToSubject)
    #expect(found.similarity == expected.similarity)
  }
}

/// Images that are no heads.
enum Garbage: String, CaseIterable, Sendable {
  case noise, ball, waves

  func value(_ p: Vector3, _ noise: Double) -> Double {
    switch self {
    case .noise: 100 * noise
    case .ball: (length(p) < 75 ? 500 : 0) + 10 * noise
    case .waves: 500 + 100 * (wave(p.x * 0.11 + p.y * 0.05) + wave(p.y * 0.09 - p.z * 0.12))
    }
  }

  /// A triangle wave of period 2, from -1 to 1.
  private func wave(_ t: Double) -> Double {
    let positive = t + 1000
    let part = positive - 2 * Double(Int(positive / 2))
    return part < 1 ? 2 * part - 1 : 3 - 2 * part
  }
}

@Test("What is no head is refused", arguments: Garbage.allCases)
func garbage(_ kind: Garbage) throws {
  let random = CounterRandom(seed: 3)
  var image = Image(grid: RegistrationPhantom.box(voxelMM: 4))
  for z in 0..<image.grid.nz {
    for y in 0..<image.grid.ny {
      for x in 0..<image.grid.nx {
        let noise = abs(random.normal(stream: 0, index: UInt64(image.grid.offset(x, y, z))))
        let p = image.grid.toWorld(Vector3(Double(x), Double(y), Double(z)))
        image[x, y, z] = Float(kind.value(p, noise))
      }
    }
  }
  guard kind != .noise else {
    let error = #expect(throws: AnatomyError.self) { try register(image, to: template) }
    #expect(error?.message.contains("nothing but noise") == true)
    return
  }
  let found = try register(image, to: template)
  #expect(found.verdict != .plausible)
}

@Test("Images without structure, size or place throw")
func unsuitable() {
  let grid = RegistrationPhantom.box(voxelMM: 8)
  var flat = grid
  flat.toWorld.row2 = .zero
  let small = Grid(nx: 3, ny: 20, nz: 20, toWorld: .identity)
  let images = [
    Image(grid: grid, filledWith: 7), Image(grid: grid, filledWith: .nan), Image(grid: flat),
    Image(grid: small, filledWith: 1),
  ]
  for image in images {
    #expect { try register(image, to: template) } throws: { error in
      (error as? AnatomyError)?.code == .inputUnsuitable
    }
  }
}
