import Volumes

/// A grey picture: one byte a pixel, row after row from the top left.
public struct GreyRaster: Sendable, Hashable {
  /// Number of pixels in a row.
  public var width: Int
  /// Number of rows.
  public var height: Int
  /// 0 is black.
  public var pixels: [UInt8]
}

extension FaceRecord {
  /// The face from the front, lit from the upper left, as the observer sees it: the subject's left
  /// cheek to the right of the picture. One pixel a mm.
  ///
  /// - Parameter map: which of the depth maps to show.
  /// - Returns: a picture of the size of the view; black where there is no skin.
  public func picture(map: Int = 0) -> GreyRaster {
    var pixels = [UInt8](repeating: 0, count: view.count)
    guard maps.indices.contains(map) else {
      return GreyRaster(width: view.columns, height: view.rows, pixels: pixels)
    }
    for place in 0..<view.count {
      let (column, row) = (place % view.columns, place / view.columns)
      let target = (view.rows - 1 - row) * view.columns + (view.columns - 1 - column)
      pixels[target] = shade(maps[map], column, row)
    }
    return GreyRaster(width: view.columns, height: view.rows, pixels: pixels)
  }

  private func shade(_ map: DepthMap, _ column: Int, _ row: Int) -> UInt8 {
    guard let here = map.depthMM(column + view.columns * row) else { return 0 }
    func depth(_ c: Int, _ r: Int) -> Double {
      guard c >= 0, r >= 0, c < view.columns, r < view.rows else { return here }
      return map.depthMM(c + view.columns * r) ?? here
    }
    let slopeX = (depth(column + 1, row) - depth(column - 1, row)) / 2
    let slopeZ = (depth(column, row + 1) - depth(column, row - 1)) / 2
    let light = Vector3(0.35, 0.80, 0.49)
    let normal = Vector3(-slopeX, 1, -slopeZ)
    let facing = (normal * light).sum() / (length(normal) * length(light))
    return UInt8(25 + 230 * max(0, min(1, facing)))
  }
}
