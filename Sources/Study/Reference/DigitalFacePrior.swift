import Anatomy
import Kernels
import Phantoms
import Volumes

/// The face prior of the product, made of digital heads: their recipes differ, their truth is known,
/// and their poses and sizes are undone exactly, so that no image of a person is in it.
enum DigitalFacePrior {
  /// Side of the prior's voxels, mm.
  private static let voxelMM = 4.0
  /// The average head and five others, brain without loss of substance.
  static let recipes: [HeadRecipe] =
    ([.mean] + (101...105).map { HeadRecipe(seed: $0) }).map { normal($0) }

  /// The field of view, down to the neck.
  static func grid(voxelMM: Double) -> Grid {
    .box(from: Vector3(-100, -68, -186), to: Vector3(100, 130, 30), voxelMM: voxelMM)
  }

  /// The prior in the space of the mean digital head: the one that comes with the program, else
  /// made anew.
  static func make(parallel: Parallel) -> FacePrior {
    guard let shipped = ShippedFacePrior.images(on: grid(voxelMM: voxelMM)) else {
      return made(parallel: parallel)
    }
    return FacePrior(
      face: shipped.face, ears: shipped.ears, brain: shipped.brain,
      average: DeferredAverageFace { DigitalAverageFace.make(parallel: parallel) })
  }

  /// The prior, made of its heads.
  static func made(parallel: Parallel) -> FacePrior {
    let grid = grid(voxelMM: voxelMM)
    var (face, ears, brain) = (Image(grid: grid), Image(grid: grid), Image(grid: grid))
    let everywhere = Image(grid: grid, filledWith: 1)
    for recipe in recipes {
      let head = DigitalHead(recipe: recipe, grid: grid, parallel: parallel)
      let tissue = head.fraction(of: facialTissue)
      let region = FaceRegion(head.landmarks)
      add(tissue, where: region.isFace, to: &face)
      add(everywhere, where: region.isBesideEar, to: &ears)
      add(head.fraction(of: Tissue.brain), where: { _ in true }, to: &brain)
    }
    carryForwards(&face)
    return FacePrior(
      face: face, ears: ears, brain: brain,
      average: DeferredAverageFace { DigitalAverageFace.make(parallel: parallel) })
  }

  /// The prior for a template of which a digital head was aligned: `digitalToTemplate` takes the
  /// world mm of the mean digital head to those of the template. Nil where it cannot be inverted.
  static func make(through digitalToTemplate: Affine, parallel: Parallel) -> FacePrior? {
    guard let back = digitalToTemplate.inverse else { return nil }
    var prior = make(parallel: parallel)
    prior.templateToPrior = back
    prior.average = DeferredAverageFace {
      var face = DigitalAverageFace.make(parallel: parallel)
      face.templateToFace = back
      return face
    }
    return prior
  }

  /// Everything that is not inside the skull, and no air.
  private static let facialTissue =
    Set(Tissue.allCases).subtracting(Tissue.intracranial).subtracting([.air])

  /// The recipe with pose and size undone, and a brain that fills its skull.
  private static func normal(_ recipe: HeadRecipe) -> HeadRecipe {
    var result = recipe
    result.scale = Vector3(repeating: 1)
    result.atrophy = 0
    (result.rotationDegrees, result.shiftMM) = (.zero, .zero)
    return result
  }

  private static func add(
    _ share: Image, where isPart: (Vector3) -> Bool, to sum: inout Image
  ) {
    let grid = share.grid
    let part = 1 / Float(recipes.count)
    for place in share.voxels.indices where share.voxels[place] > 0 {
      let row = place / grid.nx
      let p = grid.toWorld(
        Vector3(Double(place % grid.nx), Double(row % grid.ny), Double(row / grid.ny)))
      if isPart(p) { sum.voxels[place] += part * share.voxels[place] }
    }
  }

  /// What is in front of a face can be the face of another head: noses and chins differ.
  private static func carryForwards(_ image: inout Image) {
    let grid = image.grid
    for z in 0..<grid.nz {
      for y in 1..<grid.ny {
        for x in 0..<grid.nx {
          image[x, y, z] = max(image[x, y, z], image[x, y - 1, z])
        }
      }
    }
  }
}

/// What belongs to the face of a head, by its named places, in mm.
private struct FaceRegion {
  /// From above the brows to below the chin.
  let heights: ClosedRange<Double>
  /// Nothing behind this is face: the rear of the eyeballs.
  let rearY: Double
  /// From here down the face reaches farther back, by half a mm a mm: to the corners of the jaw.
  let jawZ: Double
  let ears: [Vector3]

  /// A region from named places.
  init(_ marks: HeadTruth.Landmarks) {
    let eyes = (marks.leftEye + marks.rightEye) / 2
    heights = marks.chin.z - 45...eyes.z + 28
    (rearY, jawZ) = (eyes.y - 22, marks.noseTip.z)
    ears = [marks.lpa, marks.rpa]
  }

  func isFace(_ p: Vector3) -> Bool {
    heights.contains(p.z) && p.y > rearY - max(0, jawZ - p.z) / 2
  }

  /// Beside the head where ears can be: those of real heads lie up to 40 mm farther back than the
  /// digital ones (Milchenko & Marcus 2013 look for them 5 to 78 mm behind the commissure).
  func isBesideEar(_ p: Vector3) -> Bool {
    ears.contains { ear in
      let d = p - ear
      return p.x * ear.x > 0 && abs(p.x) > abs(ear.x) - 4 && (-65...14).contains(d.y)
        && (-56...40).contains(d.z)
    }
  }
}
