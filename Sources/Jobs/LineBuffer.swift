import Foundation

/// Cuts a stream of bytes into lines.
struct LineBuffer {
  private var bytes = Data()
  private var searched = 0

  /// Bytes that are not a whole line yet.
  var pending: Int { bytes.count }

  mutating func append(_ more: some Sequence<UInt8>) {
    bytes.append(contentsOf: more)
  }

  /// The next whole line without its end; nil when there is none.
  mutating func next() -> Data? {
    let start = bytes.startIndex
    guard let end = bytes[(start + searched)...].firstIndex(of: 10) else {
      searched = bytes.count
      return nil
    }
    let line = Data(bytes[start..<end])
    bytes = bytes[(end + 1)...]
    if bytes.isEmpty || bytes.startIndex > 1 << 20 { bytes = Data(bytes) }
    searched = 0
    return line
  }
}
