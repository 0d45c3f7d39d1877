import Foundation
import Volumes

/// What is done to the face of a `SurfaceHead`.
public enum FaceChange: String, CaseIterable, Sendable {
  case nothing, removed, lowerCut, dimmed, blurred, shell, movedOut, otherFace
}

extension SurfaceHead {
  /// The head with its face changed.
  public static func changed(_ change: FaceChange) -> Image {
    switch change {
    case .nothing: original
    case .removed: image(removedInFrontOfY: 10)
    case .movedOut: image(shiftMM: 6)
    case .blurred: inFace { _, depth, _ in 100 / (1 + exp(depth / 3)) }
    case .dimmed: inFace { value, _, _ in 0.05 * value }
    case .lowerCut: inFace(belowZ: -64) { _, _, _ in 0 }
    case .shell:
      inFace { value, depth, voxel in
        depth > -10 && depth < 8 ? Double(40 + voxel &* 7919 % 61) : value
      }
    case .otherFace: otherFace
    }
  }

  /// The head with other values in front, made of the value there, how far before the skin it lies in
  /// mm, and which voxel it is.
  private static func inFace(
    belowZ: Double = -20, _ change: (Double, Double, Int) -> Double
  ) -> Image {
    var result = original
    eachPlace(of: result.grid) { voxel, p in
      guard p.y > 15, p.z < belowZ else { return }
      let depth = p.y - surface(p.x, p.z)
      result.voxels[voxel] = Float(change(Double(result.voxels[voxel]), depth, voxel))
    }
    return result
  }

  /// Another relief, farther out here and farther in there.
  private static var otherFace: Image {
    var result = original
    eachPlace(of: result.grid) { voxel, p in
      guard p.z < -20, p.y > 20 else { return }
      let wave = 5 * sin(p.x / 6) * cos(p.z / 9) + 9 * exp(-(p.x - 12) * (p.x - 12) / 300) - 3
      let skin = 78 - p.x * p.x / 90 - (p.z + 60) * (p.z + 60) / 500 + wave
      result.voxels[voxel] = Float(90 * min(1, max(0, (skin - p.y) / 3)))
    }
    return result
  }
}
