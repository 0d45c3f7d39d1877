import Anatomy
import Kernels
import Volumes

/// The skin of a head as a closed mesh, each corner with its zone.
public struct HeadSurface: Sendable {
  /// The mesh in template mm.
  public var mesh: TriangleMesh
  /// For each vertex the zone it belongs to, as its place in `FaceZone.allCases` from 1; 0 for none.
  public var zones: [UInt8]
  /// Template mm to world mm of the image.
  public var templateToSubject: Affine

  /// A surface from its parts.
  public init(mesh: TriangleMesh, templateToSubject: Affine = .identity) {
    self.mesh = mesh
    self.templateToSubject = templateToSubject
    let normals = mesh.vertexNormals
    zones = mesh.vertices.indices.map { HeadSurface.zone(at: mesh.vertices[$0], normals[$0]) }
  }

  /// The mesh in the world of the image.
  public var worldMesh: TriangleMesh { mesh.transformed(by: templateToSubject) }

  private static func zone(at p: Vector3, _ normal: Vector3) -> UInt8 {
    let all = FaceZone.allCases
    let isEar = SideView.standard.isEar(y: p.y, z: p.z) && abs(p.x) > 62
    let found = all.firstIndex { zone in
      zone == .ears ? isEar : p.y > 25 && normal.y > 0 && zone.contains(x: p.x, z: p.z)
    }
    return found.map { UInt8($0 + 1) } ?? 0
  }
}

extension HeadSurface {
  /// The part of the template's space that is looked at.
  private static func grid(voxelMM: Double) -> Grid {
    .box(from: Vector3(-98, -120, -176), to: Vector3(98, 130, 106), voxelMM: voxelMM)
  }

  /// The outer surface of a head where its values cross a threshold; what lies inside is solid.
  ///
  /// - Parameters:
  ///   - image: one frame.
  ///   - record: what it shows from the front; says where skin is looked for.
  ///   - registration: the one that belongs to the record.
  ///   - relativeThreshold: the threshold as a share of the record's own: less for a dimmed face.
  ///   - voxelMM: the spacing of the lattice: the length of the mesh's edges, about.
  ///   - parallel: how many threads; the result does not depend on it.
  /// - Returns: the surface, closed.
  /// - Throws: `inputUnsuitable` where there is no surface.
  public static func observing(
    _ image: Image, record: FaceRecord, registration: Registration, relativeThreshold: Double = 1,
    voxelMM: Double = 2, parallel: Parallel = .serial
  ) throws(FaceError) -> HeadSurface {
    let threshold = Float(record.skinThreshold * relativeThreshold)
    let above = record.airLevel.map { image.shifted(by: $0) } ?? image
    let map = registration.templateToSubject
    let space = above.smoothed(sigmaMM: max(0.8, 0.45 * voxelMM), parallel: parallel)
      .resampled(onto: grid(voxelMM: voxelMM), through: map, parallel: parallel)
    let solid = space.solid(at: threshold, parallel: parallel)
    let mesh = solid.isoSurface(at: threshold)
    guard !mesh.triangles.isEmpty else {
      throw FaceError(
        .inputUnsuitable, "Making the surface of the head: nothing lies above the threshold.",
        remedy: "Look at the image: is it a head?")
    }
    return HeadSurface(mesh: mesh, templateToSubject: map)
  }
}

extension Image {
  /// The image with air in which nothing floats, and a head in which nothing is hollow, so that its
  /// surface is that of the skin alone.
  fileprivate func solid(at threshold: Float, parallel: Parallel) -> Image {
    let tissue = mask(atLeast: threshold).largestComponent()
    let filled = tissue.closed(byMM: 4, parallel: parallel)
      .holesFilled(inSlicesAcross: 2).holesFilled()
    let deep = filled.eroded(byMM: 3.5, parallel: parallel)
    let near = tissue.dilated(byMM: 3, parallel: parallel)
    var result = self
    let inside = 4 * threshold
    for place in result.voxels.indices {
      let value = result.voxels[place]
      if deep.voxels[place] != 0 {
        result.voxels[place] = value > inside ? value : inside
      } else if near.voxels[place] == 0 || !(value > 0) {
        result.voxels[place] = 0
      }
    }
    return result
  }
}
