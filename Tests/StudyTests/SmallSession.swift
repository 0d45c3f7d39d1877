import Anatomy
import Kernels
import Phantoms
import Volumes

@testable import Study

/// A session of digital images of one head, 3 mm, with the face found on the T1-weighted one.
enum SmallSession {
  static let parallel = Parallel(threads: 2)
  static let recipe = HeadRecipe(seed: 5)

  static func volume(_ contrast: Contrast, on grid: Grid) -> Volume {
    let head = DigitalHead(recipe: recipe, grid: grid, parallel: parallel)
    return Volume(image: head.image(contrast: contrast, parallel: parallel), type: .float32)
  }

  static let grid = DigitalHead.grid(voxelMM: Vector3(repeating: 3))
  static let template: Template = {
    let head = DigitalHead(recipe: .mean, grid: grid, parallel: parallel)
    let brain = head.mask(of: Tissue.intracranial).largestComponent(.faces).closed(byMM: 6)
      .holesFilled()
    return Template(name: "small", head: head.image(parallel: parallel), brain: brain)
  }()

  static let maker = VariantMaker(
    method: "quickshear", parameters: ["buffer": "5mm"], template: template, parallel: parallel)

  static let volume = volume(.t1w, on: grid)
  static let head = DigitalHead(recipe: recipe, grid: grid, parallel: parallel)

  /// The head with its true brain; finding it is tested elsewhere.
  static let frame: Frame? = {
    guard let image = try? volume.image(frame: 0), let outline = try? headMask(of: image) else {
      return nil
    }
    return Frame(
      image: image,
      registration: Registration(
        templateToSubject: .scaling(Vector3(repeating: 0.96)), similarity: 1, verdict: .plausible),
      head: outline, brain: head.mask(of: Tissue.intracranial).closed(byMM: 6).holesFilled(),
      facePrior: DeferredFacePrior { DigitalFacePrior.make(parallel: parallel) })
  }()

  static let carrier = carrier(by: maker)

  /// The head with its face removed by a maker, ready to be carried over.
  static func carrier(by maker: VariantMaker) -> SessionVariantMaker? {
    guard let frame, let variant = try? maker.attempt(from: volume, frame: frame),
      let session = try? SessionHead(frame: frame, variant: variant, parallel: parallel)
    else { return nil }
    return SessionVariantMaker(head: session, maker: maker)
  }

  /// A grid whose header says that it lies elsewhere.
  static func lying(_ grid: Grid, by map: Affine) -> Grid {
    var other = grid
    other.toWorld = map * grid.toWorld
    return other
  }
}
