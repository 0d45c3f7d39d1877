import Volumes

/// How lesions that were found overlap with those that are there.
public struct LesionOverlap: Sendable, Hashable, Codable {
  /// Volume of what was found, of what is there and of what both share, in ml.
  public var foundML: Double
  /// The volume that is there.
  public var trueML: Double
  /// The volume that both share.
  public var bothML: Double

  /// Twice the shared volume over the sum; 1 where nothing is there and nothing was found.
  public var dice: Double {
    foundML + trueML > 0 ? 2 * bothML / (foundML + trueML) : 1
  }

  /// Compares two masks.
  ///
  /// - Parameters:
  ///   - found: above 0 where lesion was found.
  ///   - truth: the share of each voxel that is lesion; more than half counts.
  ///   - left: voxels that do not count.
  public init(found: Image, truth: Image, leavingOut left: Mask? = nil) {
    var (a, b, both) = (0, 0, 0)
    for i in found.voxels.indices where left.map({ $0.voxels[i] == 0 }) ?? true {
      let (isFound, isTrue) = (found.voxels[i] > 0, truth.voxels[i] > 0.5)
      if isFound { a += 1 }
      if isTrue { b += 1 }
      if isFound, isTrue { both += 1 }
    }
    let voxelML = found.grid.voxelVolumeMM3 / 1000
    (foundML, trueML) = (Double(a) * voxelML, Double(b) * voxelML)
    bothML = Double(both) * voxelML
  }
}

/// How often voxels of a probability are lesion indeed, by tenths of the probability.
public struct Reliability: Sendable, Hashable, Codable {
  /// In ten bins: the volume in ml, the sum of probabilities and the volume of true lesion.
  public private(set) var bins = [[Double]](repeating: [0, 0, 0], count: 10)

  /// Nothing counted yet.
  public init() {}

  /// Counts the voxels of a map whose probability is above 0.
  public mutating func count(_ probability: Image, truth: Image) {
    let voxelML = probability.grid.voxelVolumeMM3 / 1000
    for i in probability.voxels.indices where probability.voxels[i] > 0 {
      let p = Double(min(1, probability.voxels[i]))
      let bin = min(9, Int(p * 10))
      bins[bin][0] += voxelML
      bins[bin][1] += p * voxelML
      bins[bin][2] += Double(truth.voxels[i]) * voxelML
    }
  }

  /// Adds another count.
  public mutating func add(_ other: Reliability) {
    for bin in bins.indices { for k in 0..<3 { bins[bin][k] += other.bins[bin][k] } }
  }

  /// Mean probability and share of true lesion of each bin that holds voxels.
  public var points: [SIMD2<Double>] {
    bins.filter { $0[0] > 0 }.map { SIMD2($0[1] / $0[0], $0[2] / $0[0]) }
  }

  /// The mean distance between the two, weighted by volume; 0 where nothing was counted.
  public var expectedError: Double {
    let all = bins.reduce(0) { $0 + $1[0] }
    return all > 0 ? bins.reduce(0) { $0 + abs($1[1] - $1[2]) } / all : 0
  }
}
