import Kernels
import Volumes

/// An image made ready for alignment: axes nearest to RAS, finite, extremes clamped.
struct PreparedImage: Sendable {
  /// The voxels in canonical order of axes.
  var level: ImageLevel
  /// Where the intensities begin: the 1st percentile.
  var low: Float
  /// Where they end: the 99.5th percentile, but at least the 98th percentile of what is not `low`.
  var high: Float

  /// Throws `input-unsuitable` for an image that is flat, empty or degenerate; `role` names it.
  init(_ image: Image, role: String) throws(AnatomyError) {
    guard image.grid.dims.allSatisfy({ $0 >= 4 }) else {
      throw AnatomyError(
        .inputUnsuitable,
        "Aligning needs at least 4 voxels along each axis; the \(role) image has "
          + image.grid.dims.map(String.init).joined(separator: "x") + ".",
        remedy: "Give a three-dimensional image of a head.")
    }
    guard image.grid.toWorld.isFinite, image.grid.fromWorld != nil,
      var level = ImageLevel(grid: image.grid, voxels: image.voxels)
    else {
      throw AnatomyError(
        .inputUnsuitable, "The \(role) image has no usable position in space.",
        remedy: "Repair the affine of its header.")
    }
    let usable = fillNonFinite(&level)
    guard usable > 0.05, let range = intensityRange(level.voxels) else {
      throw AnatomyError(
        .inputUnsuitable,
        "Aligning needs an image with structure; the \(role) image is flat, empty or not finite.",
        remedy: "Look at the image; it may be a failed conversion.")
    }
    (low, high) = range
    clamp(&level.voxels, low, high)
    self.level = canonical(level)
  }
}

/// Replaces what is not finite by the mean of the finite neighbours, or by the least finite value
/// where there are none. Returns the fraction of finite voxels.
private func fillNonFinite(_ level: inout ImageLevel) -> Double {
  var missing: [Int] = []
  var least = Float.greatestFiniteMagnitude
  for (index, value) in level.voxels.enumerated() {
    if value.isFinite { least = min(least, value) } else { missing.append(index) }
  }
  guard !missing.isEmpty, missing.count < level.voxels.count else {
    return missing.isEmpty ? 1 : 0
  }
  let original = level.voxels
  let grid = level.grid
  for index in missing {
    let (x, y, z) = (index % grid.nx, index / grid.nx % grid.ny, index / (grid.nx * grid.ny))
    var (sum, count): (Float, Float) = (0, 0)
    for dz in -1...1 {
      for dy in -1...1 {
        for dx in -1...1 where grid.contains(x + dx, y + dy, z + dz) {
          let value = original[grid.offset(x + dx, y + dy, z + dz)]
          if value.isFinite { (sum, count) = (sum + value, count + 1) }
        }
      }
    }
    level.voxels[index] = count > 0 ? sum / count : least
  }
  return 1 - Double(missing.count) / Double(original.count)
}

/// The range of intensities worth telling apart, or nil where there is none.
private func intensityRange(_ voxels: [Float]) -> (Float, Float)? {
  guard let least = voxels.min(), let most = voxels.max(), most > least else { return nil }
  let counts = histogram(voxels, from: least, to: most, bins: 4096)
  let width = (most - least) / 4096
  func value(at fraction: Double, above start: Int) -> Float {
    let total = counts[start...].reduce(0, +)
    var seen = 0
    for bin in start..<4096 {
      seen += counts[bin]
      if Double(seen) >= fraction * Double(total) { return least + (Float(bin) + 1) * width }
    }
    return most
  }
  let low = max(least, value(at: 0.01, above: 0) - width)
  let mode = min(4094, max(0, Int((low - least) / width)))
  let high = max(value(at: 0.995, above: 0), value(at: 0.98, above: mode + 1))
  return high > low ? (low, high) : nil
}

private func histogram(_ voxels: [Float], from low: Float, to high: Float, bins: Int) -> [Int] {
  var counts = [Int](repeating: 0, count: bins)
  let scale = Float(bins) / (high - low)
  voxels.withUnsafeBufferPointer { voxels in
    counts.withUnsafeMutableBufferPointer { counts in
      for value in voxels { counts[min(bins - 1, max(0, Int((value - low) * scale)))] += 1 }
    }
  }
  return counts
}

private func clamp(_ voxels: inout [Float], _ low: Float, _ high: Float) {
  voxels.withUnsafeMutableBufferPointer { voxels in
    for i in 0..<voxels.count { voxels[i] = max(low, min(high, voxels[i])) }
  }
}

/// The same voxels with their axes permuted and flipped so that x, y, z run as nearly as possible
/// to the right, front and top.
private func canonical(_ level: ImageLevel) -> ImageLevel {
  let grid = level.grid
  let size = grid.voxelSizeMM
  let permutations = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]]
  func alignment(_ order: [Int]) -> Double {
    (0..<3).reduce(0) { $0 + abs(grid.toWorld.column(order[$1])[$1]) / size[order[$1]] }
  }
  let order = permutations.max { alignment($0) < alignment($1) } ?? [0, 1, 2]
  let flips = (0..<3).map { grid.toWorld.column(order[$0])[$0] < 0 }
  if order == [0, 1, 2], flips == [false, false, false] { return level }
  let steps = [1, grid.nx, grid.nx * grid.ny]
  let dims = order.map { grid.dims[$0] }
  var start = 0
  var columns: [Vector3] = []
  var corner = Vector3.zero
  for axis in 0..<3 {
    let column = grid.toWorld.column(order[axis])
    columns.append(flips[axis] ? -column : column)
    if flips[axis] {
      start += (dims[axis] - 1) * steps[order[axis]]
      corner[order[axis]] = Double(dims[axis] - 1)
    }
  }
  let strides = (0..<3).map { flips[$0] ? -steps[order[$0]] : steps[order[$0]] }
  let result = Grid(
    nx: dims[0], ny: dims[1], nz: dims[2],
    toWorld: Affine(
      columns: columns[0], columns[1], columns[2], translation: grid.toWorld(corner)))
  let voxels = gathered(level.voxels, dims: dims, start: start, strides: strides)
  return ImageLevel(grid: result, voxels: voxels) ?? level
}

private func gathered(_ source: [Float], dims: [Int], start: Int, strides: [Int]) -> [Float] {
  [Float](unsafeUninitializedCapacity: source.count) { target, initialized in
    initialized = source.count
    source.withUnsafeBufferPointer { source in
      let (nx, ny, nz, step) = (dims[0], dims[1], dims[2], strides[0])
      for z in 0..<nz {
        for y in 0..<ny {
          var from = start + y * strides[1] + z * strides[2]
          let row = nx * (y + ny * z)
          for x in 0..<nx {
            target[row + x] = source[from]
            from += step
          }
        }
      }
    }
  }
}
