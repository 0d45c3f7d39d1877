import CDeflate

/// Packing by libdeflate: one gzip member without time or name.
enum Deflate {
  /// The knee of time against size for head images: level 6 is 1 % smaller and takes twice as long.
  static let level: Int32 = 4

  /// The parts, one after another, as one gzip member.
  static func gzip(_ parts: [[UInt8]]) throws(VolumeError) -> [UInt8] {
    guard let compressor = libdeflate_alloc_compressor(level) else { throw .noMemory() }
    defer { libdeflate_free_compressor(compressor) }
    let total = parts.reduce(0) { $0 + $1.count }
    var whole: [UInt8] = []
    whole.reserveCapacity(total)
    for part in parts { whole.append(contentsOf: part) }
    let bound = libdeflate_gzip_compress_bound(compressor, total)
    return [UInt8](unsafeUninitializedCapacity: bound) { target, used in
      used = whole.withUnsafeBytes {
        libdeflate_gzip_compress(
          compressor, $0.baseAddress, $0.count, target.baseAddress, target.count)
      }
    }
  }
}
