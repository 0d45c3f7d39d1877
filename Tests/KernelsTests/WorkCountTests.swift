import Testing
import Volumes

@testable import Kernels

/// Work that the data decide, counted rather than timed.
@Suite struct WorkCountTests {
  /// Rows that the runs of a row are held against, in rows that come before it.
  private static func rowsBefore(_ connectivity: Connectivity) -> Int {
    connectivity == .faces ? 2 : 4
  }

  @Test(arguments: Connectivity.allCases, [0.02, 0.5, 0.98])
  func componentsLookAtEachRunOnceForEachNeighbouringRow(
    _ connectivity: Connectivity, _ share: Double
  ) {
    var counts: [Int] = []
    for side in [16, 32] {
      let grid = Fields.grid(side, side, side, Vector3(repeating: 1))
      var runs = MaskRuns(of: Fields.mask(grid, share: share, seed: 3))
      runs.join(connectivity)
      // Of two rows each step leaves one run behind, so that both together bound the steps.
      #expect(runs.comparisons <= 2 * Self.rowsBefore(connectivity) * runs.runs.count)
      #expect(runs.comparisons > 0)
      counts.append(runs.comparisons)
    }
    #expect(counts[1] < 12 * counts[0], "eight times the voxels, about eight times the work")
  }

  @Test func aFilledBlockIsOneRunARow() {
    let grid = Fields.grid(40, 30, 20, Vector3(repeating: 1))
    var runs = MaskRuns(of: Mask(grid: grid, filled: true))
    runs.join(.corners)
    #expect(runs.runs.count == 30 * 20)
    #expect(runs.comparisons == 29 * 20 + 30 * 19 + 2 * 29 * 19)
  }
}
