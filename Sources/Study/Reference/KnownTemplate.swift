import Volumes

/// A template that many machines have, and how the mean digital head lies in it, so that nobody
/// waits while the two are aligned: what `TemplateChoice.digitalHead(alignedWith:)` finds, which a test
/// holds against it where the template is installed.
struct KnownTemplate: Sendable {
  /// A short name.
  var name: String
  /// Number of voxels along each axis.
  var dims: [Int]
  /// Voxel indices to world mm.
  var toWorld: Affine
  /// The SHA-256 of its stored voxels, as 64 hexadecimal digits.
  var voxelHash: String
  /// World mm of the mean digital head to those of the template.
  var digitalToTemplate: Affine

  /// The known template that a volume is, voxel by voxel; nil for any other.
  static func named(like volume: Volume) -> KnownTemplate? {
    let fitting = all.filter { $0.dims == volume.grid.dims && $0.toWorld == volume.grid.toWorld }
    guard !fitting.isEmpty, volume.frames == 1 else { return nil }
    let hash = SHA256.hex(of: volume.bytes)
    return fitting.first { $0.voxelHash == hash }
  }

  /// The templates that are known: Colin27 as the package mricron-data installs it.
  static let all = [
    KnownTemplate(
      name: "ch2", dims: [181, 217, 181],
      toWorld: .translation(Vector3(-90, -125, -71)),
      voxelHash: "38e1383cfd10824abc62dd61c9597f83ff899c82e2a84eb37737bdc83bfc9d7d",
      digitalToTemplate: Affine(
        row0: Vector3(1.13313086925579, 0.016153365962813002, 0.010678869045414055),
        row1: Vector3(-0.01871964691793847, 1.025188205002576, 0.08463242786520622),
        row2: Vector3(-0.005213389402095618, -0.10559349501035968, 1.0961513211899343),
        translation: Vector3(1.2987982838185401, 2.400783397930887, 0.8765189191496532)))
  ]
}
