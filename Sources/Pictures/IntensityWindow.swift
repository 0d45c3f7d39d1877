import Kernels
import Volumes

/// Which values are black and which are white.
public struct IntensityWindow: Sendable, Equatable {
  /// This value and all below are black.
  public var black: Float
  /// This value and all above are white.
  public var white: Float

  /// A window from its ends.
  public init(black: Float, white: Float) { (self.black, self.white) = (black, white) }

  /// Share of the window that is left to the noise of the air around a head.
  private static let noiseShare = 0.025

  /// Voxels along an axis that decide the window of a larger image.
  public static let side = 128

  /// The window that shows a head well: from just above the darkest value, so that air is black, to
  /// the 99.5th percentile of the values above it, so that a few bright voxels do not darken all
  /// others.
  ///
  /// Of an image of more than `side`³ voxels the coarse lattice of that side decides, so that the
  /// image and its coarse preview are shown alike.
  public init(of image: Image) {
    guard image.voxels.count > Self.side * Self.side * Self.side else {
      self.init(of: image.voxels)
      return
    }
    self.init(of: image.coarse(side: Self.side).voxels)
  }

  private init(of voxels: [Float]) {
    let (low, high) = voxels.withUnsafeBufferPointer(Self.extremes)
    guard high > low else {
      self.init(black: low.isFinite ? low : 0, white: (low.isFinite ? low : 0) + 1)
      return
    }
    let bins = voxels.withUnsafeBufferPointer { Self.histogram($0, low: low, high: high) }
    let wanted = Int(Double(bins.reduce(0, +)) * 0.995)
    var sum = 0
    let top = bins.firstIndex { count in
      sum += count
      return sum >= wanted
    }
    let share = Double((top ?? bins.count - 1) + 1) / Double(bins.count - 1)
    // In doubles, since the range of an image may be more than a float holds, or less than it divides.
    let (floor, range) = (Double(low), Double(high) - Double(low))
    let white = floor + range * max(share, 1e-6)
    self.init(
      black: Float(floor + (white - floor) * Self.noiseShare),
      white: Float(min(white, Double(Float.greatestFiniteMagnitude))))
  }

  private static func extremes(_ values: UnsafeBufferPointer<Float>) -> (Float, Float) {
    var low = Float.infinity
    var high = -Float.infinity
    for value in values where value.isFinite {
      if value < low { low = value }
      if value > high { high = value }
    }
    return (low, high)
  }

  /// How often the values above the lowest occur, in 4096 steps.
  private static func histogram(
    _ values: UnsafeBufferPointer<Float>, low: Float, high: Float
  ) -> [Int] {
    // Neighbours are counted in tables of their own: they are mostly alike, and a count that was just
    // written is slow to read.
    var counts = [Int](repeating: 0, count: 4 * 4096)
    let floor = Double(low)
    let scale = 4095 / (Double(high) - floor)
    counts.withUnsafeMutableBufferPointer { counts in
      for place in values.indices {
        let value = values[place]
        guard value > low, value.isFinite else { continue }
        counts[4 * min(4095, Int((Double(value) - floor) * scale)) + place & 3] += 1
      }
    }
    return (0..<4096).map {
      counts[4 * $0] + counts[4 * $0 + 1] + counts[4 * $0 + 2] + counts[4 * $0 + 3]
    }
  }

  /// The grey value, 0…255, of an intensity; not a number is black.
  public func grey(_ value: Float) -> UInt8 {
    let share = (Double(value) - Double(black)) / (Double(white) - Double(black))
    return share > 0 ? (share < 1 ? UInt8(share * 255) : 255) : 0
  }
}
