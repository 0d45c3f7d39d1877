import Kernels
import Pictures
import Testing
import Volumes

@testable import Workbench

struct WindowRangeTests {
  private func image(_ values: [Float]) -> Image {
    Image(grid: Grid(nx: values.count, ny: 1, nz: 1, toWorld: .identity), voxels: values)
  }

  @Test(arguments: [
    [Float.greatestFiniteMagnitude, -.greatestFiniteMagnitude, 0, .infinity],
    [0, .leastNonzeroMagnitude, 2 * .leastNonzeroMagnitude], [1, 1, 1], [.nan, .nan, .infinity],
    [0, .leastNonzeroMagnitude],
    [-3e38, 3e38, .nan, 1],
  ])
  func extremeValuesAreShownAndNeverTrap(_ values: [Float]) {
    let window = IntensityWindow(of: image(values))
    #expect(window.black.isFinite && window.white.isFinite)
    for value in values { _ = window.grey(value) }
    #expect(window.grey(.nan) == 0)
  }

  @Test func brightestIsWhiteAndDarkestBlack() {
    let window = IntensityWindow(of: image((0..<2000).map { Float($0) }))
    #expect(window.grey(0) == 0 && window.grey(1999) == 255)
    #expect(window.grey(1000) > 100 && window.grey(1000) < 150)
  }
}
