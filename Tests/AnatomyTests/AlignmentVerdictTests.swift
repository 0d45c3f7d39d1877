import Testing
import Volumes

@testable import Anatomy

@Suite("The verdict on an alignment")
struct AlignmentVerdictTests {
  /// What is odd about an alignment, and what it leads to.
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var change: @Sendable (inout ImageAlignment) -> Void
    var grade: AlignmentVerdict.Grade
    var reasons: [String]
    var testDescription: String { name }
  }

  private static func scaled(_ scales: Vector3, skew: Double = 0) -> Affine {
    Affine(
      row0: Vector3(scales.x, skew * scales.y, 0), row1: Vector3(0, scales.y, 0),
      row2: Vector3(0, 0, scales.z), translation: Vector3(1, 2, 3))
  }

  private static let cases = [
    Case(name: "nothing", change: { _ in }, grade: .good, reasons: []),
    Case(
      name: "a child beside an adult",
      change: { $0.fixedToMoving = scaled(Vector3(0.85, 0.83, 0.9)) }, grade: .good, reasons: []),
    Case(
      name: "small along one axis", change: { $0.fixedToMoving = scaled(Vector3(1, 0.7, 1)) },
      grade: .doubtful,
      reasons: ["Heads differ in size by 0.80 to 1.25 along each axis; here it is 0.70."]),
    Case(
      name: "far too large", change: { $0.fixedToMoving = scaled(Vector3(1, 1, 2.5)) },
      grade: .implausible,
      reasons: ["Heads differ in size by 0.65 to 1.54 along each axis; here it is 2.50."]),
    Case(
      name: "mirrored", change: { $0.fixedToMoving = scaled(Vector3(-1, 1, 1)) },
      grade: .implausible,
      reasons: ["Heads differ in size by 0.65 to 1.54 along each axis; here it is -1.00."]),
    Case(
      name: "a little skew", change: { $0.fixedToMoving = scaled(Vector3(1, 1, 1), skew: 0.2) },
      grade: .doubtful, reasons: ["Heads skew by at most 0.15; here it is 0.20."]),
    Case(
      name: "a shear", change: { $0.fixedToMoving = scaled(Vector3(1, 1, 1), skew: -0.5) },
      grade: .implausible, reasons: ["Heads skew by at most 0.30; here it is -0.50."]),
    Case(
      name: "flat", change: { $0.fixedToMoving = scaled(Vector3(1, 1, 0)) }, grade: .implausible,
      reasons: ["The alignment squeezes the image flat."]),
    Case(
      name: "not a number", change: { $0.fixedToMoving = scaled(Vector3(1, 1, .nan)) },
      grade: .implausible, reasons: ["The alignment squeezes the image flat."]),
    Case(
      name: "hardly in view", change: { $0.overlap = 0.05 }, grade: .implausible,
      reasons: [
        "At least 0.08 of the fixed head should lie in the field of view of the moving image; here "
          + "it is 0.05."
      ]),
    Case(
      name: "chance", change: { $0.specificity = 0.07 }, grade: .implausible,
      reasons: [
        "Of two images of heads at least 0.16 of the parts fit best in place (0.07 by chance); here "
          + "it is 0.07."
      ]),
  ]

  private static let sound = ImageAlignment(
    fixedToMoving: .identity, similarity: 0.6, specificity: 0.8, overlap: 0.95,
    disagreementMM: 0.4)

  @Test("is the worst of its parts, with the reasons for that", arguments: cases)
  func parts(_ input: Case) throws {
    var alignment = Self.sound
    input.change(&alignment)
    #expect(alignment.verdict == AlignmentVerdict(input.grade, input.reasons))
    guard input.grade == .implausible else {
      #expect(try alignment.believed().fixedToMoving == alignment.fixedToMoving)
      return
    }
    let error = #expect(throws: AnatomyError.self) { try alignment.believed() }
    #expect(error?.code == .registrationFailed && error?.remedy != nil)
    #expect(error?.message.hasSuffix(input.reasons.joined(separator: " ")) == true)
  }

  @Test(
    "asks for more where fewer parts are compared",
    arguments: [
      (500, 0.156), (250, 0.193), (100, 0.266), (10, 0.698), (1, 1), (0, 1),
    ] as [(Double, Double)])
  func chance(blocks: Double, limit: Double) {
    #expect(abs(ImageAlignment.chance.limit(blocks: blocks) - limit) < 0.01)
  }

  @Test("keeps to the reasons of the worst grade")
  func worst() {
    var alignment = Self.sound
    alignment.specificity = 0.1
    alignment.disagreementMM = 30
    #expect(alignment.verdict.grade == .implausible)
    #expect(alignment.verdict.reasons.count == 1)
  }
}
