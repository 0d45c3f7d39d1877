/// Treatment of brightness before it becomes few levels.
enum Tone {
  /// Bayer's 4×4 pattern.
  static let pattern: [Float] = [0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5]

  /// Offset −0.5…+0.5 of the ordered pattern at a subpixel.
  static func offset(_ column: Int, _ row: Int) -> Float {
    (pattern[(row & 3) * 4 + (column & 3)] + 0.5) / 16 - 0.5
  }

  /// Stretches values so that the 99th percentile of what is not background becomes 255 and the
  /// darkest 1 % becomes 0. A flat picture is left alone.
  static func stretched(_ values: [Float]) -> [Float] {
    var histogram = [Int](repeating: 0, count: 256)
    for value in values { histogram[Int(byte(value))] += 1 }
    let low = percentile(histogram, from: 0, share: 0.01)
    let high = percentile(histogram, from: low + 8, share: 0.99)
    guard high > low + 8 else { return values }
    let scale = 255 / Float(high - low)
    return values.map { min(255, max(0, ($0 - Float(low)) * scale)) }
  }

  private static func percentile(_ histogram: [Int], from: Int, share: Double) -> Int {
    guard from < 256 else { return 0 }
    let total = histogram[from...].reduce(0, +)
    if total == 0 { return from }
    var left = Int(Double(total) * share)
    for level in from..<256 {
      left -= histogram[level]
      if left < 0 { return level }
    }
    return 255
  }

  /// Unsharp masking with the mean of the 3×3 neighbourhood; keeps folds apart in few characters.
  static func sharpened(_ values: [Float], width: Int, height: Int, amount: Float) -> [Float] {
    var result = values
    guard width > 2, height > 2 else { return result }
    for row in 1..<(height - 1) {
      for column in 1..<(width - 1) {
        let at = row * width + column
        var sum: Float = 0
        for near in [at - width, at, at + width] {
          sum += values[near - 1] + values[near] + values[near + 1]
        }
        result[at] = min(255, max(0, values[at] + amount * (values[at] - sum / 9)))
      }
    }
    return result
  }

  /// Replaces values by the nearest of rising levels, or by the ordered pattern between the two
  /// levels around them.
  static func quantized(
    _ values: [Float], width: Int, levels: [Int], dithering: Dithering
  ) -> [Float] {
    guard levels.count < 256 else { return values }
    return values.indices.map { at in
      let value = min(255, max(0, values[at]))
      var upper = 0
      while upper < levels.count - 1 && Float(levels[upper]) < value { upper += 1 }
      let high = Float(levels[upper])
      let low = Float(levels[max(0, upper - 1)])
      guard high > low else { return high }
      let share = (value - low) / (high - low)
      let limit = dithering == .off ? 0 : offset(at % width, at / width)
      return share > 0.5 + limit ? high : low
    }
  }
}
