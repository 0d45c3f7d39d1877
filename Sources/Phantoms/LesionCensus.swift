import Volumes

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
    // Lesions were put into the head as it was before a tumour moved them.
    let owners = field.owners(anatomy.origins(of: anatomy.space.places(p.x, p.y, p.z)))
    for lane in lanes where owners[lane] >= 0 {
      tallies[Int(owners[lane])].samples += 1
      tallies[Int(owners[lane])].sum += middle + offsets[lane]
    }
  }
}
