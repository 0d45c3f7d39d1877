import Testing
import Volumes

@testable import Anatomy

@Suite("A turn against the header")
struct TurnedAlignmentTests {
  /// How well both fit, and whether the turned one is taken.
  @Test(
    "counts only where it fits clearly better than the header",
    arguments: [
      (0.10, 0.135, false), (0.05, 0.24, false), (0.10, 0.26, true), (0.30, 0.34, false),
      (0.20, 0.31, true),
    ])
  func turned(upright: Double, turned: Double, isTaken: Bool) {
    let best = ImageAlignment.better(alignment(upright), alignment(turned))
    #expect(best?.specificity == (isTaken ? turned : upright))
  }

  @Test("is taken where the header leads nowhere")
  func alone() {
    #expect(ImageAlignment.better(nil, alignment(0.1))?.specificity == 0.1)
    #expect(ImageAlignment.better(alignment(0.1), nil)?.specificity == 0.1)
    #expect(ImageAlignment.better(nil, nil) == nil)
  }

  private func alignment(_ specificity: Double) -> ImageAlignment {
    ImageAlignment(
      fixedToMoving: .identity, similarity: 0.5, specificity: specificity, overlap: 1)
  }
}
