/// Distances of a probe's face from a candidate's, smaller for more alike.
///
/// The probe may be moved along the view by up to 2 mm, where it fits best: alignments are not exact.
struct ShapeDistances: Sendable {
  /// Mean distance of the depths, mm; a column that the probe lacks counts as far away.
  var plain: Float
  /// The mean of the nearest 30 % of the columns.
  var trimmed: Float
  /// The share of the columns that are not within 1 mm.
  var outliers: Float

  /// Classes of signed differences a mm.
  private static let perMM = 4
  /// Differences up to this many classes are told apart.
  private static let reach = Int(FaceShape.missingMM) * perMM

  /// Compares some columns: those of the face, or of the forehead.
  init(_ probe: FaceShape, _ candidate: FaceShape, at places: Range<Int>) {
    var counts = [Int32](repeating: 0, count: 2 * Self.reach + 2)
    counts.withUnsafeMutableBufferPointer { counts in
      probe.depths.withUnsafeBufferPointer { p in
        candidate.depths.withUnsafeBufferPointer { q in
          guard let c = counts.baseAddress, let p = p.baseAddress, let q = q.baseAddress else {
            return
          }
          Self.count(p + places.lowerBound, q + places.lowerBound, places.count, into: c)
        }
      }
    }
    (plain, trimmed, outliers) = (FaceShape.missingMM, FaceShape.missingMM, 1)
    let all = counts.reduce(0, +)
    guard all > 0 else { return }
    for shift in stride(from: -2 * Self.perMM, through: 2 * Self.perMM, by: 2) {
      let found = Self.distances(counts, all: all, shift: shift)
      plain = min(plain, found.x)
      trimmed = min(trimmed, found.y)
      outliers = min(outliers, found.z)
    }
  }

  /// The three distances with the probe moved by some classes.
  private static func distances(_ counts: [Int32], all: Int32, shift: Int) -> SIMD3<Float> {
    var folded = [Int32](repeating: 0, count: reach + 1)
    for signed in 0...2 * reach {
      folded[min(reach, abs(signed - reach + shift))] &+= counts[signed]
    }
    folded[reach] &+= counts[2 * reach + 1]
    let wanted = max(1, Int32(0.3 * Double(all)))
    var (sum, least, taken): (Float, Float, Int32) = (0, 0, 0)
    for (distance, number) in folded.enumerated() where number > 0 {
      let mm = Float(distance) / Float(perMM)
      sum += mm * Float(number)
      let more = min(number, wanted - taken)
      least += mm * Float(more)
      taken += more
    }
    let near = folded[0...perMM].reduce(0, +)
    return SIMD3(sum / Float(all), least / Float(wanted), 1 - Float(near) / Float(all))
  }

  /// Counts signed differences; those that are far or missing come last.
  @inline(never)
  private static func count(
    _ p: UnsafePointer<Float>, _ q: UnsafePointer<Float>, _ count: Int,
    into counts: UnsafeMutablePointer<Int32>
  ) {
    let limit = Float(reach) + 0.49
    for place in 0..<count {
      let there = q[place]
      guard there == there else { continue }
      let difference = (p[place] - there) * Float(perMM)
      let isNear = difference > -limit && difference < limit
      counts[isNear ? Int(difference + Float(reach) + 0.5) : 2 * reach + 1] &+= 1
    }
  }
}
