import Volumes

extension Image {
  /// The greatest value within a ball: grey dilation (Serra 1982). Every voxel gets the greatest
  /// value of the voxels whose centres lie within `byMM` mm.
  ///
  /// The grid's axes are taken as perpendicular. What lies beyond the field of view does not count;
  /// not a number counts as lower than all values, −∞ where a ball holds nothing else.
  public func dilated(byMM radiusMM: Double, parallel: Parallel = .serial) -> Image {
    greyMorphology(byMM: radiusMM, sign: 1, parallel: parallel)
  }

  /// The least value within a ball: grey erosion, the dilation of the negative.
  ///
  /// Not a number counts as higher than all values, +∞ where a ball holds nothing else.
  public func eroded(byMM radiusMM: Double, parallel: Parallel = .serial) -> Image {
    greyMorphology(byMM: radiusMM, sign: -1, parallel: parallel)
  }

  /// Eroded and dilated again: loses bright detail that a ball of `byMM` mm does not fit into.
  public func opened(byMM radiusMM: Double, parallel: Parallel = .serial) -> Image {
    eroded(byMM: radiusMM, parallel: parallel).dilated(byMM: radiusMM, parallel: parallel)
  }

  /// Dilated and eroded again: loses dark detail that a ball of `byMM` mm does not fit into.
  public func closed(byMM radiusMM: Double, parallel: Parallel = .serial) -> Image {
    dilated(byMM: radiusMM, parallel: parallel).eroded(byMM: radiusMM, parallel: parallel)
  }

  private func greyMorphology(byMM radiusMM: Double, sign: Float, parallel: Parallel) -> Image {
    guard radiusMM > 0, !voxels.isEmpty else { return self }
    let ball = BallRows(radiusMM: radiusMM, grid: grid)
    let (nx, ny, nz) = (grid.nx, grid.ny, grid.nz)
    // the greatest values of segments along x that grow from width to width
    var segments = freshArray(voxels.count, of: Float.self) { q in
      voxels.withUnsafeBufferPointer { source in
        guard let p = source.baseAddress else { return }
        copySigned(p, q, source.count, sign)
      }
    }
    var result = [Float](repeating: -.infinity, count: voxels.count)
    var half = 0
    segments.withUnsafeMutableBufferPointer { segments in
      result.withUnsafeMutableBufferPointer { result in
        guard let s = segments.baseAddress, let q = result.baseAddress else { return }
        for width in ball.widths {
          parallel.slabs(of: ny * nz) { widen(s, rows: $0, nx, by: width.half - half) }
          half = width.half
          parallel.slabs(of: ny * nz) { rows in
            for row in rows {
              for step in width.steps {
                let (y, z) = (row % ny + step.y, row / ny + step.z)
                guard y >= 0 && z >= 0 && y < ny && z < nz else { continue }
                raise(q + row * nx, s + (y + ny * z) * nx, nx)
              }
            }
          }
        }
        if sign < 0 { negate(q, result.count) }
      }
    }
    return Image(grid: grid, voxels: result)
  }
}

/// A ball as segments along x: for each half width in voxels, ascending, the rows that have it.
private struct BallRows {
  struct Step {
    let y: Int
    let z: Int
  }

  var widths: [(half: Int, steps: [Step])] = []

  init(radiusMM: Double, grid: Grid) {
    let size = grid.voxelSizeMM
    // as in binary morphology, rounding of voxel sizes does not decide what a ball holds
    let limit = (radiusMM + 1e-3) * (radiusMM + 1e-3)
    func reach(_ square: Double, _ axis: Int) -> Int {
      let count = grid.dims[axis] - 1
      return size[axis] > 0 ? Int(min(square.squareRoot() / size[axis], Double(count))) : count
    }
    var rows: [Int: [Step]] = [:]
    let (ny, nz) = (reach(limit, 1), reach(limit, 2))
    for z in -nz...nz {
      for y in -ny...ny {
        let (dy, dz) = (Double(y) * size.y, Double(z) * size.z)
        let rest = limit - dy * dy - dz * dz
        if rest >= 0 { rows[reach(rest, 0), default: []].append(Step(y: y, z: z)) }
      }
    }
    widths = rows.keys.sorted().map { ($0, rows[$0] ?? []) }
  }
}

@inline(never)
private func copySigned(
  _ p: UnsafePointer<Float>, _ q: UnsafeMutablePointer<Float>, _ count: Int, _ sign: Float
) {
  for i in 0..<count { q[i] = p[i] == p[i] ? sign * p[i] : -.infinity }
}

@inline(never)
private func negate(_ q: UnsafeMutablePointer<Float>, _ count: Int) {
  for i in 0..<count { q[i] = -q[i] }
}

@inline(never)
private func raise(_ q: UnsafeMutablePointer<Float>, _ p: UnsafePointer<Float>, _ count: Int) {
  for i in 0..<count { q[i] = p[i] > q[i] ? p[i] : q[i] }
}

/// Replaces each value of some rows by the greatest of those up to `steps` to either side.
private func widen(
  _ s: UnsafeMutablePointer<Float>, rows: Range<Int>, _ count: Int, by steps: Int
) {
  guard steps > 0 else { return }
  withUnsafeTemporaryAllocation(of: Float.self, capacity: count + 2) { buffer in
    guard let padded = buffer.baseAddress else { return }
    padded[0] = -.infinity
    padded[count + 1] = -.infinity
    for row in rows {
      for _ in 0..<steps {
        (padded + 1).update(from: s + row * count, count: count)
        raise(s + row * count, padded, count)
        raise(s + row * count, padded + 2, count)
      }
    }
  }
}
