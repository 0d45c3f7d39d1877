/// What one white-matter lesion should be like.
struct LesionPlan: Sendable, Hashable {
  /// Its place in the order in which lesions were drawn.
  var number: Int
  var location: LesionLocation
  var volumeML: Double
}

extension LesionPlan {
  /// Half of a patient's lesions are smaller than about 0.1 ml; those on the ventricles are larger.
  private static func medianML(_ location: LesionLocation) -> Double {
    location == .periventricular ? 0.14 : 0.07
  }
  /// Standard deviation of the natural logarithm of the volume.
  private static let spread = 1.35
  /// No lesion is smaller.
  static let smallestML = 0.012

  /// The lesions of one head; within each class the largest come first.
  static func plans(count: Int, seed: UInt64) -> [LesionPlan] {
    let draw = SeededDraw(seed: seed, stream: 51)
    let locations = locations(count)
    let plans = locations.enumerated().map { number, location in
      LesionPlan(
        number: number, location: location,
        volumeML: volume(number, at: location, draw))
    }
    return plans.sorted { ($1.volumeML, $0.number) < ($0.volumeML, $1.number) }
  }

  /// More than half stand on the ventricles; every tenth lies below the tentorium.
  static func locations(_ count: Int) -> [LesionLocation] {
    let below = count / 10
    let cortical = (count * 3 + 6) / 20
    let deep = (count + 1) / 4
    return [LesionLocation](repeating: .periventricular, count: count - below - cortical - deep)
      + [LesionLocation](repeating: .deep, count: deep)
      + [LesionLocation](repeating: .juxtacortical, count: cortical)
      + [LesionLocation](repeating: .infratentorial, count: below)
  }

  /// The largest lesion that a class has room for.
  private static func largestML(_ location: LesionLocation) -> Double {
    switch location {
    case .periventricular: 6
    case .deep: 2
    case .juxtacortical: 0.8
    case .infratentorial: 0.6
    }
  }

  /// Log-normal, drawn again where it lies beyond the bounds of its class.
  private static func volume(_ number: Int, at location: LesionLocation, _ draw: SeededDraw)
    -> Double
  {
    for attempt in 0..<64 {
      let deviation = spread * Double(draw.bell(UInt64(number * 64 + attempt)))
      let factor = deviation < 0 ? decay(-deviation) : 1 / decay(deviation)
      let volumeML = medianML(location) * factor
      if volumeML >= smallestML, volumeML <= largestML(location) { return volumeML }
    }
    return medianML(location)
  }
}
