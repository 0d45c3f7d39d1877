import Anatomy
import Volumes

extension TissueSegmentation {
  /// The likeliest class of every voxel: 1 fluid, 2 grey matter, 3 white matter (or the place of
  /// another class in `classLabels`), 0 outside of the brain. The earlier class wins a tie.
  public var labels: Image {
    var result = Image(grid: fractions[0].grid)
    for i in result.voxels.indices {
      var top: Float = 0
      for k in 0..<fractions.count where fractions[k].voxels[i] > top {
        top = fractions[k].voxels[i]
        result.voxels[i] = Float(k + 1)
      }
    }
    return result
  }
}
