import Volumes

extension HeadAnatomy {
  /// Distance of the samples that are counted, in mm.
  private static let pitchMM: Float = 1.5
  /// Half the side of the box that holds any cranium, and its middle, in the head's own space.
  private static let box = (half: Float(120), middle: SIMD3<Float>(0, -15, 10))

  /// All that the outer table of the skull encloses, in ml; the same on every grid.
  ///
  /// Counted in world space about the middle of the head, whatever its pose.
  var craniumML: Double {
    let middle = space.world(
      Vector3(Double(Self.box.middle.x), Double(Self.box.middle.y), Double(Self.box.middle.z)))
    let count = Int(2 * Self.box.half / Self.pitchMM) / Lanes.scalarCount * Lanes.scalarCount
    let first = -Self.box.half + Self.pitchMM / 2
    var inside = 0
    for k in 0..<count {
      for j in 0..<count {
        let y = Lanes(repeating: Float(middle.y) + first + Float(j) * Self.pitchMM)
        let z = Lanes(repeating: Float(middle.z) + first + Float(k) * Self.pitchMM)
        for i in stride(from: 0, to: count, by: Lanes.scalarCount) {
          var x = Lanes()
          for lane in 0..<Lanes.scalarCount {
            x[lane] = Float(middle.x) + first + Float(i + lane) * Self.pitchMM
          }
          let table = site(x, y, z).outerTable
          for lane in 0..<Lanes.scalarCount where table[lane] < 0 { inside += 1 }
        }
      }
    }
    let pitch = Double(Self.pitchMM)
    return Double(inside) * pitch * pitch * pitch / 1000
  }

  /// That of the average head.
  static let meanCraniumML = HeadAnatomy(.mean).craniumML
}
