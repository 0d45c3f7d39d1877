import Kernels
import Volumes

/// The three landmarks by which EEG and MEG are laid into a head, in world mm of the image.
///
/// An estimate for heads whose own landmarks are not known: the template's places carried over by the
/// alignment and moved onto the skin. Points that were digitised or marked by hand are better.
public struct Fiducials: Sendable, Hashable, Codable {
  /// The deepest place of the bridge of the nose.
  public var nasion: Vector3
  /// In front of the left ear.
  public var lpa: Vector3
  /// In front of the right ear.
  public var rpa: Vector3

  /// Where the places before the ears lie in MNI space, mm; x is that of the skin.
  private static let ear = (y: -27.0, z: -42.0)
  /// The heights between which the bridge of the nose lies, template mm.
  private static let bridge = stride(from: -54.0, through: -26, by: 1)

  /// The landmarks of a head; nil where its skin is not in view at one of them.
  ///
  /// - Parameters:
  ///   - head: skin and everything inside.
  ///   - registration: how the template lies in it.
  public init?(of head: Mask, registration: Registration) {
    let map = registration.templateToSubject
    let walk = SkinWalk(head: head, templateToSubject: map)
    let profile = Self.bridge.compactMap { z in
      walk.skin(from: Vector3(0, 130, z), along: Vector3(0, -1, 0), upToMM: 100)
    }
    guard let depth = profile.map(\.y).min(),
      let left = walk.skin(
        from: Vector3(-120, Self.ear.y, Self.ear.z), along: Vector3(1, 0, 0), upToMM: 70),
      let right = walk.skin(
        from: Vector3(120, Self.ear.y, Self.ear.z), along: Vector3(-1, 0, 0), upToMM: 70)
    else { return nil }
    let deepest = profile.filter { $0.y <= depth + 0.5 }
    let middle = deepest.reduce(Vector3.zero, +) / Double(deepest.count)
    (nasion, lpa, rpa) = (map(middle), map(left), map(right))
  }
}

/// Walks along a line of the template until it meets the head.
private struct SkinWalk {
  let head: Mask
  let toVoxel: Affine?

  init(head: Mask, templateToSubject: Affine) {
    self.head = head
    toVoxel = head.grid.fromWorld.map { $0 * templateToSubject }
  }

  /// The first place of the head, template mm, in steps of half a mm; nil where there is none.
  func skin(from start: Vector3, along direction: Vector3, upToMM: Double) -> Vector3? {
    guard let toVoxel else { return nil }
    let grid = head.grid
    for step in 0...Int(2 * upToMM) {
      let place = start + direction * (Double(step) / 2)
      let p = toVoxel(place) + 0.5
      guard p.min() >= 0, p.x < Double(grid.nx), p.y < Double(grid.ny), p.z < Double(grid.nz)
      else { continue }
      if head[Int(p.x), Int(p.y), Int(p.z)] {
        // A line that enters the field of view inside the head has not met its skin.
        return step > 0 && isInView(place - direction) ? place : nil
      }
    }
    return nil
  }

  private func isInView(_ place: Vector3) -> Bool {
    guard let toVoxel else { return false }
    let p = toVoxel(place) + 0.5
    return p.min() >= 0 && p.x < Double(head.grid.nx) && p.y < Double(head.grid.ny)
      && p.z < Double(head.grid.nz)
  }
}
