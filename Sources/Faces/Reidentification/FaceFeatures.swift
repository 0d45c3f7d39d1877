import Foundation

/// What a shape is compared by, beside its depths.
struct FaceFeatures: Sendable {
  /// The shape, without what is far from any face.
  var shape: FaceShape
  /// Histograms of oriented gradients of the depths (Dalal & Triggs 2005), each cell of unit length.
  var gradients: [Float]
  /// Histograms of uniform local binary patterns of the depths (Ojala 2002; Huang 2006 for depth).
  var patterns: [Float]

  /// Places along the side of a cell.
  private static let cell = 6
  private static let (across, down) = (FaceShape.columns / cell, FaceShape.faceRows / cell)

  init(_ shape: FaceShape) {
    self.shape = shape
    let smooth = Self.filled(shape)
    gradients = Self.gradients(smooth)
    patterns = Self.patterns(smooth)
  }

  /// The face's depths smoothed by 2 mm where there is skin; not a number elsewhere.
  private static func filled(_ shape: FaceShape) -> [Float] {
    let face = Array(shape.depths.prefix(FaceShape.faceCount))
    var (sums, weights) = (
      face.map { $0.isFinite ? $0 : 0 }, face.map { Float($0.isFinite ? 1 : 0) }
    )
    let blur = PlaneBlur(columns: FaceShape.columns, rows: FaceShape.faceRows, sigma: 1)
    blur.blur(&sums)
    blur.blur(&weights)
    return face.indices.map {
      face[$0].isFinite && weights[$0] > 0.2 ? sums[$0] / weights[$0] : .nan
    }
  }

  private static func gradients(_ depths: [Float]) -> [Float] {
    let (bins, width) = (8, FaceShape.columns)
    var cells = [Float](repeating: 0, count: across * down * bins)
    for row in 1..<down * cell - 1 {
      for column in 1..<across * cell - 1 {
        let place = column + row * width
        let gx = depths[place + 1] - depths[place - 1]
        let gz = depths[place + width] - depths[place - width]
        guard gx.isFinite, gz.isFinite else { continue }
        // Steep steps are edges of a cut, not relief.
        let size = min((gx * gx + gz * gz).squareRoot(), 6)
        let angle = (atan2(gz, gx) / (2 * .pi) + 1) * Float(bins)
        let low = Int(angle)
        let share = angle - Float(low)
        let at = (column / cell + row / cell * across) * bins
        cells[at + low % bins] += size * (1 - share)
        cells[at + (low + 1) % bins] += size * share
      }
    }
    return unit(cells, parts: bins, floor: 6)
  }

  /// Each part divided by its length, or by a floor where it is short.
  private static func unit(_ values: [Float], parts: Int, floor: Float) -> [Float] {
    var result = values
    for start in stride(from: 0, to: values.count, by: parts) {
      var sum: Float = 0
      for index in start..<start + parts { sum += values[index] * values[index] }
      let size = max(sum.squareRoot(), floor)
      for index in start..<start + parts { result[index] /= size }
    }
    return result
  }

  private static func patterns(_ depths: [Float]) -> [Float] {
    let width = FaceShape.columns
    let around = [1, width + 1, width, width - 1, -1, -width - 1, -width, -width + 1].map { 1 * $0 }
    let table = UniformPatterns.shared
    var cells = [Float](repeating: 0, count: across * down * table.count)
    for row in 1..<down * cell - 1 {
      for column in 1..<across * cell - 1 {
        let place = column + row * width
        guard depths[place].isFinite else { continue }
        var bits = 0
        for (bit, step) in around.enumerated() where depths[place + step] > depths[place] {
          bits |= 1 << bit
        }
        cells[(column / cell + row / cell * across) * table.count + table.numbers[bits]] += 1
      }
    }
    return cells.map { ($0 / Float(cell * cell)).squareRoot() }
  }
}

/// The numbers of the 58 patterns of 8 bits with at most two changes around the circle, and one for all
/// others.
struct UniformPatterns: Sendable {
  let numbers: [Int]
  let count: Int

  static let shared = UniformPatterns()

  private init() {
    var next = 0
    numbers = (0..<256).map { bits in
      let turned = (bits >> 1) | (bits & 1) << 7
      guard (bits ^ turned).nonzeroBitCount <= 2 else { return 58 }
      next += 1
      return next - 1
    }
    count = 59
  }
}
