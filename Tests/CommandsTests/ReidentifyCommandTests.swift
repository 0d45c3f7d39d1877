import Foundation
import Support
import Testing

@testable import Commands

@Suite struct ReidentifyCommandTests {
  @Test(arguments: [
    ("sub-01_T1w.nii.gz", "sub-01"), ("sub-01.nii", "sub-01"), ("head.nii.gz", "head"),
    ("sub-MS03_ses-2_T1w.mgz", "sub-MS03"), ("a_b.nii", "a_b"),
  ])
  func peopleAreNamedByTheirFiles(_ name: String, _ person: String) {
    #expect(ImageList.person(of: name) == person)
  }

  @Test func `folders and tables give the same list`() throws {
    let folder = try ScratchFolder()
    for name in ["sub-1_T1w.nii.gz", "sub-2_T1w.nii", "notes.txt", ".hidden.nii"] {
      _ = try folder.text(name, "")
    }
    let found = try ImageList(folder.path, role: "the gallery").images
    #expect(found.keys.sorted() == ["sub-1", "sub-2"])
    let table = try folder.text(
      "list.tsv", "subject\tage\timage\nsub-1\t3\tsub-1_T1w.nii.gz\nsub-2\t4\tsub-2_T1w.nii\n")
    let listed = try ImageList(table, role: "the gallery").images
    #expect(
      listed.mapValues { URL(fileURLWithPath: $0).lastPathComponent }
        == found.mapValues { URL(fileURLWithPath: $0).lastPathComponent })
    #expect(listed.values.allSatisfy { FileManager.default.fileExists(atPath: $0) })
  }

  @Test(arguments: [
    ("subject,file\na,b\n", "needs the columns 'subject' and 'image'"),
    ("subject,image\na,b.nii\na,c.nii\n", "has two images of one person"),
    ("subject,image\na\n", "has no subject or no image"), ("subject,image\n", "holds no images"),
    ("", "needs the columns"),
  ])
  func tablesAreChecked(_ text: String, _ sentence: String) throws {
    let folder = try ScratchFolder()
    let table = try folder.text("list.csv", text)
    let failure = #expect(throws: CommandFailure.self) {
      try ImageList(table, role: "the gallery")
    }
    #expect(failure?.sentence.contains(sentence) == true, "\(failure?.sentence ?? "")")
  }

  @Test func `a list that is not there is a sentence`() async {
    let run = await Run("reidentify", "--gallery", "/nowhere", "--probes", "/nowhere")
    #expect(run.code == 66 && run.message.contains("the gallery is not there"))
  }
}
