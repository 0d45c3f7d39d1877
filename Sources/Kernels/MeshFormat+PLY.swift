import Volumes

extension TriangleMesh {
  /// Polygon File Format 1.0, binary and little-endian.
  var plyBytes: [UInt8] {
    let header = """
      ply
      format binary_little_endian 1.0
      comment world millimetres, RAS+
      element vertex \(vertices.count)
      property float x
      property float y
      property float z
      element face \(triangles.count)
      property list uchar int vertex_indices
      end_header

      """
    var bytes = Array(header.utf8)
    bytes.reserveCapacity(bytes.count + 12 * vertices.count + 13 * triangles.count)
    bytes += coordinateBytes
    for triangle in triangles {
      bytes.append(3)
      bytes.append(littleEndian: triangle)
    }
    return bytes
  }

  /// Three 32-bit floats for each vertex, little-endian.
  var coordinateBytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(12 * vertices.count)
    for p in vertices {
      let bits = SIMD3(Float(p.x).bitPattern, Float(p.y).bitPattern, Float(p.z).bitPattern)
      bytes.append(littleEndian: SIMD3<Int32>(truncatingIfNeeded: bits))
    }
    return bytes
  }

  /// Three 32-bit indices for each triangle, little-endian.
  var indexBytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(12 * triangles.count)
    for triangle in triangles { bytes.append(littleEndian: triangle) }
    return bytes
  }
}

extension [UInt8] {
  /// Adds three whole numbers of 32 bits, lowest byte first.
  fileprivate mutating func append(littleEndian numbers: SIMD3<Int32>) {
    for lane in 0..<3 {
      var rest = UInt32(bitPattern: numbers[lane])
      for _ in 0..<4 {
        append(UInt8(truncatingIfNeeded: rest))
        rest >>= 8
      }
    }
  }
}
