import Kernels
import Volumes

/// The bright part of a coarse level by Otsu's threshold (1979): a rough head.
func foreground(of level: ImageLevel, low: Float, high: Float) -> Mask {
  let histogram = Histogram(of: level.voxels, bins: 128, lower: Double(low), upper: Double(high))
  let threshold = Float(histogram.otsuThreshold ?? Double(low))
  return Mask(grid: level.grid, voxels: level.voxels.map { $0 > threshold ? 1 : 0 })
}

extension Mask {
  /// The mask looked up at the voxel centres of a coarser grid and grown by a sphere of `growMM`.
  func coarsened(onto grid: Grid, growMM: Double) -> Mask {
    var picked = Mask(grid: grid)
    guard let toSelf = self.grid.fromWorld else { return picked }
    let map = toSelf * grid.toWorld
    for z in 0..<grid.nz {
      for y in 0..<grid.ny {
        for x in 0..<grid.nx {
          let v = map(Vector3(Double(x), Double(y), Double(z))) + 0.5
          guard v.min() >= 0, self.grid.contains(Int(v.x), Int(v.y), Int(v.z)) else { continue }
          if self[Int(v.x), Int(v.y), Int(v.z)] { picked[x, y, z] = true }
        }
      }
    }
    return picked.grown(byMM: growMM)
  }

  /// All voxels of the grid within `radiusMM` of the mask; for coarse grids.
  func grown(byMM radiusMM: Double) -> Mask {
    let size = grid.voxelSizeMM
    let reach = (0..<3).map { Int(radiusMM / size[$0]) }
    var result = self
    var steps: [(Int, Int, Int)] = []
    for z in -reach[2]...reach[2] {
      for y in -reach[1]...reach[1] {
        for x in -reach[0]...reach[0] {
          let step = Vector3(Double(x), Double(y), Double(z)) * size
          if length(step) <= radiusMM { steps.append((x, y, z)) }
        }
      }
    }
    for z in 0..<grid.nz {
      for y in 0..<grid.ny {
        for x in 0..<grid.nx where self[x, y, z] {
          for (dx, dy, dz) in steps where grid.contains(x + dx, y + dy, z + dz) {
            result[x + dx, y + dy, z + dz] = true
          }
        }
      }
    }
    return result
  }

  /// The world positions, in mm, of all voxels inside.
  var pointsMM: [Vector3] {
    var points: [Vector3] = []
    for z in 0..<grid.nz {
      for y in 0..<grid.ny {
        for x in 0..<grid.nx where self[x, y, z] {
          points.append(grid.toWorld(Vector3(Double(x), Double(y), Double(z))))
        }
      }
    }
    return points
  }
}

/// The mean of points; nil for none.
func centroid(_ points: [Vector3]) -> Vector3? {
  guard !points.isEmpty else { return nil }
  return points.reduce(.zero, +) / Double(points.count)
}
