import Support
import Testing

@testable import Study

@Suite("What the sidecar says of a face")
struct SaidDefacedTests {
  /// The sidecar, nil for none, and whether the image is refused.
  private static let sidecars: [(String?, Bool)] = [
    (nil, false), ("{}", false), ("no JSON", false), ("[1]", false),
    (#"{"DeidentificationMethod": []}"#, false), (#"{"DeidentificationMethod": [7]}"#, false),
    (#"{"DeidentificationMethod": ["FaceMasking"]}"#, true),
    (#"{"DeidentificationMethod": "pydeface"}"#, true),
  ]

  @Test("decides whether it is removed again", arguments: sidecars)
  func refusal(sidecar: String?, isRefused: Bool) throws {
    let folder = try ScratchFolder()
    if let sidecar { _ = try folder.write(Array(sidecar.utf8), as: "a_T1w.json") }
    let image = folder.file("a_T1w.nii.gz")
    let found = SaidDefaced.refusal(image, parameters: [:])
    #expect((found != nil) == isRefused)
    if let found { #expect(found.message.hasPrefix("already defaced, nothing changed")) }
    for more in [["regions": "mouth"], ["ears": "true"], ["forehead": "true"], ["back": "true"]] {
      #expect(SaidDefaced.refusal(image, parameters: more) == nil)
    }
  }
}
