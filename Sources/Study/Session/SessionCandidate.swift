/// What decides whether the face of a session is looked for on an image: facts of its header and name.
public struct SessionCandidate: Sendable, Hashable {
  /// Whether it has one frame only.
  public var isThreeDimensional: Bool
  /// Whether its field of view can hold a whole head.
  public var showsWholeHead: Bool
  /// Whether its name says T1-weighted.
  public var isNamedT1: Bool
  /// Whether its name says that it was computed from others in such a way that its air holds any number
  /// of the range, as the uniform image and the map of MP2RAGE, or that it is a phase: no head can be told
  /// from its air.
  public var hasNoisyAir: Bool
  /// The longest edge of a voxel, mm.
  public var longestEdgeMM: Double

  /// The shortest side of a field of view, and the next, that hold a whole head, mm.
  private static let headMM = (narrow: 130.0, long: 170.0)
  /// Voxels whose longest edge is shorter than this show a face well, mm.
  private static let fineMM = 2.5

  /// A candidate.
  ///
  /// - Parameters:
  ///   - name: the name of the file, without its folder.
  ///   - dims: numbers of voxels along three axes.
  ///   - voxelSizeMM: distances of voxels along them.
  ///   - frames: number of frames.
  public init(name: String, dims: [Int], voxelSizeMM: [Double], frames: Int) {
    let sides = zip(dims, voxelSizeMM).map { Double($0) * $1 }.sorted()
    isThreeDimensional = frames == 1
    showsWholeHead =
      sides.count == 3 && sides[0] >= Self.headMM.narrow && sides[1] >= Self.headMM.long
    let lower = name.lowercased()
    hasNoisyAir = ["unit1", "t1map", "part-phase", "_phase"].contains { lower.contains($0) }
    isNamedT1 = ["t1", "mprage", "bravo"].contains { lower.contains($0) }
    longestEdgeMM = voxelSizeMM.max() ?? .infinity
  }

  private var isFine: Bool { longestEdgeMM <= Self.fineMM }

  /// The order in which images are tried, best first: one frame, a whole head, fine voxels, air that
  /// differs from the head, a name that says T1, the finest voxels, and of equal ones the first.
  public static func order(_ candidates: [SessionCandidate]) -> [Int] {
    func rank(_ place: Int) -> [Double] {
      let one = candidates[place]
      let marks = [
        one.isThreeDimensional, one.showsWholeHead, one.isFine, !one.hasNoisyAir, one.isNamedT1,
      ]
      return marks.map { $0 ? 0 : 1 } + [one.longestEdgeMM, Double(place)]
    }
    return candidates.indices.sorted { rank($0).lexicographicallyPrecedes(rank($1)) }
  }

  /// Why an image was chosen, in a few words.
  public var reason: String {
    let parts = [
      isThreeDimensional ? "one frame" : "several frames",
      showsWholeHead ? "whole head in view" : "not the whole head in view",
      "voxels of at most \(FigureText.tenths(longestEdgeMM)) mm",
      isNamedT1 ? "T1-weighted by name" : "not T1-weighted by name",
    ]
    return parts.joined(separator: ", ")
  }
}

extension FigureText {
  /// A length with one decimal.
  static func tenths(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e9 else { return "?" }
    let whole = Int(abs(value) * 10 + 0.5)
    return "\(whole / 10).\(whole % 10)"
  }
}
