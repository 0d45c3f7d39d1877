import Support
import Testing

@testable import Study

struct ImageTableTests {
  private func roster(
    _ text: String, as name: String = "t.csv", filter: [String: [String]] = [:]
  ) throws -> (Roster, ScratchFolder) {
    let folder = try ScratchFolder()
    let path = try folder.make("tables/" + name, text)
    return (ImageTable(path: path).roster(cohort: cohort(.table(name), filter: filter)), folder)
  }

  @Test(arguments: [("t.csv", ","), ("t.tsv", "\t"), ("t.txt", ";")])
  func `rows become subjects with paths relative to the table`(
    _ name: String, _ mark: String
  ) throws {
    let text = [
      ["subject", "session", "T1w", "FLAIR", "site"], ["01", "2", "a/01.nii.gz", "", "x"],
      ["sub-02", "n/a", "/data/02.nii", "f.nii", "y"],
    ].map { $0.joined(separator: mark) }.joined(separator: "\n")
    let (found, folder) = try roster(text, as: name)
    #expect(found.mistakes.isEmpty && found.notes.isEmpty)
    #expect(found.subjects.map(\.stem) == ["sub-01_ses-2", "sub-02"])
    #expect(found.subjects[0].images == ["T1w": folder.file("tables/a/01.nii.gz")])
    #expect(
      found.subjects[1].images == ["T1w": "/data/02.nii", "FLAIR": folder.file("tables/f.nii")])
  }

  @Test func `mistakes of a table are told all at once`() throws {
    let (found, _) = try roster(
      "subject,T1w\n01,a.nii\nsub-01,b.nii\na b,c.nii\n../x,d.nii\n,e.nii\n")
    let bad = "the subject must be letters, digits, '-' or '_' (it becomes part of file names)"
    #expect(
      found.mistakes.map(\.description) == [
        "line 7: cohort 'AD', line 3 of the table: the same subject and session stand twice (keep one)",
        "line 7: cohort 'AD', line 4 of the table: \(bad)",
        "line 7: cohort 'AD', line 5 of the table: \(bad)",
        "line 7: cohort 'AD', line 6 of the table: \(bad)",
      ])
  }

  @Test func `a row of another length hides no other mistake`() throws {
    let (found, _) = try roster("subject,T1w\n01,a.nii\n02\n03,c.nii,x\n,d.nii\n")
    #expect(
      found.mistakes.map(\.description) == [
        "line 7: cohort 'AD', t.csv: line 3: expected 2 fields as in the header, found 1.",
        "line 7: cohort 'AD', t.csv: line 4: expected 2 fields as in the header, found 3.",
        "line 7: cohort 'AD', line 5 of the table: the subject must be letters, digits, '-' or '_' "
          + "(it becomes part of file names)",
      ])
    #expect(found.subjects.map(\.stem) == ["sub-01"])
  }

  @Test func `a session that is no label is refused`() throws {
    let (found, _) = try roster("subject,session,T1w\n01,../../x,a.nii\n")
    #expect(
      found.mistakes.map(\.description) == [
        "line 7: cohort 'AD', line 2 of the table: the session must be letters, digits, '-' or '_' (it becomes part of file names)"
      ])
  }

  @Test func `columns that are missing are named`() throws {
    #expect(
      try roster("subjekt,T1w\n01,a\n").0.mistakes.map(\.description) == [
        "line 7: cohort 'AD': the table has no column 'subject' (did you mean 'subjekt'?)"
      ])
    #expect(
      try roster("subject,image\n01,a\n").0.mistakes.map(\.description) == [
        "line 7: cohort 'AD': the table has no column with images (columns may be T1w, T1c, T2w, FLAIR, PDw)"
      ])
    #expect(
      try roster("subject,T1w\n01,a\n", filter: ["site": ["x"]]).0.mistakes.map(\.description) == [
        "line 7: cohort 'AD': the filter names the column 'site' (known are subject, T1w)"
      ])
    #expect(try roster("").0.mistakes.count == 1)
    #expect(
      ImageTable(path: "/nowhere.csv").roster(cohort: cohort(.table("x"))).mistakes.map(
        \.description)
        == [
          "line 7: cohort 'AD': the table is not there or may not be read (check 'table', which is relative to the study folder)"
        ])
  }

  @Test func `visits of one person know each other`() throws {
    let (found, folder) = try roster(
      "subject,session,T1w\n01,1,a\n02,1,b\n01,2,c\n01,3,d\n")
    #expect(
      found.subjects.map { $0.others["T1w"] } == [
        folder.file("tables/c"), nil, folder.file("tables/a"), folder.file("tables/a"),
      ])
  }

  @Test func `the filter works on the columns of the table`() throws {
    let (found, _) = try roster(
      "subject,T1w,site\n01,a,x\n02,b,y\n03,c,x\n", filter: ["site": ["x"]])
    #expect(found.subjects.map(\.label) == ["sub-01", "sub-03"])
    let (none, _) = try roster("subject,T1w,site\n01,a,x\n", filter: ["site": ["z"]])
    #expect(
      none.mistakes.map(\.description) == [
        "line 7: cohort 'AD' has no subject (check the table and 'filter')"
      ])
  }
}

struct ShelvesTests {
  private func subject(_ cohort: String, _ image: String) -> Subject {
    Subject(cohort: cohort, label: "sub-01", images: ["T1w": image])
  }

  @Test func `the same label with other images gets a folder of its own`() throws {
    let assigned = Shelves.assigned(
      ["A": [subject("A", "/a")], "B": [subject("B", "/b")], "C": [subject("C", "/a")]],
      order: ["A", "B", "C"])
    #expect(assigned["A"]?.first?.shelf == nil)
    #expect(assigned["B"]?.first?.shelf == "cohort-B")
    #expect(assigned["C"]?.first?.shelf == nil)
    let folders = try ["A", "B", "C"].map { name in
      StudyPaths.variant("quickshear", of: try #require(assigned[name]?.first), contrast: "T1w")
        .image
    }
    #expect(folders[0] == "derivatives/bauta/sub-01/anat/sub-01_desc-quickshear_T1w.nii.gz")
    #expect(
      folders[1] == "derivatives/bauta/cohort-B/sub-01/anat/sub-01_desc-quickshear_T1w.nii.gz")
    #expect(folders[2] == folders[0])
  }
}

struct CheckedStudyTests {
  @Test func `mistakes of all cohorts are told at once`() throws {
    let folder = try ScratchFolder()
    try folder.make(
      "study.yaml",
      """
      study: s
      methods: [quickshear]
      cohorts:
        - { name: A, outcome: nbv, bids: nowhere }
        - { name: B, outcome: nbv, table: t.csv }
      """)
    try folder.make("t.csv", "subjekt,T1w\n1,a\n")
    let error = #expect(throws: StudyError.self) { try CheckedStudy.check(folder: folder.path) }
    #expect(error?.mistakes.map { $0.line ?? 0 } == [4, 5])
    #expect(error?.message == "the data that study.yaml names has 2 mistakes")
    let missing = #expect(throws: StudyError.self) {
      try CheckedStudy.check(folder: folder.file("nowhere"))
    }
    #expect(missing?.code == .inputMissing)
  }

  @Test func `folder and file lead to the same study`() throws {
    let folder = try ScratchFolder()
    try folder.make(
      "study.yaml",
      "study: s\nmethods: [quickshear]\ncohorts: [{ name: A, outcome: nbv, bids: data }]\n")
    try folder.make("data/sub-01/anat/sub-01_T1w.nii.gz")
    for place in [folder.path, folder.path + "/", folder.file("study.yaml")] {
      let checked = try CheckedStudy.check(folder: place)
      #expect(checked.subjects["A"]?.map(\.label) == ["sub-01"])
      #expect(checked.paths.root == folder.path)
    }
  }
}
