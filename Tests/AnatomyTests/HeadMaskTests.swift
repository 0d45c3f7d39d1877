import Foundation
import Kernels
import Support
import Testing
import Volumes

@testable import Anatomy

@Suite struct HeadMaskTests {
  /// The phantom's head: at least half scalp, and what that encloses.
  private func truth(_ phantom: BrainPhantom) throws -> Mask {
    let bare = BrainPhantom(noise: 0)
    var mask = Mask(grid: phantom.image.grid)
    for i in mask.voxels.indices { mask.voxels[i] = bare.image.voxels[i] > 450 ? 1 : 0 }
    return mask.filledAgainstWalls()
  }

  @Test(arguments: [0.0, 25, 60], [0.0, 0.4])
  func findsTheHeadInNoiseAndBias(noise: Double, bias: Double) throws {
    let phantom = BrainPhantom(noise: noise, bias: bias)
    let head = try headMask(of: phantom.image)
    let overlap = dice(head, try truth(phantom))
    // A border that is one voxel (2.5 mm) off all around a head of 86 mm gives 0.956.
    #expect(overlap > 0.956)
  }

  @Test func fillsTheInsideWhereTheFieldOfViewCutsTheHead() throws {
    let phantom = BrainPhantom()
    let grid = phantom.image.grid
    let box = VoxelBox(x: 0..<grid.nx, y: 0..<grid.ny, z: grid.nz / 2..<grid.nz)
    var upper = Image(grid: grid.cropped(to: box))
    for z in box.z {
      for y in box.y {
        for x in box.x { upper[x, y, z - box.z.lowerBound] = phantom.image[x, y, z] }
      }
    }
    let head = try headMask(of: upper)
    #expect(head[grid.nx / 2, grid.ny / 2, 0])
    #expect(head.holesFilled() == head)
  }

  @Test(arguments: [Float(0), 100, .nan, .infinity])
  func refusesAnImageWithoutContrast(value: Float) {
    let image = Image(grid: BrainPhantom().image.grid, filledWith: value)
    #expect(throws: AnatomyError.self) { try headMask(of: image) }
  }

  @Test func doesNotDependOnThreads() throws {
    let image = BrainPhantom(noise: 30).image
    #expect(try headMask(of: image) == headMask(of: image, parallel: Parallel(threads: 4)))
  }
}
