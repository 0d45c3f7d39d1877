extension Volume {
  /// Gives voxels of one frame new values, each rounded to the nearest number that the type can
  /// store (halves away from zero, beyond its limits the limit; not a number becomes the number
  /// nearest to zero in integers). All other bytes, the type, the scaling and the header stay.
  ///
  /// - Parameters:
  ///   - places: offsets of the voxels within the frame; those that are not there are passed over.
  ///   - values: one value for each place, after scaling.
  ///   - frame: counted from zero.
  public mutating func replace(_ places: [Int32], with values: [Float], frame: Int) {
    precondition(places.count == values.count, "every voxel needs a value")
    guard header.voxelType.isScalar, (0..<frames).contains(frame) else { return }
    let size = header.voxelType.byteCount
    let stored = storedBytes(values)
    guard stored.count == places.count * size else { return }
    let (start, count) = (frame * frameByteCount, grid.voxelCount)
    bytes.withUnsafeMutableBytes { target in
      stored.withUnsafeBytes { source in
        guard let to = target.baseAddress, let from = source.baseAddress else { return }
        for (index, place) in places.enumerated() where place >= 0 && Int(place) < count {
          (to + start + Int(place) * size).copyMemory(from: from + index * size, byteCount: size)
        }
      }
    }
  }

  /// Values as stored, in the byte order of this volume.
  private func storedBytes(_ values: [Float]) -> [UInt8] {
    let (type, scaling) = (header.voxelType, header.scaling)
    let isPlain = type.isInteger || scaling == .identity
    let unscaled =
      isPlain
      ? values : values.map { Float((Double($0) - scaling.intercept) / scaling.slope) }
    let little = encode(unscaled, as: type, scaling: scaling)
    guard header.byteOrder == .big else { return little }
    let size = type.byteCount
    return little.indices.map { index in little[index - index % size + size - 1 - index % size] }
  }
}
