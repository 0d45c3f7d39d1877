import CDeflate
import CZlib

/// Unpacking gzip: libdeflate for whole buffers, zlib for beginnings and for finding out what is
/// wrong. No more is unpacked than the caller asks for.
enum Inflate {
  /// The most that deflate can pack into one byte, rounded up (1032 : 1).
  static let largestRatio = 1033

  static func isGzip(_ bytes: [UInt8]) -> Bool {
    bytes.count >= 2 && bytes[0] == 0x1f && bytes[1] == 0x8b
  }

  /// Fills `target` from all gzip members of `packed`.
  ///
  /// - Returns: how many bytes came out; fewer than asked for only where the data end soundly.
  ///   `excess` says that there was more.
  static func all(_ packed: UnsafeRawBufferPointer, into target: UnsafeMutableRawBufferPointer)
    throws(VolumeError) -> (count: Int, excess: Bool)
  {
    guard let decompressor = libdeflate_alloc_decompressor() else { throw .noMemory() }
    defer { libdeflate_free_decompressor(decompressor) }
    var (read, written) = (0, 0)
    while read < packed.count, isMember(packed, at: read) {
      guard let source = packed.baseAddress, let sink = target.baseAddress else { break }
      var (took, gave) = (0, 0)
      let result = libdeflate_gzip_decompress_ex(
        decompressor, source + read, packed.count - read, sink + written, target.count - written,
        &took, &gave)
      guard result == LIBDEFLATE_SUCCESS else { return try slowly(packed, into: target) }
      read += took
      written += gave
    }
    let trailing = packed[read...].contains { $0 != 0 }
    return (written, trailing)
  }

  private static func isMember(_ packed: UnsafeRawBufferPointer, at place: Int) -> Bool {
    place + 1 < packed.count && packed[place] == 0x1f && packed[place + 1] == 0x8b
  }

  /// The same by zlib, which stops at the end of `target` and says what is wrong.
  private static func slowly(
    _ packed: UnsafeRawBufferPointer, into target: UnsafeMutableRawBufferPointer
  ) throws(VolumeError) -> (count: Int, excess: Bool) {
    let stream = try InflateStream()
    stream.feed(packed)
    let count = try stream.fill(target)
    if count == target.count {
      let excess = try withUnsafeTemporaryByte { extra throws(VolumeError) in
        try stream.fill(extra) > 0
      }
      return (count, excess)
    }
    guard stream.endedSoundly else { throw .gzipCut(found: count) }
    return (count, false)
  }
}

private func withUnsafeTemporaryByte(
  _ body: (UnsafeMutableRawBufferPointer) throws(VolumeError) -> Bool
) throws(VolumeError) -> Bool {
  let byte = UnsafeMutableRawBufferPointer.allocate(byteCount: 1, alignment: 1)
  defer { byte.deallocate() }
  return try body(byte)
}

/// One pass through gzip data, member after member, by zlib.
final class InflateStream {
  private var stream: UnsafeMutablePointer<z_stream>
  private(set) var unpacked = 0
  private var memberEnded = false
  private var inputEnded = false

  init() throws(VolumeError) {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    let size = Int32(MemoryLayout<z_stream>.size)
    guard inflateInit2_(stream, 15 + 16, ZLIB_VERSION, size) == Z_OK else { throw .noMemory() }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  private var rest = UnsafeRawBufferPointer(start: nil, count: 0)

  /// Gives the next piece of packed data, which must stay in place while it is used.
  func feed(_ packed: UnsafeRawBufferPointer) { rest = packed }

  /// Whether the data given so far end where a member ends.
  var endedSoundly: Bool { memberEnded }

  /// Whether a member ended and what follows is not another one.
  private(set) var isFinished = false

  /// Unpacks until `target` is full or the packed data are used up; returns the bytes unpacked.
  func fill(_ target: UnsafeMutableRawBufferPointer) throws(VolumeError) -> Int {
    var done = 0
    while done < target.count, !isFinished {
      if memberEnded {
        guard stepToNextMember() else { break }
      }
      let (took, gave, result) = step(target, from: done)
      done += gave
      unpacked += gave
      rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(took))
      if result == Z_STREAM_END { memberEnded = true; continue }
      guard result == Z_OK || result == Z_BUF_ERROR else {
        let reason = stream.pointee.msg.map { String(cString: $0) } ?? "error \(result)"
        throw .gzipCorrupt(after: unpacked, reason: reason)
      }
      if took == 0 && gave == 0 { break }
    }
    return done
  }

  private func step(_ target: UnsafeMutableRawBufferPointer, from done: Int)
    -> (took: Int, gave: Int, result: Int32)
  {
    let largest = 1 << 30
    let input = min(rest.count, largest)
    let room = min(target.count - done, largest)
    let source = rest.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.next_in = UnsafeMutablePointer(mutating: source)
    stream.pointee.avail_in = UInt32(input)
    stream.pointee.next_out = target.baseAddress?.advanced(by: done)
      .assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_out = UInt32(room)
    let result = inflate(stream, Z_NO_FLUSH)
    return (input - Int(stream.pointee.avail_in), room - Int(stream.pointee.avail_out), result)
  }

  /// Begins the next member, whose first byte may be the last of a piece; what is no member ends
  /// the data.
  private func stepToNextMember() -> Bool {
    guard let first = rest.first else { return false }
    isFinished = first != 0x1f || rest.count > 1 && rest[1] != 0x8b
    guard !isFinished else { return false }
    memberEnded = false
    return inflateReset(stream) == Z_OK
  }
}

extension VolumeError {
  static func noMemory() -> VolumeError {
    VolumeError(
      .badData, "There is not enough memory to unpack the file.",
      remedy: "Close other programs or use a machine with more memory.")
  }
}
