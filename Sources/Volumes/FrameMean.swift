extension Volume {
  /// The mean over all frames, voxel by voxel; values that are not finite do not count, and a voxel
  /// without any other has the value 0.
  ///
  /// - Throws: `unsupported` for voxels that are no plain numbers, `badData` where memory would not do.
  public func meanImage() throws(VolumeError) -> Image {
    var result = try image(frame: 0)
    guard frames > 1 else { return result }
    var sums = [Double](repeating: 0, count: result.voxels.count)
    var counts = [Int32](repeating: 0, count: result.voxels.count)
    for frame in 0..<frames {
      let values = try image(frame: frame).voxels
      add(values, to: &sums, &counts)
    }
    for i in sums.indices {
      result.voxels[i] = counts[i] > 0 ? Float(sums[i] / Double(counts[i])) : 0
    }
    return result
  }
}

private func add(_ values: [Float], to sums: inout [Double], _ counts: inout [Int32]) {
  sums.withUnsafeMutableBufferPointer { sums in
    counts.withUnsafeMutableBufferPointer { counts in
      values.withUnsafeBufferPointer { values in
        for i in 0..<values.count where values[i].isFinite {
          sums[i] += Double(values[i])
          counts[i] += 1
        }
      }
    }
  }
}
