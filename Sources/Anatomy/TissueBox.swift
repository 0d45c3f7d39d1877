import Volumes

/// The voxels of a brain in a box that fits it tightly, with one voxel of margin on every side.
///
/// Voxels inside are numbered 0..<count in raster order; each knows its place in the box, so that
/// neighbours are at constant distances, and its place in the image.
struct TissueBox {
  let nx: Int
  let ny: Int
  let nz: Int
  /// Place in the box of each voxel inside.
  private(set) var place: [Int32] = []
  /// Place in the image of each voxel inside.
  private(set) var source: [Int32] = []
  /// Number of the first voxel inside of each row of the box (`y + ny * z`), and `count` at the end.
  private(set) var rowStart: [Int32] = []
  let voxelSizeMM: Vector3

  var count: Int { place.count }
  var size: Int { nx * ny * nz }

  /// Nil for an empty mask.
  init?(_ mask: Mask) {
    guard let (low, high) = mask.bounds() else { return nil }
    nx = high.x - low.x + 3
    ny = high.y - low.y + 3
    nz = high.z - low.z + 3
    voxelSizeMM = mask.grid.voxelSizeMM
    let total = mask.count
    place.reserveCapacity(total)
    source.reserveCapacity(total)
    rowStart.reserveCapacity(ny * nz + 1)
    for z in 0..<nz {
      for y in 0..<ny {
        rowStart.append(Int32(place.count))
        guard z > 0, z < nz - 1, y > 0, y < ny - 1 else { continue }
        let row = mask.grid.offset(low.x, low.y + y - 1, low.z + z - 1)
        for x in 1..<(nx - 1) where mask.voxels[row + x - 1] != 0 {
          place.append(Int32(x + nx * (y + ny * z)))
          source.append(Int32(row + x - 1))
        }
      }
    }
    rowStart.append(Int32(place.count))
  }

  /// Weights of the neighbours: the inverse of their distance in mm, for the six faces (x, y, z)
  /// and the twelve edges (xy, xz, yz).
  var weights: (x: Float, y: Float, z: Float, xy: Float, xz: Float, yz: Float) {
    let v = voxelSizeMM
    func weight(_ a: Double, _ b: Double) -> Float { Float(1 / (a * a + b * b).squareRoot()) }
    return (
      weight(v.x, 0), weight(v.y, 0), weight(v.z, 0), weight(v.x, v.y), weight(v.x, v.z),
      weight(v.y, v.z)
    )
  }
}

extension Mask {
  /// The least and greatest indices of the voxels inside, or nil for an empty mask.
  func bounds() -> (low: SIMD3<Int>, high: SIMD3<Int>)? {
    var low = SIMD3<Int>(repeating: .max)
    var high = SIMD3<Int>(repeating: -1)
    var i = 0
    for z in 0..<grid.nz {
      for y in 0..<grid.ny {
        for x in 0..<grid.nx {
          if voxels[i] != 0 {
            let p = SIMD3(x, y, z)
            low = pointwiseMin(low, p)
            high = pointwiseMax(high, p)
          }
          i += 1
        }
      }
    }
    return high.x < 0 ? nil : (low, high)
  }
}
