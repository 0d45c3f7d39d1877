import Volumes

/// Small classifier atlases as bytes, laid out as FreeSurfer's `.gca` files are.
public enum AtlasFixture {
  /// A label with its prior at a place.
  public typealias Entry = (label: Int, share: Float)

  /// A file with priors from a function: by default 4 × 5 × 6 places of 32 mm and two nodes.
  public static func file(
    version: Float = 5, spacingMM: Float = 32, flags: Int32 = 0, dims: [Int32] = [4, 5, 6],
    nodes: [Int32] = [1, 1, 2], inputs: Int32 = 1, prior: (Int, Int, Int) -> [Entry]
  ) -> [UInt8] {
    var writer = AtlasWriter(version: version)
    for number in [version, spacingMM, 64] { writer.put(real: number) }
    for number in dims + nodes + [inputs, flags] { writer.put(whole: number) }
    let count = nodes.allSatisfy { $0 > 0 } ? nodes.reduce(1) { $0 * Int($1) } : 0
    for _ in 0..<count { writer.putNode(inputs: Int(inputs), hasNeighbours: flags & 1 == 0) }
    for x in 0..<max(0, Int(dims[0])) {
      for y in 0..<max(0, Int(dims[1])) {
        for z in 0..<max(0, Int(dims[2])) { writer.put(prior(x, y, z)) }
      }
    }
    return writer.bytes
  }

  /// An atlas pair of 8 mm whose brain is a ball about the middle and whose face lies in front of it.
  public static func pair() -> (brain: [UInt8], face: [UInt8]) {
    func world(_ x: Int, _ y: Int, _ z: Int) -> Vector3 {
      Vector3(128 - 8 * Double(x), 8 * Double(z) - 128, 128 - 8 * Double(y))
    }
    func atlas(_ prior: (Vector3) -> [Entry]) -> [UInt8] {
      file(spacingMM: 8, dims: [32, 32, 32]) { x, y, z in prior(world(x, y, z)) }
    }
    return (
      atlas { length($0 - Vector3(0, -18, 12)) < 70 ? [(2, 0.9), (0, 0.1)] : [(0, 1)] },
      atlas { $0.y > 30 && $0.z < -20 ? [(0, 0.5), (900, 0.5)] : [(0, 1)] }
    )
  }
}

private struct AtlasWriter {
  let version: Float
  var bytes: [UInt8] = []

  init(version: Float) { self.version = version }

  mutating func put(whole value: Int32) {
    let bits = UInt32(bitPattern: value)
    for k in 0..<4 { bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(24 - 8 * k))) }
  }

  mutating func put(real value: Float) { put(whole: Int32(bitPattern: value.bitPattern)) }

  mutating func put(label: Int) {
    if version == 4 { bytes.append(UInt8(label)) } else { put(whole: Int32(label)) }
  }

  mutating func put(_ entries: [AtlasFixture.Entry]) {
    put(whole: Int32(entries.count))
    put(whole: 9)
    for entry in entries {
      put(label: entry.label)
      put(real: entry.share)
    }
  }

  /// A node of two labels; each has a neighbour in every other direction.
  mutating func putNode(inputs: Int, hasNeighbours: Bool) {
    put(whole: 2)
    put(whole: 77)
    for label in 1...2 {
      put(label: label)
      for _ in 0..<(inputs + inputs * (inputs + 1) / 2) { put(real: 100) }
      guard hasNeighbours else { continue }
      for direction in 0..<6 {
        put(whole: Int32(direction % 2))
        guard direction % 2 == 1 else { continue }
        put(label: 3)
        put(real: 0.5)
      }
    }
  }
}
