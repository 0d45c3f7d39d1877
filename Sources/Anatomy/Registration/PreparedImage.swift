import Kernels
import Volumes

/// An image made ready for alignment: axes nearest to RAS, finite, extremes clamped.
struct PreparedImage: Sendable {
  /// The voxels in canonical order of axes.
  var level: ImageLevel
  /// Where the intensities begin: the 1st percentile.
  var low: Float
  /// Where they end: the 99.5th percentile, but at least the 98th percentile of what is not `low`.
  var high: Float

  /// Throws `input-unsuitable` for an image that is flat, empty or degenerate; `role` names it.
  init(_ image: Image, role: String) throws(AnatomyError) {
    guard image.grid.dims.allSatisfy({ $0 >= 4 }) else {
      throw AnatomyError(
        .inputUnsuitable,
        "Aligning needs at least 4 voxels along each axis; the \(role) image has "
          + image.grid.dims.map(String.init).joined(separator: "x") + ".",
        remedy: "Give a three-dimensional image of a head.")
    }
    guard image.grid.toWorld.isFinite, image.grid.fromWorld != nil else {
      throw AnatomyError(
        .inputUnsuitable, "The \(role) image has no usable position in space.",
        remedy: "Repair the affine of its header.")
    }
    try ImageStructure.check(image, role: "\(role) image")
    var canonical = image.reoriented(to: "RAS")
    let usable = fillNonFinite(&canonical)
    guard usable > 0.05, let range = intensityRange(canonical.voxels) else {
      throw AnatomyError(
        .inputUnsuitable,
        "Aligning needs an image with structure; almost all of the \(role) image is flat or not "
          + "finite.",
        remedy: "Look at the image; it may be a failed conversion.")
    }
    (low, high) = range
    clamp(&canonical.voxels, low, high)
    level = ImageLevel(canonical)
  }
}

/// Replaces what is not finite by the mean of the finite neighbours, or by the least finite value
/// where there are none. Returns the fraction of finite voxels.
private func fillNonFinite(_ image: inout Image) -> Double {
  var missing: [Int] = []
  var least = Float.greatestFiniteMagnitude
  for (index, value) in image.voxels.enumerated() {
    if value.isFinite { least = min(least, value) } else { missing.append(index) }
  }
  guard !missing.isEmpty, missing.count < image.voxels.count else {
    return missing.isEmpty ? 1 : 0
  }
  let original = image.voxels
  let grid = image.grid
  for index in missing {
    let (x, y, z) = (index % grid.nx, index / grid.nx % grid.ny, index / (grid.nx * grid.ny))
    var (sum, count): (Float, Float) = (0, 0)
    for dz in -1...1 {
      for dy in -1...1 {
        for dx in -1...1 where grid.contains(x + dx, y + dy, z + dz) {
          let value = original[grid.offset(x + dx, y + dy, z + dz)]
          if value.isFinite { (sum, count) = (sum + value, count + 1) }
        }
      }
    }
    image.voxels[index] = count > 0 ? sum / count : least
  }
  return 1 - Double(missing.count) / Double(original.count)
}

/// The range of intensities worth telling apart, or nil where there is none.
private func intensityRange(_ voxels: [Float]) -> (Float, Float)? {
  guard let full = finiteRange(of: voxels), full.upperBound > full.lowerBound else { return nil }
  let histogram = Histogram(
    of: voxels, bins: 4096, lower: full.lowerBound, upper: full.upperBound)
  let darkest = histogram.quantileBin(0.01, from: 0)
  let brightest = max(
    histogram.quantileBin(0.995, from: 0),
    histogram.quantileBin(0.98, from: min(darkest + 1, 4095)))
  let low = max(full.lowerBound, histogram.centre(darkest) - histogram.binWidth / 2)
  let high = histogram.centre(brightest) + histogram.binWidth / 2
  return high > low ? (Float(low), Float(high)) : nil
}

extension Histogram {
  /// The bin in which the count from bin `start` on reaches `fraction` of all from there on.
  fileprivate func quantileBin(_ fraction: Double, from start: Int) -> Int {
    let total = counts[start...].reduce(0, +)
    var seen = 0
    for bin in start..<counts.count {
      seen += counts[bin]
      if Double(seen) >= fraction * Double(total) { return bin }
    }
    return counts.count - 1
  }
}

private func clamp(_ voxels: inout [Float], _ low: Float, _ high: Float) {
  voxels.withUnsafeMutableBufferPointer { voxels in
    for i in 0..<voxels.count { voxels[i] = max(low, min(high, voxels[i])) }
  }
}
