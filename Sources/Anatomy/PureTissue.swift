import Foundation

extension MeanField {
  /// Median and spread (from the median absolute deviation) of the values of each tissue deep inside
  /// it: of the voxels whose six face neighbours are all of the same tissue.
  ///
  /// The borders of a tissue hold other tissue too; what is told of mixtures must not rest on them.
  /// A tissue with too little inside keeps its mean and variance in `classes`.
  func pureClasses(of values: [Float], else classes: TissueClasses) -> TissueClasses {
    let inside = valuesInside(values)
    var result = classes
    for k in 0..<classes.count where inside[k].count >= Self.leastInside {
      let middle = median(inside[k])
      let spread = 1.482_6 * median(inside[k].map { abs($0 - middle) })
      guard spread > 0 else { continue }
      result.means[k] = Double(middle)
      result.variances[k] = Double(spread) * Double(spread)
    }
    return result.isAscending ? result : classes
  }

  /// Fewer voxels than this inside a tissue do not stand for it.
  private static var leastInside: Int { 300 }

  private func valuesInside(_ values: [Float]) -> [[Float]] {
    var labels = [UInt8](repeating: 255, count: box.size)
    for place in box.place { labels[Int(place)] = label(probabilities[Int(place)]) }
    let (row, slice) = (box.nx, box.nx * box.ny)
    var result: [[Float]] = [[], [], [], []]
    for i in values.indices where isCounted.isEmpty || isCounted[i] != 0 {
      let at = Int(box.place[i])
      let own = labels[at]
      guard labels[at - 1] == own, labels[at + 1] == own, labels[at - row] == own,
        labels[at + row] == own, labels[at - slice] == own, labels[at + slice] == own
      else { continue }
      result[Int(own)].append(values[i])
    }
    return result
  }

  private func label(_ p: SIMD4<Float>) -> UInt8 {
    var best = 0
    for k in 1..<4 where p[k] > p[best] { best = k }
    return UInt8(best)
  }

  private func median(_ values: [Float]) -> Float {
    var values = values
    return values.orderStatistic(values.count / 2)
  }
}
