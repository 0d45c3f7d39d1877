/// Bytes packed into one gzip member, for what is kept packed in the program itself.
public enum PackedBytes {
  /// Packs as small as it gets; the same bytes every time.
  ///
  /// - Parameter bytes: what is packed.
  /// - Returns: one gzip member without time or name.
  /// - Throws: `badData` where memory would not do.
  public static func pack(_ bytes: [UInt8]) throws(VolumeError) -> [UInt8] {
    let level = Deflate.levels.upperBound
    let pieces = try Deflate.gzipPieces(
      [bytes], level: level, blockByteCount: max(1, bytes.count))
    return Array(pieces.joined())
  }

  /// Unpacks what must hold a known number of bytes.
  ///
  /// - Parameters:
  ///   - packed: one gzip member.
  ///   - byteCount: how many bytes it must hold, no more and no fewer.
  /// - Returns: the bytes, or nil where the member is damaged or holds another number.
  public static func unpack(_ packed: UnsafeRawBufferPointer, byteCount: Int) -> [UInt8]? {
    guard byteCount > 0 else { return nil }
    var isWhole = false
    let bytes = try? filled(byteCount) { target throws(VolumeError) in
      let got = try Inflate.all(packed, into: target)
      isWhole = got.count == byteCount && !got.excess
      return got.count
    }
    return isWhole ? bytes : nil
  }
}
