import Anatomy
import Kernels
import Phantoms
import Volumes

/// The mean face of the digital heads of which the face prior is made: surface and brightness.
enum DigitalAverageFace {
  /// Side of its voxels, mm.
  private static let voxelMM = 3.0

  /// The face in the space of the mean digital head.
  static func make(parallel: Parallel) -> AverageFace {
    let grid = DigitalFacePrior.grid(voxelMM: voxelMM)
    var (tissue, signal) = (Image(grid: grid), Image(grid: grid))
    let recipes = DigitalFacePrior.recipes
    for recipe in recipes {
      let head = DigitalHead(recipe: recipe, grid: grid, parallel: parallel)
      add(head.fraction(of: Set(Tissue.allCases).subtracting([.air])), to: &tissue)
      add(head.clean(.t1w, parallel: parallel), to: &signal)
    }
    let part = 1 / Float(recipes.count)
    for place in tissue.voxels.indices {
      if tissue.voxels[place] > 0 { signal.voxels[place] /= tissue.voxels[place] }
      tissue.voxels[place] *= part
    }
    return AverageFace(tissue: tissue, intensity: signal)
  }

  private static func add(_ image: Image, to sum: inout Image) {
    for place in image.voxels.indices { sum.voxels[place] += image.voxels[place] }
  }
}
