import Kernels

/// Where the intact faces come from that attackers search.
public enum GalleryOrigin: String, Sendable, Hashable, Codable {
  /// Other images of the same people.
  case secondImages = "second-images"
  /// The originals themselves, moved and deformed a little: an upper bound for intact faces, good for
  /// ranking methods.
  case perturbedOriginals = "perturbed-originals"
  /// Other images of those people of whom there are any, of the others the originals, changed a little.
  case someSecondImages = "some-second-images"
}

extension GalleryOrigin {
  /// What it means, as a sentence.
  public var sentence: String {
    switch self {
    case .secondImages: "The gallery holds other images of the same people."
    case .perturbedOriginals:
      "The gallery holds the originals, changed a little: an upper bound for intact faces."
    case .someSecondImages:
      "The gallery holds other images of some of the people, of the others the originals, changed a "
        + "little: an upper bound for intact faces."
    }
  }
}

/// Whether people can be found again by their faces after a removal: each probe is searched among the
/// intact faces of a gallery in several ways.
///
/// Grows as results arrive: a probe is compared when it is added, and `result` only ranks.
public struct Reidentification: Sendable {
  /// Names of the people of the gallery.
  public let people: [String]
  /// Where the gallery comes from.
  public let origin: GalleryOrigin
  private let usual: FaceShape
  private let gallery: [FaceFeatures]
  private let eigenfaces: Eigenfaces?
  private let completion: FaceCompletion?
  /// Coordinates of the gallery among the eigenfaces.
  private let coordinates: [[Float]]
  /// The faces of the gallery after the same removal.
  private var alike: [String: FaceFeatures] = [:]
  private var probes: [String: Probe] = [:]

  /// A probe with its distances to the gallery.
  private struct Probe: Sendable {
    var features: FaceFeatures
    var distances: [FaceMatcher: [Float]]
    /// The distance of its forehead alone from each of the gallery's.
    var foreheads: [Float]
  }

  /// A search among intact faces.
  ///
  /// - Parameters:
  ///   - gallery: what an intact image of each person shows; records that are not sound are left out.
  ///   - origin: where these images come from.
  public init(gallery: [String: FaceRecord], origin: GalleryOrigin) {
    let gallery = gallery.filter { $0.value.isSound }
    people = gallery.keys.sorted()
    self.origin = origin
    let raw = people.compactMap { gallery[$0] }.map { record in
      record.maps.first.map { FaceShape($0, record.view) }
        ?? FaceShape(depths: [Float](repeating: .nan, count: FaceShape.columns * FaceShape.rows))
    }
    let usual = FaceShape.median(of: raw)
    let shapes = raw.map { $0.limited(to: usual) }
    self.usual = usual
    self.gallery = shapes.map { FaceFeatures($0) }
    let found = Eigenfaces(of: shapes, at: 0..<FaceShape.faceCount, limit: 60)
    eigenfaces = found
    coordinates = found.map { found in shapes.map { found.coordinates(of: $0) } } ?? []
    completion = FaceCompletion(gallery: shapes)
  }

  /// Adds what an image with a removed face shows of a person; others than those of the gallery are
  /// passed over.
  public mutating func add(probe record: FaceRecord, of person: String) {
    guard people.contains(person), record.isSound else { return }
    let features = FaceFeatures(record.shape(near: usual))
    probes[person] = compared(features)
  }

  /// Adds what the intact image of the gallery shows of a person after the same removal: what an
  /// attacker has who removes faces in the same way. It must not be made from the probe itself.
  public mutating func add(sameDefacing record: FaceRecord, of person: String) {
    guard people.contains(person), record.isSound else { return }
    alike[person] = FaceFeatures(record.shape(near: usual))
  }

  private func compared(_ probe: FaceFeatures) -> Probe {
    let face = 0..<FaceShape.faceCount
    let depths = gallery.map { ShapeDistances(probe.shape, $0.shape, at: face) }
    var distances: [FaceMatcher: [Float]] = [:]
    distances[.init(attack: .plain, feature: .depth)] = depths.map(\.plain)
    distances[.init(attack: .trimmed, feature: .depth)] = depths.map(\.trimmed)
    distances[.init(attack: .trimmed, feature: .inliers)] = depths.map(\.outliers)
    distances[.init(attack: .plain, feature: .gradients)] = gallery.map {
      squaredDistance(probe.gradients, $0.gradients)
    }
    distances[.init(attack: .plain, feature: .patterns)] = gallery.map {
      squaredDistance(probe.patterns, $0.patterns)
    }
    if let eigenfaces {
      let own = eigenfaces.coordinates(of: probe.shape)
      distances[.init(attack: .plain, feature: .eigenface)] = coordinates.map {
        squaredDistance(own, $0)
      }
    }
    distances[.init(attack: .completion, feature: .eigenface)] = completion?.distances(
      probe.shape, to: gallery.map(\.shape))
    let forehead = FaceShape.faceCount..<FaceShape.columns * FaceShape.rows
    let foreheads = gallery.map { ShapeDistances(probe.shape, $0.shape, at: forehead).plain }
    return Probe(features: probe, distances: distances, foreheads: foreheads)
  }

  /// The distances of a probe to the gallery's faces after the same removal, where they are known of
  /// half of the people or more; who is not known is never found.
  private func comparedAlike(_ probe: FaceFeatures) -> [FaceMatcher: [Float]] {
    let others = people.map { alike[$0] }
    guard 2 * others.count(where: { $0 != nil }) >= people.count else { return [:] }
    let face = 0..<FaceShape.faceCount
    let depths = others.map { $0.map { ShapeDistances(probe.shape, $0.shape, at: face) } }
    let far = Float.greatestFiniteMagnitude
    return [
      .init(attack: .sameDefacing, feature: .depth): depths.map { $0?.plain ?? far },
      .init(attack: .sameDefacing, feature: .inliers): depths.map { $0?.outliers ?? far },
      .init(attack: .sameDefacing, feature: .gradients): others.map {
        $0.map { squaredDistance(probe.gradients, $0.gradients) } ?? far
      },
      .init(attack: .sameDefacing, feature: .patterns): others.map {
        $0.map { squaredDistance(probe.patterns, $0.patterns) } ?? far
      },
    ]
  }

  /// What the attackers found among all that was added so far.
  ///
  /// - Parameters:
  ///   - permutations: how often the names of the gallery are shuffled to find out what chance gives.
  ///   - seed: chooses the shuffles, and who is first among candidates that are equally near.
  /// - Returns: the result; empty without probes.
  public func result(permutations: Int = 10_000, seed: UInt64 = 1) -> ReidentificationResult {
    let names = people.filter { probes[$0] != nil }
    let truths = names.compactMap { people.firstIndex(of: $0) }
    var tables: [FaceMatcher: [[Float]]] = [:]
    for name in names {
      guard let probe = probes[name] else { continue }
      let all = probe.distances.merging(comparedAlike(probe.features)) { first, _ in first }
      for (matcher, row) in all { tables[matcher, default: []].append(row) }
    }
    let complete = tables.filter { $0.value.count == names.count }
    let ranking = FaceMatcher.all.compactMap { matcher in
      complete[matcher].map { MatcherRanking(matcher, $0, truths: truths, seed: seed) }
    }
    let foreheads = MatcherRanking(
      .init(attack: .plain, feature: .depth), names.compactMap { probes[$0]?.foreheads },
      truths: truths, seed: seed)
    return ReidentificationResult(
      ranking, foreheads: foreheads, probes: names, truths: truths, galleryCount: people.count,
      origin: origin, permutations: permutations, seed: seed)
  }
}
