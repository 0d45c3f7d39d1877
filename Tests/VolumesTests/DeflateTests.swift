import CDeflate
import CZlib
import Support
import Testing

@testable import Volumes

/// Data that packers treat differently.
enum DeflateSample: String, CaseIterable, Sendable {
  case empty, oneByte, zeros, noise, ramp, text, head

  /// The first `count` bytes of the sample, at most 200 000.
  func bytes(_ count: Int = 200_000) -> [UInt8] {
    switch self {
    case .empty: []
    case .oneByte: [7]
    default: Array((Self.made[self] ?? []).prefix(count))
    }
  }

  private static let made = Dictionary(
    uniqueKeysWithValues: allCases.map { ($0, $0.make(200_000)) })

  private func make(_ count: Int) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var state: UInt64 = 88
    for place in 0..<count {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let (draw, other) = (UInt8(state >> 33 & 255), UInt8(state >> 45 & 15))
      switch self {
      case .zeros, .empty, .oneByte: break
      case .noise: bytes[place] = draw
      case .ramp: bytes[place] = UInt8(truncatingIfNeeded: place / 3)
      case .text: bytes[place] = 97 + min(draw & 15, other)
      case .head:
        let isHead = place / 8000 % 2 == 0
        bytes[place] = place % 2 == 1 ? (isHead ? 1 : 0) : isHead ? draw : draw % 23
      }
    }
    return bytes
  }
}

@Suite struct DeflateTests {
  static let cases = DeflateSample.allCases.flatMap { sample in [1, 6, 12].map { (sample, $0) } }

  /// What zlib, stopping at every block, knows about a raw deflate stream: where its blocks begin
  /// and where the last one ends, in bits.
  static func blocks(of packed: [UInt8]) -> (starts: [Int], end: Int) {
    var stream = z_stream()
    inflateInit2_(&stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    defer { inflateEnd(&stream) }
    var (starts, end) = ([0], 0)
    var packed = packed
    var out = [UInt8](repeating: 0, count: 1 << 18)
    packed.withUnsafeMutableBufferPointer { packed in
      out.withUnsafeMutableBufferPointer { out in
        (stream.next_in, stream.avail_in) = (packed.baseAddress, UInt32(packed.count))
        (stream.next_out, stream.avail_out) = (out.baseAddress, UInt32(out.count))
        var status = Z_OK
        while status == Z_OK {
          status = inflate(&stream, Z_BLOCK)
          guard status == Z_OK, stream.data_type & 128 != 0 else { continue }
          end = Int(stream.total_in) * 8 - Int(stream.data_type & 7)
          if stream.data_type & 64 == 0 { starts.append(end) }
        }
      }
    }
    return (starts, end)
  }

  static func raw(_ bytes: [UInt8], level: Int) throws -> [UInt8] {
    let packer = try #require(BlockPacker(level: level, blockByteCount: bytes.count))
    return bytes.withUnsafeBytes { packer.pack($0, isLast: true) }
  }

  @Test(arguments: cases)
  func theLastBlockIsWhereZlibFindsIt(sample: DeflateSample, level: Int) throws {
    let packed = try Self.raw(sample.bytes(), level: level)
    let (starts, end) = Self.blocks(of: packed)
    let padded = packed + [UInt8](repeating: 0, count: DeflateWalk.slack)
    let found = padded.withUnsafeBytes { DeflateWalk().end(of: $0, count: packed.count) }
    #expect(found == DeflateWalk.End(lastBlock: try #require(starts.last), end: end))
  }

  @Test(arguments: cases)
  func theEndOfAnOnlyBlockIsSeenWithoutWalking(sample: DeflateSample, level: Int) throws {
    let walk = DeflateWalk()
    var seen = 0
    for count in [1, 40, 999, 5000, 32_767, 32_768] {
      let packed = try Self.raw(sample.bytes(count), level: level)
      let padded = packed + [UInt8](repeating: 0, count: DeflateWalk.slack)
      let found = padded.withUnsafeBytes { walk.endOfOnlyBlock(of: $0, count: packed.count) }
      guard let found else { continue }
      #expect(found == padded.withUnsafeBytes { walk.end(of: $0, count: packed.count) })
      seen += 1
    }
    if [.text, .head].contains(sample) { #expect(seen > 0) }
  }

  @Test func atTheUsualLevelNoBlockOfAHeadIsWalked() throws {
    let walk = DeflateWalk()
    let bytes = DeflateSample.head.bytes(6 * 32_768)
    for start in stride(from: 0, to: bytes.count, by: 32_768) {
      let packed = try Self.raw(Array(bytes[start..<start + 32_768]), level: Deflate.level)
      let padded = packed + [UInt8](repeating: 0, count: DeflateWalk.slack)
      #expect(padded.withUnsafeBytes { walk.endOfOnlyBlock(of: $0, count: packed.count) } != nil)
    }
  }

  @Test(arguments: [
    (Z_FIXED, "fixed codes"), (Z_DEFAULT_STRATEGY, "two codes"), (Z_HUFFMAN_ONLY, "no matches"),
  ])
  func theBlocksOfAnotherPackerAreWalkedToo(strategy: Int32, what: String) throws {
    var bytes = DeflateSample.text.bytes(100_000)
    var packed = [UInt8](repeating: 0, count: 200_000)
    var stream = z_stream()
    let size = Int32(MemoryLayout<z_stream>.size)
    deflateInit2_(&stream, 6, Z_DEFLATED, -15, 8, strategy, ZLIB_VERSION, size)
    bytes.withUnsafeMutableBufferPointer { bytes in
      packed.withUnsafeMutableBufferPointer { packed in
        (stream.next_in, stream.avail_in) = (bytes.baseAddress, UInt32(bytes.count))
        (stream.next_out, stream.avail_out) = (packed.baseAddress, UInt32(packed.count))
        deflate(&stream, Z_FINISH)
      }
    }
    let count = Int(stream.total_out)
    deflateEnd(&stream)
    let (starts, end) = Self.blocks(of: Array(packed[..<count]))
    let found = packed.withUnsafeBytes { DeflateWalk().end(of: $0, count: count) }
    #expect(found == DeflateWalk.End(lastBlock: try #require(starts.last), end: end))
  }

  @Test func spoiltStreamsAreWalkedToSomeEndOrRefused() throws {
    let packed = try Self.raw(DeflateSample.head.bytes(9000), level: 1)
    let walk = DeflateWalk()
    for place in packed.indices {
      for flip in [1, 0x10, 0xff] as [UInt8] {
        var spoilt = packed + [UInt8](repeating: 0, count: DeflateWalk.slack)
        spoilt[place] ^= flip
        let end = spoilt.withUnsafeBytes { walk.end(of: $0, count: packed.count) }
        #expect(end.map { $0.end <= packed.count * 8 } ?? true)
      }
    }
    let cut = packed.withUnsafeBytes { walk.end(of: $0, count: packed.count / 2) }
    #expect(cut == nil)
  }

  @Test(arguments: cases)
  func blocksAreJoinedIntoOneSoundMember(sample: DeflateSample, level: Int) throws {
    let parts = [[1, 2, 3], sample.bytes(), [], [9]]
    let whole = Array(parts.joined())
    var results: [[UInt8]] = []
    for threads in [1, 2, 5] {
      let pieces = try Deflate.gzipPieces(
        parts, level: level, blockByteCount: 1 << 15, parallel: Parallel(threads: threads))
      results.append(Array(pieces.joined()))
    }
    #expect(Set(results).count == 1, "the same bytes for any number of threads")
    #expect(try unpackedByZlib(results[0], capacity: whole.count + 1) == whole)
    #expect(members(of: results[0]) == 1)
  }

  @Test func unpackedBlocksCanStandInForPackedOnes() throws {
    let bytes = DeflateSample.noise.bytes(150_000)
    let stored = bytes.withUnsafeBytes { BlockPacker.stored($0) }
    let ended = stored + [1, 0, 0, 255, 255]
    #expect(ended.count == 150_000 + 4 * 5)
    let padded = ended + [UInt8](repeating: 0, count: DeflateWalk.slack)
    let end = padded.withUnsafeBytes { DeflateWalk().end(of: $0, count: ended.count) }
    #expect(end == DeflateWalk.End(lastBlock: stored.count * 8, end: ended.count * 8))
    #expect(Self.blocks(of: ended).end == ended.count * 8)
  }

  @Test func aHigherLevelPacksTighter() throws {
    let bytes = DeflateSample.text.bytes()
    let sizes = try [1, 6].map { try Deflate.gzipPieces([bytes], level: $0).joined().count }
    #expect(sizes[1] < sizes[0])
  }

  private func unpackedByZlib(_ packed: [UInt8], capacity: Int) throws -> [UInt8] {
    let stream = try InflateStream()
    var target = [UInt8](repeating: 0, count: capacity)
    let count = try packed.withUnsafeBytes { packed in
      stream.feed(packed)
      return try target.withUnsafeMutableBytes { try stream.fill($0) }
    }
    #expect(stream.endedSoundly)
    return Array(target.prefix(count))
  }

  /// Members, each of which libdeflate unpacks and checks as a whole.
  private func members(of packed: [UInt8]) -> Int {
    let decompressor = libdeflate_alloc_decompressor()
    defer { libdeflate_free_decompressor(decompressor) }
    var (place, count) = (0, 0)
    var target = [UInt8](repeating: 0, count: 1 << 18)
    while place < packed.count {
      var (took, gave) = (0, 0)
      let status = packed.withUnsafeBytes { packed in
        target.withUnsafeMutableBytes { target in
          libdeflate_gzip_decompress_ex(
            decompressor, packed.baseAddress.map { $0 + place }, packed.count - place,
            target.baseAddress, target.count, &took, &gave)
        }
      }
      guard status == LIBDEFLATE_SUCCESS else { return -1 }
      place += took
      count += 1
    }
    return count
  }
}
