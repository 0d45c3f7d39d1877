import Testing
import Volumes

@Test func inverseUndoesAnAffine() throws {
  let affine = Affine(
    row0: Vector3(0.9, 0.1, -0.2), row1: Vector3(-0.1, 1.1, 0.05), row2: Vector3(0.2, 0, 2.5),
    translation: Vector3(-90, 12, 40))
  let back = try #require(affine.inverse)
  let point = Vector3(13, -7, 55)
  #expect(length(back(affine(point)) - point) < 1e-12)
  #expect(length((back * affine)(point) - point) < 1e-12)
}

@Test(arguments: [Double.nan, .infinity, 0])
func aDegenerateAffineHasNoInverse(bad: Double) {
  #expect(Affine.scaling(Vector3(1, bad, 1)).inverse == nil)
}
