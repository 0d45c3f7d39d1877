import Foundation
import Kernels
import Volumes

/// Rigid maps of several images to one frame that agree best with maps between pairs of them.
///
/// If T takes the common frame to an image and R the one image to the other, then going there by R and
/// back by the Ts should lead to where one began. What is left, as a small turn and a shift about the
/// middle of the head, is spread over the Ts by weighted least squares; this is repeated until
/// nothing moves any more (pose graphs, as in Lu F, Milios E. Auton Robots 1997;4:333-349). A link whose
/// loops stay open loses its weight (Cauchy).
struct LoopClosure {
  /// How one image lies in another.
  struct Link {
    var from: Int
    var to: Int
    /// World mm of `from` to world mm of `to`; rigid.
    var map: Affine
    /// How much it counts.
    var weight: Double
  }

  private let links: [Link]
  private let centre: Vector3
  private var maps: [Affine]

  /// The open loop, in mm, at which a link counts half: wide at first, so that the surest links, from
  /// which all begins, have no more say than the others, and less from round to round.
  private static let halfWeightMM = (first: 200.0, last: 1.0, factor: 0.7)
  /// The distance of the points, in mm, at which turns are compared with shifts.
  private static let radiusMM = 70.0
  private static let mostRounds = 50

  /// Starts from the surest links that connect all images; nil where they do not.
  ///
  /// - Parameters:
  ///   - count: number of images.
  ///   - links: rigid maps between them, each between two different ones.
  ///   - centre: the middle of the head in the world of the first image, mm.
  init?(count: Int, links: [Link], centre: Vector3) {
    guard count > 0 else { return nil }
    (self.links, self.centre) = (links, centre)
    var known: [Affine?] = [.identity] + [Affine?](repeating: nil, count: count - 1)
    while known.contains(where: { $0 == nil }) {
      let open = links.filter { (known[$0.from] == nil) != (known[$0.to] == nil) }
      guard let best = open.max(by: { $0.weight < $1.weight }) else { return nil }
      if let map = known[best.from] {
        known[best.to] = best.map * map
      } else if let map = known[best.to], let back = best.map.inverse {
        known[best.from] = back * map
      } else {
        return nil
      }
    }
    maps = known.compactMap { $0 }
  }

  /// World mm of the common frame to world mm of each image; the common frame is the world of the first
  /// image, or lies in the middle of all worlds.
  func solved(inTheMiddle: Bool) -> [Affine]? {
    var result = self
    var halfMM = Self.halfWeightMM.first
    for _ in 0..<Self.mostRounds {
      guard let step = result.step(halfWeightMM: halfMM) else { return nil }
      for (place, twist) in step.enumerated() {
        result.maps[place] = result.maps[place] * twist.map(about: centre)
      }
      let isStill = step.allSatisfy { $0.lengthMM(radiusMM: Self.radiusMM) < 1e-7 }
      if isStill, halfMM == Self.halfWeightMM.last { break }
      halfMM = max(Self.halfWeightMM.last, halfMM * Self.halfWeightMM.factor)
    }
    return inTheMiddle ? result.centred() : result.maps
  }

  /// The small moves, one an image and none for the first, that close the loops best.
  private func step(halfWeightMM: Double) -> [Twist]? {
    let count = maps.count
    var laplacian = SymmetricMatrix(order: count)
    var right = [[Double]](repeating: [Double](repeating: 0, count: count), count: 6)
    for i in 0..<count { for j in 0..<count { laplacian[i, j] = 1 } }
    for link in links {
      guard let back = maps[link.to].inverse else { return nil }
      let open = Twist(back * link.map * maps[link.from], about: centre)
      let openMM = open.lengthMM(radiusMM: Self.radiusMM) / halfWeightMM
      let weight = link.weight / (1 + openMM * openMM)
      laplacian[link.from, link.from] += weight
      laplacian[link.to, link.to] += weight
      laplacian[link.from, link.to] -= weight
      laplacian[link.to, link.from] -= weight
      for (part, value) in open.parts.enumerated() {
        right[part][link.from] -= weight * value
        right[part][link.to] += weight * value
      }
    }
    var solutions: [[Double]] = []
    for side in right {
      guard let x = laplacian.solved(side) else { return nil }
      solutions.append(x.map { $0 - x[0] })
    }
    return (0..<count).map { image in Twist(parts: solutions.map { $0[image] }) }
  }

  /// The maps to a frame whose moves to all images cancel each other.
  private func centred() -> [Affine] {
    var result = maps
    for _ in 0..<Self.mostRounds {
      let twists = result.map { Twist($0, about: centre) }
      let mean = Twist(
        parts: (0..<6).map { part in
          twists.reduce(0) { $0 + $1.parts[part] } / Double(twists.count)
        })
      guard let back = mean.map(about: centre).inverse else { break }
      result = result.map { $0 * back }
      if mean.lengthMM(radiusMM: Self.radiusMM) < 1e-7 { break }
    }
    return result
  }

  /// How far apart a link and two maps of the common frame lead: the mean way of six points around the
  /// middle of the head, in mm.
  static func errorMM(from: Affine, to: Affine, _ link: Affine, _ centre: Vector3) -> Double {
    (0..<6).reduce(0.0) { sum, side in
      var point = centre
      point[side / 2] += side % 2 == 0 ? radiusMM : -radiusMM
      return sum + length(link(from(point)) - to(point)) / 6
    }
  }
}

/// A rigid move: a turn about the middle, and a shift of it.
struct Twist {
  /// The axis times the angle in radians.
  var turn: Vector3
  /// In mm.
  var shift: Vector3

  /// The three numbers of the turn and those of the shift.
  var parts: [Double] { [turn.x, turn.y, turn.z, shift.x, shift.y, shift.z] }

  init(parts: [Double]) {
    turn = Vector3(parts[0], parts[1], parts[2])
    shift = Vector3(parts[3], parts[4], parts[5])
  }

  /// The move that a rigid map makes.
  init(_ map: Affine, about centre: Vector3) {
    let sine =
      Vector3(
        map.row2.y - map.row1.z, map.row0.z - map.row2.x, map.row1.x - map.row0.y) / 2
    let cosine = (map.row0.x + map.row1.y + map.row2.z - 1) / 2
    let size = length(sine)
    let angle = atan2(size, cosine)
    turn = size > 1e-12 ? sine * (angle / size) : sine
    shift = map(centre) - centre
  }

  /// The rigid map of the move.
  func map(about centre: Vector3) -> Affine {
    var map = rotation(turn)
    map.translation = centre + shift - map.direction(centre)
    return map
  }

  /// About how far it moves points at a radius.
  func lengthMM(radiusMM: Double) -> Double {
    (dot(shift, shift) + radiusMM * radiusMM * dot(turn, turn) * 2 / 3).squareRoot()
  }
}
