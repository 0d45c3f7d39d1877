import Kernels
import Volumes

/// The value of the air around a head where zero is not it, as in computed tomography or in an image
/// to which a number was added; nil for all usual images, whose air is near zero.
///
/// Air is what the walls of the field of view show most often, apart from the very smallest value,
/// with which scanners pad what they did not see. It counts as other than zero where it lies below
/// zero by more than a twentieth of the way from air to tissue, or so far above that zero-based
/// thresholds would take it for tissue.
///
/// - Parameter image: one frame; values that are not finite are passed over.
/// - Returns: the value of the air, or nil where it is near zero or there is no contrast.
public func airOffset(of image: Image) -> Double? {
  guard let level = wallLevel(of: image), level != 0 else { return nil }
  let above = image.voxels.filter { $0.isFinite && Double($0) > min(level, 0) }
  guard let range = robustRange(of: above), range.upperBound > range.lowerBound else { return nil }
  let histogram = Histogram(
    of: above, bins: 256, lower: range.lowerBound, upper: range.upperBound)
  guard let otsu = histogram.otsuThreshold else { return nil }
  if level < 0 { return -level > 0.05 * (otsu - level) ? level : nil }
  guard level > 0.35 * otsu, otsu > level else { return nil }
  // Of air nothing is darker; of tissue, which fills the walls of a narrow field of view, bone is.
  let limit = level - 0.05 * (range.upperBound - level)
  let darker = image.voxels.count { Double($0) < limit }
  return darker * 50 < image.voxels.count ? level : nil
}

/// The most frequent value on the walls of the field of view, from 64 classes below the middle of
/// the image's range; nil where there is none.
///
/// The smallest value is padding where it is below zero and what else the walls show lies mostly in
/// one class; necks, which spread over many, make no air.
private func wallLevel(of image: Image) -> Double? {
  guard let range = robustRange(of: image), range.upperBound > range.lowerBound,
    let full = finiteRange(of: image.voxels)
  else { return nil }
  let walls = image.wallValues.filter { $0.isFinite }
  func mode(_ values: [Float], below: Double) -> (level: Double, share: Double)? {
    let histogram = Histogram(of: values, bins: 64, lower: full.lowerBound, upper: below)
    let dark = histogram.counts.dropLast()
    guard let bin = dark.indices.max(by: { dark[$0] < dark[$1] }), dark[bin] > 0 else { return nil }
    return (histogram.centre(bin), Double(dark[bin]) / Double(values.count))
  }
  let seen = walls.filter { Double($0) > full.lowerBound }
  if full.lowerBound < 0, seen.count * 20 >= walls.count,
    let found = mode(seen, below: range.upperBound), found.share > 0.3
  {
    return found.level
  }
  guard seen.count * 2 > walls.count else { return full.lowerBound }
  return mode(walls, below: (range.lowerBound + range.upperBound) / 2)?.level
}

extension Image {
  /// The values of the outermost voxels on all six sides.
  fileprivate var wallValues: [Float] {
    var values: [Float] = []
    for z in 0..<grid.nz {
      for y in 0..<grid.ny {
        let isWall = z == 0 || z == grid.nz - 1 || y == 0 || y == grid.ny - 1
        let row = grid.offset(0, y, z)
        if isWall {
          values.append(contentsOf: voxels[row..<row + grid.nx])
        } else {
          values.append(voxels[row])
          values.append(voxels[row + grid.nx - 1])
        }
      }
    }
    return values
  }

  /// The image with a number taken from every value.
  public func shifted(by offset: Double) -> Image {
    let shift = Float(offset)
    return Image(grid: grid, voxels: voxels.map { $0 - shift })
  }
}
