import Foundation
import Jobs
import Support
import Testing

@testable import Study

struct TaskGraphTests {
  private static let plan = StudyPlan(
    name: "s", methods: ["quickshear"], controls: ["noise"],
    cohorts: [cohort(.bids("data"))], parameters: [:], failure: StudyPlan.FailureRules(),
    engine: StudyPlan.EngineSettings())

  private static let versions = MethodVersions(
    reference: 1, methods: ["quickshear": 1, "noise": 1], outcomes: ["nbv": 1],
    contrasts: ["nbv": OutcomeContrasts(needed: ["T1w"])])

  private static func subject(_ number: Int) -> Subject {
    Subject(
      cohort: "AD", label: "sub-0\(number)", images: ["T1w": "/data/\(number).nii.gz"])
  }

  /// What a change of the study is, and the tasks that must become others by it.
  struct Change: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var affected: Set<String>
    var plan = TaskGraphTests.plan
    var versions = TaskGraphTests.versions
    var template = "t"
    var bytes = ["/data/1.nii.gz": "one", "/data/2.nii.gz": "two"]

    init(_ name: String, _ affected: Set<String>, _ body: (inout Change) -> Void) {
      (testDescription, self.affected) = (name, affected)
      body(&self)
    }

    /// Identities by a name such as `1 measure noise`.
    var identities: [String: String] {
      let builder = TaskGraphBuilder(
        plan: plan, versions: versions, template: template, threads: 1,
        identity: { bytes[$0] ?? "absent" })
      let graph = builder.graph(of: ["AD": [subject(1), subject(2)]])
      var names: [String: String] = [:]
      for (number, entry) in zip(1..., graph.cohorts[0].entries) {
        names["\(number) probe"] = entry.probe
        names["\(number) reference"] = entry.reference
        for variant in entry.variants {
          names["\(number) deface \(variant.name)"] = variant.deface
          names["\(number) measure \(variant.name)"] = variant.measure
        }
      }
      return names
    }
  }

  @Test func `another image of a person makes the check of the face another one`() throws {
    func face(_ other: String?, bytes: String = "x") throws -> (id: String, work: FaceWork) {
      let builder = TaskGraphBuilder(
        plan: Self.plan, versions: Self.versions, template: "t", threads: 1,
        identity: { $0 == other ? bytes : "absent" })
      var subject = Self.subject(1)
      subject.others = other.map { ["T1w": $0] } ?? [:]
      let graph = builder.graph(of: ["AD": [subject]])
      let spec = try #require(graph.specs.first { $0.kind == "face" })
      let work = try JSONDecoder().decode(Work.self, from: Data(spec.payload.utf8))
      guard case .face(let work) = work else { throw TestFailure() }
      return (spec.id, work)
    }
    let (alone, other) = (try face(nil), try face("/data/other.nii.gz"))
    #expect(alone.work.other == nil && alone.work.method == "quickshear")
    #expect(other.work.other == "/data/other.nii.gz")
    #expect(other.work.fingerprints["/data/other.nii.gz"] == "x")
    #expect(alone.id != other.id)
    #expect(other.id != (try face("/data/other.nii.gz", bytes: "y")).id)
  }

  private static let firstSubject: Set<String> = [
    "1 probe", "1 reference", "1 measure full", "1 deface quickshear", "1 measure quickshear",
    "1 deface noise", "1 measure noise",
  ]
  private static let everything = firstSubject.union(
    firstSubject.map { $0.replacingOccurrences(of: "1 ", with: "2 ") })
  private static func both(_ names: String...) -> Set<String> {
    Set(names.flatMap { ["1 " + $0, "2 " + $0] })
  }

  private static let changes: [Change] = [
    Change("nothing", []) { _ in },
    Change("the bytes of an input", firstSubject) { $0.bytes["/data/1.nii.gz"] = "other" },
    Change("an input that is gone", firstSubject) { $0.bytes["/data/1.nii.gz"] = nil },
    Change("the template", everything.subtracting(both("probe"))) { $0.template = "u" },
    Change("the version of the reference", everything.subtracting(both("probe"))) {
      $0.versions.reference = 2
    },
    Change("a parameter", both("deface quickshear", "measure quickshear")) {
      $0.plan.parameters["quickshear"] = ["buffer": "11mm"]
    },
    Change("a parameter set to its default", []) {
      $0.plan.parameters["quickshear"] = ["buffer": "10mm"]
    },
    Change("the seed of the control", both("deface noise", "measure noise")) {
      $0.plan.parameters["noise"] = ["seed": "8"]
    },
    Change("the version of the method", both("deface quickshear", "measure quickshear")) {
      $0.versions.methods["quickshear"] = 2
    },
    Change(
      "the version of the outcome", both("measure full", "measure quickshear", "measure noise")
    ) { $0.versions.outcomes["nbv"] = 2 },
    Change(
      "the plausible window", both("measure full", "measure quickshear", "measure noise")
    ) { $0.plan.failure.nbvBrainML = 700...2000 },
    Change("a limit of a gate", both("deface quickshear", "measure quickshear")) {
      $0.plan.gates.faceLeft.fail = 10
    },
    Change("a limit of another method", []) {
      $0.plan.gates.headRemoved["facemasking"] = GateLimits.Window(warn: 1...2, fail: 0...3)
    },
    Change("how further images are treated, where there are none", []) {
      $0.plan.images = .independent
    },
    Change(
      "the preset of the outcome", both("measure full", "measure quickshear", "measure noise")
    ) { $0.plan.parameters["nbv"] = ["preset": "-B -f 0.1"] },
    Change("the preset set to its default", []) {
      $0.plan.parameters["nbv"] = ["preset": "default"]
    },
    Change("the timeout", []) { $0.plan.failure.timeoutSeconds = 60 },
    Change("the name of the study", []) { $0.plan.name = "other" },
    Change("one control less", []) { $0.plan.controls = [] },
  ]

  @Test(arguments: changes)
  func `a change makes exactly what depends on it new`(_ change: Change) {
    let before = Change("before", []) { _ in }.identities
    let after = change.identities
    let changed = Set(before.keys.filter { after[$0] != nil && after[$0] != before[$0] })
    #expect(changed == change.affected)
  }

  private func graph(
    _ subjects: [Subject], plan: StudyPlan = plan, versions: MethodVersions = versions
  ) -> TaskGraph {
    TaskGraphBuilder(
      plan: plan, versions: versions, template: "t", threads: 1, identity: { "hash of \($0)" }
    ).graph(of: ["AD": subjects])
  }

  @Test func `identities stay the same from version to version`() {
    let ids = graph([Self.subject(1)]).specs.map(\.id)
    #expect(
      ids.map { String($0.prefix { $0 != "-" }) }
        == ["probe", "reference", "measure", "deface", "measure", "face", "deface", "measure"])
    #expect(Set(ids).count == 8)
    #expect(ids == graph([Self.subject(1)]).specs.map(\.id))
  }

  @Test func `each task waits for the step before it, and for nothing else`() throws {
    let graph = graph([Self.subject(1)])
    let entry = try #require(graph.cohorts.first?.entries.first)
    let specs = Dictionary(uniqueKeysWithValues: graph.specs.map { ($0.id, $0) })
    #expect(specs[entry.probe]?.dependencies == [])
    #expect(specs[entry.reference]?.dependencies == [entry.probe])
    for variant in entry.variants {
      #expect(specs[variant.measure]?.dependencies == [variant.deface ?? entry.reference])
      if let deface = variant.deface { #expect(specs[deface]?.dependencies == [entry.reference]) }
      #expect((variant.face == nil) == (variant.name != "quickshear"))
      if let face = variant.face { #expect(specs[face]?.dependencies == [variant.deface ?? ""]) }
    }
    #expect(graph.specs.map(\.priority) == [Int](repeating: 0, count: 8))
    #expect(self.graph([Self.subject(1), Self.subject(2)]).specs.last?.priority == -1)
  }

  private static let rich = Subject(
    cohort: "AD", label: "sub-01",
    images: ["T1w": "/data/1.nii.gz", "FLAIR": "/data/f.nii.gz", "T2w": "/data/t.nii.gz"])

  private func works(_ graph: TaskGraph) throws -> [String: Work] {
    Dictionary(
      uniqueKeysWithValues: try graph.specs.map { spec in
        (spec.id, try JSONDecoder().decode(Work.self, from: Data(spec.payload.utf8)))
      })
  }

  @Test(arguments: [StudyPlan.ImagePolicy.propagate, .independent])
  func `further images lose their face as the study wants it`(_ policy: StudyPlan.ImagePolicy)
    throws
  {
    var plan = Self.plan
    plan.images = policy
    let graph = graph([Self.rich], plan: plan)
    let entry = try #require(graph.cohorts.first?.entries.first)
    let variant = try #require(entry.variants.first { $0.name == "quickshear" })
    #expect(variant.further.map(\.contrast) == ["T2w", "FLAIR"])
    #expect(entry.variants.flatMap(\.further) == variant.further)
    #expect(Set(entry.tasks) == Set(graph.specs.map(\.id)))
    let specs = Dictionary(uniqueKeysWithValues: graph.specs.map { ($0.id, $0) })
    let works = try works(graph)
    for (place, further) in variant.further.enumerated() {
      guard case .deface(let work) = works[further.deface] else { throw TestFailure() }
      #expect(work.image == Self.rich.images[further.contrast])
      #expect(work.output.image.hasSuffix("_desc-quickshear_\(further.contrast).nii.gz"))
      let before = specs[further.deface]?.dependencies ?? []
      if policy == .propagate {
        #expect(work.primary == "/data/1.nii.gz" && work.fingerprints.count == 2)
        #expect(before == [entry.reference, variant.deface ?? ""])
        #expect(entry.furtherReferences.isEmpty)
      } else {
        #expect(work.primary == nil && work.fingerprints.count == 1)
        #expect(before == [entry.furtherReferences[place]])
        guard case .reference(let reference) = works[before[0]] else { throw TestFailure() }
        #expect(reference.image == work.image && reference.output == work.reference)
      }
    }
    // What is measured does not depend on further images.
    #expect(specs[variant.measure]?.dependencies == [variant.deface].compactMap { $0 })
    #expect(Set(graph.specs.flatMap { works[$0.id]?.outputs ?? [] }).count > 20)
    let files = EntryFiles(entry: entry, outcome: "nbv", controls: ["noise"]).all
    #expect(Self.byTask(files) == Self.byTask(works.map { EntryFiles.TaskFiles($0, $1) }))
  }

  /// Images by contrast, those that the outcome is measured on, the one on which the face is found.
  struct Measured: Sendable {
    var images: [String]
    var outcome: OutcomeContrasts
    var anchor: String
    var measured: [String]
  }

  private static let measured = [
    Measured(
      images: ["FLAIR"], outcome: OutcomeContrasts(needed: ["FLAIR"], optional: ["T1w"]),
      anchor: "FLAIR", measured: ["FLAIR"]),
    Measured(
      images: ["FLAIR", "T1w", "T2w"],
      outcome: OutcomeContrasts(needed: ["FLAIR"], optional: ["T1w"]),
      anchor: "T1w", measured: ["FLAIR", "T1w"]),
    Measured(
      images: ["FLAIR", "T1c", "T1w", "T2w"],
      outcome: OutcomeContrasts(needed: ["T1c", "T1w", "T2w", "FLAIR"]), anchor: "T1w",
      measured: ["T1c", "T1w", "T2w", "FLAIR"]),
    Measured(
      images: ["FLAIR", "T1w"], outcome: OutcomeContrasts(needed: ["T1w"]), anchor: "T1w",
      measured: ["T1w"]),
  ]

  @Test(arguments: measured)
  func `an outcome of several images waits for the variants of all, and of no other`(
    _ entry: Measured
  ) throws {
    let subject = Subject(
      cohort: "AD", label: "sub-01",
      images: Dictionary(uniqueKeysWithValues: entry.images.map { ($0, "/data/\($0).nii.gz") }))
    var versions = Self.versions
    versions.contrasts = ["nbv": entry.outcome]
    let graph = graph([subject], versions: versions)
    let tasks = try #require(graph.cohorts.first?.entries.first)
    #expect(tasks.contrast == entry.anchor && tasks.measured == entry.measured)
    let works = try works(graph)
    let specs = Dictionary(uniqueKeysWithValues: graph.specs.map { ($0.id, $0) })
    for variant in tasks.variants {
      guard case .measure(let work) = works[variant.measure] else { throw TestFailure() }
      #expect(work.images.keys.sorted() == entry.measured.sorted())
      let before = variant.deface.map { deface in
        [deface] + variant.further.filter { entry.measured.contains($0.contrast) }.map(\.deface)
      }
      #expect(specs[variant.measure]?.dependencies == before ?? [tasks.reference])
      let made = (before ?? []).flatMap { works[$0]?.outputs ?? [] }
      let originals = Set(subject.images.values)
      #expect(
        work.images.values.allSatisfy {
          variant.deface == nil ? originals.contains($0) : made.contains($0)
        })
      #expect((work.reference != nil) == (variant.deface == nil && entry.measured.count == 1))
      #expect(work.fingerprints.count == (variant.deface == nil ? entry.measured.count : 0))
    }
    // What a plan that is remembered knows of its files is what the tasks write.
    let files = EntryFiles(entry: tasks, outcome: "nbv", controls: ["noise"]).all
    #expect(Self.byTask(files) == Self.byTask(works.map { EntryFiles.TaskFiles($0, $1) }))
    let noise = try #require(tasks.variants.first { $0.name == "noise" })
    #expect(Set(noise.further.map(\.contrast)) == Set(entry.measured).subtracting([entry.anchor]))
  }

  @Test func `the policy and the bytes of a further image make its task another one`() throws {
    func further(_ policy: StudyPlan.ImagePolicy, _ hash: String) throws -> [String] {
      var plan = Self.plan
      plan.images = policy
      let graph = TaskGraphBuilder(
        plan: plan, versions: Self.versions, template: "t", threads: 1,
        identity: { $0 == "/data/f.nii.gz" ? hash : "h" }
      ).graph(of: ["AD": [Self.rich]])
      return graph.cohorts[0].entries[0].variants.flatMap(\.further).map(\.deface)
    }
    let usual = try further(.propagate, "a")
    #expect(try further(.propagate, "a") == usual)
    let changed = try further(.propagate, "b")
    #expect(changed[0] == usual[0] && changed[1] != usual[1])
    #expect(Set(try further(.independent, "a")).isDisjoint(with: usual))
  }

  /// The files of tasks that write any, by task.
  private static func byTask(_ files: [EntryFiles.TaskFiles]) -> [String: EntryFiles.TaskFiles] {
    let writing = files.filter { !$0.outputs.isEmpty }
    return Dictionary(writing.map { ($0.task, $0) }, uniquingKeysWith: { $1 })
  }

  private struct TestFailure: Error {}

  @Test func `nothing that was computed from the full image travels to the measurement of another`()
    throws
  {
    let graph = graph([Self.subject(1)])
    let works = try graph.specs.map { spec in
      (spec, try JSONDecoder().decode(Work.self, from: Data(spec.payload.utf8)))
    }
    var counted = 0
    for (spec, work) in works {
      guard case .measure(let work) = work else { continue }
      counted += 1
      if work.variant == "full" {
        #expect(work.reference != nil && work.images == ["T1w": "/data/1.nii.gz"])
      } else {
        #expect(work.reference == nil)
        let root = work.variant == "noise" ? ".bauta/work" : "derivatives/bauta"
        #expect(
          work.images == ["T1w": "\(root)/sub-01/anat/sub-01_desc-\(work.variant)_T1w.nii.gz"])
        #expect(work.fingerprints.isEmpty)
        for leak in ["/data/1.nii.gz", "desc-brain", "desc-head", "xfm", "defacemask"] {
          #expect(!spec.payload.contains(leak), "\(leak) in \(work.variant)")
        }
      }
    }
    #expect(counted == 3)
  }

  @Test func `the parameters of the outcome travel to the worker, complete`() throws {
    for (given, expected) in [([:], "default"), (["preset": "-B -f 0.1"], "-B -f 0.1")] {
      var plan = Self.plan
      plan.parameters["nbv"] = given
      let works = try graph([Self.subject(1)], plan: plan).specs.compactMap { spec in
        guard
          case .measure(let work) = try JSONDecoder().decode(
            Work.self, from: Data(spec.payload.utf8))
        else { return nil as MeasureWork? }
        return work
      }
      #expect(
        works.map(\.parameters) == [
          ["preset": expected], ["preset": expected], ["preset": expected],
        ])
    }
  }

  @Test func `a subject without the image gets a probe that can say so`() throws {
    let bare = Subject(cohort: "AD", label: "sub-01", images: [:])
    let spec = try #require(graph([bare]).specs.first)
    let work = try JSONDecoder().decode(Work.self, from: Data(spec.payload.utf8))
    #expect(work == .probe(ProbeWork(images: [:], needed: ["T1w"])))
  }

  @Test func `two cohorts share what is the same and nothing else`() throws {
    var plan = Self.plan
    plan.cohorts.append(cohort(.bids("data"), name: "MCI"))
    let builder = TaskGraphBuilder(
      plan: plan, versions: Self.versions, template: "t", threads: 1, identity: { $0 })
    var twin = Self.subject(1)
    twin.cohort = "MCI"
    let graph = builder.graph(of: ["AD": [Self.subject(1)], "MCI": [twin]])
    #expect(graph.specs.count == 8)
    #expect(graph.cohorts.map { $0.entries.first?.reference }.count == 2)
    #expect(graph.cohorts[0].entries.first?.variants == graph.cohorts[1].entries.first?.variants)
  }
}
