import Defacing
import Kernels
import Testing
import Volumes

@Suite struct FillChoiceTests {
  private static let head = BlockHead.drawn.head.resampled(
    onto: BlockHead.lattice(Vector3(repeating: 4)))

  /// A head of 400 in air of a value, with a little noise.
  static func image(air: Float) -> Image {
    var image = Image(head)
    for index in image.voxels.indices {
      image.voxels[index] = air + 400 * image.voxels[index] + Float(index % 5)
    }
    return image
  }

  @Test(arguments: [
    (Float(0), false, Fill.zero, nil as String?), (0, true, .zero, nil),
    (-1000, false, .min, "filled with the smallest value"),
    (-1000, true, .zero, "stands out like tissue"),
  ])
  func `zero fills where it is background, or where it was asked for`(
    _ air: Float, _ isGiven: Bool, _ fill: Fill, _ warning: String?
  ) {
    var removal = Removal(method: "x", removed: Self.head)
    removal.chooseFill(for: Self.image(air: air), isGiven: isGiven)
    #expect(removal.fill == fill && removal.warnings.count == (warning == nil ? 0 : 1))
    if let warning { #expect(removal.warnings.first?.contains(warning) == true) }
  }

  @Test(arguments: [(Float(-1000), Float(1)), (-0.02, 0.0005), (-2.5, 0.01), (-3e-7, 1e-8)])
  func `the warning tells the air of images of any scale`(_ air: Float, _ scale: Float) throws {
    var image = Image(Self.head)
    for index in image.voxels.indices {
      image.voxels[index] = air + scale * (400 * image.voxels[index] + Float(index % 5))
    }
    var removal = Removal(method: "x", removed: Self.head)
    removal.chooseFill(for: image, isGiven: false)
    let told = try #require(removal.warnings.first)
    let word = try #require(told.split(separator: " ").first { Float($0.dropLast()) != nil })
    let value = try #require(Float(word.dropLast()))
    #expect(abs(value / air - 1) < 0.2, "\(told)")
  }
}
