import Anatomy
import Defacing
import Kernels
import Testing
import Volumes

/// What every method keeps, whatever it does.
@Suite struct DefacerConformanceTests {
  static let frame = BlockHead().frame(on: BlockHead.lattice(Vector3(3, 3, 3.5)))

  static let methods: [Named] = ready + [Named(method: QuickShear(mode: .parity))]

  /// Every registered method as it can be used on the crude head.
  static let ready: [Named] = Defacers.all.map { Named(method: ready($0)) }

  /// A method as it can be used on the crude head: one that needs a user's mask gets one.
  private static func ready(_ method: any Defacer) -> any Defacer {
    switch method {
    case is MaskWarp: MaskWarp(drawn: try? BlockHead.drawnMask())
    default: method
    }
  }

  struct Named: CustomTestStringConvertible {
    let method: any Defacer
    var testDescription: String { type(of: method).name }
  }

  @Test func namesAreUnique() {
    let names = Defacers.all.map { type(of: $0).name }
    #expect(Set(names).count == names.count)
    #expect(names.allSatisfy { Defacers.named($0) != nil })
    #expect(Defacers.named("nothing") == nil)
    #expect(Defacers.all.allSatisfy { !type(of: $0).summary.isEmpty && type(of: $0).version > 0 })
  }

  @Test(arguments: methods)
  func removesOnTheSameGridAndKeepsTheBrain(_ named: Named) throws {
    let removal = try named.method.removal(for: Self.frame)
    #expect(removal.method == type(of: named.method).name)
    #expect(removal.removed.grid == Self.frame.image.grid)
    #expect(removal.removed.voxels.allSatisfy { $0 <= 1 })
    #expect(removal.removed.count > 0)
    #expect(removal.removed.intersection(Self.frame.brain).count == 0)
    #expect(Gate.brainRemoved(removal.removed, brain: Self.frame.brain).verdict == .pass)
  }

  @Test(arguments: methods)
  func isDeterministic(_ named: Named) throws {
    let first = try named.method.removal(for: Self.frame).removed
    let second = try named.method.removal(for: Self.frame).removed
    #expect(first.voxels == second.voxels)
  }

  @Test(arguments: methods)
  func isIdempotentWhereClaimed(_ named: Named) throws {
    guard named.method.isIdempotent else { return }
    let removed = try named.method.removal(for: Self.frame).removed
    var again = Self.frame
    for index in removed.voxels.indices where removed.voxels[index] != 0 {
      again.image.voxels[index] = 0
      again.head.voxels[index] = 0
    }
    #expect(try named.method.removal(for: again).removed.voxels == removed.voxels)
  }

  @Test(arguments: methods)
  func failsWithoutABrain(_ named: Named) {
    var empty = Self.frame
    empty.brain = Mask(grid: empty.image.grid)
    empty.image = Image(grid: empty.image.grid)
    #expect(throws: DefacingError.self) { try named.method.removal(for: empty) }
  }
}
