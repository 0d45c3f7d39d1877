import Volumes

/// Fractional bits of positions in whole numbers: 2⁻⁴⁰ of a voxel, 2²³ voxels to either side.
let fixedBits = 40

/// Equally spaced positions in the voxel indices of a source, in whole 2⁻⁴⁰ths of a voxel.
///
/// Whole numbers are added without error and cut without a look at the sign or the range, and a
/// step that is a whole number of voxels apart from rounding becomes one.
struct FixedLine {
  var x: Int
  var y: Int
  var z: Int
  let stepX: Int
  let stepY: Int
  let stepZ: Int

  /// Nil where a position of the line, or a face of the source, lies two million voxels away, so
  /// that differences fit into 63 bits, or where one is not a number.
  init?(_ line: Line, within source: Lattice) {
    let far = line.start + Double(max(line.count - 1, 0)) * line.step
    let limit = Double(1 << (61 - fixedBits))
    guard Double(max(source.nx, source.ny, source.nz)) < limit else { return nil }
    for axis in 0..<3 {
      guard abs(line.start[axis]) < limit, abs(far[axis]) < limit, abs(line.step[axis]) < limit
      else { return nil }
    }
    let unit = Double(1 << fixedBits)
    func fixed(_ value: Double) -> Int { Int((value * unit).rounded()) }
    (x, y, z) = (fixed(line.start.x), fixed(line.start.y), fixed(line.start.z))
    (stepX, stepY, stepZ) = (fixed(line.step.x), fixed(line.step.y), fixed(line.step.z))
  }

  /// The indices, of `0..<count`, whose positions keep from each face of a lattice the distances
  /// that are asked for, in 2⁻⁴⁰ths of a voxel: `low ≤ position < last + high`.
  func range(_ count: Int, within source: Lattice, low: Int, high: Int) -> Range<Int> {
    var (first, end) = (0, count)
    clip(&first, &end, x - low, stepX, ((source.nx - 1) << fixedBits) + high - low)
    clip(&first, &end, y - low, stepY, ((source.ny - 1) << fixedBits) + high - low)
    clip(&first, &end, z - low, stepZ, ((source.nz - 1) << fixedBits) + high - low)
    return first < end ? first..<end : 0..<0
  }

  /// The same line, beginning at another of its positions.
  @inline(__always)
  func advanced(by steps: Int) -> FixedLine {
    var result = self
    result.x += steps * stepX
    result.y += steps * stepY
    result.z += steps * stepZ
    return result
  }
}

/// Cuts a range of indices i to those with `0 ≤ start + i · step < span`.
private func clip(_ first: inout Int, _ end: inout Int, _ start: Int, _ step: Int, _ span: Int) {
  if step == 0 {
    if start < 0 || start >= span { end = first }
    return
  }
  // the same, walked upwards
  let (from, stride) = step > 0 ? (start, step) : (span - 1 - start, -step)
  if from < 0 { first = max(first, (-from + stride - 1) / stride) }
  end = from >= span ? first : min(end, (span - from + stride - 1) / stride)
}
