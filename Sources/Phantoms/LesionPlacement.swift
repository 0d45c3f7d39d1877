import Volumes

/// Finds places for white-matter lesions: each lies in white matter, where its class demands, and
/// apart from the others. Works in the head's own space, so that no voxel grid has a say.
struct LesionPlacement {
  private let survey: HeadSurvey
  private let ill: HeadAnatomy
  private let draw: SeededDraw
  private let seed: UInt64
  /// World mm³ per mm³ of the head's own space.
  private let growth: Double

  /// Lesions are at least this far apart, so that they can be counted.
  private static let apartMM: Float = 2

  /// No less than this must be left of a lesion, in ml: a tenth above the smallest, so that the
  /// samples of a grid of 1 mm count the smallest.
  private static let leastML = LesionPlan.smallestML * 1.1

  /// Looks for places in the healthy head of a recipe, and for what is left of a lesion in the head
  /// with its tumour, from which lesions keep away.
  init(healthy: HeadAnatomy, ill: HeadAnatomy, recipe: HeadRecipe) {
    self.ill = ill
    survey = HeadSurvey(healthy)
    seed = recipe.seed
    draw = SeededDraw(seed: recipe.seed, stream: 50)
    growth = abs(healthy.space.toWorld.determinant)
  }

  /// `count` lesions, the largest put first. One that finds no room on the ventricles lies deep.
  func field(of count: Int) -> LesionField {
    var shapes: [LesionShape] = []
    for plan in LesionPlan.plans(count: count, seed: seed) {
      var deeper = plan
      deeper.location = .deep
      if let shape = shape(plan, beside: shapes) ?? shape(deeper, beside: shapes) {
        shapes.append(shape)
      }
    }
    return LesionField(shapes: shapes)
  }

  /// Tries places until one fits; every forty vain tries the lesion becomes smaller, as far as it may.
  private func shape(_ plan: LesionPlan, beside others: [LesionShape]) -> LesionShape? {
    let leastMM3 = Self.leastML * 1.1 * 1000 / growth
    var wantedMM3 = max(plan.volumeML * 1000 / growth, leastMM3)
    for attempt in 0..<2000 {
      if attempt % 40 == 39 { wantedMM3 = max(wantedMM3 * 0.75, leastMM3) }
      let key = (plan.number * 2000 + attempt) * 8
      if let found = candidate(plan, volumeMM3: wantedMM3, key: key),
        let fitted = fitted(found, to: wantedMM3, bumps: bumps(plan), beside: others),
        isLeft(fitted)
      {
        return fitted
      }
    }
    return nil
  }

  private func isLeft(_ shape: LesionShape) -> Bool {
    let remains = LesionRemains(shape, in: ill)
    return remains.volumeML >= Self.leastML && remains.isSolid
  }

  private func bumps(_ plan: LesionPlan) -> SeededDraw {
    SeededDraw(seed: seed, stream: 1000 + UInt64(plan.number))
  }

  private func candidate(_ plan: LesionPlan, volumeMM3: Double, key: Int) -> LesionShape? {
    let radius = cubeRoot(volumeMM3 * 0.238_732_4)
    return plan.location == .periventricular
      ? besideVentricle(plan, radius: radius, key: key) : within(plan, radius: radius, key: key)
  }

  /// Stands on the wall of a lateral ventricle, longest at right angles to it (Dawson's fingers).
  private func besideVentricle(_ plan: LesionPlan, radius: Double, key: Int) -> LesionShape? {
    let long = radius * draw.uniform(key + 3, 1.3, 1.75)
    let start = anywhere(key, Vector3(3, -62, -14), Vector3(34, 40, 30))
    var centre = start
    var out = Vector3()
    for _ in 0..<4 {
      let (mm, direction) = survey.fromVentricle(centre)
      out = direction
      centre += direction * (long * 0.75 - mm)
    }
    guard length(centre - start) < 12, isFree(centre, long),
      survey.place(centre).tissue == Tissue.whiteMatter.rawValue
    else { return nil }
    let flat = draw.uniform(key + 4, 0.8, 1)
    let semi = Vector3(long, radius * radius * flat / long * 1.1, radius / flat / 1.1)
    return LesionShape(
      plan.location, centre: centre, semiMM: semi, along: out, draw: bumps(plan))
  }

  /// Anywhere in white matter where the surroundings are those of the class.
  private func within(_ plan: LesionPlan, radius: Double, key: Int) -> LesionShape? {
    let isBelow = plan.location == .infratentorial
    let centre = anywhere(
      key, isBelow ? Vector3(0, -68, -58) : Vector3(8, -88, -24),
      isBelow ? Vector3(26, -14, -16) : Vector3(58, 62, 64))
    guard isFree(centre, radius) else { return nil }
    let place = survey.place(centre)
    guard place.tissue == Tissue.whiteMatter.rawValue, suits(place, plan.location, Float(radius))
    else { return nil }
    let turn = Vector3(
      draw.uniform(key + 3, -1, 1), draw.uniform(key + 4, -1, 1), draw.uniform(key + 5, -1, 1))
    guard length(turn) > 0.1 else { return nil }
    let long = draw.uniform(key + 6, 1.05, 1.4)
    return LesionShape(
      plan.location, centre: centre, semiMM: Vector3(long, 1 / long, 1) * radius,
      along: turn / length(turn), draw: bumps(plan))
  }

  private func isFree(_ centre: Vector3, _ radius: Double) -> Bool {
    ill.tumour.map { !$0.swells(within: radius, of: centre) } ?? true
  }

  private func suits(
    _ place: HeadSurvey.Place, _ location: LesionLocation, _ radius: Float
  ) -> Bool {
    switch location {
    case .periventricular: true
    case .deep:
      !place.isInfratentorial && place.depthMM > radius * 1.3 + 1
        && place.ventricleMM > radius * 1.4 + 3
    case .juxtacortical:
      !place.isInfratentorial && place.depthMM < radius * 0.85 && place.depthMM > radius * 0.3
        && place.ventricleMM > radius * 1.4 + 6
    case .infratentorial: place.isInfratentorial && place.depthMM > 1
    }
  }

  /// Evenly within a box on the right, or its mirror image.
  private func anywhere(_ key: Int, _ low: Vector3, _ high: Vector3) -> Vector3 {
    let x = draw.uniform(key, low.x - high.x, high.x - low.x)
    return Vector3(
      x < 0 ? x - low.x : x + low.x, draw.uniform(key + 1, low.y, high.y),
      draw.uniform(key + 2, low.z, high.z))
  }

  /// How much of a lesion's outline must be white matter; the rest is left out of the lesion.
  private func leastWhite(_ location: LesionLocation) -> Double {
    location == .periventricular || location == .deep ? 0.65 : 0.5
  }

  /// The candidate made as large as wanted, or nil where too little of it would be white matter or
  /// another lesion is near.
  private func fitted(
    _ candidate: LesionShape, to wantedMM3: Double, bumps: SeededDraw, beside others: [LesionShape]
  ) -> LesionShape? {
    var shape = candidate
    for _ in 0..<3 {
      let room = LesionRoom(shape, survey: survey)
      guard room.whiteShare > leastWhite(shape.location), room.insideMM3 > 0 else { return nil }
      let factor = cubeRoot(wantedMM3 / (room.insideMM3 * room.whiteShare))
      guard factor < 1.6 else { return nil }
      shape = shape.scaled(by: factor, draw: bumps)
    }
    let near = others.filter {
      length($0.centre - shape.centre) < Double($0.reachMM + shape.reachMM + Self.apartMM)
    }
    let room = LesionRoom(shape, survey: survey)
    return room.suits(shape.location) && room.isApart(from: near, by: Self.apartMM) ? shape : nil
  }
}

/// The cube root of a number above 0, by Newton's method from arithmetic alone.
func cubeRoot(_ value: Double) -> Double {
  guard value > 0, value.isFinite else { return 0 }
  var guess = max(value, 1)
  for _ in 0..<200 {
    let next = (2 * guess + value / (guess * guess)) / 3
    if next >= guess { break }
    guess = next
  }
  return guess
}
