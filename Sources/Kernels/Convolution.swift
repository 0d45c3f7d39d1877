/// Floats convolved at once: four registers of sums, which hide the latency of adding.
private let lanes = 16

/// Convolves slices along x and y with symmetric kernels (middle weight first). Values that are not
/// finite count as zero; the edge values are continued outwards.
func convolveSlices(
  _ source: UnsafePointer<Float>, _ target: UnsafeMutablePointer<Float>, _ slices: Range<Int>,
  nx: Int, ny: Int, x: [Float], y: [Float]
) {
  let sheet = Sheet(count: ny, stride: nx, width: nx, sizeMM: 0)
  withUnsafeTemporaryAllocation(of: Float.self, capacity: nx + 2 * x.count) { padded in
    x.withUnsafeBufferPointer { weights in
      guard let padded = padded.baseAddress else { return }
      convolveSheets(target, slices, apart: nx * ny, sheet, y) { z in
        let (from, to) = (source + z * nx * ny, target + z * nx * ny)
        for row in 0..<ny { convolveRow(from + row * nx, to + row * nx, nx, weights, padded) }
      }
    }
  }
}

private func convolveRow(
  _ from: UnsafePointer<Float>, _ to: UnsafeMutablePointer<Float>, _ count: Int,
  _ weights: UnsafeBufferPointer<Float>, _ padded: UnsafeMutablePointer<Float>
) {
  guard weights.count > 1, let w = weights.baseAddress else { return copyFinite(from, to, count) }
  let radius = weights.count - 1
  copyFinite(from, padded + radius, count)
  for i in 0..<radius {
    padded[i] = padded[radius]
    padded[radius + count + i] = padded[radius + count - 1]
  }
  let whole = count / lanes * lanes
  convolve(padded + radius, to, stride: 1, count: whole / lanes, step: lanes, w, radius)
  for i in whole..<count { to[i] = convolved(padded + (radius + i), 1, w, radius) }
}

/// Convolves the columns of some sheets, `apart` values apart, in place; `prepare` is called with the
/// number of a sheet before its columns are read.
func convolveSheets(
  _ values: UnsafeMutablePointer<Float>, _ sheets: Range<Int>, apart: Int, _ sheet: Sheet,
  _ kernel: [Float], _ prepare: (Int) -> Void
) {
  let height = sheet.count + 2 * (kernel.count - 1)
  withUnsafeTemporaryAllocation(of: Float.self, capacity: 2 * lanes * height) { buffer in
    kernel.withUnsafeBufferPointer { weights in
      guard let padded = buffer.baseAddress else { return }
      padded.initialize(repeating: 0, count: lanes * height)
      for index in sheets {
        prepare(index)
        guard kernel.count > 1 else { continue }
        for first in Swift.stride(from: 0, to: sheet.width, by: lanes) {
          convolveColumns(values + (index * apart + first), sheet, first, weights, padded)
        }
      }
    }
  }
}

/// Convolves up to sixteen columns, by way of a copy of them with its ends continued.
private func convolveColumns(
  _ values: UnsafeMutablePointer<Float>, _ sheet: Sheet, _ first: Int,
  _ weights: UnsafeBufferPointer<Float>, _ padded: UnsafeMutablePointer<Float>
) {
  guard let w = weights.baseAddress else { return }
  let (n, radius) = (sheet.count, weights.count - 1)
  let width = min(lanes, sheet.width - first)
  for i in 0..<n + 2 * radius {
    let place = min(max(i - radius, 0), n - 1)
    (padded + i * lanes).update(from: values + place * sheet.stride, count: width)
  }
  let sums = padded + lanes * (n + 2 * radius)
  convolve(padded + radius * lanes, sums, stride: lanes, count: n, step: lanes, w, radius)
  for i in 0..<n { (values + i * sheet.stride).update(from: sums + i * lanes, count: width) }
}

/// `count` blocks of sixteen values, `step` apart, each the weighted sum of its neighbours at
/// multiples of `stride`. Sums are made outwards from the middle.
@inline(never)
private func convolve(
  _ from: UnsafePointer<Float>, _ to: UnsafeMutablePointer<Float>, stride: Int, count: Int,
  step: Int, _ weights: UnsafePointer<Float>, _ radius: Int
) {
  for block in 0..<count {
    let middle = UnsafeRawPointer(from + block &* step)
    var sum = weights[0] * middle.loadUnaligned(as: SIMD16<Float>.self)
    var k = 1
    while k <= radius {
      let away = k &* stride &* MemoryLayout<Float>.stride
      let below = middle.loadUnaligned(fromByteOffset: -away, as: SIMD16<Float>.self)
      let above = middle.loadUnaligned(fromByteOffset: away, as: SIMD16<Float>.self)
      sum += weights[k] * (below + above)
      k &+= 1
    }
    UnsafeMutableRawPointer(to + block &* step).storeBytes(of: sum, as: SIMD16<Float>.self)
  }
}

private func convolved(
  _ middle: UnsafePointer<Float>, _ stride: Int, _ weights: UnsafePointer<Float>, _ radius: Int
) -> Float {
  var sum = weights[0] * middle[0]
  for k in Swift.stride(from: 1, through: radius, by: 1) {
    sum += weights[k] * (middle[-k * stride] + middle[k * stride])
  }
  return sum
}

@inline(never)
private func copyFinite(
  _ from: UnsafePointer<Float>, _ to: UnsafeMutablePointer<Float>, _ count: Int
) {
  for i in 0..<count {
    // the difference of a value that is not finite from itself is not a number
    let value = from[i]
    to[i] = value - value == 0 ? value : 0
  }
}
