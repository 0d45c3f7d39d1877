import Volumes

/// What is known exactly about the white-matter lesions of a digital head.
public struct LesionTruth: Sendable, Hashable, Codable {
  /// Their volume together, in ml.
  public var totalML: Double
  /// Their number; a lesion that lies between the samples of a grid is none of its.
  public var count: Int
  /// Each of them, roughly from the largest to the smallest.
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
    // Voxels of many mm may miss a lesion: it is not in their image.
    each = zip(field.shapes, census.tallies).filter { $1.samples > 0 }.map { shape, tally in
      Lesion(
        centre: tally.sum / Double(tally.samples),
        volumeML: Double(tally.samples) * sampleML, location: shape.location)
    }
    count = each.count
    totalML = Double(census.tallies.reduce(0) { $0 + $1.samples }) * sampleML
  }
}
