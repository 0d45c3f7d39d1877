import Volumes

/// From where a surface starts that grows without a template; what is nil is found in the image.
public struct BrainSeed: Hashable, Sendable, Codable {
  /// The centre of the first sphere, in world mm.
  public var centreMM: Vector3?
  /// The radius of the head, in mm; the first sphere has half of it.
  public var radiusMM: Double?

  /// A start that is given in part or not at all.
  public init(centreMM: Vector3? = nil, radiusMM: Double? = nil) {
    (self.centreMM, self.radiusMM) = (centreMM, radiusMM)
  }

  /// Radii, in mm, that can be those of a head.
  public static let radiiMM = 20.0...200.0

  /// Refuses a centre outside of the field of view and a radius that no head has.
  func check(in grid: Grid) throws(AnatomyError) {
    if let radiusMM, !Self.radiiMM.contains(radiusMM) {
      throw AnatomyError(
        .inputUnsuitable,
        "A brain was to be looked for in a head with a radius of \(brief(radiusMM)) mm; "
          + "\(brief(Self.radiiMM.lowerBound)) to \(brief(Self.radiiMM.upperBound)) mm were "
          + "expected.")
    }
    guard let centreMM else { return }
    let place = grid.fromWorld?(centreMM) ?? Vector3(repeating: .nan)
    let last = Vector3(Double(grid.nx - 1), Double(grid.ny - 1), Double(grid.nz - 1))
    guard place.min() >= 0, (last - place).min() >= 0 else {
      throw AnatomyError(
        .inputUnsuitable,
        "A brain was to be looked for from a centre in world mm that lies outside of the image.",
        remedy: "Give the centre in world millimetres (RAS+), not in voxels.")
    }
  }
}
