import Kernels
import Volumes

/// How a head is turned, shifted, stored and damaged before the template is looked for.
public struct StartDraw: Sendable, Codable, Hashable {
  /// Chooses all else, and how large the damage is.
  public var seed: UInt64
  /// The turn about an axis of any direction, 0…45°.
  public var turnDegrees: Double
  /// The length of the shift in any direction, 0…60 mm.
  public var shiftMM: Double
  /// One of the 48 orders of the axes.
  public var axes: String
  /// What else happens; nothing in one of four.
  public var damage: HeadDamage
  private var axis: Vector3
  private var way: Vector3

  /// The draw of a seed.
  public init(seed: UInt64) {
    let random = CounterRandom(seed: seed)
    func even(_ index: UInt64) -> Double { random.uniform(stream: 900, index: index) }
    self.seed = seed
    (turnDegrees, shiftMM) = (45 * even(0), 60 * even(1))
    axis = Turn.direction(even(2), even(3))
    way = Turn.direction(even(4), even(5))
    axes = Self.orders[random.integer(below: 48, stream: 900, index: 6)]
    let damages = HeadDamage.allCases.filter { $0 != .none }
    damage =
      even(7) < 0.25
      ? .none : damages[random.integer(below: damages.count, stream: 900, index: 8)]
  }

  /// The 48 orders of axes, such as RAS.
  static let orders: [String] = {
    let letters = [["R", "L"], ["A", "P"], ["S", "I"]]
    let permutations = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]]
    return permutations.flatMap { order in
      (0..<8).map { flips in order.map { letters[$0][flips >> $0 & 1] }.joined() }
    }
  }()

  /// Where the head lies before to where it lies after, turned about a place, world mm.
  func motion(about centre: Vector3) -> Affine {
    Affine.translation(centre + way * shiftMM) * Turn.about(axis, degrees: turnDegrees)
      * Affine.translation(-centre)
  }
}
