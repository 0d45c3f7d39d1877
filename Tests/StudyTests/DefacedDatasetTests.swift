import Defacing
import Foundation
import Support
import Testing

@testable import Study

struct DefacedDatasetTests {
  /// A dataset of names and texts; the images hold nothing.
  private func source() throws -> ScratchFolder {
    let folder = try ScratchFolder()
    for (name, text) in [
      ("raw/dataset_description.json", #"{"Name": "a", "BIDSVersion": "1.9.0"}"#),
      ("raw/README.md", "read"), ("raw/participants.json", "{}"),
      ("raw/participants.tsv", "participant_id\tage\nsub-01\t30\nsub-02\t40\n"),
      ("raw/task-rest_bold.json", #"{"RepetitionTime": 2.0}"#),
      (
        "raw/sub-01/ses-1/sub-01_ses-1_scans.tsv",
        "filename\tacq_time\nanat/sub-01_ses-1_T1w.nii.gz\tn/a\nanat/sub-01_ses-1_T2w.nii.gz\tn/a\n"
      ),
      ("raw/sub-01/ses-1/anat/sub-01_ses-1_T1w.nii.gz", ""),
      ("raw/sub-01/ses-1/anat/sub-01_ses-1_T1w.json", #"{"EchoTime": 0.10}"#),
      ("raw/sub-01/ses-1/anat/sub-01_ses-1_T2w.nii.gz", ""),
      ("raw/sub-01/ses-1/dwi/sub-01_ses-1_dwi.nii.gz", ""),
      ("raw/sub-01/ses-1/dwi/sub-01_ses-1_dwi.bval", "0"),
      ("raw/sub-01/ses-1/func/sub-01_ses-1_task-rest_bold.nii.gz", ""),
      ("raw/sub-01/ses-1/func/sub-01_ses-1_task-rest_events.tsv", "onset"),
      ("other/dataset_description.json", "{}"), ("other/sub-01/anat/sub-01_T1w.nii.gz", ""),
      ("raw/sub-01/ses-1/anat/t1.nii.gz", ""), ("loose/sub-01/anat/sub-01_T1w.nii.gz", ""),
    ] { try folder.make(name, text) }
    return folder
  }

  private static let session = "raw/sub-01/ses-1"

  @Test func `images, masks and sidecars keep their places`() throws {
    let folder = try source()
    let image = folder.file("\(Self.session)/anat/sub-01_ses-1_T1w.nii.gz")
    let dwi = folder.file("\(Self.session)/dwi/sub-01_ses-1_dwi.nii.gz")
    let dataset = try DefacedDataset(of: [image, dwi], in: folder.file("new/"))
    let anat = folder.file("new/sub-01/ses-1/anat/sub-01_ses-1")
    #expect(dataset.image(for: image) == anat + "_T1w.nii.gz")
    #expect(dataset.sidecar(for: image) == anat + "_T1w.json")
    #expect(dataset.mask(for: image) == anat + "_mod-T1w_defacemask.nii.gz")
    #expect(dataset.sidecar(ofMask: anat + "_x.nii.gz") == anat + "_x.json")
    #expect(dataset.mask(for: dwi) == nil)
    #expect(
      dataset.companions(of: dwi).map(\.to)
        == [folder.file("new/sub-01/ses-1/dwi/sub-01_ses-1_dwi.bval")])
    let bold = folder.file("\(Self.session)/func/sub-01_ses-1_task-rest_bold.nii.gz")
    #expect(
      dataset.companions(of: bold).map(\.from).map { ($0 as NSString).lastPathComponent }
        == ["sub-01_ses-1_task-rest_events.tsv"])
  }

  @Test(arguments: [
    (["raw/sub-01/ses-1/anat/t1.nii.gz"], "new", "image 1 is no image of a BIDS dataset"),
    (["loose/sub-01/anat/sub-01_T1w.nii.gz"], "new", "image 1 is no image of a BIDS dataset"),
    (
      ["\(session)/anat/sub-01_ses-1_T1w.nii.gz", "other/sub-01/anat/sub-01_T1w.nii.gz"], "new",
      "image 2 belongs to another BIDS dataset"
    ),
    (["\(session)/anat/sub-01_ses-1_T1w.nii.gz"], "raw", "in the place of its source"),
    (["\(session)/anat/sub-01_ses-1_T1w.nii.gz"], "", "in the place of its source"),
  ])
  func `what is no dataset, and the source itself, are refused`(
    _ images: [String], _ target: String, _ message: String
  ) throws {
    let folder = try source()
    let error = #expect(throws: StudyError.self) {
      try DefacedDataset(of: images.map(folder.file), in: folder.file(target))
    }
    #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
    #expect(error?.message.contains("sub-01_ses-1") == false)
  }

  @Test func `tables keep the rows of what is there, and grow with it`() throws {
    let folder = try source()
    let names = ["T1w", "T2w"].map { "anat/sub-01_ses-1_\($0).nii.gz" }
    let images = names.map { folder.file("\(Self.session)/\($0)") }
    let dataset = try DefacedDataset(of: images, in: folder.file("new"))
    for (place, name) in names.enumerated() {
      try folder.make("new/sub-01/ses-1/\(name)")
      for file in try dataset.sharedFiles(for: [images[place]]) {
        try folder.make(
          String(file.path.dropFirst(folder.path.count + 1)),
          String(decoding: file.bytes, as: UTF8.self))
      }
      let scans = String(
        decoding: try folder.bytes(of: "new/sub-01/ses-1/sub-01_ses-1_scans.tsv"), as: UTF8.self)
      #expect(scans.split(separator: "\n").count == place + 2)
    }
    let people = String(decoding: try folder.bytes(of: "new/participants.tsv"), as: UTF8.self)
    #expect(people == "participant_id\tage\nsub-01\t30\n")
    let description = String(
      decoding: try folder.bytes(of: "new/dataset_description.json"), as: UTF8.self)
    #expect(description.contains(#""Name": "a""#) && description.contains(#""Name": "bauta""#))
    #expect(
      folder.tree.contains("new/README.md") && folder.tree.contains("new/task-rest_bold.json"))
  }

  @Test func `a sidecar keeps what it said and tells of the removal`() throws {
    let folder = try source()
    let image = folder.file("\(Self.session)/anat/sub-01_ses-1_T1w.nii.gz")
    let dataset = try DefacedDataset(of: [image], in: folder.file("new"))
    let text = try dataset.sidecarText(for: image, Self.sidecar())
    #expect(text.contains(#""EchoTime": 0.10"#), "\(text)")
    #expect(text.contains(#""RecognizableVisualFeatures": "NO""#))
    #expect(text.contains(#""CodeValue":"113102""#))
    #expect(text.contains(#""DeidentificationMethod": ["quickshear (bauta "#))
    try folder.make("\(Self.session)/anat/sub-01_ses-1_T1w.json", "nothing")
    #expect(throws: StudyError.self) { try dataset.sidecarText(for: image, Self.sidecar()) }
  }

  /// A sidecar, what is found in it, and what is left of it.
  @Test(arguments: [
    (#"{"PatientName": "x", "EchoTime": 0.10}"#, ["PatientName"], #"{"EchoTime":0.10}"#),
    (
      #"{"patientID": 7, "AcquisitionTime": "09:00"}"#, ["patientID"],
      #"{"AcquisitionTime":"09:00"}"#
    ),
    (#"{"Note": "DOE^JANE", "A": "2^3"}"#, ["Note"], #"{"A":"2^3"}"#),
    (
      #"{"global": {"const": {"PatientBirthDate": "1950", "Rows": 2}}}"#,
      ["global.const.PatientBirthDate"], #"{"global":{"const":{"Rows":2}}}"#
    ),
    (#"{"a": [{"StudyID": "1"}, 2], "b": [1, 2]}"#, ["a.StudyID"], #"{"b":[1,2]}"#),
    (#"{"a": ["Doe^Jane"]}"#, ["a"], "{}"), (#"{"EchoTime": 1.0}"#, [], #"{"EchoTime":1.0}"#),
    ("[1]", [], "{}"),
  ])
  func `what can tell who a person is, is found at any depth and left out`(
    _ text: String, _ found: [String], _ left: String
  ) {
    #expect(PersonalFields.found(in: text) == found)
    let object = JSONObjectText(text).map(PersonalFields.stripped)
    #expect((object?.text ?? "{}").filter { !$0.isWhitespace } == left)
  }

  @Test func `copies of sidecars do not tell who a person is, unless that is asked for`() throws {
    let folder = try source()
    let image = folder.file("\(Self.session)/anat/sub-01_ses-1_T1w.nii.gz")
    try folder.make(
      "\(Self.session)/anat/sub-01_ses-1_T1w.json", #"{"EchoTime": 0.10, "PatientName": "Doe^J"}"#)
    try folder.make("raw/T1w.json", #"{"StudyDate": "20200102", "Rows": 2}"#)
    var dataset = try DefacedDataset(of: [image], in: folder.file("new"))
    #expect(dataset.personalFields(of: image) == ["PatientName", "StudyDate"])
    func texts() throws -> String {
      let shared = try dataset.sharedFiles(for: [image]).map {
        String(decoding: $0.bytes, as: UTF8.self)
      }
      return try dataset.sidecarText(for: image, Self.sidecar()) + shared.joined()
    }
    let clean = try texts()
    #expect(clean.contains(#""EchoTime": 0.10"#) && clean.contains(#""Rows": 2"#))
    #expect(!clean.contains("Doe") && !clean.contains("20200102"))
    dataset.personal = .keep
    let whole = try texts()
    #expect(whole.contains("Doe^J") && whole.contains("20200102"))
    dataset.personal = .refuse
    let error = #expect(throws: StudyError.self) { try texts() }
    #expect(error?.message.contains("can tell who the person is, by ") == true)
    #expect(error?.message.contains("Doe") == false)
  }

  @Test(arguments: [
    ("participant_id\tage\tsex\nsub-01\t30\tF", [], "30\tF"),
    ("participant_id\tDate of Birth\tage\nsub-01\t7.6.1950\t30", ["Date of Birth"], "n/a\t30"),
    ("participant_id\tnote\nsub-01\tDoe^Jane", ["note"], "n/a"),
    ("participant_id\tpatient_name\tage\nsub-01\tJane\t4", ["patient_name"], "n/a\t4"),
    (
      "participant_id\tseen\tshifted\nsub-01\t2019-03-01T10:00:00\t1912-03-01", ["seen"],
      "n/a\t1912-03-01"
    ),
    ("participant_id\tshort\nsub-01", [], ""), ("participant_id", [], nil), ("", [], nil),
  ])
  func `columns of tables that can tell who a person is are emptied`(
    _ text: String, _ columns: [String], _ row: String?
  ) throws {
    let folder = try source()
    let image = folder.file("\(Self.session)/anat/sub-01_ses-1_T1w.nii.gz")
    try folder.make("raw/participants.tsv", text + "\n")
    var dataset = try DefacedDataset(of: [image], in: folder.file("new"))
    try folder.make("new/sub-01/x", "")
    #expect(dataset.personalFields(of: image) == columns.map { "\($0) (participants.tsv)" })
    func table() throws -> String? {
      try dataset.sharedFiles(for: [image]).first { $0.path.hasSuffix("participants.tsv") }.map {
        String(decoding: $0.bytes, as: UTF8.self)
      }
    }
    let expected = row.map { $0.isEmpty ? "sub-01" : "sub-01\t" + $0 }
    #expect(try table()?.split(separator: "\n").last.map(String.init) == expected)
    dataset.personal = .keep
    #expect(try table() == row.map { _ in text + "\n" })
  }

  @Test(arguments: [
    ("\u{FEFF}{\"PatientName\": \"Doe^J\", \"Rows\": 2}", true),
    ("{\"Patient\\u004eame\": \"Doe^J\", \"Rows\": 2}", true),
    ("{\"PatientName\": \"Doe^J\"", false), ("[{\"PatientName\": \"Doe^J\"}]", false),
  ])
  func `a file above the images that cannot be searched is not copied`(
    _ text: String, _ isObject: Bool
  ) throws {
    let folder = try source()
    let image = folder.file("\(Self.session)/anat/sub-01_ses-1_T1w.nii.gz")
    try folder.make("raw/T1w.json", text)
    var dataset = try DefacedDataset(of: [image], in: folder.file("new"))
    func shared() throws -> String {
      try dataset.sharedFiles(for: [image]).map { String(decoding: $0.bytes, as: UTF8.self) }
        .joined()
    }
    if isObject {
      let copied = try shared()
      #expect(!copied.contains("Doe") && copied.contains("\"Rows\": 2"))
    } else {
      let error = #expect(throws: StudyError.self) { try shared() }
      #expect(error?.message.contains("cannot be searched") == true)
    }
    dataset.personal = .keep
    #expect(try shared().contains("Doe"))
  }

  private static func sidecar(
    keepsSurface: Bool = false, parameters: [String: String] = ["regions": "eyes,nose,mouth,chin"],
    left: [String: Double] = ["eyes": 2, "nose": 0, "mouth": 0, "chin": 1]
  ) -> VariantSidecar {
    // A study may allow anything.
    let gates = left.map {
      Gate(
        name: "\(keepsSurface ? "unaltered" : "face-left")-\($0.key)", value: $0.value,
        failAbove: 100, sentence: "")
    }
    return VariantSidecar(
      method: "quickshear", parameters: parameters, isControl: false, keepsSurface: keepsSurface,
      values: [:], gates: gates, fill: 0)
  }

  /// What was said before, and what is said then of the method and of the code.
  @Test(arguments: [
    (#"{"DeidentificationMethod": "by hand"}"#, #"["by hand", "quickshear"#, 1),
    (#"{"DeidentificationMethod": ["a", "b"]}"#, #"["a", "b", "quickshear"#, 1),
    (
      #"{"DeidentificationMethodCodeSequence": [{"CodeValue": "113102"}]}"#, #"["quickshear"#, 1
    ),
    (#"{"DeidentificationMethodCodeSequence": [{"CodeValue": "113100"}]}"#, "113100", 1),
  ])
  func `earlier steps stay in front`(_ before: String, _ part: String, _ codes: Int) throws {
    let object = Self.sidecar().added(to: try #require(JSONObjectText(before)))
    #expect(object.text.contains(part), "\(object.text)")
    #expect(object.text.components(separatedBy: "113102").count - 1 == codes)
    #expect(Self.sidecar().added(to: object).text == object.text)
  }

  @Test func `no more is claimed than was judged`() {
    let surface = Self.sidecar(keepsSurface: true)
    #expect(surface.RecognizableVisualFeatures == nil)
    #expect(surface.DeidentificationMethodCodeSequence?.count == 1)
    let part = Self.sidecar(parameters: ["regions": "nose"])
    #expect(part.RecognizableVisualFeatures == nil)
    #expect(part.DeidentificationMethodCodeSequence == nil)
    #expect(part.DeidentificationMethod?.first?.hasSuffix("only nose") == true)
    let spared = Self.sidecar(parameters: ["except": "eyes"])
    #expect(spared.RecognizableVisualFeatures == nil)
    #expect(spared.DeidentificationMethodCodeSequence == nil)
    let unseen = Self.sidecar(left: ["eyes": 0, "nose": 0, "mouth": 0])
    #expect(unseen.RecognizableVisualFeatures == nil)
    #expect(unseen.DeidentificationMethodCodeSequence?.count == 1)
    let unaltered = Self.sidecar(keepsSurface: true, left: ["eyes": 45])
    #expect(unaltered.DeidentificationMethodCodeSequence == nil)
    let left = Self.sidecar(left: ["eyes": 45, "nose": 0, "mouth": 0, "chin": 100])
    #expect(left.RecognizableVisualFeatures == nil)
    #expect(left.DeidentificationMethodCodeSequence == nil)
  }
}
