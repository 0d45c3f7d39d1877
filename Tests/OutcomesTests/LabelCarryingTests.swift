import Kernels
import Testing
import Volumes

@testable import Outcomes

@Suite struct LabelCarryingTests {
  private static func grid(_ count: Int, _ voxelMM: Double, from: Vector3 = .zero) -> Grid {
    Grid(
      nx: count, ny: count, nz: count,
      toWorld: .scaling(Vector3(repeating: voxelMM), translation: from))
  }

  /// A ball of label 7 in one of label 5, 3 and 7 mm around the middle of a box of 24 mm.
  private static func balls(on grid: Grid) -> Image {
    var image = Image(grid: grid)
    for index in image.voxels.indices {
      let (x, rest) = (index % grid.nx, index / grid.nx)
      let place = grid.toWorld(Vector3(Double(x), Double(rest % grid.ny), Double(rest / grid.ny)))
      let away = length(place - 12)
      image.voxels[index] = away < 3 ? 7 : away < 7 ? 5 : 0
    }
    return image
  }

  @Test func onTheSameLatticeNothingChanges() {
    let image = Self.balls(on: Self.grid(13, 2))
    let carried = image.labels(carriedOnto: image.grid, labels: 1...7, parallel: .serial)
    #expect(carried.voxels == image.voxels)
  }

  @Test func surfacesLieCloserThanByTheNearestLabel() {
    let coarse = Self.balls(on: Self.grid(13, 2))
    let fine = Self.grid(46, 0.5, from: Vector3(repeating: 0.7))
    let truth = Self.balls(on: fine)
    let carried = coarse.labels(carriedOnto: fine, labels: 1...7, parallel: .serial)
    let nearest = coarse.resampled(onto: fine, interpolation: .nearest)
    func wrong(_ image: Image) -> Int { zip(image.voxels, truth.voxels).count { $0 != $1 } }
    #expect(wrong(carried) < wrong(nearest) * 4 / 5, "\(wrong(carried)) of \(wrong(nearest))")
    #expect(Set(carried.voxels) == [0, 5, 7])
    #expect(
      coarse.labels(carriedOnto: fine, labels: 1...7, parallel: Parallel(threads: 3)).voxels
        == carried.voxels)
  }

  @Test func beyondTheFieldOfViewThereIsNone() {
    let full = Image(grid: Self.grid(4, 1), filledWith: 4)
    let wide = Self.grid(8, 1, from: Vector3(repeating: -2))
    let carried = full.labels(carriedOnto: wide, labels: 1...7, parallel: .serial)
    #expect(carried[0, 0, 0] == 0 && carried[3, 3, 3] == 4 && carried[7, 7, 7] == 0)
  }
}
