import Volumes

/// Slices that lie behind each other at equal distances.
struct SliceStack {
  /// The slices in the order of their places along the normal.
  var slices: [DICOMSlice]
  /// Where their pixels lie: x along a row, y along a column, z from slice to slice; RAS+.
  var grid: Grid

  /// How far a distance between slices may be off: a hundredth of it, or what decimals round away.
  private static func toleranceMM(_ distanceMM: Double) -> Double { max(0.01, 0.01 * distanceMM) }

  /// Sorts slices, and finds every reason why they are no volume.
  static func make(_ slices: [DICOMSlice]) -> (stack: SliceStack?, mistakes: [String]) {
    guard let first = slices.first, let place = first.place, let format = first.format
    else { return (nil, []) }
    let unlike = differences(slices)
    guard unlike.isEmpty else { return (nil, unlike) }
    guard slices.count > 1 else {
      return (nil, ["there is one slice; a stack of them was expected"])
    }
    let sorted = slices.map { (depth: ($0.depth(along: place.normal)), slice: $0) }
      .sorted { ($0.depth, $0.slice.number) < ($1.depth, $1.slice.number) }
    let uneven = gaps(sorted.map(\.depth))
    let mistakes = uneven.isEmpty ? shear(sorted.map(\.slice)) : uneven
    guard mistakes.isEmpty else { return (nil, mistakes) }
    let ordered = sorted.map(\.slice)
    return (SliceStack(slices: ordered, grid: grid(of: ordered, format)), [])
  }

  // MARK: - What does not fit

  private static func differences(_ slices: [DICOMSlice]) -> [String] {
    let checks: [(String, (DICOMSlice, DICOMSlice) -> Bool)] = [
      ("sizes", { ($0.format?.columns, $0.format?.rows) == ($1.format?.columns, $1.format?.rows) }),
      ("distances of pixels", { hasSameSpacing($0.place, $1.place) }),
      ("directions, as those of a localiser have", { hasSameDirections($0.place, $1.place) }),
      ("ways to store their pixels", { $0.format?.storage == $1.format?.storage }),
      ("rescale slopes or intercepts", { $0.format?.scaling == $1.format?.scaling }),
    ]
    return checks.compactMap { what, isSame in
      let others = slices.count { !isSame(slices[0], $0) }
      return others == 0
        ? nil
        : "the slices have different \(what): \(others) of \(slices.count) unlike the first"
    }
  }

  private static func hasSameSpacing(_ a: SlicePlace?, _ b: SlicePlace?) -> Bool {
    guard let a, let b else { return false }
    return abs(a.rowSpacingMM / b.rowSpacingMM - 1) < 1e-4
      && abs(a.columnSpacingMM / b.columnSpacingMM - 1) < 1e-4
  }

  private static func hasSameDirections(_ a: SlicePlace?, _ b: SlicePlace?) -> Bool {
    guard let a, let b else { return false }
    return length(a.alongRow - b.alongRow) < 1e-3 && length(a.alongColumn - b.alongColumn) < 1e-3
  }

  /// Slices at one place, missing slices and uneven distances.
  private static func gaps(_ depths: [Double]) -> [String] {
    let steps = zip(depths, depths.dropFirst()).map { $1 - $0 }
    let real = steps.filter { $0 > 0.01 }
    let twice = steps.count - real.count
    var mistakes: [String] = []
    if twice > 0 {
      mistakes.append(
        "\(twice) slice(s) lie where another one lies already, as with several echoes, phases or "
          + "times in one series; one slice at each place was expected")
    }
    guard !real.isEmpty else { return mistakes }
    let usual = real.sorted()[real.count / 2]
    let wide = real.filter { $0 > 1.5 * usual }
    let missing = wide.reduce(0) { $0 + Int((min($1 / usual, 1e6)).rounded()) - 1 }
    if missing > 0 {
      mistakes.append(
        "\(missing) slice(s) seem to be missing: \(wide.count) distance(s) between slices are a "
          + "multiple of the usual one, \(millimetres(usual)) mm")
    }
    let odd = real.filter { $0 <= 1.5 * usual && abs($0 - usual) > toleranceMM(usual) }
    if !odd.isEmpty {
      mistakes.append(
        "slices lie at unequal distances: \(odd.count) of \(steps.count) are not the usual "
          + "\(millimetres(usual)) mm")
    }
    return mistakes
  }

  /// A tilted gantry shifts each slice by the same; anything else is no lattice.
  private static func shear(_ slices: [DICOMSlice]) -> [String] {
    let places = slices.compactMap { $0.place?.positionMM }
    let step = (places[places.count - 1] - places[0]) / Double(places.count - 1)
    let tolerance = toleranceMM(length(step))
    let off = places.indices.count { index in
      let expected = places[0] + step * Double(index)
      let normal = slices[0].place?.normal ?? .zero
      let apart = places[index] - expected
      return length(apart - normal * (apart * normal).sum()) > 2 * tolerance
    }
    return off == 0 ? [] : ["\(off) slice(s) are shifted sideways against the others"]
  }

  private static func millimetres(_ length: Double) -> String {
    "\((min(length, 1e9) * 1000).rounded() / 1000)"
  }

  // MARK: - Where they lie

  private static func grid(of slices: [DICOMSlice], _ format: DICOMPixelFormat) -> Grid {
    let places = slices.compactMap(\.place)
    let (first, last) = (places[0], places[places.count - 1])
    let step = (last.positionMM - first.positionMM) / Double(places.count - 1)
    let toWorld = Affine(
      columns: ras(first.alongRow * first.columnSpacingMM),
      ras(first.alongColumn * first.rowSpacingMM), ras(step), translation: ras(first.positionMM))
    return Grid(nx: format.columns, ny: format.rows, nz: places.count, toWorld: toWorld)
  }

  /// From x to the left and y to the back, to x to the right and y to the front.
  private static func ras(_ lps: Vector3) -> Vector3 { lps * Vector3(-1, -1, 1) }
}

extension DICOMSlice {
  /// How far along a direction it lies, in mm.
  fileprivate func depth(along normal: Vector3) -> Double {
    ((place?.positionMM ?? .zero) * normal).sum()
  }
}

extension DICOMPixelFormat {
  /// All that must be the same for slices to be stored in one volume.
  fileprivate var storage: [Int] {
    [bitsAllocated, bitsStored, isSigned ? 1 : 0, isInverted ? 1 : 0]
  }
}
