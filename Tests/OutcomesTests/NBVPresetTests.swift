import Anatomy
import Kernels
import Testing
import Volumes

@testable import Outcomes

@Suite("Presets of NBV")
struct NBVPresetTests {
  @Test("are known by the names that people type")
  func names() {
    #expect(NBVPreset.allCases.map(\.rawValue) == ["default", "-B -f 0.1"])
    #expect(NBV().preset == .standard)
  }

  @Test("the usual one keeps the brain already found, and does not look at the image")
  func standard() throws {
    let grid = Grid(nx: 2, ny: 2, nz: 2, toWorld: .identity)
    let nothing = Image(grid: grid)
    let template = Template(name: "none", head: nothing, brain: Mask(grid: grid))
    let inPlace = Registration(templateToSubject: .identity, similarity: 1, verdict: .plausible)
    #expect(
      try NBVPreset.standard.brain(
        of: nothing, template: template, registration: inPlace, parallel: .serial)?.mask == nil)
    #expect(throws: AnatomyError.self) {
      try NBVPreset.biasAndNeck.brain(
        of: nothing, template: template, registration: inPlace, parallel: .serial)
    }
  }
}
