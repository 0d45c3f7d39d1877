import Defacing
import Kernels
import Volumes

/// Something that is done to a head to see what the face check says of it.
public enum FaceTrial: Sendable, Hashable {
  /// A stand-in for what tools do.
  case surrogate(SurrogateRemoval)
  /// A method of removal with its usual parameters.
  case method(String)
  /// A method, on an image whose field of view ends above the mouth.
  case cropped(String)
  /// Nothing, on an image whose field of view ends above the mouth.
  case croppedIntact

  /// What is done unless asked otherwise, in the order of the table.
  public static let usual: [FaceTrial] =
    [.surrogate(.intact)]
    + [QuickShear.name, AtlasDefacing.name, FaceMasking.name].map { .method($0) }
    + [.blur3, .blur6, .blur10, .dimmed, .lower, .shell].map { .surrogate($0) }
    + [.croppedIntact, .cropped(QuickShear.name)]

  /// Its name in tables.
  public var name: String {
    switch self {
    case .surrogate(let removal): removal.rawValue
    case .method(let name): name
    case .cropped(let name): "cropped-\(name)"
    case .croppedIntact: "cropped"
    }
  }

  /// Whether the field of view ends above the mouth.
  var isCropped: Bool {
    switch self {
    case .cropped, .croppedIntact: true
    case .method, .surrogate: false
    }
  }
}

extension Volume {
  /// The first frame, its field of view ending above the mouth.
  ///
  /// - Parameter templateToSubject: how the template lies in the image.
  /// - Returns: the image, cut across that of its axes that runs most upwards.
  /// - Throws: where the volume has no frame that can be read.
  func aboveMouth(_ templateToSubject: Affine) throws(VolumeError) -> Image {
    let whole = try image(frame: 0)
    guard let toVoxel = whole.grid.fromWorld else { return whole }
    let map = toVoxel * templateToSubject
    let mouth = [-32.0, 32].flatMap { x in [30.0, 100].map { map(Vector3(x, $0, -98)) } }
    let axis = map.axis(upwardsOn: whole.grid)
    let up = map.column(2)[axis] > 0
    let places = mouth.map { $0[axis] }
    let box = whole.grid.part(
      along: axis, from: up ? places.max() : nil, to: up ? nil : places.min())
    return whole.cropped(to: box)
  }
}

extension Affine {
  /// The axis of a lattice that runs most upwards, in mm, where this maps template mm to its voxels.
  fileprivate func axis(upwardsOn grid: Grid) -> Int {
    let mm = column(2) * grid.voxelSizeMM
    return (0..<3).max { abs(mm[$0]) < abs(mm[$1]) } ?? 2
  }
}

extension Grid {
  /// All of it but what lies before or behind a place along one axis.
  fileprivate func part(along axis: Int, from low: Double?, to high: Double?) -> VoxelBox {
    var ranges = [0..<nx, 0..<ny, 0..<nz]
    let count = ranges[axis].count
    func place(_ value: Double) -> Int { Int(min(max(value, 0), Double(count - 1))) }
    let first = low.map { min(place($0) + 1, count - 1) } ?? 0
    let end = high.map { max(place($0), first + 1) } ?? count
    ranges[axis] = first..<max(end, first + 1)
    return VoxelBox(x: ranges[0], y: ranges[1], z: ranges[2])
  }
}
