import Anatomy
import Foundation
import Kernels
import Volumes

/// A rough division of a brain into fluid, grey and white matter, of any contrast: where each tissue is
/// expected decides which class is which.
///
/// One normal distribution of intensities for each class times the prior, by turns with hard labels,
/// until hardly a label changes (after the first step of LST's lesion prediction). Medians and median
/// deviations stand for means and standard deviations, so that many lesions do not shape a class.
struct RoughTissue: Sendable {
  /// By voxel inside, in the order of `BrainVoxels`: 0 fluid, 1 grey, 2 white matter.
  private(set) var labels: [UInt8]
  /// Medians of the classes.
  private(set) var means: [Double]
  /// Robust standard deviations of the classes.
  private(set) var deviations: [Double]

  private static let mostRounds = 20
  /// Fewer changes than one in so many voxels are none.
  private static let settledShare = 2000

  /// Divides the values of the voxels inside.
  ///
  /// - Parameters:
  ///   - values: one for each voxel inside.
  ///   - priors: for each voxel inside the probabilities of the three classes, any sum.
  ///   - darkFluid: whether fluid is darker than grey matter, so that what is as bright cannot be fluid.
  /// - Throws: `.segmentationFailed` where a class stays empty.
  init(
    _ values: [Float], priors: [SIMD4<Float>], darkFluid: Bool
  ) throws(AnatomyError) {
    labels = priors.map { $0.z >= $0.x && $0.z >= $0.y ? 2 : $0.y >= $0.x ? 1 : 0 }
    (means, deviations) = ([], [])
    try measure(values)
    for _ in 0..<Self.mostRounds {
      guard relabel(values, priors, darkFluid) > values.count / Self.settledShare else { break }
      try measure(values)
    }
  }

  /// Medians and spreads of the classes by the present labels.
  private mutating func measure(_ values: [Float]) throws(AnatomyError) {
    var (m, s) = ([Double](), [Double]())
    for k in UInt8(0)..<3 {
      var own = members(k, of: values)
      let middle = own.orderStatistic(own.count / 2)
      var off = own.map { abs($0 - middle) }
      m.append(own.count > 10 ? Double(middle) : .nan)
      s.append(1.4826 * Double(off.orderStatistic(off.count / 2)))
    }
    guard zip(m, s).allSatisfy({ $0.isFinite && $1.isFinite && $1 > 0 }) else {
      throw AnatomyError(
        .segmentationFailed,
        "Fluid, grey and white matter were expected in the brain, but its intensities do not fall into "
          + "three classes.", remedy: "Look at the image and at the brain mask.")
    }
    (means, deviations) = (m, s)
  }

  private func members(_ label: UInt8, of values: [Float]) -> [Float] {
    let count = labels.count { $0 == label }
    return [Float](unsafeUninitializedCapacity: count) { own, filled in
      for i in values.indices where labels[i] == label {
        own[filled] = values[i]
        filled += 1
      }
    }
  }

  /// Gives each voxel its likeliest class; the number of changes.
  private mutating func relabel(
    _ values: [Float], _ priors: [SIMD4<Float>], _ darkFluid: Bool
  ) -> Int {
    let m = SIMD4<Float>(Float(means[0]), Float(means[1]), Float(means[2]), 0)
    let s = SIMD4<Float>(Float(deviations[0]), Float(deviations[1]), Float(deviations[2]), 1)
    let scale = SIMD4<Float>(1 / s.x, 1 / s.y, 1 / s.z, 0)
    var changes = 0
    labels.withUnsafeMutableBufferPointer { labels in
      for i in 0..<labels.count {
        let d = (SIMD4<Float>(repeating: values[i]) - m) * scale
        let label = Self.likeliest(d, scale, priors[i])
        let isTooBright = darkFluid && label == 0 && values[i] > m.y
        let new: UInt8 = isTooBright ? 1 : label
        if new != labels[i] { (labels[i], changes) = (new, changes + 1) }
      }
    }
    return changes
  }

  /// The class whose `prior / deviation · exp(-d²/2)` is largest, compared without exponentials of
  /// large numbers.
  @inline(__always)
  private static func likeliest(
    _ d: SIMD4<Float>, _ scale: SIMD4<Float>, _ prior: SIMD4<Float>
  ) -> UInt8 {
    let p = prior + 0.01
    var best: UInt8 = 0
    var least = Float.infinity
    for k in 0..<3 {
      let cost = d[k] * d[k] - 2 * log(p[k] * scale[k])
      if cost < least { (least, best) = (cost, UInt8(k)) }
    }
    return best
  }
}
