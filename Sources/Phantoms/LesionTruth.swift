import Volumes

/// What is known exactly about the white-matter lesions of a digital head.
public struct LesionTruth: Sendable, Hashable, Codable {
  /// Their volume together, in ml.
  public var totalML: Double
  /// Their number.
  public var count: Int
  /// Each of them, from the largest to the smallest that was asked for.
  public var each: [Lesion]

  /// One lesion.
  public struct Lesion: Sendable, Hashable, Codable {
    /// The middle of its mass, in world mm (RAS+).
    public var centre: Vector3
    /// Its volume within the grid, in ml.
    public var volumeML: Double
    /// Where in the brain it lies.
    public var location: LesionLocation

    private enum CodingKeys: String, CodingKey {
      case centre, location
      case volumeML = "volume_ml"
    }
  }

  private enum CodingKeys: String, CodingKey {
    case each
    case count = "lesion_count"
    case totalML = "wmlv_ml"
  }
}

extension LesionTruth {
  /// Counts the samples of each lesion of a composition.
  init(_ composition: Composition, field: LesionField, anatomy: HeadAnatomy, grid: Grid) {
    var census = LesionCensus(field: field, anatomy: anatomy, grid: grid)
    census.count(composition)
    let sampleML = grid.voxelVolumeMM3 / 8000
    each = zip(field.shapes, census.tallies).map { shape, tally in
      Lesion(
        centre: tally.samples > 0
          ? tally.sum / Double(tally.samples) : anatomy.space.world(shape.centre),
        volumeML: Double(tally.samples) * sampleML, location: shape.location)
    }
    count = each.count
    totalML = Double(census.tallies.reduce(0) { $0 + $1.samples }) * sampleML
  }
}

/// Shares the lesion samples of a composition out among the lesions.
struct LesionCensus {
  /// What was found of one lesion.
  struct Tally {
    var samples = 0
    /// The sum of the world places.
    var sum = Vector3()
  }

  private(set) var tallies: [Tally]
  private let field: LesionField
  private let anatomy: HeadAnatomy
  private let grid: Grid
  private let offsets: [Vector3]

  init(field: LesionField, anatomy: HeadAnatomy, grid: Grid) {
    (self.field, self.anatomy, self.grid) = (field, anatomy, grid)
    tallies = [Tally](repeating: Tally(), count: field.shapes.count)
    offsets = grid.sampleOffsetsMM
  }

  /// Goes through all voxels that hold lesion.
  mutating func count(_ composition: Composition) {
    let lesion = Tissue.lesion.rawValue
    var isMixed = Set<Int>()
    for (place, packed) in zip(composition.mixed, composition.samples) {
      let lanes = (0..<8).filter { UInt8(truncatingIfNeeded: packed >> UInt64(8 * $0)) == lesion }
      guard !lanes.isEmpty || composition.labels[Int(place)] == lesion else { continue }
      isMixed.insert(Int(place))
      count(lanes, of: Int(place))
    }
    for (place, label) in composition.labels.enumerated() where label == lesion {
      if !isMixed.contains(place) { count(Array(0..<8), of: place) }
    }
  }

  private mutating func count(_ lanes: [Int], of place: Int) {
    let layer = grid.nx * grid.ny
    let index = Vector3(
      Double(place % grid.nx), Double(place % layer / grid.nx), Double(place / layer))
    let middle = grid.toWorld(index)
    var p = Places(x: Lanes(), y: Lanes(), z: Lanes())
    for lane in 0..<8 {
      let world = SIMD3<Float>(middle + offsets[lane])
      (p.x[lane], p.y[lane], p.z[lane]) = (world.x, world.y, world.z)
    }
    let owners = field.owners(anatomy.space.places(p.x, p.y, p.z))
    for lane in lanes where owners[lane] >= 0 {
      tallies[Int(owners[lane])].samples += 1
      tallies[Int(owners[lane])].sum += middle + offsets[lane]
    }
  }
}
