/// Planes of values 0…255 at the size of the subpixels of a grid of cells.
struct Raster {
  var width: Int
  var height: Int
  /// One plane (grey) or three (red, green, blue), row after row.
  var planes: [[Float]]

  var isGrey: Bool { planes.count == 1 }

  /// Brightness of every subpixel.
  var luminance: [Float] {
    guard planes.count == 3 else { return planes[0] }
    return planes[0].indices.map {
      0.299 * planes[0][$0] + 0.587 * planes[1][$0] + 0.114 * planes[2][$0]
    }
  }

  func color(at index: Int) -> RGB {
    if isGrey { return RGB(grey: byte(planes[0][index])) }
    return RGB(byte(planes[0][index]), byte(planes[1][index]), byte(planes[2][index]))
  }
}

/// The nearest byte.
func byte(_ value: Float) -> UInt8 {
  value > 0 ? UInt8(min(255, Int(value + 0.5))) : 0
}

/// The source pixels that make one target pixel, along one axis: the span it covers, at least one
/// pixel wide, so that enlarging interpolates and shrinking averages areas.
struct Coverage {
  var first: [Int]
  var weights: [Float]
  var taps: Int

  init(source: Int, target: Int) {
    let step = Double(source) / Double(target)
    let span = max(1, step)
    taps = Int(span) + 2
    first = Array(repeating: 0, count: target)
    weights = Array(repeating: 0, count: target * taps)
    for place in 0..<target {
      let middle = (Double(place) + 0.5) * step
      let from = max(0, middle - span / 2)
      let to = min(Double(source), middle + span / 2)
      let start = min(source - 1, Int(from))
      first[place] = start
      for tap in 0..<taps {
        let left = max(from, Double(start + tap))
        let right = min(to, Double(start + tap + 1))
        weights[place * taps + tap] = Float(max(0, right - left) / (to - from))
      }
    }
  }
}

/// Averages a plane over areas. `plane` holds `height × width` values.
func resampled(
  _ plane: [Float], width: Int, height: Int, toWidth: Int, toHeight: Int
) -> [Float] {
  let across = Coverage(source: width, target: toWidth)
  let down = Coverage(source: height, target: toHeight)
  var narrow = [Float](repeating: 0, count: toWidth * height)
  for row in 0..<height {
    squeezeRow(plane, at: row * width, end: (row + 1) * width, across, &narrow, at: row * toWidth)
  }
  var result = [Float](repeating: 0, count: toWidth * toHeight)
  for row in 0..<toHeight {
    for tap in 0..<down.taps {
      let weight = down.weights[row * down.taps + tap]
      if weight > 0 {
        addRow(narrow, (down.first[row] + tap) * toWidth, weight, &result, row * toWidth, toWidth)
      }
    }
  }
  return result
}

private func squeezeRow(
  _ source: [Float], at start: Int, end: Int, _ across: Coverage, _ target: inout [Float],
  at place: Int
) {
  source.withUnsafeBufferPointer { source in
    target.withUnsafeMutableBufferPointer { target in
      for column in 0..<across.first.count {
        var sum: Float = 0
        for tap in 0..<across.taps {
          let from = start + across.first[column] + tap
          if from < end { sum += source[from] * across.weights[column * across.taps + tap] }
        }
        target[place + column] = sum
      }
    }
  }
}

private func addRow(
  _ source: [Float], _ start: Int, _ weight: Float, _ target: inout [Float], _ place: Int,
  _ width: Int
) {
  source.withUnsafeBufferPointer { source in
    target.withUnsafeMutableBufferPointer { target in
      for column in 0..<width { target[place + column] += source[start + column] * weight }
    }
  }
}
