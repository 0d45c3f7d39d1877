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

  /// The first `count` bytes, fewer if there are no more. Reads no more of the file than needed.
  func beginning(_ count: Int) throws(VolumeError) -> [UInt8] {
    guard isCompressed else { return try file.bytes(at: 0, count: count) }
    let wanted = min(count, largestSize)
    var failure: VolumeError?
    let result = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, used in
      do throws(VolumeError) {
        used = try unpack(into: UnsafeMutableRawBufferPointer(buffer))
      } catch {
        failure = error
      }
    }
    if let failure { throw failure.at(path) }
    return result
  }

  private func unpack(into target: UnsafeMutableRawBufferPointer) throws(VolumeError) -> Int {
    let stream = try InflateStream()
    var (done, place) = (0, 0)
    while done < target.count {
      let piece = try file.bytes(at: place, count: 1 << 16)
      if piece.isEmpty { break }
      place += piece.count
      done += try piece.withUnsafeBufferPointer { (packed) throws(VolumeError) -> Int in
        stream.feed(UnsafeRawBufferPointer(packed))
        return try stream.fill(UnsafeMutableRawBufferPointer(rebasing: target[done...]))
      }
    }
    return done
  }

  /// The most that can come out of the file.
  var largestSize: Int {
    isCompressed
      ? byteCount.multipliedReportingOverflow(by: Inflate.largestRatio).partialValue
      : byteCount
  }

  /// `count` bytes after the first `skip`, the skipped ones too, and whether more follow.
  func body(skip: Int, count: Int) throws(VolumeError)
    -> (skipped: [UInt8], body: [UInt8], excess: Bool)
  {
    let expected = skip + count
    guard expected <= largestSize else {
      throw
        (isCompressed
        ? VolumeError.unbelievable(packed: byteCount, expected: expected)
        : VolumeError.truncated(found: byteCount, expected: expected)).at(path)
    }
    guard isCompressed else {
      return (
        try file.bytes(at: 0, count: skip), try file.bytes(at: skip, count: count),
        byteCount > expected
      )
    }
    return try unpackedBody(skip: skip, count: count)
  }

  /// Room for a footer or a few trailing bytes, so that they need no second pass.
  private static let slack = 1 << 16

  private func unpackedBody(skip: Int, count: Int) throws(VolumeError)
    -> (skipped: [UInt8], body: [UInt8], excess: Bool)
  {
    let packed = try file.bytes(at: 0, count: byteCount)
    let expected = skip + count
    var failure: VolumeError?
    var skipped: [UInt8] = []
    var excess = false
    let body = [UInt8](unsafeUninitializedCapacity: expected + Self.slack) { buffer, used in
      do throws(VolumeError) {
        let target = UnsafeMutableRawBufferPointer(buffer)
        let got = try packed.withUnsafeBufferPointer { (bytes) throws(VolumeError) in
          try Inflate.all(UnsafeRawBufferPointer(bytes), into: target)
        }
        guard got.count >= expected else {
          throw .truncated(found: got.count, expected: expected)
        }
        excess = got.excess || got.count > expected
        skipped = Array(buffer.prefix(skip))
        target.baseAddress.map { $0.copyMemory(from: $0 + skip, byteCount: count) }
        used = count
      } catch {
        failure = error
      }
    }
    if let failure { throw failure.at(path) }
    return (skipped, body, excess)
  }
}
