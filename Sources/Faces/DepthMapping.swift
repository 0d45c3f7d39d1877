import Kernels
import Volumes

extension DepthMap {
  /// The foremost crossing of a threshold in every column of a space whose first two axes are those
  /// of the view and whose third runs forwards in steps of 1 mm.
  ///
  /// Only the largest connected part of what lies above the threshold counts.
  ///
  /// - Parameters:
  ///   - space: the image in that space.
  ///   - threshold: the threshold.
  ///   - relative: the threshold as a share of the first.
  ///   - rearMM: the depth of the rearmost point of a column; nil for its y.
  init(of space: Image, threshold: Float, relative: Double, rearMM: Double? = nil) {
    let grid = space.grid
    let solid = space.mask(atLeast: threshold).largestComponent()
    let plane = grid.nx * grid.ny
    let rear = rearMM ?? grid.toWorld.translation.y
    var result = [Int16](repeating: Self.missing, count: plane)
    solid.voxels.withUnsafeBufferPointer { inside in
      space.voxels.withUnsafeBufferPointer { values in
        for place in 0..<plane {
          var level = grid.nz - 1
          while level >= 0 && inside[place + level * plane] == 0 { level -= 1 }
          guard level >= 0 else { continue }
          let here = values[place + level * plane]
          var depth = Double(level)
          if level + 1 < grid.nz {
            let ahead = values[place + (level + 1) * plane]
            if ahead < threshold { depth += Double((here - threshold) / (here - ahead)) }
          }
          result[place] = Int16(clamping: Int((100 * (rear + depth)).rounded()))
        }
      }
    }
    (relativeThreshold, hundredths) = (relative, result)
  }
}
