import Anatomy
import Canvas
import Faces
import Foundation
import Support
import Testing
import Volumes

@testable import Pictures
@testable import Study
@testable import Workbench

/// Zones and pictures of faces in the report of a study.
@Suite struct ReportedFacesTests {
  private static let registration = Registration(
    templateToSubject: SurfaceHead.map, similarity: 1, verdict: .plausible)

  private static let original = try? HeadRecord.observing(
    SurfaceHead.original, registration: registration)

  /// A study of which three faces were checked: one gone, one another's, one still there.
  private static func snapshot(in folder: ScratchFolder) throws -> StudySnapshot {
    var snapshot = MadeStudy.snapshot(subjects: 3)
    for (index, change) in [FaceChange.removed, .otherFace, .nothing].enumerated() {
      let image = SurfaceHead.changed(change)
      let before = try #require(original)
      let after = try HeadRecord.observing(
        image, registration: Self.registration, like: before)
      let check = try FaceCheck.checking(
        image, against: SurfaceHead.original, registration: Self.registration,
        known: before, seen: after)
      let files = (folder.file("check\(index).json"), folder.file("record\(index).json"))
      try JSONEncoder().encode(check).write(to: URL(fileURLWithPath: files.0))
      try JSONEncoder().encode(FacePair(original: before.front, defaced: after.front))
        .write(to: URL(fileURLWithPath: files.1))
      snapshot.cohorts[0].subjects[index].variants[1].face = FaceStanding(
        task: "f", values: FaceStanding.values(of: check), failure: nil, files: files)
    }
    return snapshot
  }

  private static func count(_ part: String, in text: String) -> Int {
    text.components(separatedBy: part).count - 1
  }

  @Test func `originals and faces that are still there are only drawn when asked for`() throws {
    let folder = try ScratchFolder()
    let snapshot = try Self.snapshot(in: folder)
    func page(originals: Bool) -> String {
      StudyReport(
        snapshot,
        faces: ReportedFaces.read(snapshot, drawsFaces: true, showsOriginals: originals)
      ).html
    }
    let (usual, own) = (page(originals: false), page(originals: true))
    #expect(Self.count("<img ", in: usual) == 2)
    #expect(!usual.contains("before the removal") && !usual.contains("subject 3: C"))
    #expect(usual.contains("1 face is not drawn: of grade C or N"))
    #expect(usual.contains("<figcaption>subject 1: A, face surface removed</figcaption>"))
    #expect(usual.contains("<figcaption>subject 2: B, face surface altered or replaced"))
    #expect(Self.count("<img ", in: own) == 6)
    #expect(Self.count("before the removal", in: own) == 3 && own.contains("subject 3: C"))
    for page in [usual, own] {
      #expect(XMLCheck(page).isBalanced && !page.contains("sub-0") && !page.contains("http"))
    }
  }

  @Test func `pictures show a face, and what is left where it was`() throws {
    let folder = try ScratchFolder()
    let faces = ReportedFaces.read(
      try Self.snapshot(in: folder), drawsFaces: true, showsOriginals: true)
    let portraits = try #require(faces.first?.portraits)
    #expect(portraits.map(\.subject) == [2, 1, 0], "those first of which most is left")
    for portrait in portraits {
      let before = try #require(portrait.original.flatMap { Picture(png: $0) })
      let after = try #require(Picture(png: portrait.defaced))
      #expect(before.width == 300 && before.height == 190)
      let lit = before.samples.count { $0 > 20 }
      #expect(lit > before.samples.count / 4)
      #expect((before.samples == after.samples) == (portrait.subject == 2))
      #expect(portrait.defaced.count < 40_000)
    }
  }

  @Test func `zones stand in the text, a table for each method`() throws {
    let folder = try ScratchFolder()
    let snapshot = try Self.snapshot(in: folder)
    let faces = ReportedFaces.read(snapshot, drawsFaces: false, showsOriginals: false)
    #expect(faces.count == 1 && faces[0].portraits.isEmpty && faces[0].withheld == 0)
    let lines = StudyReport(snapshot, faces: faces).lines(width: 80)
    let start = try #require(lines.firstIndex(of: "heads: zones of the faces"))
    #expect(
      lines[start + 2]
        == "quickshear    A   B   C   N    <1 mm    <2 mm    <4 mm  mean mm")
    #expect(lines[start + 4].hasPrefix("eyes          1   1   1   0"))
    #expect(lines[start + 3].hasPrefix("(forehead) "))
    #expect(lines[(start + 3)...(start + 9)].allSatisfy { $0.count <= 64 })
  }
}
