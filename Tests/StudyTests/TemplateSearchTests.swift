import Testing

@testable import Study

/// A machine with some files, and the template that must be chosen on it.
struct Machine: Sendable {
  var option: String?
  var environment: [String: String] = [:]
  var files: Set<String> = []
  var origin: TemplateChoice.Origin
  var head: String?
  var brain: String?
}

struct TemplateSearchTests {
  private static let debian: Set<String> = [
    "/usr/share/mricron/templates/ch2.nii.gz", "/usr/share/mricron/templates/ch2bet.nii.gz",
  ]
  private static let fsl: Set<String> = [
    "/fsl/data/standard/MNI152_T1_1mm.nii.gz", "/fsl/data/standard/MNI152_T1_1mm_brain_mask.nii.gz",
  ]

  @Test(arguments: [
    Machine(
      option: "/t.nii.gz", environment: ["BAUTA_TEMPLATE": "/e.nii", "FSLDIR": "/fsl"],
      files: ["/t.nii.gz", "/t_brain_mask.nii.gz", "/e.nii"] + debian + fsl, origin: .option,
      head: "/t.nii.gz", brain: "/t_brain_mask.nii.gz"),
    Machine(option: "/t.nii", files: ["/t.nii"], origin: .option, head: "/t.nii", brain: nil),
    Machine(
      environment: ["BAUTA_TEMPLATE": "/e.mgz", "FSLDIR": "/fsl"],
      files: ["/e.mgz", "/e_brain.nii.gz"] + debian + fsl, origin: .environment, head: "/e.mgz",
      brain: "/e_brain.nii.gz"),
    Machine(
      option: "", environment: ["BAUTA_TEMPLATE": "", "FSLDIR": "/fsl"], files: debian + fsl,
      origin: .fsl, head: "/fsl/data/standard/MNI152_T1_1mm.nii.gz",
      brain: "/fsl/data/standard/MNI152_T1_1mm_brain_mask.nii.gz"),
    Machine(
      environment: ["FSLDIR": "/nowhere"], files: debian, origin: .mricron,
      head: "/usr/share/mricron/templates/ch2.nii.gz",
      brain: "/usr/share/mricron/templates/ch2bet.nii.gz"),
    Machine(
      files: ["/usr/share/mricron/templates/ch2.nii.gz"], origin: .digitalHead, head: nil,
      brain: nil),
    Machine(environment: ["FSLDIR": ""], origin: .digitalHead, head: nil, brain: nil),
    Machine(
      option: "digital-head", files: debian, origin: .digitalHead, head: nil, brain: nil),
    Machine(
      environment: ["BAUTA_TEMPLATE": "digital-head"], files: debian, origin: .digitalHead,
      head: nil, brain: nil),
  ])
  func `the first of five places that has one`(_ machine: Machine) throws {
    let choice = try TemplateSearch(
      option: machine.option, environment: machine.environment,
      exists: { machine.files.contains($0) }
    ).choose()
    #expect(choice.origin == machine.origin)
    #expect(choice.headPath == machine.head && choice.brainPath == machine.brain)
    #expect(!choice.reason.isEmpty && !choice.name.isEmpty)
  }

  @Test func `a template asked for by name is never replaced silently`() {
    let named = TemplateSearch(option: "/t.nii", environment: [:], exists: { _ in false })
    let error = #expect(throws: StudyError.self) { try named.choose() }
    #expect(error?.code == .inputMissing)
    #expect(error?.message == "the template that --template names is not there")
    let exported = TemplateSearch(
      option: nil, environment: ["BAUTA_TEMPLATE": "/t.nii"], exists: { Self.debian.contains($0) })
    let other = #expect(throws: StudyError.self) { try exported.choose() }
    #expect(other?.message == "the template that $BAUTA_TEMPLATE names is not there")
  }

  @Test func `what results depend on is the bytes of the template, not its place`() {
    var choice = TemplateChoice(
      origin: .option, name: "a", headPath: "/a", brainPath: "/b", reason: "r")
    #expect(choice.identity { "h" + $0 } == "h/a+h/b")
    choice.brainPath = nil
    #expect(choice.identity { "h" + $0 } == "h/a+found")
    choice.headPath = nil
    #expect(choice.identity { "h" + $0 } == "a")
  }
}

extension Set<String> {
  fileprivate static func + (left: Set, right: Set) -> Set { left.union(right) }
}
