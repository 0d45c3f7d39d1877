import Kernels
import Volumes

@testable import Faces
@testable import Workbench

/// Heads made of nothing, as surfaces: an original with a nose, and one without.
enum MadeHead {
  static func loaded(_ request: ImageRequest) -> LoadedImage {
    request.original == nil ? original : defaced
  }

  private static let original = LoadedImage(head: HeadLook(renderer: renderer(hasNose: true)))
  private static let defaced = LoadedImage(
    head: HeadLook(renderer: renderer(hasNose: false), check: check))

  private static func renderer(hasNose: Bool) -> HeadRenderer {
    let grid = Grid.box(from: Vector3(-90, -110, -150), to: Vector3(90, 130, 100), voxelMM: 9)
    var image = Image(grid: grid)
    for voxel in 0..<grid.voxelCount {
      let row = voxel / grid.nx
      let p = grid.toWorld(
        Vector3(Double(voxel % grid.nx), Double(row % grid.ny), Double(row / grid.ny)))
      let skull = 1.5 - length(Vector3(p.x / 72, (p.y + 10) / 92, (p.z + 20) / 105))
      let nose = 1.5 - length(p - Vector3(0, 88, -70)) / 22
      image.voxels[voxel] = Float(hasNose ? max(skull, nose) : skull)
    }
    return HeadRenderer(HeadSurface(mesh: image.isoSurface(at: 0.5)))
  }

  /// Eyes that are still there, a nose that is gone.
  private static var check: FaceCheck {
    func surface(_ rfs2: Double, _ meanMM: Double) -> SurfaceFindings {
      SurfaceFindings(
        columns: 900, rfs1: rfs2, rfs2: rfs2, rfs4: rfs2, meanMM: meanMM, medianDepthMM: meanMM,
        p95MM: 2 * meanMM, parallel: 0, inFront: 0, relativeThreshold: 1)
    }
    let evidence = FaceZone.allCases.map { zone in
      ZoneEvidence(
        zone: zone, fov: zone == .chin ? 0.1 : 1,
        surface: [.eyes, .ears].contains(zone) ? surface(0.97, 0.3) : surface(0, 31),
        hasOriginal: true)
    }
    var check = FaceCheck(
      evidence, judged: FaceCheck.standardZones, hasOriginal: true, templateNCC: 0.41)
    check.landmarks = [
      .nasion: LandmarkFinding(deeperMM: 0.2, movedMM: 1.5),
      .pronasale: LandmarkFinding(deeperMM: 31, movedMM: nil),
      .endocanthionLeft: LandmarkFinding(deeperMM: 0.3, movedMM: 2.5),
    ]
    check.noseProminenceMM = 3.2
    return check
  }
}
