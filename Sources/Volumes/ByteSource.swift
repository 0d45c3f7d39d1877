/// The unpacked bytes of a file, whether it is compressed or not: told by its first bytes, not by
/// its name.
struct ByteSource {
  private let file: InputFile
  /// Whether the file is gzip data.
  let isCompressed: Bool

  init(path: String) throws(VolumeError) {
    file = try InputFile(path)
    isCompressed = Inflate.isGzip(try file.bytes(at: 0, count: 2))
  }

  var path: String { file.path }
  /// Size of the file as it lies on the disk.
  var byteCount: Int { file.byteCount }

  /// What lies in a file behind what was skipped.
  struct Body {
    /// The bytes before the ones asked for.
    var skipped: [UInt8]
    /// The bytes asked for.
    var bytes: [UInt8]
    /// The first bytes after them, at most `ByteSource.longestRest`.
    var rest: [UInt8]
    /// Whether there is more than was asked for.
    var excess: Bool
  }

  /// The most that is kept of what follows the voxels: the footer of an MGH file.
  static let longestRest = 1 << 16

  /// The bytes from the beginning on, piece after piece.
  func stream() throws(VolumeError) -> ByteStream {
    try ByteStream(file, isCompressed: isCompressed)
  }

  /// The first `count` bytes, fewer if there are no more. Reads no more of the file than needed.
  func beginning(_ count: Int) throws(VolumeError) -> [UInt8] {
    let stream = try stream()
    return try filled(min(count, largestSize)) { target throws(VolumeError) in
      try stream.read(into: target)
    }
  }

  /// The most that can come out of the file.
  var largestSize: Int {
    guard isCompressed else { return byteCount }
    let (size, overflow) = byteCount.multipliedReportingOverflow(by: Inflate.largestRatio)
    return overflow ? Int.max : size
  }

  /// `count` bytes after the first `skip`, and what lies around them.
  ///
  /// Never takes more memory than twice what is asked for, however big the file is.
  func body(skip: Int, count: Int) throws(VolumeError) -> Body {
    let expected = skip + count
    try checkBelievable(expected)
    try MemoryLimit.check(isCompressed ? expected + byteCount : expected)
    guard isCompressed else {
      let rest = try file.bytes(at: expected, count: Self.longestRest)
      return Body(
        skipped: try file.bytes(at: 0, count: skip), bytes: try file.bytes(at: skip, count: count),
        rest: rest, excess: !rest.isEmpty)
    }
    let isPlausiblyPacked = byteCount <= expected + expected / 256 + 1 << 20
    return isPlausiblyPacked
      ? try unpackedWhole(skip: skip, count: count) : try unpackedPiecewise(skip, count)
  }

  /// Refuses what the file cannot hold, before any memory is taken.
  func checkBelievable(_ expected: Int) throws(VolumeError) {
    guard expected > largestSize else { return }
    throw isCompressed
      ? VolumeError.unbelievable(packed: byteCount, expected: expected)
      : VolumeError.truncated(found: byteCount, expected: expected)
  }

  private func unpackedWhole(skip: Int, count: Int) throws(VolumeError) -> Body {
    let packed = try file.bytes(at: 0, count: byteCount)
    let expected = skip + count
    var body = Body(skipped: [], bytes: [], rest: [], excess: false)
    body.bytes = try filled(expected + Self.longestRest) { target throws(VolumeError) in
      let got = try packed.withUnsafeBufferPointer { (bytes) throws(VolumeError) in
        try Inflate.all(UnsafeRawBufferPointer(bytes), into: target)
      }
      guard got.count >= expected else {
        throw VolumeError.truncated(found: got.count, expected: expected)
      }
      body.excess = got.excess || got.count > expected
      body.skipped = Array(target.prefix(skip))
      body.rest = Array(target[expected..<got.count])
      target.baseAddress.map { $0.copyMemory(from: $0 + skip, byteCount: count) }
      return count
    }
    return body
  }

  /// The same by zlib, for a file that is far larger than what is asked for.
  private func unpackedPiecewise(_ skip: Int, _ count: Int) throws(VolumeError) -> Body {
    let stream = try stream()
    let skipped = try stream.bytes(skip)
    let bytes = try stream.bytes(count)
    guard bytes.count == count else { throw stream.ended(expected: skip + count) }
    let rest = try stream.bytes(Self.longestRest)
    return Body(skipped: skipped, bytes: bytes, rest: rest, excess: !rest.isEmpty)
  }
}

/// An array of at most `capacity` bytes, which `fill` writes and counts.
func filled(
  _ capacity: Int,
  _ fill: (UnsafeMutableRawBufferPointer) throws(VolumeError) -> Int
) throws(VolumeError) -> [UInt8] {
  var failure: VolumeError?
  let result = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, used in
    buffer.baseAddress.map { adviseLargePages($0, capacity) }
    do throws(VolumeError) {
      used = try fill(
        UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[..<capacity]))
    } catch {
      failure = error
    }
  }
  if let failure { throw failure }
  return result
}
