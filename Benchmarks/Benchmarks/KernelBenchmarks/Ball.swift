import Kernels
import Volumes

/// A ball with a rough surface and noise around it.
enum Ball {
  static func image(side: Int) -> Image {
    let grid = Grid(
      nx: side, ny: side, nz: side, toWorld: .scaling(Vector3(1, 1, 1.2)))
    let random = CounterRandom(seed: 1)
    let middle = Double(side - 1) / 2
    var image = Image(grid: grid)
    for index in image.voxels.indices {
      let (x, y, z) = (index % side, index / side % side, index / side / side)
      let place = Vector3(Double(x), Double(y), Double(z)) - middle
      let depth = 0.35 * Double(side) - length(place)
      image.voxels[index] = Float(
        min(max(depth / 4, -0.3), 1) + 0.2 * random.normal(index: UInt64(index)))
    }
    return image
  }
}
