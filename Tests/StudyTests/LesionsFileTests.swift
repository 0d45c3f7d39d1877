import Foundation
import Testing
import Volumes

@testable import Outcomes
@testable import Study

/// The table of lesions beside the values of an outcome.
@Suite struct LesionsFileTests {
  private static let lesions = [
    FoundLesion(
      centre: Vector3(-21.004, 3.5, 18), volumeML: 1.23456, place: .periventricular,
      probability: 0.8765),
    FoundLesion(
      centre: Vector3(40, -30.25, .nan), volumeML: 0.0162, place: .deep, probability: 0.5),
  ]

  @Test func `one line a lesion under one heading, without lesions the heading alone`() {
    let heading = "lesion\tx\ty\tz\tvolume\tlocation\tprobability\n"
    #expect(LesionsFile.tsv(of: []) == heading)
    #expect(
      LesionsFile.tsv(of: Self.lesions) == heading
        + "1\t-21.00\t3.50\t18.00\t1.2346\tperiventricular\t0.876\n"
        + "2\t40.00\t-30.25\tn/a\t0.0162\tdeep\t0.500\n")
  }

  @Test func `every column is described, numbers with their unit, places with their meaning`()
    throws
  {
    let json = try JSONSerialization.jsonObject(with: Data(LesionsFile.description.utf8))
    let columns = try #require(json as? [String: [String: Any]])
    let names = LesionsFile.tsv(of: []).dropLast().split(separator: "\t").map(String.init)
    #expect(Set(columns.keys) == Set(names))
    #expect(columns.values.allSatisfy { ($0["Description"] as? String)?.isEmpty == false })
    #expect(["x", "y", "z"].allSatisfy { columns[$0]?["Units"] as? String == "mm" })
    #expect(columns["volume"]?["Units"] as? String == "mL")
    let levels = try #require(columns["location"]?["Levels"] as? [String: String])
    #expect(Set(levels.keys) == Set(LesionPlace.allCases.map(\.rawValue)))
  }

  @Test func `the tables of two outcomes of one subject have names of their own`() {
    let work = MeasureWork(
      outcome: "wmlv", variant: "full", images: [:], brainML: [800, 2000],
      valuesFile: "a/sub-1_desc-full_wmlv.json", labelsFile: "a/sub-1_desc-fullwmlv_dseg.nii.gz")
    #expect(work.lesionsFile == "a/sub-1_desc-fullwmlv_lesions.tsv")
    #expect(work.lesionsSidecar == "a/sub-1_desc-fullwmlv_lesions.json")
    #expect(
      Set(Work.measure(work).outputs).isSuperset(of: [work.lesionsFile, work.lesionsSidecar]))
  }
}
