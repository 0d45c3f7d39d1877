import Foundation
import Kernels
import Volumes

/// The logarithms of the intensities inside the brain.
struct TissueLogs {
  var values: [Float]
  /// Units of the image for one unit before the logarithm, of which bright tissue has 255.
  var unit: Float
  /// The value of the image that counts as zero: that of air where it is negative.
  var floor: Float
  /// Added before the logarithm, so that noise in dark fluid is not stretched beyond measure.
  static let offset: Float = 30

  init(
    _ image: Image, _ box: TissueBox, _ isCounted: [UInt8], _ model: TissueModel
  ) throws(AnatomyError) {
    let darkest = robustRange(of: image)?.lowerBound ?? 0
    let floor = darkest < 0 ? Float(darkest) : 0
    let inside = box.source.map { max(0, image.voxels[Int($0)] - floor) }
    var ranked = inside.counted(isCounted)
    let bright = ranked.orderStatistic(ranked.count * 49 / 50)
    guard bright > 0, ranked.orderStatistic(ranked.count / 50) < bright else {
      throw AnatomyError(
        .segmentationFailed,
        "\(model.subject) were expected in the brain, but all its voxels are equally bright.",
        remedy: "Look at the image and at the brain mask.")
    }
    unit = bright / 255
    self.floor = floor
    values = inside.map { log($0 / bright * 255 + Self.offset) }
  }
}

extension [Float] {
  /// The values of the voxels that count: all of them where nothing is said about it.
  func counted(_ isCounted: [UInt8]) -> [Float] {
    isCounted.isEmpty ? self : indices.compactMap { isCounted[$0] != 0 ? self[$0] : nil }
  }
}
