import Kernels
import Volumes

/// A convolution along one axis that computes only every `stride`-th result.
struct AxisReduction {
  var inner: Int
  var count: Int
  var outer: Int
  var stride: Int
  var kernel: [Float]

  /// The index of the first voxel kept, so that what is cut off lies on both sides.
  var first: Int { ((count - 1) % stride) / 2 }
  var resultCount: Int { (count - 1 - first) / stride + 1 }

  func apply(_ input: [Float], parallel: Parallel) -> [Float] {
    let rows = outer * resultCount
    return [Float](unsafeUninitializedCapacity: inner * rows) { buffer, initialized in
      initialized = inner * rows
      guard let target = buffer.baseAddress else { return }
      input.withUnsafeBufferPointer { source in
        guard let source = source.baseAddress else { return }
        nonisolated(unsafe) let (from, to) = (source, target)
        if inner == 1 {
          parallel.slabs(of: outer) { range in
            for row in range { line(from + row * count, to + row * resultCount) }
          }
        } else {
          parallel.slabs(of: rows) { range in
            for row in range { plane(from, to + row * inner, row: row) }
          }
        }
      }
    }
  }

  /// One line along x: taps are cut off at both ends, in between all of them count.
  private func line(_ source: UnsafePointer<Float>, _ target: UnsafeMutablePointer<Float>) {
    let radius = kernel.count / 2
    let whole = wholeResults
    kernel.withUnsafeBufferPointer { taps in
      guard let taps = taps.baseAddress else { return }
      for index in 0..<whole.lowerBound { target[index] = cutSum(source, taps, index) }
      if !whole.isEmpty {
        let start = source + (first + whole.lowerBound * stride - radius)
        let into = target + whole.lowerBound
        stride == 1
          ? convolve(start, into, whole.count, taps, kernel.count)
          : thin(start, into, whole.count, taps, kernel.count, stride)
      }
      for index in whole.upperBound..<resultCount { target[index] = cutSum(source, taps, index) }
    }
  }

  /// The results for which no tap lies beyond an end.
  private var wholeResults: Range<Int> {
    let radius = kernel.count / 2
    let from = min(resultCount, max(0, (radius - first + stride - 1) / stride))
    let last = count - 1 - radius - first
    let to = last < 0 ? 0 : min(resultCount, last / stride + 1)
    return from..<max(from, to)
  }

  /// A result near an end, of the taps that lie within.
  private func cutSum(
    _ source: UnsafePointer<Float>, _ taps: UnsafePointer<Float>, _ index: Int
  ) -> Float {
    let radius = kernel.count / 2
    let centre = first + index * stride
    var (sum, weight): (Float, Float) = (0, 0)
    for k in max(0, centre - radius)...min(count - 1, centre + radius) {
      let tap = taps[k - centre + radius]
      sum += tap * source[k]
      weight += tap
    }
    return sum / weight
  }

  /// One contiguous row of results along y or z.
  private func plane(
    _ source: UnsafePointer<Float>, _ target: UnsafeMutablePointer<Float>, row: Int
  ) {
    let radius = kernel.count / 2
    let centre = first + row % resultCount * stride
    let slab = source + row / resultCount * count * inner
    let low = max(0, centre - radius)
    let high = min(count - 1, centre + radius)
    var weight: Float = 0
    for k in low...high { weight += kernel[k - centre + radius] }
    target.update(repeating: 0, count: inner)
    for k in low...high {
      addScaled(target, slab + k * inner, kernel[k - centre + radius] / weight, inner)
    }
  }
}

@inline(never)
private func addScaled(
  _ target: UnsafeMutablePointer<Float>, _ source: UnsafePointer<Float>, _ factor: Float,
  _ count: Int
) {
  for i in 0..<count { target[i] = target[i] + factor * source[i] }
}

/// Every result of a convolution; the sums are those of one tap after the other.
@inline(never)
private func convolve(
  _ source: UnsafePointer<Float>, _ target: UnsafeMutablePointer<Float>, _ count: Int,
  _ taps: UnsafePointer<Float>, _ tapCount: Int
) {
  var weight: Float = 0
  for k in 0..<tapCount { weight += taps[k] }
  let raw = UnsafeRawPointer(source)
  var index = 0
  while index &+ 8 <= count {
    var sum = SIMD8<Float>.zero
    for k in 0..<tapCount {
      sum += taps[k] * raw.loadUnaligned(fromByteOffset: 4 &* (index &+ k), as: SIMD8<Float>.self)
    }
    UnsafeMutableRawPointer(target + index).storeBytes(of: sum / weight, as: SIMD8<Float>.self)
    index &+= 8
  }
  if index < count {
    thin(source + index, target + index, count &- index, taps, tapCount, 1)
  }
}

/// Every `stride`-th result of a convolution.
@inline(never)
private func thin(
  _ source: UnsafePointer<Float>, _ target: UnsafeMutablePointer<Float>, _ count: Int,
  _ taps: UnsafePointer<Float>, _ tapCount: Int, _ stride: Int
) {
  var weight: Float = 0
  for k in 0..<tapCount { weight += taps[k] }
  for index in 0..<count {
    let at = source + index &* stride
    var sum: Float = 0
    for k in 0..<tapCount { sum += taps[k] * at[k] }
    target[index] = sum / weight
  }
}
