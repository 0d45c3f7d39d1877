import Volumes

/// Passes between the coefficients of a separable field and its values at voxels: axis after axis, so
/// that a voxel costs a few products instead of one for every function.
struct SeparableTensor: Sendable {
  let x: BasisTable
  let y: BasisTable
  let z: BasisTable

  /// Number of coefficients; x runs fastest.
  var coefficientCount: Int { x.functions * y.functions * z.functions }

  /// The values at all voxels.
  func values(_ coefficients: [Double], parallel: Parallel) -> [Float] {
    let (mx, my, mz) = (x.functions, y.functions, z.functions)
    return freshArray(x.count * y.count * z.count, of: Float.self) { out in
      parallel.slabs(of: z.count) { slices in
        var sheet = [Double](repeating: 0, count: mx * my)
        var line = [Double](repeating: 0, count: mx)
        for k in slices {
          combine(coefficients, &sheet, mx * my, z, k, terms: mz)
          for j in 0..<y.count {
            combine(sheet, &line, mx, y, j, terms: my)
            expand(line, out + x.count * (j + y.count * k))
          }
        }
      }
    }
  }

  /// For each coefficient the sum over all voxels of its product of functions times the value: what
  /// `values` does, transposed.
  func projection(_ voxels: [Float], parallel: Parallel) -> [Double] {
    let (mx, my) = (x.functions, y.functions)
    var sheets = [Double](repeating: 0, count: mx * my * z.count)
    voxels.withUnsafeBufferPointer { voxels in
      sheets.withUnsafeMutableBufferPointer { sheets in
        guard let v = voxels.baseAddress, let s = sheets.baseAddress else { return }
        parallel.slabs(of: z.count) { slices in
          for k in slices { project(v + x.count * y.count * k, s + mx * my * k) }
        }
      }
    }
    var result = [Double](repeating: 0, count: coefficientCount)
    for k in 0..<z.count {
      for tap in 0..<z.width {
        let (weight, start) = (Double(z.values[k * z.width + tap]), (z.first[k] + tap) * mx * my)
        for i in 0..<mx * my { result[start + i] += weight * sheets[mx * my * k + i] }
      }
    }
    return result
  }

  /// The sum of blocks of `count` numbers, weighted by the functions at one place.
  private func combine(
    _ from: [Double], _ to: inout [Double], _ count: Int, _ table: BasisTable, _ place: Int,
    terms: Int
  ) {
    from.withUnsafeBufferPointer { from in
      to.withUnsafeMutableBufferPointer { to in
        for i in 0..<count { to[i] = 0 }
        for tap in 0..<table.width {
          let weight = Double(table.values[place * table.width + tap])
          let start = (table.first[place] + tap) * count
          for i in 0..<count { to[i] += weight * from[start + i] }
        }
      }
    }
  }

  private func expand(_ line: [Double], _ out: UnsafeMutablePointer<Float>) {
    line.withUnsafeBufferPointer { line in
      x.values.withUnsafeBufferPointer { values in
        x.first.withUnsafeBufferPointer { first in
          let width = x.width
          for i in 0..<x.count {
            var sum = 0.0
            for tap in 0..<width {
              sum += Double(values[i &* width &+ tap]) * line[first[i] &+ tap]
            }
            out[i] = Float(sum)
          }
        }
      }
    }
  }

  /// One slice: rows along x first, then their sums along y.
  private func project(_ voxels: UnsafePointer<Float>, _ sheet: UnsafeMutablePointer<Double>) {
    let mx = x.functions
    withUnsafeTemporaryAllocation(of: Double.self, capacity: mx) { buffer in
      guard let line = buffer.baseAddress else { return }
      for j in 0..<y.count {
        line.initialize(repeating: 0, count: mx)
        projectRow(voxels + j * x.count, line)
        for tap in 0..<y.width {
          let weight = Double(y.values[j * y.width + tap])
          let target = sheet + (y.first[j] + tap) * mx
          for i in 0..<mx { target[i] += weight * line[i] }
        }
      }
    }
  }

  private func projectRow(_ row: UnsafePointer<Float>, _ line: UnsafeMutablePointer<Double>) {
    x.values.withUnsafeBufferPointer { values in
      x.first.withUnsafeBufferPointer { first in
        let width = x.width
        for i in 0..<x.count where row[i] != 0 {
          let value = Double(row[i])
          for tap in 0..<width {
            line[first[i] &+ tap] += Double(values[i &* width &+ tap]) * value
          }
        }
      }
    }
  }

  /// The same with all functions squared: what the diagonal of the normal equations is made of.
  var squared: SeparableTensor {
    SeparableTensor(x: x.squared, y: y.squared, z: z.squared)
  }
}
