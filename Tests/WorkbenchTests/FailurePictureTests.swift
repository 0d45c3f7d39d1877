import Canvas
import Foundation
import Jobs
import Pictures
import Study
import Support
import Terminal
import Testing
import Volumes

@testable import Workbench

extension WorkbenchState {
  /// Lets the measuring of the shown method fail, with a picture.
  mutating func failMeasure(subject: Int, picture: String = "/work/failed.png") {
    guard var status = snapshot?.cohorts[0].subjects[subject].variants[1] else { return }
    status.state = .failed(step: "measure", kind: .brainExtractionFailed)
    status.failure = TaskFailure(
      kind: "brain-extraction-failed",
      message: "A brain of 500–2500 ml was expected, one of 2799 ml was found.",
      remedy: "Look at the image: is it a whole head?")
    status.failurePicture = picture
    snapshot?.cohorts[0].subjects[subject].variants[1] = status
  }
}

/// The picture of a step that failed stands in the place of the slices.
@Suite struct FailurePictureTests {
  private static func bench(picture: String = "/work/failed.png") throws -> Bench {
    var state = WorkbenchState()
    state.take(MadeStudy.snapshot(subjects: 3))
    state.failMeasure(subject: 0, picture: picture)
    return try Bench(try #require(state.snapshot), columns: 120, rows: 30)
  }

  @Test("it is shown until the slices are asked for, and again")
  func toggles() throws {
    let bench = try Self.bench()
    let note = "measure that failed, d: slices"
    #expect(bench.recorder.text.contains(note))
    bench.press(.character("d"))
    #expect(!bench.recorder.text.contains(note))
    bench.press(.character("d"))
    #expect(bench.recorder.text.contains(note))
    bench.press(.character("j"))
    #expect(!bench.recorder.text.contains(note), "the next subject has not failed")
    bench.press(.character("d"))
    #expect(bench.recorder.text.contains("no step that is drawn has failed here"))
  }

  @Test("where it cannot be read the slices stay")
  func damaged() throws {
    let bench = try Self.bench(picture: "/work/broken.png")
    #expect(!bench.recorder.text.contains("d: slices"))
    #expect(bench.recorder.text.contains("2799 ml"))
  }

  @Test("it is drawn once, whatever ticks beside it")
  func drawnOnce() throws {
    let bench = try Self.bench()
    let before = bench.workbench.picturesDrawn
    bench.press(.character("y"), .character("y"))
    #expect(bench.workbench.picturesDrawn == before)
  }

  @Test("a file is read as what was written; any other is a problem, not a trap")
  func loader() throws {
    let folder = try ScratchFolder()
    var picture = Picture(width: 20, height: 10, grey: Array(repeating: 255, count: 200))
    picture.tints = [Tint(RGB(1, 2, 3), opacity: 1, mark: "o", ink: .brain)]
    picture.overlay = Array(repeating: 1, count: 200)
    let good = try folder.write(try picture.png(), as: "good.png")
    let bad = try folder.write([1, 2, 3], as: "bad.png")
    let loaded = try FileImageLoader().load(ImageRequest(path: good)).get()
    #expect(loaded.picture?.overlay == picture.overlay && loaded.byteCount == 404)
    for path in [bad, folder.file("none.png")] {
      guard case .whole(.failure(let problem)) = FileImageLoader().begin(ImageRequest(path: path))
      else {
        Issue.record("\(path) is no picture")
        continue
      }
      #expect(problem.message == "the picture cannot be read")
    }
  }

  @Test("lines stay visible in few cells, areas stay as they are", arguments: [1, 2, 5])
  func thickening(width: Int) {
    var picture = Picture(width: 40, height: 40, grey: [])
    picture.tints = [
      Tint(RGB(1, 2, 3), opacity: 1, mark: "o", ink: .brain),
      Tint(RGB(1, 2, 3), opacity: 0.5, mark: "#", ink: .tissue),
    ]
    picture.overlay = (0..<1600).map { $0 % 40 == 20 ? 1 : $0 % 40 == 30 ? 2 : 0 }
    let found = picture.thickened(across: width, down: 1).overlay
    #expect(found.count { $0 == 1 } == 40 * width && found.count { $0 == 2 } == 40)
  }
}
