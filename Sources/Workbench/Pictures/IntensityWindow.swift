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

  /// The window that shows a head well: from the darkest value to the 99.5th percentile of the
  /// values above it, so that a few bright voxels do not darken all others.
  public init(of image: Image) {
    let finite = image.voxels.lazy.filter(\.isFinite)
    let low = finite.min() ?? 0
    let high = finite.max() ?? 1
    guard high > low else {
      self.init(black: low, white: low + 1)
      return
    }
    let binCount = 4096
    var bins = [Int](repeating: 0, count: binCount)
    let scale = Float(binCount - 1) / (high - low)
    for value in finite where value > low { bins[Int((value - low) * scale)] += 1 }
    let wanted = Int(Double(bins.reduce(0, +)) * 0.995)
    var sum = 0
    let top = bins.firstIndex { count in
      sum += count
      return sum >= wanted
    }
    let white = low + Float((top ?? binCount - 1) + 1) / scale
    self.init(black: low, white: max(white, low + (high - low) * 1e-6))
  }

  /// The grey value, 0…255, of an intensity; not a number is black.
  public func grey(_ value: Float) -> UInt8 {
    let share = (value - black) / (white - black)
    return share > 0 ? (share < 1 ? UInt8(share * 255) : 255) : 0
  }
}
