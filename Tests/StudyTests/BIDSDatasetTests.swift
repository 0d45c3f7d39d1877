import Support
import Testing

@testable import Study

struct BIDSDatasetTests {
  private func roster(
    _ folder: ScratchFolder, filter: [String: [String]] = [:], contrasts: [String] = ["T1w"]
  ) -> Roster {
    BIDSDataset(root: folder.path)
      .roster(cohort: cohort(.bids("."), filter: filter), contrasts: contrasts)
  }

  @Test(
    arguments: [
      ("sub-01_T1w.nii.gz", "T1w"), ("sub-01_T1w.nii", "T1w"),
      ("sub-01_ses-2_run-1_FLAIR.nii.gz", "FLAIR"),
      ("sub-01_ce-gadolinium_T1w.nii.gz", "T1c"), ("sub-01_T2w.nii.gz", "T2w"),
      ("sub-01_PDw.nii.gz", "PDw"), ("sub-01_T1c.nii.gz", nil), ("sub-01_T1w.json", nil),
      ("T1w.nii.gz", nil), ("sub-01_bold.nii.gz", nil), ("sub-01_T1w.nii.gz.tmp", nil),
      (".nii.gz", nil), ("_T1w.nii.gz", nil),
    ] as [(String, String?)])
  func `a file name states its contrast`(_ name: String, _ contrast: String?) {
    #expect(BIDSDataset.contrast(ofFile: name) == contrast)
  }

  @Test func `subjects, sessions, runs and contrast agents`() throws {
    let folder = try ScratchFolder()
    try folder.make("sub-02/anat/sub-02_T1w.nii.gz")
    try folder.make("sub-01/anat/sub-01_run-2_T1w.nii.gz")
    try folder.make("sub-01/anat/sub-01_run-1_T1w.nii.gz")
    try folder.make("sub-01/anat/sub-01_ce-gd_T1w.nii.gz")
    try folder.make("sub-03/ses-1/anat/sub-03_ses-1_FLAIR.nii.gz")
    try folder.make("sub-03/ses-2/anat/sub-03_ses-2_T1w.nii.gz")
    try folder.make("sub-04/anat/sub-04_T2w.nii.gz")
    try folder.make("derivatives/sub-05/anat/sub-05_T1w.nii.gz")
    try folder.make("sub-06", "a file, not a folder")
    let found = roster(folder)
    #expect(found.mistakes.isEmpty)
    #expect(found.subjects.map(\.stem) == ["sub-01", "sub-02", "sub-03_ses-2", "sub-04"])
    #expect(
      found.subjects[0].images == [
        "T1w": folder.file("sub-01/anat/sub-01_run-1_T1w.nii.gz"),
        "T1c": folder.file("sub-01/anat/sub-01_ce-gd_T1w.nii.gz"),
      ])
    #expect(found.subjects[2].folder == "sub-03/ses-2")
    #expect(
      found.subjects.map(\.others) == [
        ["T1w": folder.file("sub-01/anat/sub-01_run-2_T1w.nii.gz")], [:],
        ["FLAIR": folder.file("sub-03/ses-1/anat/sub-03_ses-1_FLAIR.nii.gz")], [:],
      ], "other images of a person are known, for the search of people")
    #expect(found.subjects[3].images["T1w"] == nil, "the probe says that the image is missing")
    #expect(
      found.notes == [
        "sub-01 has 1 further run(s) or acquisition(s), not measured",
        "sub-03 has 2 sessions; ses-2 is taken",
      ])
    #expect(found.unusedSessions == 1 && found.unusedImages >= 1)
    let told = found.summary([]).first ?? ""
    #expect(
      told.contains("are not measured") && told.contains("may look at one of them"), "\(told)")
    #expect(roster(folder, contrasts: ["FLAIR"]).subjects[2].session == "ses-1")
  }

  @Test func `the filter lets subjects in by participants tsv`() throws {
    let folder = try ScratchFolder()
    for label in ["sub-01", "sub-02", "sub-03"] {
      try folder.make("\(label)/anat/\(label)_T1w.nii.gz")
    }
    try folder.make(
      "participants.tsv",
      "participant_id\tdiagnosis\tsex\nsub-01\tAD\tF\nsub-02\tHC\tM\n03\tAD\tM\nsub-09\tAD\tM\n")
    #expect(
      roster(folder, filter: ["diagnosis": ["AD"]]).subjects.map(\.label) == ["sub-01", "sub-03"])
    #expect(
      roster(folder, filter: ["diagnosis": ["AD", "HC"], "sex": ["M"]]).subjects.map(\.label)
        == ["sub-02", "sub-03"])
    #expect(
      roster(folder, filter: ["diagnose": ["AD"]]).mistakes.map(\.description) == [
        "line 7: cohort 'AD': the filter names the column 'diagnose' (did you mean 'diagnosis'?)"
      ])
    #expect(
      roster(folder, filter: ["diagnosis": ["PD"]]).mistakes.map(\.description) == [
        "line 7: cohort 'AD' has no subject (expected folders such as sub-01/anat in the dataset; check 'bids' and 'filter')"
      ])
  }

  @Test func `what is wrong with a dataset is a sentence`() throws {
    let folder = try ScratchFolder()
    #expect(
      roster(folder).mistakes.map(\.description) == [
        "line 7: cohort 'AD' has no subject (expected folders such as sub-01/anat in the dataset; check 'bids' and 'filter')"
      ])
    #expect(
      BIDSDataset(root: folder.file("nowhere")).roster(cohort: cohort(.bids(".")), contrasts: [])
        .mistakes.map(\.description) == [
          "line 7: cohort 'AD': the BIDS dataset is not a readable folder (check 'bids', which is relative to the study folder)"
        ])
    try folder.make("sub-01/anat/sub-01_T1w.nii.gz")
    #expect(
      roster(folder, filter: ["a": ["b"]]).mistakes.map(\.description) == [
        "line 7: cohort 'AD' has a filter, but the dataset no participants.tsv (take the filter out, or add the file)"
      ])
    try folder.make("participants.tsv", "id\ta\nsub-01\tb\n")
    #expect(
      roster(folder, filter: ["a": ["b"]]).mistakes.map(\.description) == [
        "line 7: cohort 'AD': the table has no column 'participant_id' (columns are id, a)"
      ])
    try folder.make("participants.tsv", "participant_id\ta\nsub-01\n")
    #expect(roster(folder, filter: ["a": ["b"]]).mistakes.count == 1)
  }

  @Test func `a label with strange characters is no subject of a dataset`() throws {
    let folder = try ScratchFolder()
    try folder.make("sub-01/anat/sub-01_T1w.nii.gz")
    try folder.make("sub-x y/anat/sub-x y_T1w.nii.gz")
    let found = roster(folder)
    #expect(found.subjects.map(\.label) == ["sub-01"])
    #expect(found.notes.count == 1)
  }
}
