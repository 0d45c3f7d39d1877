import Foundation
import Phantoms
import Support
import Testing
import Volumes

@testable import Study

struct DemoStudyTests {
  @Test func `the recipes of the repository are read`() throws {
    let folder = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("sample-data")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    for name in names.filter({ $0.hasPrefix("heads") && $0.hasSuffix(".json") }) {
      #expect(try !DemoStudy.recipes(from: folder.appendingPathComponent(name).path).isEmpty)
    }
  }

  @Test func `a file of recipes that is none is an error`() throws {
    let folder = try ScratchFolder()
    let missing = #expect(throws: StudyError.self) {
      try DemoStudy.recipes(from: folder.file("no.json"))
    }
    #expect(missing?.code == .inputMissing)
    for text in ["", "{}", "[{\"subject\": \"sub-01\"}]", "[{\"seed\": 1, \"atrophy\": 9}]"] {
      let path = try folder.make("bad.json", text)
      let error = #expect(throws: StudyError.self) { try DemoStudy.recipes(from: path) }
      #expect(error?.code == .badData)
    }
    let many = try folder.make("many.json", #"[{"seed": 1, "lesions": 101}]"#)
    let error = #expect(throws: StudyError.self) { try DemoStudy.recipes(from: many) }
    #expect(error?.remedy == "The recipe of a head needs lesions from 0 to 100, found 101.")
    let good = try folder.make("good.json", "[{\"subject\": \"sub-a\", \"seed\": 3}]")
    #expect(try DemoStudy.recipes(from: good).map(\.subject) == ["sub-a"])
  }

  @Test func `standard recipes have labels that sort`() {
    let labels = DemoStudy.standardRecipes(count: 12).map { $0.subject ?? "" }
    #expect(labels == labels.sorted() && labels.first == "sub-01" && labels.last == "sub-12")
    #expect(DemoStudy.standardRecipes(count: 0).count == 1)
  }

  @Test func `the cohorts of the paper differ in what ails them`() {
    let cohorts = PaperCohorts.cohorts(count: 11)
    #expect(cohorts.map(\.name) == ["AD", "MS", "GBM"])
    let recipes = cohorts.flatMap(\.recipes)
    #expect(Set(recipes.map(\.seed)).count == 33 && Set(recipes.compactMap(\.subject)).count == 33)
    #expect(cohorts[0].recipes.allSatisfy { $0.atrophy >= 0.6 && $0.fault == nil })
    #expect(cohorts[1].recipes.allSatisfy { ($0.lesions ?? 0) >= 15 && $0.fault == nil })
    #expect(cohorts[2].recipes.allSatisfy { $0.tumour == true && $0.fault == nil })
  }

  @Test(.timeLimit(.minutes(1)))
  func `the demo after the paper is a study of three cohorts`() throws {
    let folder = try ScratchFolder()
    let demo = DemoStudy(
      root: folder.file("demo"), cohorts: PaperCohorts.cohorts(count: 1), voxelMM: 5)
    try demo.make(parallel: SmallHeads.parallel) { _, _ in }
    let checked = try CheckedStudy.check(folder: folder.file("demo"))
    #expect(
      checked.subjects.mapValues { $0.map(\.label) } == [
        "AD": ["sub-AD01"], "MS": ["sub-MS01"], "GBM": ["sub-GBM01"],
      ])
    let truth = try folder.bytes(of: "demo/truth/sub-GBM01_truth.json")
    #expect(String(decoding: truth, as: UTF8.self).contains("tv_ml"))
    #expect(checked.plan.cohorts.map(\.outcome) == ["nbv", "wmlv", "gbv"])
    let images = checked.subjects.mapValues { $0.map { $0.images.keys.sorted() } }
    #expect(images["MS"] == [["FLAIR", "T1w"]])
    #expect(images["GBM"] == [["FLAIR", "T1c", "T1w", "T2w"]])
  }

  @Test(.timeLimit(.minutes(1)))
  func `the demo study is a study that checks, and stays as it is`() throws {
    let folder = try ScratchFolder()
    let real = try folder.make("real.nii.gz", "bytes")
    let demo = DemoStudy(
      root: folder.file("demo"), recipes: DemoStudy.standardRecipes(count: 1), realHead: real,
      voxelMM: 4)
    var told: [String] = []
    try demo.make(parallel: SmallHeads.parallel) { told.append("\($0)/\($1)") }
    #expect(told == ["0/2", "1/2", "2/2"])
    let checked = try CheckedStudy.check(folder: folder.file("demo"))
    #expect(checked.subjects["heads"]?.map(\.label) == ["sub-01", "sub-colin27"])
    let path = folder.file("demo/data/sub-01/anat/sub-01_T1w.nii.gz")
    #expect(try VolumeFile.readHeader(path).info.datatype == "int16")
    try folder.make("demo/data/sub-01/anat/sub-01_T1w.nii.gz", "mine")
    try folder.make("demo/study.yaml", "mine")
    try demo.make(parallel: SmallHeads.parallel) { _, _ in }
    #expect(try folder.bytes(of: "demo/study.yaml") == Array("mine".utf8))
    #expect(
      try folder.bytes(of: "demo/data/sub-01/anat/sub-01_T1w.nii.gz") == Array("mine".utf8))
  }
}
