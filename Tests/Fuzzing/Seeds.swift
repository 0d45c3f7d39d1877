extension FuzzTarget {
  /// Small sound files to begin with.
  var seeds: [[UInt8]] {
    switch self {
    case .nifti:
      return Self.headers.map { $0.raw + $0.extensionBytes + Self.voxels(of: $0) }
    case .gzip:
      return Self.headers.compactMap {
        try? Array(Deflate.gzip([$0.raw, $0.extensionBytes, Self.voxels(of: $0)]).dropFirst(2))
      }
    case .packed:
      return Self.headers.map { [90] + $0.raw + $0.extensionBytes + Self.voxels(of: $0) }
    case .pair:
      return Self.headers.map { header in
        var header = header
        header.setContainer(isPair: true)
        let size = header.raw.count + 4
        return [UInt8(size & 255), UInt8(size >> 8)] + header.raw + [0, 0, 0, 0]
          + Self.voxels(of: header)
      }
    case .analyze:
      return Self.headers.filter { $0.format == .nifti1 }.map {
        Array($0.raw.prefix(252)) + [UInt8](repeating: 0, count: 96) + Self.voxels(of: $0)
      }
    case .mgh: return [0, 1].map(Self.mgh)
    case .table:
      return [
        "subject,reference,test\nsub-1,1.5,1.25\nsub-2,2,n/a\n",
        "subject\tmethod\tvalue\na\tx\t1\na\ty\t2e3\n", "a;b\n\"1,5\";2,5\n",
      ].map { Array($0.utf8) }
    }
  }

  private static let headers: [NiftiHeader] = [VoxelType.int16, .float64, .rgb24].flatMap { type in
    [3, 40_000].flatMap { nx in
      [ByteOrder.little, .big].map { order in
        var header = NiftiHeader(
          grid: Grid(nx: nx, ny: 2, nz: 1, toWorld: .scaling(Vector3(2, 1, -3))), frames: 2,
          type: type, byteOrder: order, description: "seed")
        if nx > 3 { header.setDims([4, 3, 2, 1, 2, 1, 1, 1]) }
        return header
      }
    }
  }

  private static func voxels(of header: NiftiHeader) -> [UInt8] {
    (0..<12 * header.voxelType.byteCount).map { UInt8(truncatingIfNeeded: $0 * 37) }
  }

  /// Three by two voxels of int16, placed or not, with a footer.
  private static func mgh(_ placed: Int) -> [UInt8] {
    var fields = HeaderBytes(bytes: [UInt8](repeating: 0, count: 284), order: .big)
    for (index, number) in [1, 3, 2, 1, 1, 4].enumerated() {
      fields.set(Int32(number), at: 4 * index)
    }
    fields.set(Int16(placed), at: 28)
    for (index, number) in [1.0, 1, 1, -1, 0, 0, 0, 0, -1, 0, 1, 0, 5, 6, 7].enumerated() {
      fields.setFloat(number, at: 30 + 4 * index)
    }
    return fields.bytes + [UInt8](repeating: 9, count: 12 + 20)
  }
}
