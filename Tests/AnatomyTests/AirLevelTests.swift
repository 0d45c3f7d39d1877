import Anatomy
import Kernels
import Support
import Testing
import Volumes

/// An image made from a head, and where its air is.
struct AirCase: Sendable, CustomTestStringConvertible {
  var testDescription: String
  var air: ClosedRange<Double>?
  var made: @Sendable (Image) -> Image
}

@Suite struct AirLevelTests {
  /// A head of 2 mm with air of 0 … 60 and tissue up to some 1000.
  private static let phantom = BrainPhantom(noise: 25)

  private static func each(_ image: Image, _ rule: (Float) -> Float) -> Image {
    Image(grid: image.grid, voxels: image.voxels.map(rule))
  }

  @Test(arguments: [
    AirCase(testDescription: "as scanners give it", air: nil) { $0 },
    AirCase(testDescription: "scaled to one", air: nil) { each($0) { $0 / 1000 } },
    AirCase(testDescription: "masked", air: nil) { each($0) { $0 < 200 ? 0 : $0 } },
    AirCase(testDescription: "a little below zero", air: nil) { each($0) { $0 - 20 } },
    AirCase(testDescription: "computed tomography", air: -1010 ... -950) {
      each($0) { $0 - 1000 }
    },
    AirCase(testDescription: "padded tomography", air: -1010 ... -930) { image in
      var padded = each(image) { $0 - 1000 }
      for z in 0..<image.grid.nz {
        for y in 0..<image.grid.ny { for x in 0..<4 { padded[x, y, z] = -2000 } }
      }
      return padded
    },
    AirCase(testDescription: "raised", air: 990...1060) { each($0) { $0 + 1000 } },
    AirCase(testDescription: "constant", air: nil) { each($0) { _ in -5 } },
    AirCase(testDescription: "not finite", air: nil) { each($0) { _ in .nan } },
  ])
  func `air is told from zero only where it is not zero`(_ table: AirCase) throws {
    let found = airOffset(of: table.made(Self.phantom.image))
    guard let air = table.air else {
      #expect(found == nil)
      return
    }
    #expect(air.contains(try #require(found)))
  }
}
