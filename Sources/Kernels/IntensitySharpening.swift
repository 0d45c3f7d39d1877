import Foundation

/// Sharpens the distribution of intensities that a smooth field has blurred: for each intensity, what
/// it most likely was before.
///
/// The histogram is taken for the true one convolved with a narrow normal distribution; a Wiener
/// filter takes that back, and the expected true value follows for each observed one (Sled JG,
/// Zijdenbos AP, Evans AC, IEEE Trans Med Imaging 1998;17:87-97).
public struct IntensitySharpening: Sendable {
  private let low: Double
  private let width: Double
  private let blur: [Double]
  private let deblur: [Double]
  /// A power of two, of which a fifth on either side stays empty, so that nothing wraps around.
  private static let bins = 512

  /// A sharpening of values within a range.
  ///
  /// - Parameters:
  ///   - range: what the values lie in; those beyond count as its ends.
  ///   - fwhm: full width at half maximum of the blur, in the unit of the values.
  ///   - noise: Wiener's noise term against the squared spectrum.
  public init?(range: ClosedRange<Double>, fwhm: Double = 0.15, noise: Double = 0.01) {
    let span = range.upperBound - range.lowerBound
    guard span.isFinite, span > 0, fwhm > 0, noise > 0 else { return nil }
    let n = Self.bins
    width = max(span / (0.6 * Double(n)), fwhm / 40)
    low = (range.lowerBound + range.upperBound) / 2 - width * Double(n) / 2
    let sigma = fwhm / 2.354_820_045 / width
    var kernel = (0..<n).map { bin -> Double in
      let offset = Double(min(bin, n - bin))
      return exp(-0.5 * offset * offset / (sigma * sigma))
    }
    let total = kernel.reduce(0, +)
    for bin in kernel.indices { kernel[bin] /= total }
    blur = kernel
    deblur = wienerInverse(of: kernel, noise: noise)
  }

  /// The expected true value of each bin, given how often each observed value occurs.
  private func expectations(_ histogram: [Double]) -> [Double] {
    let sharp = circularConvolution(histogram, deblur).map { max(0, $0) }
    let values = sharp.indices.map { low + (Double($0) + 0.5) * width }
    let moments = circularConvolution(zip(sharp, values).map { $0 * $1 }, blur)
    let masses = circularConvolution(sharp, blur)
    let least = 1e-9 * (masses.max() ?? 0)
    return masses.indices.map { masses[$0] > least ? moments[$0] / masses[$0] : values[$0] }
  }

  /// Replaces each value by the expected true one.
  public func sharpened(_ values: [Float]) -> [Float] {
    let table = expectations(histogram(of: values)).map { Float($0) }
    var result = [Float](repeating: 0, count: values.count)
    let (low, scale) = (Float(low), Float(1 / width))
    let last = Float(Self.bins - 1) - 0.001
    table.withUnsafeBufferPointer { table in
      for index in values.indices {
        let position = min(last, max(0, (values[index] - low) * scale - 0.5))
        let bin = Int(position)
        let share = position - Float(bin)
        result[index] = table[bin] + share * (table[bin + 1] - table[bin])
      }
    }
    return result
  }

  /// Each value is shared by the two bins whose middles lie on either side of it.
  private func histogram(of values: [Float]) -> [Double] {
    var bins = [Double](repeating: 0, count: Self.bins)
    let (low, scale) = (Float(low), Float(1 / width))
    let last = Float(Self.bins - 1) - 0.001
    bins.withUnsafeMutableBufferPointer { bins in
      for value in values {
        let position = min(last, max(0, (value - low) * scale - 0.5))
        let bin = Int(position)
        let share = Double(position - Float(bin))
        bins[bin] += 1 - share
        bins[bin + 1] += share
      }
    }
    return bins
  }
}

/// The kernel that takes a symmetric blur back as far as noise lets it: spectrum over squared
/// spectrum and noise.
private func wienerInverse(of kernel: [Double], noise: Double) -> [Double] {
  let n = kernel.count
  let cosines = (0..<n).map { cos(2 * .pi * Double($0) / Double(n)) }
  func transform(_ values: [Double]) -> [Double] {
    (0..<n).map { k in
      var sum = 0.0
      for index in 0..<n { sum += values[index] * cosines[(k * index) & (n - 1)] }
      return sum
    }
  }
  let filter = transform(kernel).map { $0 / ($0 * $0 + noise) }
  return transform(filter).map { $0 / Double(n) }
}

/// The circular convolution of two periods of the same length; bins of zero cost nothing.
private func circularConvolution(_ values: [Double], _ kernel: [Double]) -> [Double] {
  let n = values.count
  let twice = kernel + kernel
  var result = [Double](repeating: 0, count: n)
  twice.withUnsafeBufferPointer { twice in
    result.withUnsafeMutableBufferPointer { result in
      for index in 0..<n where values[index] != 0 {
        let (value, start) = (values[index], n - index)
        for place in 0..<n { result[place] += value * twice[start + place] }
      }
    }
  }
  return result
}
