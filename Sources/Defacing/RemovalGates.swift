import Anatomy
import Kernels
import Volumes

/// The part of the template's space that holds a face, in template mm: from the brow to the chin,
/// between the outer corners of the eyes, from the cheekbones to the bridge of the nose.
private let faceLow = Vector3(-40, 30, -150)
private let faceHigh = Vector3(40, 85, -28)

extension Gate {
  /// Brain voxels among the removed ones, in per cent of the brain.
  ///
  /// - Parameters:
  ///   - removed: the voxels to remove.
  ///   - brain: a brain mask on the same lattice, best one that the method did not use itself.
  ///   - warnAbove: what is worth a look, per cent.
  ///   - failAbove: what fails, per cent.
  /// - Returns: a gate that, by default, warns at the first voxel and fails above 0.1 %.
  public static func brainRemoved(
    _ removed: Mask, brain: Mask, warnAbove: Double = 0, failAbove: Double = 0.1
  ) -> Gate {
    let total = brain.count
    let lost = removed.intersection(brain).count
    let share = total > 0 ? 100 * Double(lost) / Double(total) : .nan
    let found =
      total > 0
      ? "\(lost) of \(total) brain voxels (\(GateFigures.text(share, decimals: 3, apartFrom: [0, failAbove])) %) are removed"
      : "the brain mask is empty, so that the loss of brain cannot be judged"
    return Gate(
      name: "brain-removed", value: share, warnAbove: warnAbove, failAbove: failAbove,
      sentence: "No brain voxel should be removed, at most \(GateFigures.limit(failAbove)) %: "
        + "\(found).")
  }

  /// Voxels of the template's inner brain among the removed ones, in per cent of it.
  ///
  /// The brain mask that a method was given may itself be wrong. The template's brain, carried over by
  /// the alignment and shrunk by 5 mm for what an affine map cannot follow, is a second witness.
  ///
  /// - Parameters:
  ///   - removed: the voxels to remove.
  ///   - expected: the template's inner brain where it lies in the image, on the same lattice; nil
  ///     where the alignment cannot be inverted.
  /// - Returns: a gate that warns at the first voxel and fails above 0.5 %.
  public static func templateBrainRemoved(_ removed: Mask, expected: Mask?) -> Gate {
    let total = expected?.count ?? 0
    let lost = expected.map { removed.intersection($0).count } ?? 0
    let share = total > 0 ? 100 * Double(lost) / Double(total) : .nan
    return Gate(
      name: "template-brain-removed", value: share, warnAbove: 0, failAbove: 0.5,
      sentence: "Where the template has its inner brain, at most 0.5 % may be removed: "
        + "\(total > 0 ? GateFigures.text(share, decimals: 2, apartFrom: [0, 0.5]) + " % are" : "it lies outside the field of view")."
    )
  }

  /// How much of the head is removed, in per cent of its volume.
  ///
  /// - Parameters:
  ///   - removed: the voxels to remove.
  ///   - head: the head on the same lattice.
  ///   - warn: the usual range in per cent.
  ///   - fail: the plausible range in per cent.
  /// - Returns: a gate for the share of head voxels removed.
  public static func headRemoved(
    _ removed: Mask, head: Mask, warn: ClosedRange<Double> = 2...35,
    fail: ClosedRange<Double> = 0.5...50
  ) -> Gate {
    let total = head.count
    let share = total > 0 ? 100 * Double(removed.intersection(head).count) / Double(total) : .nan
    let limits = [fail.lowerBound, fail.upperBound, warn.lowerBound, warn.upperBound]
    return Gate(
      name: "head-removed", value: share, warnAbove: warn.upperBound, failAbove: fail.upperBound,
      warnBelow: warn.lowerBound, failBelow: fail.lowerBound,
      sentence: "\(GateFigures.text(share, decimals: 1, apartFrom: limits)) % of the head's volume "
        + "are removed; plausible are \(GateFigures.limit(fail.lowerBound)) to "
        + "\(GateFigures.limit(fail.upperBound)) %, usual \(GateFigures.limit(warn.lowerBound)) to "
        + "\(GateFigures.limit(warn.upperBound)) %.")
  }

  /// The smallest and the largest stretch of the affine map from template to subject: what a head
  /// can be in every direction.
  ///
  /// The stretches are the singular values of the linear part, so that shear shows in them too.
  public static func affine(
    _ registration: Registration, plausible: ClosedRange<Double> = 0.7...1.4
  ) -> [Gate] {
    let map = registration.templateToSubject
    let columns = (0..<3).map { map.column($0) }
    let squares = columns.map { a in
      Vector3((a * columns[0]).sum(), (a * columns[1]).sum(), (a * columns[2]).sum())
    }
    let values = symmetricEigen(squares).values
    let largest = max(values.x, 0).squareRoot()
    let smallest = map.determinant > 0 ? max(values.z, 0).squareRoot() : .nan
    let (low, high) = (plausible.lowerBound, plausible.upperBound)
    let found = [smallest, largest].map {
      GateFigures.text($0, decimals: 2, apartFrom: [low, high])
    }
    let sentence =
      "The head is between \(found[0]) and \(found[1]) times as large as the template, depending on "
      + "the direction; plausible are \(GateFigures.limit(low)) to \(GateFigures.limit(high))."
    return [
      Gate(name: "affine-smallest", value: smallest, failBelow: low, sentence: sentence),
      Gate(name: "affine-largest", value: largest, failAbove: high, sentence: sentence),
    ]
  }

  /// The share of the template's face region that lies in the field of view, in per cent.
  ///
  /// - Parameters:
  ///   - grid: the lattice of the image.
  ///   - registration: how the template lies in it.
  ///   - warnBelow: what is worth a look, per cent.
  ///   - failBelow: what fails, per cent.
  /// - Returns: the gate.
  public static func faceInView(
    of grid: Grid, registration: Registration, warnBelow: Double = 70, failBelow: Double = 10
  ) -> Gate {
    let share = 100 * faceShare(of: grid, registration.templateToSubject)
    return Gate(
      name: "face-in-view", value: share, warnBelow: warnBelow, failBelow: failBelow,
      sentence:
        "\(GateFigures.text(share, apartFrom: [warnBelow, failBelow])) % of the face region "
        + "lie in the field of view; below \(GateFigures.limit(failBelow)) % nothing can be said about "
        + "the face.")
  }

  private static func faceShare(of grid: Grid, _ templateToSubject: Affine) -> Double {
    guard let toVoxel = grid.fromWorld else { return .nan }
    let map = toVoxel * templateToSubject
    let far = Vector3(Double(grid.nx), Double(grid.ny), Double(grid.nz)) - 0.5
    let lattice = Grid.box(from: faceLow, to: faceHigh, voxelMM: 5)
    var inside = 0
    for z in 0..<lattice.nz {
      for y in 0..<lattice.ny {
        for x in 0..<lattice.nx {
          let p = map(lattice.toWorld(Vector3(Double(x), Double(y), Double(z))))
          if p.min() >= -0.5 && (far - p).min() >= 0 { inside += 1 }
        }
      }
    }
    return Double(inside) / Double(lattice.voxelCount)
  }
}

/// A number with a fixed count of decimals.
func figures(_ value: Double, _ decimals: Int) -> String {
  guard value.isFinite, abs(value) < 1e12 else { return "\(value)" }
  var scale = 1
  for _ in 0..<decimals { scale *= 10 }
  let whole = Int((abs(value) * Double(scale)).rounded())
  let sign = value < 0 && whole > 0 ? "-" : ""
  guard decimals > 0 else { return sign + "\(whole)" }
  let rest = String(whole % scale)
  return sign + "\(whole / scale)." + String(repeating: "0", count: decimals - rest.count) + rest
}
