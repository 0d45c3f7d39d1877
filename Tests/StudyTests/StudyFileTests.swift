import Foundation
import Testing

@testable import Study

/// A study file and the mistakes that it must lead to, all at once.
struct BrokenStudy: Sendable, CustomTestStringConvertible {
  var name: String
  var text: String
  var mistakes: [String]

  var testDescription: String { name }
}

private let known = StudyFile.KnownNames(
  methods: ["quickshear", "facemasking"], controls: ["noise", "crop-neck"],
  outcomes: ["nbv", "wmlv"])

private let sound = """
  study: demo
  reference-study: desitter2020
  methods: [quickshear]
  controls: [noise]
  cohorts:
    - name: AD
      outcome: nbv
      bids: ../data/adni
      filter: { diagnosis: [AD, MCI], site: 3 }
    - name: MS
      outcome: wmlv
      table: ms.tsv
  parameters:
    quickshear: { buffer: 12mm, mode: robust }
  failure:
    timeout: 45min
    nbv: { brain-ml: [700, 1900] }
  engine: { workers: 3, executor: local }
  """

private let broken: [BrokenStudy] = [
  BrokenStudy(
    name: "empty", text: "", mistakes: ["the file is empty (write one with 'bauta init')"]),
  BrokenStudy(
    name: "only a comment", text: "# nothing\n",
    mistakes: ["the file is empty (write one with 'bauta init')"]),
  BrokenStudy(
    name: "a list", text: "- quickshear\n",
    mistakes: ["line 1: 'the study file' must be a list of 'key: value' lines"]),
  BrokenStudy(
    name: "not YAML", text: "study: demo\nmethods: [quickshear\n",
    mistakes: [
      "line 3: not YAML: did not find expected ',' or ']' (check indents and quotes)"
    ]),
  BrokenStudy(
    name: "a key twice", text: "study: a\nstudy: b\n",
    mistakes: ["line 1: 'study' stands more than once (keep one)"]),
  BrokenStudy(
    name: "every part at fault",
    text: """
      study: demo
      method: [quickshear]
      methods: [quickshare, quickshear, quickshear]
      controls: [nose]
      cohorts:
        - name: A D
          outcome: nbw
          bids: x
          table: y
        - outcome: nbv
          filtre: {}
      parameters:
        quickshear: { bufer: 10mm, mode: fast, buffer: 10 }
        sienax: { f: 1 }
      failure:
        timeout: soon
        nbv: { brain-ml: [2000, 800] }
      engine: { workers: many, executor: slurm }
      """,
    mistakes: [
      "line 2: unknown key 'method' in the study file (did you mean 'methods'?)",
      "line 3: unknown method 'quickshare' (did you mean 'quickshear'?)",
      "line 3: method 'quickshear' stands twice (keep one)",
      "line 4: unknown control 'nose' (did you mean 'noise'?)",
      "line 6: cohort name 'A D' must be letters, digits, '-' or '_' (it becomes part of file names)",
      "line 6: a cohort has both 'bids' and 'table' (give the folder of a BIDS dataset or a CSV/TSV table, one of them)",
      "line 7: unknown outcome 'nbw' (did you mean 'nbv'?)",
      "line 10: a cohort has no 'name'",
      "line 10: a cohort has neither 'bids' nor 'table' (give the folder of a BIDS dataset or a CSV/TSV table, one of them)",
      "line 11: unknown key 'filtre' in cohort (did you mean 'filter'?)",
      "line 13: unknown parameter 'bufer' of quickshear (did you mean 'buffer'?)",
      "line 13: 'buffer' of quickshear is '10', not a length such as 10mm, from 0.1 to 100 mm (robust), or such as 10vox, from 0 to 200 voxels (parity) (give the unit: '10mm')",
      "line 13: 'mode' of quickshear is 'fast', not robust or parity",
      "line 14: unknown key 'sienax' in parameters (known are quickshear, facemasking, defacing, plane, mask-warp, reface, noise, nbv, gbv)",
      "line 16: 'timeout' is 'soon', not a duration such as 30min",
      "line 17: 'brain-ml' must be two numbers, the lower first, such as [800, 2000]",
      "line 18: 'workers' is 'many', not auto or a number from 1 to 1024",
      "line 18: unknown executor 'slurm' (known are local)",
    ]),
  BrokenStudy(
    name: "gates and images",
    text: """
      study: demo
      methods: quickshear
      cohorts: [{ name: AD, outcome: nbv, bids: x }]
      images: propagat
      gates:
        brain-removd: { warn: 0 }
        brain-removed: { warn: 0, fail: 6 }
        face-left: { warn: 30 }
        brain-in-place: { warn: 0.4, fail: 1.5 }
        face-in-view: { fail: some, worn: 3 }
        head-removed: { quickshear: { warn: [2, 60] }, facemaskin: {}, facemasking: { fail: [5] } }
        stretch: [1.4, 0.7]
      """,
    mistakes: [
      "line 4: 'images' is 'propagat', not propagate or independent (did you mean 'propagate'?)",
      "line 6: unknown key 'brain-removd' in gates (did you mean 'brain-removed'?)",
      "line 7: 'fail' of brain-removed is '6', not a number of per cent from 0 to 5",
      "line 8: 'face-left' fails at 20.0 % before it warns at 30.0 % (let warn be at most fail)",
      "line 9: 'fail' of brain-in-place is '1.5', not a number from 0 to 1",
      "line 10: 'fail' of face-in-view is 'some', not a number of per cent from 0 to 100",
      "line 10: unknown key 'worn' in face-in-view (did you mean 'warn'?)",
      "line 11: 'fail' must be two numbers from 0 to 100, the lower first (such as [0.5, 50])",
      "line 11: the window 'warn' of quickshear reaches beyond its window 'fail' (let 'fail' be the wider one)",
      "line 11: unknown key 'facemaskin' in head-removed (did you mean 'facemasking'?)",
      "line 12: 'stretch' must be two numbers from 0.3 to 3, the lower first (such as [0.7, 1.4])",
    ]),
  BrokenStudy(
    name: "regions that a method cannot remove",
    text: """
      study: demo
      methods: [quickshear, facemasking]
      cohorts: [{ name: AD, outcome: nbv, bids: x }]
      parameters:
        quickshear: { regions: "eyes,ears" }
        facemasking: { regions: eyes, except: eyes }
      """,
    mistakes: [
      "line 5: quickshear cuts along one plane and cannot remove the ears; facemasking, defacing, mask-warp, reface can",
      "line 6: no part of the face is left that facemasking would have to remove",
    ]),
  BrokenStudy(
    name: "the headline of a tumour",
    text: """
      study: demo
      methods: [quickshear]
      cohorts: [{ name: GBM, outcome: nbv, bids: x }]
      parameters:
        gbv: { headline: tumour, reduced: true }
      """,
    mistakes: [
      "line 5: 'headline' of gbv is 'tumour', not tv, tv-plus or cetv",
      "line 5: unknown parameter 'reduced' of gbv (known are headline)",
    ]),
  BrokenStudy(
    name: "parameters of an outcome",
    text: """
      study: demo
      methods: [quickshear]
      cohorts: [{ name: AD, outcome: nbv, bids: x }]
      parameters: { nbv: { preset: "-B -f 0.2", f: 0.1 } }
      """,
    mistakes: [
      "line 4: 'preset' of nbv is '-B -f 0.2', not 'default' or '-B -f 0.1' (did you mean '-B -f 0.1'?)",
      "line 4: unknown parameter 'f' of nbv (known are preset)",
    ]),
  BrokenStudy(
    name: "nothing but a name", text: "study: demo\n",
    mistakes: [
      "line 1: 'methods' names no removal method (known are quickshear, facemasking)",
      "line 1: 'cohorts' must list at least one cohort (each with name, outcome and either bids or table)",
    ]),
  BrokenStudy(
    name: "cohort twice",
    text: """
      study: demo
      methods: quickshear
      cohorts:
        - { name: AD, outcome: nbv, bids: x }
        - { name: AD, outcome: nbv, bids: y }
      """,
    mistakes: ["line 5: cohort 'AD' stands twice (name each differently)"]),
  BrokenStudy(
    name: "wrong shapes",
    text: """
      study: [a, b]
      methods: { a: b }
      cohorts:
        - AD
        - name: B
          outcome: nbv
          bids: x
          filter: 3
      parameters: 7
      failure: { timeout: 0s, nbv: { brain-ml: 800 } }
      """,
    mistakes: [
      "line 1: 'study' must be one word or sentence",
      "line 2: 'methods' must be one word or a list of words",
      "line 4: 'cohort' must be a list of 'key: value' lines",
      "line 8: 'filter' must be a list of 'key: value' lines",
      "line 9: 'parameters' must be a list of 'key: value' lines",
      "line 10: 'timeout' is '0s', not a duration such as 30min",
      "line 10: 'brain-ml' must be two numbers, the lower first, such as [800, 2000]",
    ]),
]

struct StudyFileTests {
  @Test(arguments: broken)
  func `every mistake of a file is told at once, with its line`(_ study: BrokenStudy) {
    do {
      _ = try StudyFile.parse(study.text, known: known)
      Issue.record("no mistake was found")
    } catch {
      #expect(error.code == .badData)
      #expect(error.mistakes.map(\.description).sorted() == study.mistakes.sorted())
      #expect(error.mistakes.map { $0.line ?? 0 } == error.mistakes.map { $0.line ?? 0 }.sorted())
      let count = study.mistakes.count
      #expect(
        error.message == "study.yaml has \(count == 1 ? "a mistake" : "\(count) mistakes")")
    }
  }

  @Test func `a sound file gives its plan`() throws {
    let plan = try StudyFile.parse(sound, known: known)
    #expect(plan.name == "demo" && plan.referenceStudy == "desitter2020")
    #expect(plan.variants == ["full", "quickshear", "noise"])
    #expect(plan.cohorts.map(\.name) == ["AD", "MS"])
    #expect(plan.cohorts.map(\.source) == [.bids("../data/adni"), .table("ms.tsv")])
    #expect(plan.cohorts[0].filter == ["diagnosis": ["AD", "MCI"], "site": ["3"]])
    #expect(plan.cohorts.map(\.line) == [6, 10])
    #expect(plan.parameters == ["quickshear": ["buffer": "12mm", "mode": "robust"]])
    #expect(plan.failure.timeoutSeconds == 2700 && plan.failure.nbvBrainML == 700...1900)
    #expect(plan.engine.workers == 3 && plan.engine.executor == .local)
  }

  @Test func `limits of gates are read, and what is not named stays`() throws {
    let plan = try StudyFile.parse(
      """
      study: a
      methods: quickshear
      cohorts: [{name: b, outcome: nbv, bids: c}]
      images: independent
      gates:
        face-left: { fail: 10 }
        head-removed: { quickshear: { fail: [4, 30] } }
        stretch: [0.5, 1.6]
      """, known: known)
    #expect(plan.images == .independent)
    #expect(plan.gates.faceLeft == GateLimits.Pair(warn: 5, fail: 10))
    #expect(plan.gates.brainRemoved == GateLimits.standard.brainRemoved)
    #expect(
      plan.gates.headRemoved(by: "quickshear") == GateLimits.Window(warn: 4...30, fail: 4...30))
    #expect(plan.gates.headRemoved(by: "facemasking").fail == 0.5...50)
    #expect(plan.gates.stretch == 0.5...1.6)
  }

  @Test func `the preset of an outcome is read, and takes the place of the default`() throws {
    let text = sound.replacingOccurrences(
      of: "  quickshear:", with: "  nbv: { preset: \"-B -f 0.1\" }\n  quickshear:")
    let plan = try StudyFile.parse(text, known: known)
    #expect(plan.parameters["nbv"] == ["preset": "-B -f 0.1"])
    #expect(ParameterSchema.nbv.completed([:]) == ["preset": "default"])
  }

  @Test func `left out parts have defaults`() throws {
    let plan = try StudyFile.parse(
      "study: a\nmethods: quickshear\ncohorts: [{name: b, outcome: nbv, bids: c}]", known: known)
    #expect(plan.failure == StudyPlan.FailureRules() && plan.engine == StudyPlan.EngineSettings())
    #expect(plan.images == .propagate && plan.gates == .standard)
    #expect(plan.controls.isEmpty && plan.parameters.isEmpty && plan.referenceStudy == nil)
  }

  @Test(arguments: [
    ("plain", "data"), ("with \"quotes\" and \\", "d: [x]\ty"), ("# no comment", "- {a}"),
    ("ümlaut ☃", "line\nbreak"), ("yes", "~"), ("1.0", "null"),
  ])
  func `the file that init writes is read back as it was meant`(
    _ name: String, _ folder: String
  ) throws {
    for source in [StudyPlan.Cohort.Source.bids(folder), .table(folder)] {
      let text = StudyTemplate.text(
        StudyTemplate.Answers(name: name, cohort: "AD", outcome: "nbv", source: source))
      let plan = try StudyFile.parse(text, known: StudyRegistry.names)
      #expect(plan.name == name)
      #expect(plan.cohorts.first?.source == source)
    }
  }

  @Test func `random bytes never trap`() {
    var state: UInt64 = 1
    let letters = Array("ab:[]{},-\n \"'#&*!|>%@`\t0?é")
    for _ in 0..<2000 {
      var text = ""
      for _ in 0..<40 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text.append(letters[Int(state >> 33) % letters.count])
      }
      #expect(throws: StudyError.self) { try StudyFile.parse(text, known: known) }
    }
  }
}
