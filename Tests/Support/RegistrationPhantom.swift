import Foundation
import Volumes

/// A small analytic head for tests of alignment: scalp, skull, fluid, folded grey matter, white
/// matter, ventricles, cerebellum, eyes, nose and neck, none of them symmetric from front to back or
/// from top to bottom, and the two halves a little unlike.
public struct RegistrationPhantom {
  /// How bright each tissue is: air, bone, fluid, grey, white, fat.
  public enum Contrast: String, CaseIterable, Sendable {
    case t1, t2, flair

    var values: [Double] {
      switch self {
      case .t1: [0, 60, 180, 520, 760, 950]
      case .t2: [0, 50, 980, 480, 330, 620]
      case .flair: [0, 60, 140, 640, 480, 760]
      }
    }
  }

  /// How bright each tissue is.
  public var contrast = Contrast.t1
  /// Template world mm to the world of this image.
  public var toWorld = Affine.identity
  /// Smooth unevenness of the receive field, as a factor of up to 1 ± this.
  public var bias = 0.0
  /// Standard deviation of the noise.
  public var noise = 0.0

  /// A phantom; every argument may be left out.
  public init(
    contrast: Contrast = .t1, toWorld: Affine = .identity, bias: Double = 0, noise: Double = 0
  ) {
    (self.contrast, self.toWorld, self.bias, self.noise) = (contrast, toWorld, bias, noise)
  }

  /// The head on a grid, four tissue samples a voxel.
  public func image(on grid: Grid) -> Image {
    guard let back = toWorld.inverse else { return Image(grid: grid) }
    let map = back * grid.toWorld
    let values = contrast.values
    var image = Image(grid: grid)
    for offset in 0..<grid.voxelCount {
      let index = Vector3(
        Double(offset % grid.nx), Double(offset / grid.nx % grid.ny),
        Double(offset / (grid.nx * grid.ny)))
      var sum = 0.0
      for shift in [
        Vector3(-0.25, -0.25, 0.25), Vector3(0.25, 0.25, 0.25), Vector3(0.25, -0.25, -0.25),
        Vector3(-0.25, 0.25, -0.25),
      ] {
        sum += values[Self.tissue(map(index + shift))] / 4
      }
      let p = map(index)
      let field = 1 + bias * sin(p.x / 60 + 1) * cos(p.y / 80 - p.z / 70)
      let dot = noise > 0 ? noise * Self.normal(offset) : 0
      image.voxels[offset] = Float(max(0, sum * field + dot))
    }
    return image
  }

  /// The brain with its fluid on a grid in template space.
  public static func brain(on grid: Grid) -> Mask {
    var mask = Mask(grid: grid)
    for z in 0..<grid.nz {
      for y in 0..<grid.ny {
        for x in 0..<grid.nx {
          let p = grid.toWorld(Vector3(Double(x), Double(y), Double(z)))
          mask[x, y, z] = inside(p, Vector3(0, -18, 12), Vector3(66, 84, 60))
        }
      }
    }
    return mask
  }

  /// A grid of 192 × 232 × 208 mm around the head, axes RAS, a little more to the front.
  public static func box(voxelMM: Double, about centre: Vector3 = Vector3(0, -12, -6)) -> Grid {
    let extent = Vector3(192, 232, 208)
    let n = extent / voxelMM
    return Grid(
      nx: Int(n.x), ny: Int(n.y), nz: Int(n.z),
      toWorld: .scaling(
        Vector3(repeating: voxelMM), translation: centre - extent / 2 + voxelMM / 2))
  }

  /// A number of about unit variance that depends on the index alone: twelve uniform ones summed.
  private static func normal(_ index: Int) -> Double {
    var state = UInt64(index) &* 0x9E37_79B9_7F4A_7C15
    var sum = -6.0
    for _ in 0..<12 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      sum += Double(state >> 11) / 9_007_199_254_740_992
    }
    return sum
  }

  private static func inside(_ p: Vector3, _ centre: Vector3, _ radii: Vector3) -> Bool {
    let d = (p - centre) / radii
    return (d * d).sum() < 1
  }

  private static func tissue(_ p: Vector3) -> Int {
    let (air, bone, fluid, grey, white, fat) = (0, 1, 2, 3, 4, 5)
    let isNeck =
      p.z < -30 && p.z > -110
      && inside(
        Vector3(p.x, p.y, 0), Vector3(0, -35, 0), Vector3(52, 58, 1))
    let isFace = inside(p, Vector3(0, 50, -45), Vector3(52, 42, 55))
    let isNose = inside(p, Vector3(0, 92, -45), Vector3(12, 14, 18))
    let isEye =
      inside(p, Vector3(32, 68, -28), Vector3(repeating: 12))
      || inside(p, Vector3(-32, 68, -28), Vector3(repeating: 12))
    let q = Vector3(0, -18, 12)
    if inside(p, q, Vector3(66, 84, 60)) { return brainTissue(p) }
    if isEye { return fluid }
    if inside(p, q, Vector3(71, 89, 65)) { return bone }
    if inside(p, q, Vector3(78, 97, 72)) { return fat }
    if isNose || isFace { return inside(p, Vector3(4, 45, -50), Vector3(40, 30, 30)) ? grey : fat }
    if isNeck { return inside(p, Vector3(0, -30, -80), Vector3(14, 14, 60)) ? white : grey }
    return air
  }

  private static func brainTissue(_ p: Vector3) -> Int {
    let (fluid, grey, white) = (2, 3, 4)
    let q = Vector3(0, -18, 12)
    if inside(p, Vector3(12, -10, 16), Vector3(7, 30, 9))
      || inside(p, Vector3(-13, -13, 15), Vector3(8, 33, 8))
    {
      return fluid
    }
    if inside(p, Vector3(0, -62, -28), Vector3(44, 26, 20)) {
      return sin(p.z * 0.9) > 0.3 ? white : grey
    }
    if abs(p.x) < 2 && p.z > 20 { return fluid }
    let folds =
      2.5 * sin(p.x * 0.21 + p.y * 0.13) + 2.5 * sin(p.y * 0.23 - p.z * 0.17)
      + 2 * sin(p.z * 0.25 + p.x * 0.11 + 1)
    if !inside(p, q, Vector3(61, 79, 55) + folds) { return fluid }
    if !inside(p, q, Vector3(50, 68, 45) + 2 * folds) { return grey }
    if inside(p, Vector3(24, -12, 4), Vector3(10, 20, 12)) { return grey }
    if inside(p, Vector3(-25, -14, 5), Vector3(10, 18, 12)) { return grey }
    return white
  }
}
