import Volumes

/// A row of the result, each the value of the nearest voxel.
func nearestRow(
  _ source: Lattice, _ line: Line, _ out: UnsafeMutablePointer<Float>, _ outside: Float
) {
  var inner = 0..<0
  if let fixed = FixedLine(line, within: source) {
    let half = 1 << (fixedBits - 1)
    inner = fixed.range(line.count, within: source, low: -half, high: half)
    nearestInside(source, fixed.advanced(by: inner.lowerBound), out + inner.lowerBound, inner.count)
  }
  nearestOutside(source, line, 0..<inner.lowerBound, out, outside)
  nearestOutside(source, line, inner.upperBound..<line.count, out, outside)
}

@inline(never)
private func nearestInside(
  _ source: Lattice, _ line: FixedLine, _ out: UnsafeMutablePointer<Float>, _ count: Int
) {
  let half = 1 << (fixedBits - 1)
  var (x, y, z) = (line.x &+ half, line.y &+ half, line.z &+ half)
  let (nx, strideZ) = (source.nx, source.nx &* source.ny)
  for i in 0..<count {
    out[i] =
      source.voxels[
        (x >> fixedBits) &+ nx &* (y >> fixedBits) &+ strideZ &* (z >> fixedBits)]
    x &+= line.stepX
    y &+= line.stepY
    z &+= line.stepZ
  }
}

private func nearestOutside(
  _ source: Lattice, _ line: Line, _ range: Range<Int>, _ out: UnsafeMutablePointer<Float>,
  _ outside: Float
) {
  for i in range {
    let p = line.start + Double(i) * line.step
    out[i] =
      source.holds(p.x, p.y, p.z)
      ? source.clamped(Int(p.x + 0.5), Int(p.y + 0.5), Int(p.z + 0.5)) : outside
  }
}
