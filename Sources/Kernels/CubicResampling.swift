import Volumes

@inline(never)
func cubicRow(
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
