import Anatomy
import Kernels
import Volumes

/// The thresholds at which skin is looked for, as shares of the first: a face that was only dimmed
/// shows at the lower ones.
let relativeThresholds = [1, 0.3, 0.1, 0.05]

extension FaceRecord {
  /// Looks at the face of an image from the front, in the template's space.
  ///
  /// The image is smoothed a little (0.8 mm), resampled into the template's space at 1 mm, cut at
  /// each threshold, reduced to its largest connected part, and the foremost crossing in every
  /// column is interpolated between the points around it.
  ///
  /// - Parameters:
  ///   - image: one frame; values that are not finite count as air.
  ///   - registration: how the template lies in it. For a defaced image that of its original, which
  ///     lies in the same space.
  ///   - skinThreshold: the threshold to look for skin at, above the air; nil to find it in this
  ///     image. For a defaced image best that of its original.
  ///   - airLevel: the value of the air where that is not near zero; looked for in this image when
  ///     no threshold is given. For a defaced image that of its original.
  ///   - parallel: how many threads.
  /// - Returns: the record of the image.
  /// - Throws: `registrationFailed` when the registration is not plausible or cannot be inverted,
  ///   `inputUnsuitable` for an image without anything above its air.
  public static func observing(
    _ image: Image, registration: Registration, skinThreshold: Double? = nil,
    airLevel: Double? = nil, parallel: Parallel = .serial
  ) throws(FaceError) -> FaceRecord {
    if case .implausible(let reason) = registration.verdict {
      throw FaceError(
        .registrationFailed,
        "Looking at the face: the template does not lie in the head. \(reason)",
        remedy: "Check the image; an intact brain is needed to find the place of the face.")
    }
    let map = registration.templateToSubject
    guard map.inverse != nil, image.grid.fromWorld != nil else {
      throw FaceError(
        .registrationFailed, "Looking at the face: an affine map cannot be inverted.",
        remedy: "Check the header of the image.")
    }
    let air = skinThreshold == nil ? airOffset(of: image) : airLevel
    let above = air.map { image.shifted(by: $0) } ?? image
    guard let threshold = skinThreshold ?? skinThresholdFound(in: above), threshold > 0 else {
      throw FaceError(
        .inputUnsuitable,
        "Looking at the face: the image has no two kinds of values above the air.",
        remedy: "Look at the image: is it empty or constant?")
    }
    var record = observe(above, map, threshold, parallel)
    record.airLevel = air
    return record
  }

  private static func observe(
    _ image: Image, _ map: Affine, _ threshold: Double, _ parallel: Parallel
  ) -> FaceRecord {
    let view = FaceView.standard
    let box = image.cropped(around: view.grid, through: map, marginMM: 4)
    let smooth = box.smoothed(sigmaMM: 0.8, parallel: parallel)
    let space = smooth.resampled(onto: view.grid, through: map, parallel: parallel)
    let maps = relativeThresholds.map { share in
      DepthMap(of: space, threshold: Float(threshold * share), relative: share)
    }
    return FaceRecord(
      view: view, skinThreshold: threshold, maps: maps,
      coverage: coverage(view, maps[0], image.grid, map),
      subjectMMPerDepthMM: length(map.column(1)))
  }

  /// 0.35 of Otsu's threshold of the voxels above zero, or nil where there is none.
  private static func skinThresholdFound(in image: Image) -> Double? {
    let above = image.voxels.filter { $0 > 0 && $0.isFinite }
    guard let range = robustRange(of: above), range.upperBound > range.lowerBound else {
      return nil
    }
    let histogram = Histogram(
      of: above, bins: 256, lower: range.lowerBound, upper: range.upperBound)
    return histogram.otsuThreshold.map { 0.35 * $0 }
  }

  /// For each zone the share of its columns that the field of view shows.
  ///
  /// A column with skin counts as shown when the point 2 mm in front of the skin lies in the field of
  /// view; one without when the whole column does from y = 20 to 110 mm.
  private static func coverage(
    _ view: FaceView, _ map: DepthMap, _ grid: Grid, _ templateToSubject: Affine
  ) -> [FaceZone: Double] {
    guard let toVoxel = grid.fromWorld else { return [:] }
    let toIndex = toVoxel * templateToSubject
    func shows(_ place: Int, _ y: Double) -> Bool {
      grid.holds(toIndex(Vector3(view.x(place), y, view.z(place))))
    }
    let shown = (0..<view.count).map { place in
      if let depth = map.depthMM(place) { return shows(place, depth + 2) }
      return stride(from: 20, through: 110, by: 10).allSatisfy { shows(place, $0) }
    }
    var result: [FaceZone: Double] = [:]
    for zone in FaceZone.allCases {
      let places = (0..<view.count).filter { zone.contains(x: view.x($0), z: view.z($0)) }
      guard !places.isEmpty else { continue }
      result[zone] = Double(places.filter { shown[$0] }.count) / Double(places.count)
    }
    return result
  }
}

extension Grid {
  /// Whether a position in voxel indices lies within the outer faces of the field of view.
  func holds(_ p: Vector3) -> Bool {
    p.min() >= -0.5 && p.x <= Double(nx) - 0.5 && p.y <= Double(ny) - 0.5
      && p.z <= Double(nz) - 0.5
  }
}

extension Image {
  /// The part of the image that another lattice shows through a map of world spaces, and a margin.
  func cropped(around view: Grid, through map: Affine, marginMM: Double) -> Image {
    guard let toVoxel = grid.fromWorld else { return self }
    let corners = view.corners.map { toVoxel(map(view.toWorld($0))) }
    let size = grid.voxelSizeMM
    func range(_ axis: Int) -> Range<Int> {
      let margin = marginMM / size[axis] + 1
      let places = corners.map { $0[axis] }
      let last = Double(grid.dims[axis] - 1)
      let low = min(max((places.min() ?? 0) - margin, 0), last)
      let high = min(max((places.max() ?? 0) + margin, low), last)
      return Int(low)..<Int(high) + 1
    }
    return cropped(to: VoxelBox(x: range(0), y: range(1), z: range(2)))
  }
}
