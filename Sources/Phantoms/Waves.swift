/// A smooth random field: a sum of plane waves of nearly one wavelength.
///
/// Its zero set is a labyrinth of sheets half a wavelength apart, which serves as folds, muscle
/// sheets and smooth displacement.
struct Waves: Sendable {
  /// One wave: how many turns a mm along each axis, and where it starts.
  struct Wave: Sendable {
    var x: Float
    var y: Float
    var z: Float
    var start: Float
    /// What is added to the start on the left side of the body.
    var left: Float
    /// Its length in radians a mm, for slopes.
    var steepness: Float
  }

  var waves: [Wave]
  /// Each wave's share, so that the field's variance is 1.
  var share: Float

  /// `count` waves of wavelengths between the bounds in mm, directions even over the sphere.
  init(count: Int, wavelengthMM: ClosedRange<Double>, draw: SeededDraw) {
    waves = (0..<count).map { Waves.wave($0, of: count, wavelengthMM, draw) }
    share = Float((2 / Double(count)).squareRoot())
  }

  private static func wave(
    _ index: Int, of count: Int, _ wavelengthMM: ClosedRange<Double>, _ draw: SeededDraw
  ) -> Wave {
    // A lattice of directions over the half sphere, jittered, so that no axis is left out.
    let up = (Double(index) + draw.uniform(5 * index, 0, 1)) / Double(count)
    let turn = fractionOfTurn(
      Double(index) * 0.618_033_988_75 + draw.uniform(5 * index + 1, 0, 0.2))
    let flat = (1 - up * up).squareRoot()
    let east = flat * Double(sine(Lanes(repeating: Float(turn + 0.25)))[0])
    let north = flat * Double(sine(Lanes(repeating: Float(turn)))[0])
    let length = draw.uniform(5 * index + 2, wavelengthMM.lowerBound, wavelengthMM.upperBound)
    return Wave(
      x: Float(east / length), y: Float(north / length), z: Float(up / length),
      start: Float(draw.uniform(5 * index + 3, 0, 1)),
      left: Float(draw.uniform(5 * index + 4, 0, 1)),
      steepness: Float(6.283_185_307_18 / length))
  }

  private static func fractionOfTurn(_ value: Double) -> Double { value - Double(Int(value)) }

  /// The field at each place; `left` is 1 on the left side and 0 on the right.
  @inline(__always)
  func value(_ p: Places, left: Lanes = Lanes()) -> Lanes {
    var sum = Lanes()
    for wave in waves {
      sum += sine(p.x * wave.x + p.y * wave.y + p.z * wave.z + left * wave.left + wave.start)
    }
    return sum * share
  }

  /// Distances in mm, to first order, to the nearest sheet where the field is zero.
  @inline(__always)
  func sheetDistance(_ p: Places, left: Lanes = Lanes()) -> Lanes {
    var sum = Lanes()
    var gx = Lanes()
    var gy = Lanes()
    var gz = Lanes()
    for wave in waves {
      let turns = p.x * wave.x + p.y * wave.y + p.z * wave.z + left * wave.left + wave.start
      sum += sine(turns)
      let slope = sine(turns + 0.25) * 6.283_185_3
      gx += slope * wave.x
      gy += slope * wave.y
      gz += slope * wave.z
    }
    return size(sum) / root(gx * gx + gy * gy + gz * gz + floor)
  }

  /// Keeps the slope from vanishing where sheets meet.
  private var floor: Float {
    guard let first = waves.first else { return 1 }
    return first.steepness * first.steepness * Float(waves.count) * 0.08
  }
}
