import Defacing
import Foundation
import Support
import Volumes

@testable import Study

/// The files and parameters that some methods cannot do without, for the small head.
enum SmallMask {
  /// The template and a mask on it, as files of a user; written once, and gone when the tests end.
  nonisolated(unsafe) private static let folder: ScratchFolder? = {
    guard let folder = try? ScratchFolder() else { return nil }
    leaving = folder.path
    atexit { SmallMask.leave() }
    let head = SmallSession.template.head
    let image = Volume(image: head, type: .float32)
    try? VolumeFile.write(image, to: folder.file("head.nii.gz"))
    try? VolumeFile.write(Volume(mask: face(on: head.grid)), to: folder.file("mask.nii.gz"))
    return folder
  }()

  nonisolated(unsafe) private static var leaving = ""

  private static func leave() { try? FileManager.default.removeItem(atPath: leaving) }

  private static func face(on grid: Grid) -> Mask {
    var mask = Mask(grid: grid)
    for place in mask.voxels.indices {
      let row = place / grid.nx
      let p = grid.toWorld(
        Vector3(Double(place % grid.nx), Double(row % grid.ny), Double(row / grid.ny)))
      if 0.82 * p.y - 0.57 * p.z > 66, p.y > -10 { mask.voxels[place] = 1 }
    }
    return mask
  }

  /// What a method cannot do without on this head. The eyes of digital heads are so much alike that the
  /// mean face does not hide them; the gate says so.
  static func parameters(for method: String) -> [String: String] {
    switch method {
    case MaskWarp.name:
      [
        "mask-template": folder?.file("head.nii.gz") ?? "",
        "face-mask": folder?.file("mask.nii.gz") ?? "", "polarity": "remove",
      ]
    case Reface.name: ["except": "eyes"]
    default: [:]
    }
  }
}

extension SmallSession {
  /// A maker with what the method needs on the small head.
  static func maker(
    _ method: String, _ parameters: [String: String] = [:], threads: Int? = nil,
    wholeFace: Bool = false
  ) -> VariantMaker {
    var all = SmallMask.parameters(for: method).merging(parameters) { $1 }
    if wholeFace { all["except"] = nil }
    return VariantMaker(
      method: method, parameters: all,
      template: template, parallel: threads.map { Parallel(threads: $0) } ?? parallel)
  }
}
