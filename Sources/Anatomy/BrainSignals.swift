import Kernels
import Volumes

/// How bright grey and white matter are in an image, whatever its contrast.
public struct BrainSignals: Sendable, Hashable {
  /// A kind of tissue.
  public struct Signal: Sendable, Hashable {
    /// The mean, in the units of the image.
    public var mean: Double
    /// The variance about it.
    public var variance: Double
  }

  /// The two largest classes of the brain's values, the darker first.
  public var tissues: [Signal]

  /// Parts the values of a brain into three classes of least variance (Otsu's criterion), or two
  /// where there are no three; of three the smallest, fluid and mixtures, drops out.
  ///
  /// - Parameters:
  ///   - image: one frame of any contrast.
  ///   - brain: the brain, on the same lattice; its rim of about 3 mm is left out.
  ///     Nil where it is empty or of one value.
  public init?(of image: Image, brain: Mask) {
    let core = brain.eroded(byMM: 3)
    let inside = core.count > 0 ? core : brain
    var values: [Float] = []
    values.reserveCapacity(inside.count)
    for place in inside.voxels.indices where inside.voxels[place] != 0 {
      if image.voxels[place].isFinite { values.append(image.voxels[place]) }
    }
    guard let histogram = TissueHistogram(values),
      let classes = histogram.leastVarianceClasses(3) ?? histogram.leastVarianceClasses(2)
    else { return nil }
    var shares = [Int](repeating: 0, count: classes.count)
    for value in values { shares[classes.nearest(Double(value))] += 1 }
    let kept = shares.indices.sorted { (shares[$0], $1) > (shares[$1], $0) }.prefix(2).sorted()
    tissues = kept.map { Signal(mean: classes.means[$0], variance: classes.variances[$0]) }
  }
}

extension TissueClasses {
  /// The class whose mean comes nearest to a value.
  fileprivate func nearest(_ value: Double) -> Int {
    var best = 0
    for k in 1..<count where abs(value - means[k]) < abs(value - means[best]) { best = k }
    return best
  }
}
