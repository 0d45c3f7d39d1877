import CDeflate

/// Streams of zlib (RFC 1950), as pictures hold them.
public enum Zlib {
  /// Packs bytes as small as can be done.
  ///
  /// - Throws: `badData` where there is no memory for it.
  public static func packed(_ bytes: [UInt8]) throws(VolumeError) -> [UInt8] {
    guard let compressor = libdeflate_alloc_compressor(12) else { throw .noMemory() }
    defer { libdeflate_free_compressor(compressor) }
    let bound = libdeflate_zlib_compress_bound(compressor, bytes.count)
    let packed = [UInt8](unsafeUninitializedCapacity: bound) { target, count in
      count = libdeflate_zlib_compress(
        compressor, bytes, bytes.count, target.baseAddress, target.count)
    }
    guard !packed.isEmpty else { throw .noMemory() }
    return packed
  }

  /// Unpacks a stream; nil unless it is sound and holds exactly so many bytes.
  public static func unpacked(_ packed: ArraySlice<UInt8>, count: Int) -> [UInt8]? {
    guard count > 0, let decompressor = libdeflate_alloc_decompressor() else { return nil }
    defer { libdeflate_free_decompressor(decompressor) }
    var isSound = false
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { target, filled in
      let result = packed.withUnsafeBytes { source in
        libdeflate_zlib_decompress(
          decompressor, source.baseAddress, source.count, target.baseAddress, count, nil)
      }
      isSound = result == LIBDEFLATE_SUCCESS
      filled = isSound ? count : 0
    }
    return isSound ? bytes : nil
  }

  /// The check sum of RFC 1952 (CRC-32).
  public static func checksum(_ bytes: [UInt8]) -> UInt32 {
    bytes.withUnsafeBytes { libdeflate_crc32(0, $0.baseAddress, $0.count) }
  }
}
