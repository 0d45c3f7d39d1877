/// Distances of a probe's face from a candidate's, smaller for more alike.
struct ShapeDistances: Sendable {
  /// Mean distance of the depths, mm; a column that the probe lacks counts as far away.
  var plain: Float
  /// The mean of the nearest 30 % of the columns.
  var trimmed: Float
  /// The share of the columns that are not within 1 mm.
  var outliers: Float

  private static let perMM = 4
  private static let bins = Int(FaceShape.reachMM) * perMM

  /// Compares some columns: those of the face, or of the forehead.
  init(_ probe: FaceShape, _ candidate: FaceShape, at places: Range<Int>) {
    var counts = [Int32](repeating: 0, count: Self.bins + 1)
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
    let all = counts.reduce(0, +)
    (plain, trimmed, outliers) = (FaceShape.reachMM, FaceShape.reachMM, 1)
    guard all > 0 else { return }
    let wanted = max(1, Int32(0.3 * Double(all)))
    var (sum, least, taken): (Float, Float, Int32) = (0, 0, 0)
    for bin in 0...Self.bins {
      let mm = bin == Self.bins ? FaceShape.reachMM : (Float(bin) + 0.5) / Float(Self.perMM)
      sum += mm * Float(counts[bin])
      let more = min(counts[bin], wanted - taken)
      least += mm * Float(more)
      taken += more
    }
    plain = sum / Float(all)
    trimmed = least / Float(wanted)
    outliers = 1 - Float(counts[0..<Self.perMM].reduce(0, +)) / Float(all)
  }

  @inline(never)
  private static func count(
    _ p: UnsafePointer<Float>, _ q: UnsafePointer<Float>, _ count: Int,
    into counts: UnsafeMutablePointer<Int32>
  ) {
    let last = Float(bins)
    for place in 0..<count {
      let there = q[place]
      guard there == there else { continue }
      let difference = abs(p[place] - there) * Float(perMM)
      let bin = difference < last ? Int(difference) : bins
      counts[bin] &+= 1
    }
  }
}
