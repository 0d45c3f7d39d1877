import CDeflate

/// Packs one block of data after another so that their deflate streams can be joined.
///
/// libdeflate marks the end of each stream in the header of its last deflate block. Where the
/// stream goes on, that mark is taken back and an empty stored block fills up the last byte
/// (RFC 1951, 3.2.4), as zlib does it to flush.
final class BlockPacker {
  private let compressor: OpaquePointer
  private let walk = DeflateWalk()
  /// Room for a packed block and what is read or put after it.
  private let room: UnsafeMutableRawBufferPointer
  private let blockByteCount: Int

  /// A packer of blocks up to a size, or nil without memory for it.
  init?(level: Int, blockByteCount: Int) {
    guard let compressor = libdeflate_alloc_compressor(Int32(level)) else { return nil }
    self.compressor = compressor
    self.blockByteCount = blockByteCount
    let bound = libdeflate_deflate_compress_bound(compressor, blockByteCount)
    room = .allocate(byteCount: bound + DeflateWalk.slack, alignment: 16)
  }

  deinit {
    libdeflate_free_compressor(compressor)
    room.deallocate()
  }

  /// The block as whole bytes of a deflate stream; empty when it does not fit where it must.
  func pack(_ block: UnsafeRawBufferPointer, isLast: Bool) -> [UInt8] {
    guard block.count <= blockByteCount else { return [] }
    let count = libdeflate_deflate_compress(
      compressor, block.baseAddress, block.count, room.baseAddress, room.count - DeflateWalk.slack)
    guard !isLast, count > 0 else { return Array(room[..<count]) }
    for place in count..<count + DeflateWalk.slack { room[place] = 0 }
    let stream = UnsafeRawBufferPointer(room)
    guard
      let end = walk.endOfOnlyBlock(of: stream, count: count) ?? walk.end(of: stream, count: count)
    else { return Self.stored(block) }
    room[end.lastBlock >> 3] &= ~(1 << UInt8(end.lastBlock & 7))
    let hasRoomForHeader = count * 8 - end.end >= 3
    let next = hasRoomForHeader ? count : count + 1
    (room[next + 2], room[next + 3]) = (255, 255)
    return Array(room[..<(next + 4)])
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
