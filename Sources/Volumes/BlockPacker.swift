import CDeflate

/// Packs one block of data after another so that their deflate streams can be joined.
///
/// libdeflate marks the end of each stream in the header of its last deflate block. Where the
/// stream goes on, that mark is taken back and an empty stored block fills up the last byte
/// (RFC 1951, 3.2.4), as zlib does it to flush.
final class BlockPacker {
  private let compressor: OpaquePointer
  private let walk = DeflateWalk()

  /// A packer, or nil without memory for it.
  init?(level: Int) {
    guard let compressor = libdeflate_alloc_compressor(Int32(level)) else { return nil }
    self.compressor = compressor
  }

  deinit { libdeflate_free_compressor(compressor) }

  /// The block as whole bytes of a deflate stream; empty when it does not fit where it must.
  func pack(_ block: UnsafeRawBufferPointer, isLast: Bool) -> [UInt8] {
    let bound = libdeflate_deflate_compress_bound(compressor, block.count)
    var packed = [UInt8](unsafeUninitializedCapacity: bound + DeflateWalk.slack) { target, used in
      used = libdeflate_deflate_compress(
        compressor, block.baseAddress, block.count, target.baseAddress, bound)
    }
    guard !isLast, !packed.isEmpty else { return packed }
    let count = packed.count
    packed.append(contentsOf: repeatElement(0, count: DeflateWalk.slack))
    guard let end = packed.withUnsafeBytes({ walk.end(of: $0, count: count) }) else {
      return Self.stored(block)
    }
    packed.removeLast(DeflateWalk.slack)
    packed[end.lastBlock >> 3] &= ~(1 << UInt8(end.lastBlock & 7))
    let hasRoomForHeader = count * 8 - end.end >= 3
    packed.append(contentsOf: hasRoomForHeader ? [0, 0, 255, 255] : [0, 0, 0, 255, 255])
    return packed
  }

  /// The block unpacked: stored blocks of at most 65535 bytes, none of them the last.
  static func stored(_ block: UnsafeRawBufferPointer) -> [UInt8] {
    var out: [UInt8] = []
    for start in stride(from: 0, to: block.count, by: 65535) {
      let piece = block[start..<min(start + 65535, block.count)]
      let length = UInt16(piece.count)
      out.append(0)
      for number in [length, ~length] {
        out.append(contentsOf: [UInt8(number & 255), UInt8(number >> 8)])
      }
      out.append(contentsOf: piece)
    }
    return out
  }
}
