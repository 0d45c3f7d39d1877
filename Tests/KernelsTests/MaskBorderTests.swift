import Testing
import Volumes

@testable import Kernels

@Suite struct MaskBorderTests {
  private static let grid = Grid(nx: 5, ny: 6, nz: 7, toWorld: .identity)

  @Test("the border is the mask without its 6-connected inside")
  func border() {
    var mask = Mask(grid: Self.grid)
    for z in 1..<6 { for y in 1..<5 { for x in 1..<4 { mask[x, y, z] = true } } }
    let border = mask.border
    #expect(mask.count == 60 && border.count == 60 - 1 * 2 * 3)
    #expect(!border[2, 2, 2] && border[1, 2, 2] && border[2, 2, 1] && !border[0, 0, 0])
  }

  @Test("the edge of the field of view is outside")
  func edge() {
    let full = Mask(grid: Self.grid, filled: true)
    #expect(full.border.count == 5 * 6 * 7 - 3 * 4 * 5)
    #expect(Mask(grid: Self.grid).border.count == 0)
  }
}
