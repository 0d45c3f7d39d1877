import Anatomy
import Defacing
import Kernels
import Testing
import Volumes

@Suite struct BrainMarginTests {
  /// Voxels of any shape: 4 mm lie between the brain's faces and those of what changes, and hardly
  /// more than a voxel more.
  @Test(arguments: [
    Vector3(1.5, 1.5, 5), Vector3(5, 1.5, 1.5), Vector3(3, 3, 3), Vector3(2, 6, 2),
  ])
  func facesKeepTheirDistance(_ voxelMM: Vector3) throws {
    let grid = BlockHead.lattice(voxelMM)
    var frame = BlockHead().frame(on: grid)
    // A brain that comes close to the skin in front, so that the margin decides.
    var block = BlockHead()
    block.brainCentre = Vector3(2, 20, -40)
    block.brainRadii = Vector3(40, 58, 30)
    frame.brain = block.mask(on: grid, block.isBrain)
    let removed = try FaceMasking(jitterMM: 0).removal(for: frame).removed
    let gap = nearestGapMM(removed, frame.brain)
    #expect(gap >= 4 - 1e-6, "\(gap) mm")
    #expect(gap < 4 + voxelMM.max() + 0.5, "\(gap) mm")
  }

  /// The smallest distance between the faces of a voxel of one mask and of one of the brain, looked for
  /// 11 mm around.
  private func nearestGapMM(_ mask: Mask, _ brain: Mask) -> Double {
    let grid = mask.grid
    let size = grid.voxelSizeMM
    let reach = (0..<3).map { Int(11 / size[$0]) + 1 }
    var nearest = Double.infinity
    for voxel in brain.voxels.indices where brain.voxels[voxel] != 0 && isBorder(voxel, brain) {
      let (x, y, z) = (voxel % grid.nx, voxel / grid.nx % grid.ny, voxel / grid.nx / grid.ny)
      for dz in -reach[2]...reach[2] {
        for dy in -reach[1]...reach[1] {
          for dx in -reach[0]...reach[0] {
            guard grid.contains(x + dx, y + dy, z + dz), mask[x + dx, y + dy, z + dz] else {
              continue
            }
            let gap = Vector3(
              Double(max(0, abs(dx) - 1)), Double(max(0, abs(dy) - 1)), Double(max(0, abs(dz) - 1)))
            nearest = min(nearest, length(gap * size))
          }
        }
      }
    }
    return nearest
  }

  private func isBorder(_ voxel: Int, _ mask: Mask) -> Bool {
    let grid = mask.grid
    let (x, y, z) = (voxel % grid.nx, voxel / grid.nx % grid.ny, voxel / grid.nx / grid.ny)
    for (dx, dy, dz) in [(1, 0, 0), (-1, 0, 0), (0, 1, 0), (0, -1, 0), (0, 0, 1), (0, 0, -1)] {
      guard grid.contains(x + dx, y + dy, z + dz) else { return true }
      if !mask[x + dx, y + dy, z + dz] { return true }
    }
    return false
  }
}
