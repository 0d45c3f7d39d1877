import Faces
import Foundation
import Support
import Terminal
import Testing
import Volumes

@testable import Workbench

extension BenchTests {
  @Suite(.serialized) struct FaceView {
    @Test func `heads turn together and by the mouse`() throws {
      let bench = try Bench(MadeStudy.snapshot(subjects: 4), columns: 120, rows: 40)
      try bench.act("view.face", "head.right", "head.right", "head.up")
      #expect(bench.state.face.yawDegrees == 30 && bench.state.face.pitchDegrees == 15)
      bench.press(.character("h"), .left, .character("J"))
      #expect(bench.state.face.yawDegrees == 0 && bench.state.face.pitchDegrees == 0)
      bench.press(.mouse(Mouse(.wheelDown, column: 60, row: 12)))
      #expect(bench.state.face.yawDegrees == 15)
      try bench.act("head.front")
      #expect(bench.state.face == FaceSettings())
      for _ in 0..<20 { try bench.act("head.up") }
      #expect(bench.state.face.pitchDegrees == 75)
    }

    @Test func `a head is made once and drawn once a pose`() throws {
      let loader = MadeLoader()
      let bench = try Bench(
        MadeStudy.snapshot(subjects: 4), columns: 120, rows: 40, loader: loader)
      try bench.act("view.face")
      let (read, drawn) = (loader.paths.count, bench.workbench.picturesDrawn)
      try bench.act("head.right")
      #expect(bench.workbench.picturesDrawn == drawn + 2)
      try bench.act("head.left")
      #expect(bench.workbench.picturesDrawn == drawn + 2 && loader.paths.count == read)
    }

    @Test func `j and k go on choosing the subject`() throws {
      let bench = try Bench(MadeStudy.snapshot(subjects: 4), columns: 100, rows: 30)
      try bench.act("view.face")
      bench.press(.character("j"), .character("j"), .character("k"))
      #expect(bench.state.subject == 1 && bench.state.view == .face)
      bench.press(.mouse(Mouse(.press, column: 5, row: 6)))
      #expect(bench.state.subject == 2)
      #expect(bench.recorder.text.contains("face still there"))
    }

    @Test func `a study that does not keep where heads lie says so`() throws {
      var snapshot = MadeStudy.snapshot(subjects: 2)
      for index in snapshot.cohorts[0].subjects.indices {
        snapshot.cohorts[0].subjects[index].alignment = nil
      }
      let bench = try Bench(snapshot)
      try bench.act("view.face")
      #expect(bench.recorder.text.contains("not made yet"))
    }

    /// What a study keeps of where a head lies.
    private struct Alignment: Encodable {
      var templateToSubject = SurfaceHead.map
      var (similarity, specificity, template) = (1.0, 1.0, "made")
    }

    @Test func `a face that was only dimmed is drawn`() throws {
      let folder = try ScratchFolder()
      var request = ImageRequest(path: folder.file("dimmed.nii"))
      request.alignment = folder.file("alignment.json")
      request.original = folder.file("original.nii")
      try VolumeFile.write(
        Volume(image: SurfaceHead.changed(.dimmed), type: .float32), to: request.path)
      try VolumeFile.write(
        Volume(image: SurfaceHead.original, type: .float32), to: folder.file("original.nii"))
      try JSONEncoder().encode(Alignment()).write(
        to: URL(fileURLWithPath: folder.file("alignment.json")))
      let look = try #require(try FileImageLoader().load(request).get().head)
      let nose = UInt8(1 + (FaceZone.allCases.firstIndex(of: .nose) ?? 0))
      func count(_ renderer: HeadRenderer) -> Int {
        renderer.picture(width: 100, height: 100).zones.count { $0 == nose }
      }
      var whole = request
      (whole.path, whole.original) = (folder.file("original.nii"), nil)
      let before = try #require(try FileImageLoader().load(whole).get().head)
      #expect(count(before.renderer) > 60)
      #expect(count(look.renderer) > count(before.renderer) * 9 / 10)
    }

    @Test func `files that cannot be read are a sentence`() {
      var request = ImageRequest(path: "/nowhere/head.nii")
      request.alignment = "/nowhere/alignment.json"
      guard case .failure(let problem) = FileImageLoader().load(request) else {
        Issue.record("a head was made of nothing")
        return
      }
      #expect(problem.message == "where the head lies is not known yet")
    }
  }
}
