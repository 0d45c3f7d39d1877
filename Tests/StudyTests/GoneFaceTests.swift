import Anatomy
import Defacing
import Testing
import Volumes

@testable import Study

@Suite struct GoneFaceTests {
  @Test func `a refusal says where the face seems to be gone already`() throws {
    let usual = try #require(SmallSession.carrier?.head)
    var volume = Volume(image: usual.frame.image, type: .float32)
    volume.fill(usual.removed, with: 0)
    var frame = usual.frame
    #expect(GoneFace.hint(frame, parallel: SmallSession.parallel) == nil)
    frame.image = try volume.image(frame: 0)
    frame.head = frame.head.subtracting(usual.removed)
    let hint = try #require(GoneFace.hint(frame, parallel: SmallSession.parallel))
    #expect(hint.contains("gone already"))
    let error = #expect(throws: DefacingError.self) {
      try SmallSession.maker.attempt(from: volume, frame: frame)
    }
    #expect(error?.message.hasPrefix("already defaced, nothing changed") == true)
  }
}
