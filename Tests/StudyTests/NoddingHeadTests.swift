import Anatomy
import Foundation
import Kernels
import Phantoms
import Testing
import Volumes

@testable import Study

/// Digital heads have none of the folds of a real template. What lies straight must not be found
/// nodding, which a skull, being round, does not contradict.
@Suite("A head without the template's detail", .enabled(if: Colin27.isThere, Colin27.absent))
struct NoddingHeadTests {
  @Test("is found as it lies")
  func place() throws {
    var recipe = HeadRecipe(seed: 105)
    recipe.rotationDegrees = Vector3(5, -3, 4)
    let grid = DigitalHead.grid(voxelMM: Vector3(repeating: 1.25))
    let head = DigitalHead(recipe: recipe, grid: grid, parallel: .serial)
    let found = try register(
      head.image(parallel: .serial), to: try Colin27.template(), parallel: Parallel())
    let parts = try #require(AffineDecomposition(found.templateToSubject))
    #expect(parts.rotationDegrees < 20)
  }
}
