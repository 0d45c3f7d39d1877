import Volumes

extension Image {
  /// The same image with axes that run to the right, forwards and up, so that the order in which a file
  /// stores its voxels has no say in what is found; nil where they do already, or where the way back
  /// is not certain, as on a lattice turned by just 45°.
  var inCanonicalOrder: Image? {
    guard grid.axisCodes != Self.canonicalCodes else { return nil }
    let there = grid.reoriented(to: Self.canonicalCodes)
    guard there.reoriented(to: grid.axisCodes).matches(grid) else { return nil }
    return reoriented(to: Self.canonicalCodes)
  }

  fileprivate static let canonicalCodes = "RAS"
}

extension Mask {
  /// The mask, whose voxels are those of `image` one by one, in the order of `ordered`, which is
  /// `image.inCanonicalOrder`.
  func inOrder(of ordered: Image, from image: Image) -> Mask {
    Mask(grid: image.grid, voxels: voxels).reoriented(to: ordered.grid.axisCodes)
  }
}

extension TissueSegmentation {
  /// The maps in the order of the image that they belong to.
  func back(on grid: Grid) -> TissueSegmentation {
    var result = self
    result.fractions = fractions.map { $0.reoriented(back: grid) }
    result.bias = bias.reoriented(back: grid)
    return result
  }
}
