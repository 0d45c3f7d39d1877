import Volumes

/// A row of the result by trilinear interpolation.
func linearRow(
  _ source: Lattice, _ line: Line, _ out: UnsafeMutablePointer<Float>, _ outside: Float
) {
  var inner = 0..<0
  if let fixed = FixedLine(line, within: source) {
    inner = fixed.range(line.count, within: source, low: 0, high: 0)
    linearInside(source, fixed.advanced(by: inner.lowerBound), out + inner.lowerBound, inner.count)
  }
  linearOutside(source, line, 0..<inner.lowerBound, out, outside)
  linearOutside(source, line, inner.upperBound..<line.count, out, outside)
}

/// Positions of which all eight neighbours lie on the lattice.
@inline(never)
private func linearInside(
  _ source: Lattice, _ line: FixedLine, _ out: UnsafeMutablePointer<Float>, _ count: Int
) {
  var line = line
  let (nx, strideZ) = (source.nx, source.nx &* source.ny)
  for i in 0..<count {
    let offset =
      (line.x >> fixedBits) &+ nx &* (line.y >> fixedBits) &+ strideZ &* (line.z >> fixedBits)
    let p = source.voxels + offset
    let q = p + strideZ
    let near = SIMD4(p[0], p[1], q[0], q[1])
    let far = SIMD4(p[nx], p[nx &+ 1], q[nx], q[nx &+ 1])
    let sides = near + fraction(line.y) * (far - near)
    let edge = sides.lowHalf + fraction(line.z) * (sides.highHalf - sides.lowHalf)
    out[i] = edge.x + fraction(line.x) * (edge.y - edge.x)
    line.x &+= line.stepX
    line.y &+= line.stepY
    line.z &+= line.stepZ
  }
}

/// How far a position lies past the voxel below it, 0 ≤ fraction < 1.
@inline(__always)
private func fraction(_ position: Int) -> Float {
  Float(Int32(truncatingIfNeeded: (position >> (fixedBits - 24)) & 0xFF_FFFF)) * 0x1p-24
}

private func linearOutside(
  _ source: Lattice, _ line: Line, _ range: Range<Int>, _ out: UnsafeMutablePointer<Float>,
  _ outside: Float
) {
  for i in range {
    let p = line.start + Double(i) * line.step
    out[i] = source.holds(p.x, p.y, p.z) ? linearAtEdge(source, p.x, p.y, p.z) : outside
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
