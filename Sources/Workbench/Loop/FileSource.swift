import Foundation
import Jobs
import Study

/// Plain image files as if they were one subject of a study: nothing can be run.
struct FileSource: StudySource {
  var files: [String]

  var holdsStudy: Bool { false }

  func version() throws(JobsError) -> StoreVersion {
    StoreVersion(sequence: 0, epoch: 0, isPaused: false)
  }

  func hasEngine() -> Bool { false }

  func snapshot() throws(JobsError) -> StudySnapshot {
    let variants = files.map { file in
      VariantStatus(
        name: URL(fileURLWithPath: file).lastPathComponent, state: .done, values: [:],
        removal: [:], warnings: [], failure: nil, tasks: [], image: file, removalMask: nil,
        labels: nil)
    }
    let subject = SubjectStatus(
      subject: Subject(cohort: "files", label: "image", images: [:]), contrast: "T1w",
      variants: variants, brainMask: "")
    let cohort = CohortStatus(
      name: "files", outcome: "none", valueKey: "", subjects: [subject], agreement: nil, pending: 0)
    return StudySnapshot(
      name: "images", methods: [], controls: [], cohorts: [cohort], tasks: [], taskPlaces: [:],
      counts: [:], remainingSeconds: nil, version: try version(), engineIsRunning: false)
  }

  func rerun(_ filter: TaskFilter) throws(JobsError) -> Int { 0 }
  func retry(_ filter: TaskFilter) throws(JobsError) -> Int { 0 }
  func cancel(_ filter: TaskFilter) throws(JobsError) -> Int { 0 }
  func raisePriority(_ filter: TaskFilter) throws(JobsError) {}
  func setPaused(_ isPaused: Bool) throws(JobsError) {}
  func logTail(task: String, lines: Int) throws(JobsError) -> [String] { [] }
}
