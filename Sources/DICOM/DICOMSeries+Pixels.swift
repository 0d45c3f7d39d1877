import Volumes

extension DICOMSeries {
  /// The element with the pixels of one slice: of kept voxels the bytes of the file.
  func pixels(_ place: Int, of file: DICOMFile, _ removal: DICOMRemoval) -> [UInt8] {
    guard let element = file.element(.pixelData) else { return [] }
    var bytes = Array(file.bytes[element.start..<element.end])
    let start = element.value.lowerBound - element.start
    let count = format.columns * format.rows
    let change = PixelChange(
      before: volume.bytes, after: removal.volume.bytes, removed: removal.removed.voxels,
      first: place * count, count: count, limits: format.limits)
    bytes.withUnsafeMutableBytes { all in
      let target = UnsafeMutableRawBufferPointer(rebasing: all[start..<start + format.byteCount])
      switch format.voxelType {
      case .int8: change.write(Int8.self, into: target)
      case .uint8: change.write(UInt8.self, into: target)
      case .uint16: change.write(UInt16.self, into: target)
      default: change.write(Int16.self, into: target)
      }
    }
    return bytes
  }
}

/// The numbers of one slice before and after a removal.
private struct PixelChange {
  var before: [UInt8]
  var after: [UInt8]
  var removed: [UInt8]
  /// The offset of the first voxel of the slice in the volume.
  var first: Int
  var count: Int
  /// The numbers that the stored bits can hold; what lies beyond becomes the limit.
  var limits: ClosedRange<Int>

  /// Writes the numbers of removed and altered voxels, whole words.
  func write<T: FixedWidthInteger & BitwiseCopyable>(
    _ type: T.Type, into target: UnsafeMutableRawBufferPointer
  ) {
    let (low, high) = (T(clamping: limits.lowerBound), T(clamping: limits.upperBound))
    let size = MemoryLayout<T>.size
    before.withUnsafeBytes { before in
      after.withUnsafeBytes { after in
        removed.withUnsafeBufferPointer { removed in
          for voxel in 0..<count {
            let offset = (first + voxel) * size
            let new = after.loadUnaligned(fromByteOffset: offset, as: T.self)
            let old = before.loadUnaligned(fromByteOffset: offset, as: T.self)
            guard removed[first + voxel] != 0 || new != old else { continue }
            let number = min(max(T(littleEndian: new), low), high)
            target.storeBytes(of: number.littleEndian, toByteOffset: voxel * size, as: T.self)
          }
        }
      }
    }
  }
}
