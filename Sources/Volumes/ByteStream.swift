/// The unpacked bytes of a file, one piece after another; what was passed is not kept.
final class ByteStream {
  private let file: InputFile
  private let inflate: InflateStream?
  private let packed: UnsafeMutableRawBufferPointer
  private var place = 0
  private(set) var passed = 0

  /// Packed bytes that are taken from the file at once.
  private static let pieceByteCount = 1 << 16

  init(_ file: InputFile, isCompressed: Bool) throws(VolumeError) {
    self.file = file
    inflate = isCompressed ? try InflateStream() : nil
    packed = .allocate(byteCount: isCompressed ? Self.pieceByteCount : 0, alignment: 16)
  }

  deinit { packed.deallocate() }

  /// Fills `target` with the next bytes; returns how many there were.
  func read(into target: UnsafeMutableRawBufferPointer) throws(VolumeError) -> Int {
    let count =
      if let inflate { try unpack(by: inflate, into: target) } else {
        try file.read(into: target, at: passed)
      }
    passed += count
    return count
  }

  private func unpack(by inflate: InflateStream, into target: UnsafeMutableRawBufferPointer)
    throws(VolumeError) -> Int
  {
    var done = 0
    while done < target.count {
      done += try inflate.fill(UnsafeMutableRawBufferPointer(rebasing: target[done...]))
      guard done < target.count, !inflate.isFinished else { break }
      let count = try file.read(into: packed, at: place)
      if count == 0 { break }
      place += count
      inflate.feed(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(packed)[..<count]))
    }
    return done
  }

  /// The next `count` bytes, fewer where there are no more.
  func bytes(_ count: Int) throws(VolumeError) -> [UInt8] {
    try filled(count) { target throws(VolumeError) in try read(into: target) }
  }

  /// Passes over `count` bytes without reading them where that can be done; says whether they
  /// were there.
  func skip(_ count: Int) throws(VolumeError) -> Bool {
    guard inflate != nil else {
      passed += count
      return passed <= file.byteCount
    }
    let waste = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { waste.deallocate() }
    var left = count
    while left > 0 {
      let wanted = min(left, waste.count)
      let got = try read(into: UnsafeMutableRawBufferPointer(rebasing: waste[..<wanted]))
      if got < wanted { return false }
      left -= got
    }
    return true
  }

  /// What is wrong with a file that ended before `expected` bytes.
  func ended(expected: Int) -> VolumeError {
    if let inflate, !inflate.endedSoundly { return .gzipCut(found: passed) }
    let found = inflate == nil ? file.byteCount : passed
    return .truncated(found: found, expected: expected)
  }
}
