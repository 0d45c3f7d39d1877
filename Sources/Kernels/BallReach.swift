import Volumes

extension Mask {
  /// 1 at every voxel whose centre lies within a ball around the centre of one that holds `value` (0 or
  /// 1), else 0.
  ///
  /// The squares of the distances are those of the distance transform, but minima are only taken over
  /// as many rows as the ball reaches: for balls of a few voxels that is several times faster.
  /// `squaredMM2` is the square of the radius.
  func reached(from value: UInt8, squaredMM2 limit: Float, parallel: Parallel) -> [UInt8] {
    let (nx, ny, nz) = (grid.nx, grid.ny, grid.nz)
    guard nx > 0, ny > 0, nz > 0 else { return [] }
    let size = grid.voxelSizeMM
    let alongY = squaredReach(ny, size.y, limit)
    let alongZ = squaredReach(nz, size.z, limit)
    let near = nearestWithinSlices(value, alongY, limit, parallel)
    return freshArray(voxels.count, of: UInt8.self) { result in
      near.withUnsafe { distances, least in
        alongZ.withUnsafeBufferPointer { squares in
          let stack = RowStack(
            rows: distances, least: least, count: nz, apart: ny, width: nx, squares: squares,
            limit: limit)
          parallel.slabs(of: ny) { stack.mark(layers: $0, into: result) }
        }
      }
    }
  }

  private func nearestWithinSlices(
    _ value: UInt8, _ alongY: [Float], _ limit: Float, _ parallel: Parallel
  ) -> NearestInSlices {
    let (nx, ny, nz) = (grid.nx, grid.ny, grid.nz)
    let steps = squaredSteps(nx, grid.voxelSizeMM.x)
    var least = [Float](repeating: .infinity, count: ny * nz)
    let distances = freshArray(voxels.count, of: Float.self) { result in
      least.withUnsafeMutableBufferPointer { least in
        guard let least = least.baseAddress else { return }
        voxels.withUnsafeBufferPointer { voxels in
          let rows = SliceRows(
            voxels: voxels, value: value, width: nx, count: ny, steps: steps, squares: alongY,
            limit: limit)
          parallel.slabs(of: nz) { rows.fill(slices: $0, into: result, least: least) }
        }
      }
    }
    return NearestInSlices(distances: distances, least: least)
  }
}

/// Squared lengths in mm² of 0, 1, 2 … steps, as far as the limit.
private func squaredReach(_ count: Int, _ sizeMM: Double, _ limit: Float) -> [Float] {
  Array(squaredSteps(count, sizeMM).prefix { $0 <= limit })
}

/// Squared distances within the slices, and the least of every row of them.
private struct NearestInSlices {
  var distances: [Float]
  var least: [Float]

  func withUnsafe(_ body: (UnsafePointer<Float>, UnsafePointer<Float>) -> Void) {
    distances.withUnsafeBufferPointer { distances in
      least.withUnsafeBufferPointer { least in
        guard let d = distances.baseAddress, let l = least.baseAddress else { return }
        body(d, l)
      }
    }
  }
}

/// The rows of the slices of a mask.
private struct SliceRows {
  var voxels: UnsafeBufferPointer<UInt8>
  var value: UInt8
  var width: Int
  var count: Int
  var steps: [Float]
  var squares: [Float]
  var limit: Float

  /// Sets the squared distances of some slices, and the least of every row.
  func fill(
    slices: Range<Int>, into result: UnsafeMutablePointer<Float>, least: UnsafeMutablePointer<Float>
  ) {
    let size = width * count
    withUnsafeTemporaryAllocation(of: Float.self, capacity: size + count) { scratch in
      guard let rows = scratch.baseAddress, let bytes = voxels.baseAddress else { return }
      steps.withUnsafeBufferPointer { steps in
        squares.withUnsafeBufferPointer { squares in
          for z in slices {
            distancesAlongRows(bytes + z * size, rows, count, width, value, steps)
            for y in 0..<count { rows[size + y] = leastValue(rows + y * width, width) }
            let stack = RowStack(
              rows: rows, least: rows + size, count: count, apart: 1, width: width,
              squares: squares, limit: limit)
            for y in 0..<count {
              let target = result + z * size + y * width
              stack.nearest(y, of: 0, into: target)
              least[z * count + y] = leastValue(target, width)
            }
          }
        }
      }
    }
  }
}

/// Rows of squared distances above one another: row `i` of stack `s` is number `i * apart + s`.
private struct RowStack {
  var rows: UnsafePointer<Float>
  /// The least value of every row.
  var least: UnsafePointer<Float>
  var count: Int
  var apart: Int
  var width: Int
  /// What each further row adds.
  var squares: UnsafeBufferPointer<Float>
  var limit: Float

  /// The lowest of the rows around row `i` of a stack, each raised by how far off it is; a row that
  /// stays above the limit everywhere is left out.
  func nearest(_ i: Int, of stack: Int, into target: UnsafeMutablePointer<Float>) {
    let own = i * apart + stack
    target.update(from: rows + own * width, count: width)
    for step in 1..<max(1, squares.count) {
      let square = squares[step]
      if i >= step { lower(target, by: own - step * apart, square) }
      if i + step < count { lower(target, by: own + step * apart, square) }
    }
  }

  @inline(__always)
  private func lower(_ target: UnsafeMutablePointer<Float>, by row: Int, _ square: Float) {
    guard least[row] + square <= limit else { return }
    takeLower(target, rows + row * width, square, width)
  }

  /// Sets a byte for every voxel of some stacks: 1 within the limit, else 0.
  func mark(layers: Range<Int>, into result: UnsafeMutablePointer<UInt8>) {
    withUnsafeTemporaryAllocation(of: Float.self, capacity: width) { line in
      guard let line = line.baseAddress else { return }
      for stack in layers {
        for i in 0..<count {
          nearest(i, of: stack, into: line)
          markWithin(line, limit, result + (i * apart + stack) * width, width)
        }
      }
    }
  }
}

@inline(never)
private func takeLower(
  _ target: UnsafeMutablePointer<Float>, _ row: UnsafePointer<Float>, _ square: Float, _ count: Int
) {
  for x in 0..<count {
    let value = row[x] + square
    target[x] = value < target[x] ? value : target[x]
  }
}

@inline(never)
private func leastValue(_ row: UnsafePointer<Float>, _ count: Int) -> Float {
  var least = Float.infinity
  for x in 0..<count { least = row[x] < least ? row[x] : least }
  return least
}

@inline(never)
private func markWithin(
  _ line: UnsafePointer<Float>, _ limit: Float, _ result: UnsafeMutablePointer<UInt8>, _ count: Int
) {
  for x in 0..<count { result[x] = line[x] <= limit ? 1 : 0 }
}
