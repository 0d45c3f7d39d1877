import Agreement
import Anatomy
import ArgumentParser
import Faces
import Volumes

struct CheckDefacedCommand: BautaCommand {
  static let configuration = CommandConfiguration(
    commandName: "check-defaced", abstract: "Says whether the face of an image seems to be gone.",
    discussion: """
      Looks at how far forwards there is anything but air where the template has its face, and at how \
      much of that place holds one and the same number. A blurred or replaced face looks whole to it; \
      an image that shows no skin looks defaced. No proof in either direction.
      """)

  @Argument(help: "An image of a head.") var file: String
  @OptionGroup var standard: TemplateOptions

  struct Report: Encodable {
    @OrNull var probability: Double?
    var verdict: String
    @OrNull var front_mm: Double?
    @OrNull var constant_percent: Double?
    var in_view_percent: Double
    var reasons: [String]

    init(_ evidence: DefacedEvidence) {
      probability = evidence.probability
      verdict = evidence.verdict
      front_mm = evidence.frontMM.isFinite ? evidence.frontMM : nil
      constant_percent = evidence.constantShare.isFinite ? 100 * evidence.constantShare : nil
      in_view_percent = 100 * evidence.viewShare
      reasons = evidence.reasons
    }
  }

  func execute(_ console: Console) async throws {
    let progress = StepProgress(console: console)
    defer { progress.close() }
    progress.step("loading the template")
    let template = try standard.loadTemplate(console)
    progress.step("reading")
    let volume = try ImageAccess.volume(file)
    let image = try ImageAccess.during("reading the image") { try volume.image(frame: 0) }
    progress.step("aligning with the template")
    let evidence = try ImageAccess.during("looking for the face") {
      let found = try LocatedBrain.find(
        in: image, template: template, wantsSkull: false, parallel: standard.parallel)
      let record = try FaceRecord.observing(
        image, registration: found.registration, parallel: standard.parallel)
      return DefacedEvidence(of: image, record: record, registration: found.registration)
    }
    progress.close()
    guard let evidence else {
      throw CommandFailure(
        .badData, "the place of the face cannot be looked at",
        remedy: "check the header of the image with 'bauta info'")
    }
    if console.json { return console.result(JSONText.of(Report(evidence))) }
    let share = evidence.probability.map { " (probability \(FixedText.of($0, 2)))" } ?? ""
    console.result(evidence.verdict + share)
    for reason in evidence.reasons { console.result("  " + reason) }
  }
}
