/// Where bone ends and scalp begins on the way from the surface of a brain outwards.
///
/// After the skull points of Smith SM, Hum Brain Mapp 2002;17:143-155: scalp is bright, the bone
/// below it is dark, and the outer face of the skull is where the intensity rises fastest between
/// them. Marrow between the tables of the skull can be as bright as scalp, so the dark place taken
/// is the outermost one, not the darkest.
struct SkullProfile {
  /// Where profiles begin, in mm from the surface of the brain; negative inside.
  static let startMM = -3.0
  /// Distance of the samples in mm.
  static let stepMM = 0.5
  /// Number of samples: up to 33 mm outside.
  static let count = 73
  /// Scalp lies no further out, in mm.
  private static let scalpMM = 30.0
  /// The skull ends no nearer to the brain, in mm.
  private static let leastMM = 1.0
  /// Scalp is brighter than this share of the image's range.
  private static let scalpShare = 0.1
  /// Bone is darker than what lies on either side by this share of the height of the scalp over it,
  /// so that a smooth gain over the image does not matter.
  private static let boneShare = (inside: 0.12, outside: 0.3)

  /// The least rise from bone to what lies outside of it, as a share of that to the scalp.
  private static let leastRise = 0.2

  /// Intensities that count as black and as white.
  var low: Double
  var high: Double

  /// How far out the skull ends.
  ///
  /// - Parameter profile: intensities from `startMM` on, `stepMM` apart; fewer than `count` where the
  ///   field of view ends.
  /// - Returns: the distance from the surface of the brain in mm; nil where no scalp lies over bone.
  func exteriorMM(_ profile: [Double]) -> Double? {
    guard high > low, profile.count > 8 else { return nil }
    let v = Self.smoothed(profile)
    guard let scalp = scalp(v), let bone = bone(v, below: scalp) else { return nil }
    return edge(v, from: bone, to: scalp).flatMap { $0 >= Self.leastMM ? $0 : nil }
  }

  private static func place(_ index: Double) -> Double { startMM + stepMM * index }

  /// The outermost sample at least half as bright as the brightest outside of the brain, moved out
  /// to the top of its rise; nil where nothing there is brighter than air.
  private func scalp(_ v: [Double]) -> Int? {
    let outside = Int(-Self.startMM / Self.stepMM)
    let last = min(v.count - 1, Int((Self.scalpMM - Self.startMM) / Self.stepMM))
    guard last > outside, let top = v[outside...last].max(),
      top > low + Self.scalpShare * (high - low)
    else {
      return nil
    }
    guard var at = (outside...last).last(where: { v[$0] >= low + 0.5 * (top - low) }) else {
      return nil
    }
    while at > outside, v[at - 1] > v[at] { at -= 1 }
    return at
  }

  /// The outermost dark place below the scalp that has something brighter on both sides.
  private func bone(_ v: [Double], below scalp: Int) -> Int? {
    let height = v[scalp] - low
    var (darkest, at) = (v[scalp], scalp)
    for k in stride(from: scalp - 1, through: 0, by: -1) {
      if v[k] < darkest { (darkest, at) = (v[k], k) }
      let isRing = v[scalp] > darkest + Self.boneShare.outside * height
      if isRing, v[k] > darkest + Self.boneShare.inside * height { return at }
    }
    return nil
  }

  /// Where the first rise outside of the bone is steepest, between samples.
  ///
  /// A rise counts when it has come to `leastRise` of the height of the scalp over the bone before it
  /// flattens: muscle, which is darker than fat, then counts in every contrast.
  private func edge(_ v: [Double], from bone: Int, to scalp: Int) -> Double? {
    let slopes = (bone..<scalp).map { v[$0 + 1] - v[$0] }
    let least = Self.leastRise * (v[scalp] - v[bone])
    for (k, slope) in slopes.enumerated() where slope > 0 {
      let before = k > 0 ? slopes[k - 1] : 0
      let after = k + 1 < slopes.count ? slopes[k + 1] : 0
      guard slope >= before, slope > after else { continue }
      var end = k + 1
      while end < slopes.count, slopes[end] > 0, slopes[end] <= slopes[end - 1] { end += 1 }
      guard v[bone + end] - v[bone] >= least else { continue }
      let bend = before - 2 * slope + after
      let shift = bend < 0 ? min(0.5, max(-0.5, (before - after) / (2 * bend))) : 0
      return Self.place(Double(bone + k) + 0.5 + shift)
    }
    return nil
  }

  /// The profile smoothed by a bell of 0.7 mm (1 4 6 4 1, twice), its ends repeated.
  private static func smoothed(_ profile: [Double]) -> [Double] {
    var v = profile
    let last = v.count - 1
    for _ in 0..<2 {
      let old = v
      for k in 0...last {
        let (a, b) = (old[max(0, k - 2)], old[max(0, k - 1)])
        let (c, d) = (old[min(last, k + 1)], old[min(last, k + 2)])
        v[k] = (a + 4 * b + 6 * old[k] + 4 * c + d) / 16
      }
    }
    return v
  }
}
