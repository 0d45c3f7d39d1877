import Volumes

/// What is known exactly about a digital head. Volumes in ml, places in world mm (RAS+).
public struct HeadTruth: Sendable, Hashable, Codable {
  /// Grey and white matter with deep grey matter, cerebellum and brain stem, without the cord; the
  /// tumour is in it.
  public var brainML: Double
  /// Grey matter, deep nuclei included.
  public var greyML: Double
  /// White matter, brain stem, lesions and oedema included.
  public var whiteML: Double
  /// Cerebrospinal fluid within the skull and the spinal canal, ventricles included.
  public var csfML: Double
  /// The ventricles alone.
  public var ventriclesML: Double
  /// All that the outer table of the skull encloses, jaw and face left out: a brain that shrinks
  /// does not change it.
  public var craniumML: Double
  /// The factor by which volumes of this head are multiplied to be those of a head whose cranium is
  /// that of the average head.
  public var scaling: Double
  /// Named places.
  public var landmarks: Landmarks
  /// The head's own space (average size, straight) to world, smooth displacement left out.
  public var affine: Affine
  /// White-matter lesions, nil in a head without.
  public var lesions: LesionTruth?
  /// The glioblastoma, nil in a head without.
  public var tumour: TumourTruth?

  /// Named places of the head, in world mm.
  public struct Landmarks: Sendable, Hashable, Codable {
    /// The deepest place of the bridge of the nose.
    public var nasion: Vector3
    /// The tip of the nose.
    public var noseTip: Vector3
    /// In front of the left ear canal.
    public var lpa: Vector3
    /// In front of the right ear canal.
    public var rpa: Vector3
    /// The most forward place of the chin.
    public var chin: Vector3
    /// The middle of the left eyeball.
    public var leftEye: Vector3
    /// The middle of the right eyeball.
    public var rightEye: Vector3

    /// Those that lie on the skin, by name.
    public var onSkin: [String: Vector3] {
      ["nasion": nasion, "noseTip": noseTip, "lpa": lpa, "rpa": rpa, "chin": chin]
    }
  }

  private enum CodingKeys: String, CodingKey {
    case brainML = "brain_ml"
    case greyML = "gm_ml"
    case whiteML = "wm_ml"
    case csfML = "csf_ml"
    case ventriclesML = "ventricles_ml"
    case craniumML = "cranium_ml"
    case scaling
    case landmarks, affine, lesions, tumour
  }
}

extension HeadTruth {
  init(_ composition: Composition, of anatomy: HeadAnatomy, on grid: Grid) {
    let volumes = TissueVolumes(composition, voxelML: grid.voxelVolumeMM3 / 1000)
    let cranium = anatomy.craniumML
    self.init(
      brainML: volumes.ml(Tissue.brain), greyML: volumes.ml([.greyMatter, .deepGrey]),
      whiteML: volumes.ml(Tissue.anyWhite), csfML: volumes.ml([.fluid, .ventricle]),
      ventriclesML: volumes.ml([.ventricle]),
      craniumML: cranium, scaling: HeadAnatomy.meanCraniumML / cranium,
      landmarks: anatomy.landmarks,
      affine: anatomy.space.toWorld)
    if let field = anatomy.lesions {
      lesions = LesionTruth(composition, field: field, anatomy: anatomy, grid: grid)
    }
    if let tumour = anatomy.tumour {
      self.tumour = TumourTruth(volumes, of: tumour, in: anatomy.space)
    }
  }
}

/// How much of a composition each tissue fills.
struct TissueVolumes {
  private let eighths: [Int]
  private let voxelML: Double

  init(_ composition: Composition, voxelML: Double) {
    eighths = composition.eighths
    self.voxelML = voxelML
  }

  /// The volume of some tissues together.
  func ml(_ tissues: Set<Tissue>) -> Double {
    Double(tissues.reduce(0) { $0 + eighths[Int($1.rawValue)] }) / 8 * voxelML
  }
}

extension HeadAnatomy {
  /// The named places, those on the skin found by walking to it.
  var landmarks: HeadTruth.Landmarks {
    let eye = marks.eye
    let tip = marks.tip
    let forward = Vector3(0, 1, 0)
    return HeadTruth.Landmarks(
      nasion: skinPlace(from: Vector3(0, 60, -36), along: forward),
      noseTip: skinPlace(from: Vector3(0, Double(tip.y) - 3, Double(tip.z)), along: forward),
      lpa: skinPlace(from: Vector3(-60, -12, -48), along: Vector3(-1, 0, 0)),
      rpa: skinPlace(from: Vector3(60, -12, -48), along: Vector3(1, 0, 0)),
      chin: skinPlace(from: Vector3(0, 60, -125), along: forward),
      leftEye: space.world(Vector3(-Double(eye.x), Double(eye.y), Double(eye.z))),
      rightEye: space.world(Vector3(Double(eye.x), Double(eye.y), Double(eye.z))))
  }

  /// Where a line of the head's own space leaves the skin, in world mm; walks at most 80 mm.
  private func skinPlace(from start: Vector3, along direction: Vector3) -> Vector3 {
    let outward = space.toWorld.direction(direction)
    let unit = outward / length(outward)
    let origin = space.world(start)
    var inside = 0.0
    while inside < 80, skinDistance(at: origin + unit * (inside + 1)) < 0 { inside += 1 }
    var outside = inside + 1
    for _ in 0..<20 {
      let middle = (inside + outside) / 2
      if skinDistance(at: origin + unit * middle) < 0 { inside = middle } else { outside = middle }
    }
    return origin + unit * inside
  }

  private func skinDistance(at place: Vector3) -> Double {
    let distances = skinDistance(
      Lanes(repeating: Float(place.x)), Lanes(repeating: Float(place.y)),
      Lanes(repeating: Float(place.z)))
    return Double(distances[0])
  }
}
