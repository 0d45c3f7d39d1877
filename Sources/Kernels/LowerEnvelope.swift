/// Whether squared distances are left as they are or their roots taken.
enum DistancePower { case square, root }

/// Columns that stand side by side: `width` of them, each of `count` values `stride` apart.
struct Sheet {
  let count: Int
  let stride: Int
  let width: Int
  let sizeMM: Double
}

/// Columns copied out and back at once, so that memory is walked by cache lines.
private let block = 16

/// Columns filled at once, so that the processor has independent work.
private let group = 4

/// Replaces every column of some sheets, `apart` values apart, by the lowest of the parabolas
/// `f[q] + (size (x - q))²` at every x (Felzenszwalb & Huttenlocher 2012; Meijster et al. 2000).
/// `prepare` is called with the number of a sheet before its columns are read.
func lowerEnvelopes(
  _ d: UnsafeMutablePointer<Float>, _ sheets: Range<Int>, apart: Int, _ sheet: Sheet,
  _ power: DistancePower, _ prepare: (Int) -> Void
) {
  let n = sheet.count
  StepTables(count: n, sizeMM: sheet.sizeMM).withPointers { tables in
    withUnsafeTemporaryAllocation(of: Float.self, capacity: block * n) { lines in
      withUnsafeTemporaryAllocation(of: Parabola.self, capacity: group * (n + 1)) { parabolas in
        guard let lines = lines.baseAddress, let lowest = parabolas.baseAddress else { return }
        for index in sheets {
          prepare(index)
          let start = d + index * apart
          for first in Swift.stride(from: 0, to: sheet.width, by: block) {
            let columns = Columns(lines: lines, count: n, width: min(block, sheet.width - first))
            columns.replace(start + first, sheet.stride, tables, lowest, power)
          }
        }
      }
    }
  }
}

/// Up to sixteen columns that were copied out, side by side.
private struct Columns {
  let lines: UnsafeMutablePointer<Float>
  let count: Int
  let width: Int

  func replace(
    _ d: UnsafeMutablePointer<Float>, _ stride: Int, _ tables: StepTables.Pointers,
    _ lowest: UnsafeMutablePointer<Parabola>, _ power: DistancePower
  ) {
    gather(d, lines, count, stride, width)
    for k in Swift.stride(from: 0, to: width, by: group) {
      envelopes(lines + k, count, tables, lowest)
    }
    if power == .root { squareRoots(lines, block * count) }
    scatter(lines, d, count, stride, width)
  }
}

/// A parabola that is lowest at some whole place of a column.
private struct Parabola {
  /// First whole place at which it is lower than those before.
  var start: Double
  /// Its height there where it stands.
  var height: Float
  /// Where it stands.
  var site: Int32
}

/// What depends on the number of steps between two places alone.
private struct StepTables {
  /// Squared lengths in mm² of −(n − 1) … n − 1 steps.
  let squares: [Float]
  /// 1 / (2 size² steps) for 0 … n − 1 steps.
  let inverses: [Double]
  let count: Int
  let square: Double

  init(count: Int, sizeMM: Double) {
    self.count = count
    let square = sizeMM * sizeMM
    self.square = square
    squares = (1 - count..<count).map { Float(square * (Double($0) * Double($0))) }
    inverses = (0..<count).map { $0 > 0 && square > 0 ? 0.5 / (square * Double($0)) : 0 }
  }

  struct Pointers {
    /// Of zero steps; negative indices are allowed.
    let squares: UnsafePointer<Float>
    let inverses: UnsafePointer<Double>
    let square: Double
  }

  func withPointers(_ body: (Pointers) -> Void) {
    squares.withUnsafeBufferPointer { squares in
      inverses.withUnsafeBufferPointer { inverses in
        guard let s = squares.baseAddress, let i = inverses.baseAddress else { return }
        body(Pointers(squares: s + (count - 1), inverses: i, square: square))
      }
    }
  }
}

@inline(never)
private func envelopes(
  _ f: UnsafeMutablePointer<Float>, _ n: Int, _ tables: StepTables.Pointers,
  _ lowest: UnsafeMutablePointer<Parabola>
) {
  var isAny = false
  for k in 0..<group {
    isAny = findLowest(f + k, n, tables, lowest + k * (n + 1)) || isAny
  }
  if isAny { fillLowest(f, n, tables.squares, lowest) }
}

/// Finds the parabolas of a column that are lowest at some whole place, from the left; false when
/// there is none at all. A column of none is given one of infinite height.
@inline(__always)
private func findLowest(
  _ f: UnsafePointer<Float>, _ n: Int, _ tables: StepTables.Pointers,
  _ lowest: UnsafeMutablePointer<Parabola>
) -> Bool {
  // adding it leaves a Double without a fraction
  let whole = 6_755_399_441_055_744.0
  let end = Double(n)
  var count = 0
  for q in 0..<n {
    let height = f[q &* block]
    guard height < .infinity else { continue }
    // between two others that stand on zero too it is lowest only at its own place
    if height == 0 && q > 0 && q &+ 1 < n && f[(q &- 1) &* block] == 0
      && f[(q &+ 1) &* block] == 0
    {
      continue
    }
    var start = -1.0
    while count > 0 {
      let top = lowest[count &- 1]
      let steps = q &- Int(top.site)
      let both = tables.square * Double(steps &* (q &+ Int(top.site)))
      let meeting = (Double(height) - Double(top.height) + both) * tables.inverses[steps]
      start = (meeting + 0.5 + whole) - whole
      if start > top.start { break }
      count &-= 1
      start = -1
    }
    guard start < end else { continue }
    lowest[count] = Parabola(start: start, height: height, site: Int32(truncatingIfNeeded: q))
    count &+= 1
  }
  if count == 0 { lowest[0] = Parabola(start: -1, height: .infinity, site: 0) }
  lowest[max(count, 1)] = Parabola(start: .infinity, height: .infinity, site: 0)
  return count > 0
}

/// Writes the lowest parabolas of a group of columns. Every one of them is lowest somewhere, so
/// that going on by at most one at each place suffices.
@inline(__always)
private func fillLowest(
  _ f: UnsafeMutablePointer<Float>, _ n: Int, _ squares: UnsafePointer<Float>,
  _ lowest: UnsafePointer<Parabola>
) {
  var (a, b) = (lowest, lowest + (n + 1))
  var (c, d) = (lowest + 2 * (n + 1), lowest + 3 * (n + 1))
  for x in 0..<n {
    let place = Double(x)
    a += a[1].start <= place ? 1 : 0
    b += b[1].start <= place ? 1 : 0
    c += c[1].start <= place ? 1 : 0
    d += d[1].start <= place ? 1 : 0
    let found = SIMD4(
      a[0].height + squares[x &- Int(a[0].site)], b[0].height + squares[x &- Int(b[0].site)],
      c[0].height + squares[x &- Int(c[0].site)], d[0].height + squares[x &- Int(d[0].site)])
    let here = UnsafeMutableRawPointer(f + x &* block)
    let own = here.loadUnaligned(as: SIMD4<Float>.self)
    // a zero that was passed over is lower than what the others give
    here.storeBytes(of: found.replacing(with: own, where: own .< found), as: SIMD4<Float>.self)
  }
}

@inline(never)
private func gather(
  _ from: UnsafePointer<Float>, _ to: UnsafeMutablePointer<Float>, _ count: Int, _ stride: Int,
  _ width: Int
) {
  if width == block {
    for i in 0..<count {
      let line = UnsafeRawPointer(from + i &* stride).loadUnaligned(as: SIMD16<Float>.self)
      UnsafeMutableRawPointer(to + i &* block).storeBytes(of: line, as: SIMD16<Float>.self)
    }
    return
  }
  to.initialize(repeating: .infinity, count: block * count)
  for i in 0..<count { (to + i * block).update(from: from + i * stride, count: width) }
}

@inline(never)
private func scatter(
  _ from: UnsafePointer<Float>, _ to: UnsafeMutablePointer<Float>, _ count: Int, _ stride: Int,
  _ width: Int
) {
  if width == block {
    for i in 0..<count {
      let line = UnsafeRawPointer(from + i &* block).loadUnaligned(as: SIMD16<Float>.self)
      UnsafeMutableRawPointer(to + i &* stride).storeBytes(of: line, as: SIMD16<Float>.self)
    }
    return
  }
  for i in 0..<count { (to + i * stride).update(from: from + i * block, count: width) }
}

@inline(never)
private func squareRoots(_ values: UnsafeMutablePointer<Float>, _ count: Int) {
  let lines = UnsafeMutableRawPointer(values)
  for index in Swift.stride(from: 0, to: count, by: block) {
    let line = lines.loadUnaligned(
      fromByteOffset: index &* MemoryLayout<Float>.stride, as: SIMD16<Float>.self)
    lines.storeBytes(
      of: line.squareRoot(), toByteOffset: index &* MemoryLayout<Float>.stride,
      as: SIMD16<Float>.self)
  }
}
