import Kernels
import Volumes

/// The value that parts the air around a head from its tissue, or nil for an image without contrast.
///
/// Air and bone lie below Otsu's threshold. Of these, the air is the half that varies least with the
/// noise: the threshold is put well above its median, but never above a part of Otsu's threshold, so
/// that a dim part of the skin is kept.
func airThreshold(of image: Image) -> Float? {
  guard let range = robustRange(of: image), range.upperBound > range.lowerBound,
    let otsu = otsuThreshold(of: image)
  else { return nil }
  let step = max(1, image.voxels.count / 500_000)
  var dark: [Float] = []
  for i in stride(from: 0, to: image.voxels.count, by: step) where Double(image.voxels[i]) < otsu {
    dark.append(image.voxels[i])
  }
  guard !dark.isEmpty else { return nil }
  let middle = Double(dark.orderStatistic(dark.count / 2))
  let upper = Double(dark.orderStatistic(dark.count * 3 / 4))
  let low = range.lowerBound
  let wanted = max(middle + 6 * (upper - middle), low + 0.3 * (otsu - low))
  return Float(min(wanted, low + 0.5 * (otsu - low)))
}

extension Mask {
  /// The mask with its holes filled, also holes that are open only because a wall of the field of
  /// view cuts them: what is enclosed on the wall itself counts as inside.
  func filledAgainstWalls() -> Mask {
    var result = self
    for axis in 0..<3 {
      let filled = holesFilled(inSlicesAcross: axis)
      for end in [0, grid.dims[axis] - 1] { result.copySlice(end, across: axis, from: filled) }
    }
    return result.holesFilled()
  }

  private mutating func copySlice(_ index: Int, across axis: Int, from other: Mask) {
    var (low, high) = (SIMD3<Int>.zero, SIMD3(grid.nx, grid.ny, grid.nz))
    (low[axis], high[axis]) = (index, index + 1)
    for z in low.z..<high.z {
      for y in low.y..<high.y {
        for x in low.x..<high.x where other[x, y, z] { self[x, y, z] = true }
      }
    }
  }
}
