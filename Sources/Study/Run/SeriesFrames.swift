import Kernels
import Volumes

/// The frames of a series that are looked at besides the first: the middle one, the last, some spread
/// over the series, and the one that differs most from the first, in which a head is likely to have moved
/// farthest.
public enum SeriesFrames {
  /// At most so many are looked at.
  public static let most = 8
  /// Every so many voxels along each axis are compared.
  private static let stride = 3

  /// The places of the frames, from 0, in order; none of an image of one frame.
  static func places(of series: Volume) -> [Int] {
    let count = series.frames
    guard count > 1 else { return [] }
    if count <= most + 1 { return Array(1..<count) }
    let spread = (1..<most).map { $0 * (count - 1) / (most - 1) }
    return Set(spread + [count / 2] + [farthest(in: series)].compactMap { $0 }).sorted()
  }

  /// The frame whose values differ most from those of the first, after both were brought to one sum;
  /// nil where the first holds nothing.
  private static func farthest(in series: Volume) -> Int? {
    guard let first = sample(series, 0), sum(first) > 0 else { return nil }
    var best: (place: Int, difference: Float)?
    for place in 1..<series.frames {
      guard let values = sample(series, place), sum(values) > 0 else { continue }
      let gain = sum(first) / sum(values)
      let difference = zip(first, values).reduce(Float(0)) { $0 + abs($1.0 - gain * $1.1) }
      if difference > best?.difference ?? 0 { best = (place, difference) }
    }
    return best?.place
  }

  private static func sum(_ values: [Float]) -> Float { values.reduce(0) { $0 + abs($1) } }

  private static func sample(_ series: Volume, _ place: Int) -> [Float]? {
    guard let image = try? series.image(frame: place) else { return nil }
    let grid = image.grid
    var values: [Float] = []
    for z in Swift.stride(from: 0, to: grid.nz, by: stride) {
      for y in Swift.stride(from: 0, to: grid.ny, by: stride) {
        let row = (z * grid.ny + y) * grid.nx
        for x in Swift.stride(from: 0, to: grid.nx, by: stride) {
          let value = image.voxels[row + x]
          values.append(value.isFinite ? value : 0)
        }
      }
    }
    return values
  }
}
