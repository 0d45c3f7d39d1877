import Volumes

/// What became of the values around the original's skin, from 20 mm behind it to 10 mm before it.
///
/// The cheapest test of all: where every value that was changed is one and the same number, nothing of
/// the face can be in them, at whatever threshold one looks.
public struct ValueFindings: Sendable, Hashable, Codable {
  /// Number of voxels that were looked at.
  public var voxels: Int
  /// Share of them whose value differs from the original's.
  public var changed: Double
  /// Share of those behind the skin whose value differs.
  public var changedBehindSkin: Double
  /// Share of the changed ones that hold their most frequent number.
  public var constant: Double
  /// Correlation with the original of the changed ones behind the skin; 0 where one does not vary.
  public var correlation: Double

  private enum CodingKeys: String, CodingKey {
    case voxels, changed
    case changedBehindSkin = "changed_behind_skin"
    case constant, correlation
  }

  /// How far behind and before the skin values are looked at, template mm.
  private static let (behindMM, beforeMM) = (20.0, 10.0)
}

extension ValueFindings {
  /// Compares two images on one lattice around the skin of some columns.
  ///
  /// - Returns: nil where no column shows skin, or the lattices differ.
  init?(
    _ before: Image, _ after: Image, templateToSubject: Affine, skin: DepthMap, view: FaceView,
    places: [Int]
  ) {
    guard before.grid.matches(after.grid), let toVoxel = before.grid.fromWorld else { return nil }
    let pairs = ShellPairs(
      before, after, toVoxel * templateToSubject, skin, view, places, Self.behindMM, Self.beforeMM)
    guard pairs.count > 0 else { return nil }
    voxels = pairs.count
    changed = Double(pairs.changed) / Double(pairs.count)
    changedBehindSkin = Double(pairs.old.count) / Double(max(pairs.behind, 1))
    constant = pairs.constantShare
    correlation = Faces.correlation(pairs.old, pairs.new)
  }
}

/// The values of two images around a skin.
private struct ShellPairs {
  var count = 0
  var changed = 0
  /// How many lie behind the skin.
  var behind = 0
  /// The changed values behind the skin.
  var (old, new): ([Double], [Double]) = ([], [])
  /// How often each of the changed values is there now.
  private var counts: [Float: Int] = [:]

  init(
    _ before: Image, _ after: Image, _ toIndex: Affine, _ skin: DepthMap, _ view: FaceView,
    _ places: [Int], _ behindMM: Double, _ beforeMM: Double
  ) {
    for place in places {
      guard let depth = skin.depthMM(place), depth > 20 else { continue }
      for step in stride(from: -behindMM, through: beforeMM, by: 2) {
        let p = toIndex(Vector3(view.x(place), depth + step, view.z(place)))
        guard let voxel = before.grid.nearest(p) else { continue }
        add(before.voxels[voxel], after.voxels[voxel], isBehind: step < 0)
      }
    }
  }

  private mutating func add(_ a: Float, _ b: Float, isBehind: Bool) {
    guard a.isFinite, b.isFinite else { return }
    count += 1
    if isBehind { behind += 1 }
    guard a != b else { return }
    changed += 1
    counts[b, default: 0] += 1
    if isBehind {
      old.append(Double(a))
      new.append(Double(b))
    }
  }

  /// The share of the most frequent of the new values.
  var constantShare: Double {
    let most = counts.values.max() ?? 0
    return changed > 0 ? Double(most) / Double(changed) : 0
  }
}

extension Grid {
  /// The offset of the voxel nearest to a position in voxel indices; nil beyond the field of view.
  func nearest(_ position: Vector3) -> Int? {
    let p = position + 0.5
    guard p.min() >= 0, p.x < Double(nx), p.y < Double(ny), p.z < Double(nz) else { return nil }
    return offset(Int(p.x), Int(p.y), Int(p.z))
  }
}
