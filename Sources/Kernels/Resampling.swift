import Volumes

extension Image {
  /// The image as seen on another grid.
  ///
  /// A voxel of the target whose centre falls within the outer faces of the source's field of view
  /// (half a voxel beyond its outermost centres) is interpolated, with the edge voxels continued
  /// outwards; all others get `outside`. Not a number in the neighbourhood makes not a number.
  ///
  /// - Parameters:
  ///   - grid: where the result's voxels are.
  ///   - targetToSource: world mm of the result to world mm of this image.
  ///   - interpolation: how values between voxels are made.
  ///   - outside: the value beyond the field of view, and everywhere when this image's own affine
  ///     cannot be inverted.
  ///   - parallel: how many threads; the result does not depend on it.
  /// - Returns: an image on `grid`.
  public func resampled(
    onto grid: Grid, through targetToSource: Affine = .identity,
    interpolation: Interpolation = .linear, outside: Float = 0, parallel: Parallel = .serial
  ) -> Image {
    var result = Image(grid: grid, filledWith: outside)
    guard let worldToVoxel = self.grid.fromWorld, !voxels.isEmpty, !result.voxels.isEmpty else {
      return result
    }
    let map = worldToVoxel * targetToSource * grid.toWorld
    voxels.withUnsafeBufferPointer { source in
      result.voxels.withUnsafeMutableBufferPointer { target in
        guard let from = source.baseAddress, let to = target.baseAddress else { return }
        let lattice = Lattice(voxels: from, grid: self.grid)
        parallel.slabs(of: grid.ny * grid.nz) { rows in
          for row in rows {
            let start = map(Vector3(0, Double(row % grid.ny), Double(row / grid.ny)))
            let line = Line(start: start, step: map.column(0), count: grid.nx)
            switch interpolation {
            case .nearest: nearestRow(lattice, line, to + row * grid.nx, outside)
            case .linear: linearRow(lattice, line, to + row * grid.nx, outside)
            case .cubic: cubicRow(lattice, line, to + row * grid.nx, outside)
            }
          }
        }
      }
    }
    return result
  }
}

extension Mask {
  /// The mask as seen on another grid: inside where the trilinear share of inside is at least half.
  ///
  /// - Parameters:
  ///   - grid: where the result's voxels are.
  ///   - targetToSource: world mm of the result to world mm of this mask.
  ///   - parallel: how many threads; the result does not depend on it.
  /// - Returns: a mask on `grid`; nothing beyond this mask's field of view is inside.
  public func resampled(
    onto grid: Grid, through targetToSource: Affine = .identity, parallel: Parallel = .serial
  ) -> Mask {
    let share = Image(self).resampled(onto: grid, through: targetToSource, parallel: parallel)
    return share.mask(atLeast: 0.5)
  }
}

extension Image {
  /// A mask as numbers: 1 inside, 0 outside.
  public init(_ mask: Mask) {
    self.init(grid: mask.grid, voxels: mask.voxels.map { Float($0) })
  }

  /// The voxels whose value is `threshold` or more; not a number is outside.
  public func mask(atLeast threshold: Float) -> Mask {
    Mask(grid: grid, voxels: voxels.map { $0 >= threshold ? 1 : 0 })
  }
}

/// The source of a resampling: voxels and their numbers along the axes.
struct Lattice {
  let voxels: UnsafePointer<Float>
  let nx: Int
  let ny: Int
  let nz: Int

  init(voxels: UnsafePointer<Float>, grid: Grid) {
    self.voxels = voxels
    (nx, ny, nz) = (grid.nx, grid.ny, grid.nz)
  }

  /// Whether a position in voxel indices lies within the outer faces of the field of view.
  @inline(__always)
  func holds(_ x: Double, _ y: Double, _ z: Double) -> Bool {
    x >= -0.5 && y >= -0.5 && z >= -0.5 && x <= Double(nx) - 0.5 && y <= Double(ny) - 0.5
      && z <= Double(nz) - 0.5
  }

  /// The value of the voxel nearest to an index that may lie beyond the edge.
  @inline(__always)
  func clamped(_ x: Int, _ y: Int, _ z: Int) -> Float {
    let cx = min(max(x, 0), nx - 1)
    let cy = min(max(y, 0), ny - 1)
    let cz = min(max(z, 0), nz - 1)
    return voxels[cx + nx * (cy + ny * cz)]
  }
}

/// Equally spaced positions in the voxel indices of the source.
struct Line {
  let start: Vector3
  let step: Vector3
  let count: Int
}

@inline(never)
private func nearestRow(
  _ source: Lattice, _ line: Line, _ out: UnsafeMutablePointer<Float>, _ outside: Float
) {
  for i in 0..<line.count {
    let t = Double(i)
    let x = line.start.x + t * line.step.x
    let y = line.start.y + t * line.step.y
    let z = line.start.z + t * line.step.z
    guard source.holds(x, y, z) else {
      out[i] = outside
      continue
    }
    out[i] = source.clamped(Int(x + 0.5), Int(y + 0.5), Int(z + 0.5))
  }
}

@inline(never)
private func linearRow(
  _ source: Lattice, _ line: Line, _ out: UnsafeMutablePointer<Float>, _ outside: Float
) {
  let (lastX, lastY, lastZ) = (Double(source.nx - 1), Double(source.ny - 1), Double(source.nz - 1))
  let strideZ = source.nx * source.ny
  for i in 0..<line.count {
    let t = Double(i)
    let x = line.start.x + t * line.step.x
    let y = line.start.y + t * line.step.y
    let z = line.start.z + t * line.step.z
    if x >= 0 && y >= 0 && z >= 0 && x < lastX && y < lastY && z < lastZ {
      let (ix, iy, iz) = (Int(x), Int(y), Int(z))
      let (fx, fy, fz) = (Float(x - Double(ix)), Float(y - Double(iy)), Float(z - Double(iz)))
      let p = source.voxels + (ix + source.nx * iy + strideZ * iz)
      let q = p + strideZ
      let a = p[0] + fx * (p[1] - p[0])
      let b = p[source.nx] + fx * (p[source.nx + 1] - p[source.nx])
      let c = q[0] + fx * (q[1] - q[0])
      let d = q[source.nx] + fx * (q[source.nx + 1] - q[source.nx])
      let near = a + fy * (b - a)
      out[i] = near + fz * (c + fy * (d - c) - near)
    } else {
      out[i] = source.holds(x, y, z) ? linearAtEdge(source, x, y, z) : outside
    }
  }
}

/// Trilinear with the edge voxels continued outwards.
@inline(never)
private func linearAtEdge(_ source: Lattice, _ x: Double, _ y: Double, _ z: Double) -> Float {
  let (ix, iy, iz) = (Int(x + 1) - 1, Int(y + 1) - 1, Int(z + 1) - 1)
  let (fx, fy, fz) = (Float(x - Double(ix)), Float(y - Double(iy)), Float(z - Double(iz)))
  func along(_ y: Int, _ z: Int) -> Float {
    let a = source.clamped(ix, y, z)
    return a + fx * (source.clamped(ix + 1, y, z) - a)
  }
  let a = along(iy, iz)
  let near = a + fy * (along(iy + 1, iz) - a)
  let c = along(iy, iz + 1)
  return near + fz * (c + fy * (along(iy + 1, iz + 1) - c) - near)
}

@inline(never)
private func cubicRow(
  _ source: Lattice, _ line: Line, _ out: UnsafeMutablePointer<Float>, _ outside: Float
) {
  for i in 0..<line.count {
    let t = Double(i)
    let x = line.start.x + t * line.step.x
    let y = line.start.y + t * line.step.y
    let z = line.start.z + t * line.step.z
    guard source.holds(x, y, z) else {
      out[i] = outside
      continue
    }
    out[i] = cubicSample(source, x, y, z)
  }
}

@inline(__always)
private func cubicSample(_ source: Lattice, _ x: Double, _ y: Double, _ z: Double) -> Float {
  let (ix, iy, iz) = (Int(x + 1) - 1, Int(y + 1) - 1, Int(z + 1) - 1)
  let wx = cubicWeights(Float(x - Double(ix)))
  let wy = cubicWeights(Float(y - Double(iy)))
  let wz = cubicWeights(Float(z - Double(iz)))
  let interior =
    ix >= 1 && iy >= 1 && iz >= 1 && ix + 2 < source.nx && iy + 2 < source.ny
    && iz + 2 < source.nz
  var sum: Float = 0
  for k in 0..<4 {
    var plane: Float = 0
    for j in 0..<4 {
      var taps = SIMD4<Float>()
      if interior {
        let p = source.voxels + (ix - 1 + source.nx * (iy + j - 1 + source.ny * (iz + k - 1)))
        taps = SIMD4(p[0], p[1], p[2], p[3])
      } else {
        for i in 0..<4 { taps[i] = source.clamped(ix + i - 1, iy + j - 1, iz + k - 1) }
      }
      plane += wy[j] * (wx * taps).sum()
    }
    sum += wz[k] * plane
  }
  return sum
}

/// Keys' weights of the four neighbours of a position `f` (0…1) past the second of them.
@inline(__always)
private func cubicWeights(_ f: Float) -> SIMD4<Float> {
  let f2 = f * f
  let f3 = f2 * f
  return SIMD4(
    0.5 * (2 * f2 - f - f3), 0.5 * (3 * f3 - 5 * f2 + 2), 0.5 * (4 * f2 - 3 * f3 + f),
    0.5 * (f3 - f2))
}
