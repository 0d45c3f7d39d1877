import CDeflate

/// Packing by libdeflate into one gzip member without time or name.
///
/// The data are cut into blocks that are packed independently, on as many cores as there are, and
/// joined into one deflate stream. Where the cuts lie depends on the data alone, so the bytes are
/// the same for any number of threads.
enum Deflate {
  /// Level 1: on head images within 2 % of the size that level 6 reaches, in a quarter of its time.
  static let level = 1

  /// What libdeflate knows, from fast to small.
  static let levels = 1...12

  /// Bytes that are packed together. Smaller ones cost size, since none sees what came before it.
  /// At level 1 libdeflate makes one deflate block of so few, whose end is found at a glance; on
  /// heads that costs no size.
  static func blockByteCount(level: Int) -> Int { level == 1 ? 1 << 15 : 1 << 19 }

  /// The parts, one after another, as one gzip member.
  static func gzip(_ parts: [[UInt8]]) throws(VolumeError) -> [UInt8] {
    Array(try gzipPieces(parts).joined())
  }

  /// The same in pieces that belong one after another.
  static func gzipPieces(
    _ parts: [[UInt8]], level: Int = Deflate.level, blockByteCount: Int? = nil,
    parallel: Parallel = .serial
  ) throws(VolumeError) -> [[UInt8]] {
    let blockByteCount = blockByteCount ?? Self.blockByteCount(level: level)
    let cuts = cuts(of: parts, blockByteCount: blockByteCount)
    let workers = min(parallel.threads, cuts.count)
    var pieces = [[UInt8]](repeating: [], count: cuts.count)
    pieces.withUnsafeMutableBufferPointer { pieces in
      nonisolated(unsafe) let pieces = pieces
      Parallel(threads: workers).slabs(of: workers) { range in
        guard let packer = BlockPacker(level: level, blockByteCount: blockByteCount) else { return }
        for cut in range.flatMap({ stride(from: $0, to: cuts.count, by: workers) }) {
          let isLast = cut == cuts.count - 1
          parts[cuts[cut].part].withUnsafeBytes { bytes in
            let block = UnsafeRawBufferPointer(rebasing: bytes[cuts[cut].range])
            pieces[cut] = packer.pack(block, isLast: isLast)
          }
        }
      }
    }
    guard pieces.allSatisfy({ !$0.isEmpty }) else { throw .noMemory() }
    return [memberHeader] + pieces + [trailer(of: parts)]
  }

  /// Which bytes of which part make up each block; at least one block.
  private static func cuts(of parts: [[UInt8]], blockByteCount: Int)
    -> [(part: Int, range: Range<Int>)]
  {
    let cuts = parts.indices.flatMap { part in
      stride(from: 0, to: parts[part].count, by: blockByteCount).map { start in
        (part: part, range: start..<min(start + blockByteCount, parts[part].count))
      }
    }
    return cuts.isEmpty && !parts.isEmpty ? [(part: 0, range: 0..<0)] : cuts
  }

  /// Ten bytes: signature, deflate, no flags, no time, no hint, unknown system (RFC 1952).
  private static let memberHeader: [UInt8] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]

  /// Checksum and length of all parts, little-endian.
  private static func trailer(of parts: [[UInt8]]) -> [UInt8] {
    var checksum = libdeflate_crc32(0, nil, 0)
    for part in parts {
      checksum = part.withUnsafeBytes { libdeflate_crc32(checksum, $0.baseAddress, $0.count) }
    }
    let length = UInt32(truncatingIfNeeded: parts.reduce(0) { $0 + $1.count })
    return [checksum, length].flatMap { number in
      withUnsafeBytes(of: number.littleEndian) { Array($0) }
    }
  }
}
