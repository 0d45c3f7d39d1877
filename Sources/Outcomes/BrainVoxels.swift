import Kernels
import Volumes

/// The voxels inside of a brain as a list, within the block of the image that holds them.
struct BrainVoxels: Sendable {
  /// The block of the whole image, with one voxel around the brain where there is room.
  let box: VoxelBox
  /// The lattice of the block.
  let grid: Grid
  /// The brain within the block.
  let mask: Mask
  /// The places of the voxels inside in buffers of the block, ascending.
  let offsets: [Int32]

  /// The voxels of a brain mask; nil for one that is empty.
  init?(_ brain: Mask) {
    guard let tight = brain.boundingBox else { return nil }
    box = tight.grown(by: SIMD3(repeating: 1), within: brain.grid)
    mask = brain.cropped(to: box)
    grid = mask.grid
    offsets = mask.voxels.indices.filter { [mask] in mask.voxels[$0] != 0 }.map { Int32($0) }
  }

  /// Number of voxels inside.
  var count: Int { offsets.count }

  /// The values of an image of the block in the voxels inside.
  func values(of image: Image) -> [Float] {
    image.voxels.withUnsafeBufferPointer { voxels in offsets.map { voxels[Int($0)] } }
  }

  /// An image of the block from one value for each voxel inside, and 0 elsewhere.
  func image(_ values: [Float]) -> Image {
    var image = Image(grid: grid)
    image.voxels.withUnsafeMutableBufferPointer { voxels in
      for (offset, value) in zip(offsets, values) { voxels[Int(offset)] = value }
    }
    return image
  }

  /// A mask of the block from a rule for each voxel inside, by its place in the list.
  func mask(where isInside: (Int) -> Bool) -> Mask {
    var mask = Mask(grid: grid)
    for (index, offset) in offsets.enumerated() where isInside(index) {
      mask.voxels[Int(offset)] = 1
    }
    return mask
  }

  /// An image of the block laid into the whole image; 0 elsewhere.
  func whole(_ image: Image, on grid: Grid) -> Image {
    var whole = Image(grid: grid)
    for z in box.z {
      for y in box.y {
        let from = image.grid.offset(0, y - box.y.lowerBound, z - box.z.lowerBound)
        let to = grid.offset(box.x.lowerBound, y, z)
        for x in 0..<box.x.count { whole.voxels[to + x] = image.voxels[from + x] }
      }
    }
    return whole
  }
}
