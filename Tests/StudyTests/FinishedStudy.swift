import Jobs
import Support

@testable import Study

/// A study of some subjects, planned and with a result of every task, without any image.
struct FinishedStudy {
  let folder: ScratchFolder
  let study: OpenStudy
  private let search: TemplateSearch
  private let result: @Sendable (Int) -> TaskResult

  /// Makes it in a folder of its own.
  ///
  /// - Parameters:
  ///   - yaml: the study file; its data lie in `data`.
  ///   - subjects: how many there are, `sub-01` and so on.
  ///   - result: the result of each task that `finish` does, counted from 1.
  /// - Throws: what opening the study throws.
  init(
    _ yaml: String, subjects: Int, result: @escaping @Sendable (Int) -> TaskResult
  ) throws {
    folder = try ScratchFolder()
    search = TemplateSearch(
      option: try folder.make("template.nii.gz", "template"), environment: [:])
    self.result = result
    try folder.make("study.yaml", yaml)
    for number in 1...subjects {
      let label = "sub-0\(number)"
      try folder.make("data/\(label)/anat/\(label)_T1w.nii.gz", "bytes of \(label)")
    }
    study = try OpenStudy.open(folder: folder.path, search: search, threads: 1)
    try study.enqueue()
    try finish()
  }

  /// The study opened once more.
  func opened(isReadOnly: Bool = false) throws -> OpenStudy {
    try OpenStudy.open(folder: folder.path, search: search, threads: 1, isReadOnly: isReadOnly)
  }

  /// The study, still to be opened once more.
  func opening() throws -> StudyOpening {
    try StudyOpening.begin(folder: folder.path, search: search, threads: 1)
  }

  /// Gives every task that can be had a result.
  func finish() throws {
    var number = 0
    while let lease = try study.store.claim(Claimant(owner: "me", version: "1"), limit: 1).first {
      number += 1
      try study.store.complete(lease, result(number))
    }
  }
}
