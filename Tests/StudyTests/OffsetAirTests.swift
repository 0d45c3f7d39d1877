import Anatomy
import Defacing
import Testing
import Volumes

@testable import Study

@Suite struct OffsetAirTests {
  @Test(arguments: [-1000.0, -300])
  func `a face is removed and judged where air is below zero`(_ offset: Double) throws {
    let usual = try #require(SmallSession.carrier?.head)
    var frame = usual.frame
    frame.image = frame.image.shifted(by: -offset)
    #expect(try headMask(of: frame.image) == usual.frame.head)
    let volume = Volume(image: frame.image, type: .float32)
    let variant = try SmallSession.maker.attempt(from: volume, frame: frame)
    #expect(variant.refusal == nil)
    #expect(variant.removed == usual.removed && variant.values["residual_nose"] != nil)
    #expect(variant.warnings.contains { $0.contains("the smallest value") })
  }
}
