import Kernels
import Volumes

/// Tells computed tomography from magnetic resonance by what X-rays see: all soft tissue alike, and
/// bone far brighter.
struct ComputedTomography {
  /// The value of the air around the head.
  var air: Double
  /// The most frequent value of the soft tissue.
  var tissue: Double
  /// The share of the tissue within a tenth of that value, both counted from the air.
  var alike: Double
  /// The share of the tissue brighter by 0.3 or more.
  var bright: Double

  /// In Hounsfield units water, muscle and brain lie within 0.1 of each other; in any contrast of
  /// magnetic resonance that tells tissues apart less than half of the head does.
  private static let leastAlike = 0.5
  /// Bone and teeth, a tenth of a head; in the flattest contrast of magnetic resonance, proton
  /// density, nothing is that much brighter.
  private static let leastBright = 0.04

  /// Whether this is computed tomography.
  var isSeen: Bool { alike > Self.leastAlike && bright > Self.leastBright }

  /// Counts the values of an image; nil where it has no tissue brighter than its air.
  init?(_ image: Image) {
    let air = airOffset(of: image) ?? 0
    guard let range = robustRange(of: image), range.upperBound > air else { return nil }
    let top = 4 * (range.upperBound - air)
    let histogram = Histogram(of: image.voxels, bins: 4000, lower: air, upper: air + top)
    let counts = histogram.counts
    // A quarter of the robust range, up to its end; wide enough together to hold a mode.
    let modes = (250..<1000).map { bin in counts[bin - 5...bin + 5].reduce(0, +) }
    guard let best = modes.indices.max(by: { modes[$0] < modes[$1] }), modes[best] > 0 else {
      return nil
    }
    let mode = best + 250
    func share(_ bins: Range<Int>) -> Double {
      let all = counts[(mode / 2)...].reduce(0, +)
      return Double(counts[bins].reduce(0, +)) / Double(max(1, all))
    }
    self.air = air
    tissue = histogram.centre(mode)
    alike = share(mode * 9 / 10..<mode * 11 / 10)
    bright = share(mode * 13 / 10..<counts.count)
  }

  /// Refuses computed tomography where magnetic resonance was asked for; voxels of about 3 mm are
  /// small enough.
  ///
  /// - Throws: `.inputUnsuitable`.
  static func refuse(_ image: Image) throws(AnatomyError) {
    guard let found = ComputedTomography(image), found.isSeen else { return }
    throw AnatomyError(
      .inputUnsuitable,
      "Magnetic resonance was expected, and this looks like computed tomography: "
        + "\(percent(found.alike)) of the tissue is within a tenth of the value \(brief(found.tissue)) "
        + "(air \(brief(found.air))), and \(percent(found.bright)) is brighter, as bone is.",
      remedy: "Give a T1-weighted image.")
  }

  private static func percent(_ share: Double) -> String { "\(Int(100 * share + 0.5)) %" }
}
