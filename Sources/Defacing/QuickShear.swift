import Anatomy
import Kernels
import Volumes

/// Cuts the face off by one plane in front of and below the brain.
///
/// Schimke N. & Hale J., Quickshear defacing for neuroimages, HealthSec 2011. The plane runs from
/// side to side; only a brain mask is needed, no template.
public struct QuickShear: Defacer, Hashable, Codable {
  /// How the plane is found.
  public enum Mode: String, Sendable, Codable, CaseIterable {
    /// In millimetres and in world axes, by the tangent of the brain that takes the most face; see
    /// `ShearPlane`.
    case robust
    /// Voxel for voxel the published program, version 1.2.0, with all its peculiarities.
    case parity
  }

  /// The name users type.
  public static let name = "quickshear"
  /// Changes whenever the result for the same input and parameters changes.
  public static let version = 1
  /// One sentence and the source in the literature.
  public static let summary =
    "Cuts off what lies beyond a plane in front of and below the brain "
    + "(Schimke & Hale 2011, HealthSec)."

  /// How the plane is found.
  public var mode: Mode
  /// Distance between brain and plane: in mm, perpendicular to the plane, when robust; in voxels,
  /// along the vertical axis, for parity.
  public var buffer: Double
  /// What removed voxels become.
  public var fill: Fill
  /// Chooses the noise where `fill` is noise; the plane does not depend on it.
  public var seed: UInt64

  /// The method with its parameters.
  public init(mode: Mode = .robust, buffer: Double = 10, fill: Fill = .zero, seed: UInt64 = 1) {
    (self.mode, self.buffer, self.fill, self.seed) = (mode, buffer, fill, seed)
  }

  /// The plane of parity depends on the brain alone, that of the robust mode on the face as well.
  public var isIdempotent: Bool { mode == .parity }

  /// Which voxels have to go.
  public func removal(for frame: Frame) throws(DefacingError) -> Removal {
    try check(frame)
    switch mode {
    case .parity:
      let removed = try parityRemoval(brain: frame.brain, bufferVoxels: buffer)
      return Removal(method: Self.name, removed: removed, fill: fill, seed: seed)
    case .robust:
      let plane = try ShearPlane(brain: frame.brain, head: frame.head, bufferMM: buffer)
      return Removal(
        method: Self.name, removed: plane.beyond(on: frame.image.grid), fill: fill, seed: seed,
        warnings: plane.warnings,
        halfSpace: HalfSpace(normal: plane.normal, offsetMM: plane.offsetMM))
    }
  }

  private func check(_ frame: Frame) throws(DefacingError) {
    guard buffer.isFinite, buffer >= 0 else {
      throw DefacingError(
        .inputUnsuitable, "QuickShear: the buffer must be zero or more, not \(buffer).",
        remedy: "Give a buffer such as 10.")
    }
    let (image, brain) = (frame.image.grid, frame.brain.grid)
    guard image.dims == brain.dims, areClose(image.toWorld, brain.toWorld) else {
      throw DefacingError(
        .inputUnsuitable,
        "QuickShear: the brain mask must lie on the lattice of the image; the image has "
          + "\(lattice(image)), the mask \(lattice(brain)), or their affines differ.",
        remedy: "Make the brain mask from this image, or resample it onto the image's lattice.")
    }
    guard frame.brain.voxels.contains(where: { $0 != 0 }) else {
      throw DefacingError(
        .inputUnsuitable, "QuickShear: the brain mask is empty, so that no plane can be laid.",
        remedy: "Check the brain extraction, or give a mask with --brain-mask.")
    }
  }

  /// Whether two affines agree to 1e-8 + 1e-5 of the second, entry by entry.
  private func areClose(_ a: Affine, _ b: Affine) -> Bool {
    let (left, right) = (a.rows + [a.translation], b.rows + [b.translation])
    return zip(left, right).allSatisfy { p, q in
      (0..<3).allSatisfy { abs(p[$0] - q[$0]) <= 1e-8 + 1e-5 * abs(q[$0]) }
    }
  }
}
