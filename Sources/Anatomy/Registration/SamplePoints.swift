import Volumes

/// Points of the fixed image at which the images are compared, sorted by block.
struct SamplePoints: Sendable {
  /// Position as `Pose` wants it: (p - centre) / radius, without unit; the fourth lane is 1.
  var positions: [SIMD4<Float>] = []
  /// Fixed intensity, 0…1 within the prepared range.
  var intensities: [Float] = []
  /// Where the run of each block begins; one more entry than blocks.
  var blockStarts: [Int] = [0]

  var count: Int { intensities.count }

  /// About `count` points spread evenly (the R3 sequence, Roberts 2018) over the voxels of `region`.
  /// Intensities come from `level`, interpolated linearly; `blockMM` is the edge of the cubes by which
  /// the points are sorted.
  init(
    of prepared: PreparedImage, level: ImageLevel, within region: Mask, count: Int,
    centre: Vector3, blockMM: Double
  ) {
    guard let box = WorldBox(region), let toRegion = region.grid.fromWorld else { return }
    let inside = Double(region.count) * region.grid.voxelVolumeMM3
    let tries = Int(Double(count) * box.volumeMM3 / max(1, inside))
    var found: [(block: Int, point: Vector3, value: Float)] = []
    found.reserveCapacity(count + count / 8)
    let scale = 1 / (prepared.high - prepared.low)
    for index in 1...max(1, tries) {
      let point = box.low + box.extent * quasiRandom(index)
      let v = toRegion(point) + 0.5
      guard v.min() >= 0, region.grid.contains(Int(v.x), Int(v.y), Int(v.z)),
        region[Int(v.x), Int(v.y), Int(v.z)], let value = level.value(at: point)
      else { continue }
      found.append((box.block(of: point, edgeMM: blockMM), point, (value - prepared.low) * scale))
    }
    arrange(found, centre: centre)
  }

  private mutating func arrange(
    _ found: [(block: Int, point: Vector3, value: Float)], centre: Vector3
  ) {
    var order = Array(0..<found.count)
    order.sort { (found[$0].block, $0) < (found[$1].block, $1) }
    var previous: Int?
    blockStarts = []
    for index in order {
      let sample = found[index]
      if sample.block != previous { blockStarts.append(intensities.count) }
      previous = sample.block
      let u = (sample.point - centre) / Pose.radiusMM
      positions.append(SIMD4(Float(u.x), Float(u.y), Float(u.z), 1))
      intensities.append(sample.value)
    }
    blockStarts.append(intensities.count)
  }
}

/// The `index`-th point of the R3 sequence in the unit cube.
private func quasiRandom(_ index: Int) -> Vector3 {
  let n = Double(index)
  let v = Vector3(0.8191725133961645, 0.6710436067037893, 0.5497004779019703) * n + 0.5
  return Vector3(v.x - Double(Int(v.x)), v.y - Double(Int(v.y)), v.z - Double(Int(v.z)))
}

/// An axis-aligned box in world mm around the voxels of a mask.
private struct WorldBox {
  var low: Vector3
  var extent: Vector3
  var volumeMM3: Double { extent.x * extent.y * extent.z }

  init?(_ mask: Mask) {
    var (low, high) = (Vector3(repeating: .infinity), Vector3(repeating: -.infinity))
    let grid = mask.grid
    for z in 0..<grid.nz {
      for y in 0..<grid.ny {
        for x in 0..<grid.nx where mask[x, y, z] {
          let p = grid.toWorld(Vector3(Double(x), Double(y), Double(z)))
          low = Vector3(min(low.x, p.x), min(low.y, p.y), min(low.z, p.z))
          high = Vector3(max(high.x, p.x), max(high.y, p.y), max(high.z, p.z))
        }
      }
    }
    guard low.x <= high.x else { return nil }
    let margin = grid.voxelSizeMM / 2
    (self.low, extent) = (low - margin, high - low + 2 * margin)
  }

  /// A number for the cube of `edgeMM` in which a point of the box lies.
  func block(of point: Vector3, edgeMM: Double) -> Int {
    let cell = (point - low) / edgeMM
    let (nx, ny) = (Int(extent.x / edgeMM) + 1, Int(extent.y / edgeMM) + 1)
    return Int(cell.x) + nx * (Int(cell.y) + ny * Int(cell.z))
  }
}

extension ImageLevel {
  /// The linearly interpolated value at a world point, or nil outside of the voxel centres.
  func value(at point: Vector3) -> Float? {
    let v = fromWorld(point)
    let last = Vector3(Double(grid.nx - 1), Double(grid.ny - 1), Double(grid.nz - 1))
    guard v.x >= 0, v.y >= 0, v.z >= 0, v.x <= last.x, v.y <= last.y, v.z <= last.z else {
      return nil
    }
    let (i, j, k) = (
      min(Int(v.x), grid.nx - 2), min(Int(v.y), grid.ny - 2), min(Int(v.z), grid.nz - 2)
    )
    let f = Vector3(v.x - Double(i), v.y - Double(j), v.z - Double(k))
    let (fx, fy, fz) = (Float(f.x), Float(f.y), Float(f.z))
    func row(_ dy: Int, _ dz: Int) -> Float {
      let o = grid.offset(i, j + dy, k + dz)
      return voxels[o] + fx * (voxels[o + 1] - voxels[o])
    }
    let near = row(0, 0) + fy * (row(1, 0) - row(0, 0))
    let far = row(0, 1) + fy * (row(1, 1) - row(0, 1))
    return near + fz * (far - near)
  }
}
