import Kernels
import Volumes

/// Whether an image shows anything at all, before anything is looked for in it.
enum ImageStructure {
  /// How far apart the voxels are that are compared, in voxels: beyond what interpolation blurs.
  private static let lag = 3
  /// The correlation of voxels `lag` apart below which an image is noise.
  ///
  /// Noise has 0 ± 0.01, at any level; even the noisiest images of heads have more than 0.6, since
  /// head and air around it are both far wider than three voxels.
  private static let leastCorrelation = 0.25

  /// Refuses an image that is empty, constant or nothing but noise.
  ///
  /// - Parameters:
  ///   - image: one frame.
  ///   - role: what the image is called in sentences.
  /// - Throws: `.inputUnsuitable`, with a sentence of its own for each.
  static func check(_ image: Image, role: String = "image") throws(AnatomyError) {
    guard let range = finiteRange(of: image.voxels) else {
      throw AnatomyError(
        .inputUnsuitable, "None of the voxels of the \(role) is a finite number.",
        remedy: conversion)
    }
    guard range.upperBound > range.lowerBound else {
      throw AnatomyError(
        .inputUnsuitable,
        "The \(role) is empty: every voxel has the value \(plain(range.lowerBound)).",
        remedy: conversion)
    }
    if let correlation = correlation(in: image), correlation < leastCorrelation {
      throw AnatomyError(
        .inputUnsuitable,
        "The \(role) is nothing but noise: in an image of a head voxels \(lag) apart are alike "
          + "(a correlation of at least \(leastCorrelation)), in this one it is "
          + "\(hundredths(correlation)).",
        remedy: "Look at the image; it may be a failed reconstruction or conversion.")
    }
  }

  private static let conversion = "Look at the image; it may be a failed conversion."

  /// A whole number without its decimals.
  private static func plain(_ value: Double) -> String {
    Int(exactly: value).map(String.init) ?? "\(value)"
  }

  /// The correlation of voxels `lag` apart, along the axis where it is greatest; single extreme
  /// values are clamped. Nil where the image is too small or has too little contrast to tell.
  private static func correlation(in image: Image) -> Double? {
    let every = sampleStep(image.voxels.count)
    let sample = stride(from: 0, to: image.voxels.count, by: every).map { image.voxels[$0] }
    guard let range = robustRange(of: sample), range.upperBound > range.lowerBound else {
      return nil
    }
    let dims = image.grid.dims
    let strides = [1, dims[0], dims[0] * dims[1]]
    return (0..<3).compactMap { axis -> Double? in
      guard dims[axis] > 2 * lag else { return nil }
      let line = Line(stride: strides[axis], count: dims[axis])
      return image.voxels.withUnsafeBufferPointer { correlation($0, line, every: every, range) }
    }.max()
  }

  /// An odd step, which does not keep to the same columns of images with even sides, with which
  /// about a million voxels are seen.
  private static func sampleStep(_ count: Int) -> Int {
    count > 1_000_000 ? count / 1_000_000 | 1 : 1
  }

  /// How the voxels along one axis lie in memory.
  private struct Line {
    var stride: Int
    var count: Int
  }

  /// The correlation along one axis; nil where there is no variance.
  private static func correlation(
    _ voxels: UnsafeBufferPointer<Float>, _ line: Line, every: Int, _ range: ClosedRange<Double>
  ) -> Double? {
    let (low, high) = (Float(range.lowerBound), Float(range.upperBound))
    var (n, a, b, aa, bb, ab) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    for i in stride(from: 0, to: voxels.count, by: every)
    where i / line.stride % line.count + lag < line.count {
      let (first, second) = (voxels[i], voxels[i + lag * line.stride])
      guard first.isFinite, second.isFinite else { continue }
      let x = Double(min(high, max(low, first))) - range.lowerBound
      let y = Double(min(high, max(low, second))) - range.lowerBound
      (n, a, b) = (n + 1, a + x, b + y)
      (aa, bb, ab) = (aa + x * x, bb + y * y, ab + x * y)
    }
    let variance = (n * aa - a * a) * (n * bb - b * b)
    guard variance > 0, variance.isFinite else { return nil }
    return (n * ab - a * b) / variance.squareRoot()
  }
}
