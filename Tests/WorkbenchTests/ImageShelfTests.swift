import Foundation
import Testing
import Volumes

@testable import Workbench

@Suite struct ImageShelfTests {
  private func request(_ name: String, generation: Int64 = 0) -> ImageRequest {
    var request = ImageRequest(path: name)
    request.generation = generation
    return request
  }

  private func settle(_ shelf: ImageShelf) { while shelf.isBusy { sched_yield() } }

  private func isReady(_ entry: ImageShelf.Entry?) -> Bool {
    if case .ready = entry { true } else { false }
  }

  @Test func whatIsWantedIsReadOnceInOrder() {
    let loader = MadeLoader()
    let shelf = ImageShelf(loader: loader)
    _ = shelf.want([request("a"), request("b"), request("c")])
    settle(shelf)
    let found = shelf.want([request("a"), request("b"), request("c")])
    settle(shelf)
    #expect(loader.paths == ["a", "b", "c"])
    #expect(found.values.allSatisfy(isReady))
    #expect(shelf.changes == 3)
  }

  @Test func latestWishWinsAndTheOthersAreNeverRead() {
    let (gate, begun) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    let loader = MadeLoader(gate: gate, begun: begun)
    let shelf = ImageShelf(loader: loader)
    _ = shelf.want([request("first")])
    begun.wait()
    for name in ["second", "third", "fourth"] { _ = shelf.want([request(name)]) }
    for _ in 0..<4 { gate.signal() }
    settle(shelf)
    #expect(loader.paths == ["first", "fourth"])
  }

  @Test func damagedFileGivesItsSentence() {
    let shelf = ImageShelf(loader: MadeLoader())
    _ = shelf.want([request("broken")])
    settle(shelf)
    guard case .problem(let problem) = shelf.want([request("broken")])[request("broken")] else {
      Issue.record("no problem was reported")
      return
    }
    #expect(problem.message == "the file is damaged")
  }

  @Test func roomIsKeptAndNothingIsReadTwiceForLackOfIt() {
    let loader = MadeLoader()
    let size = MadeImage.loaded().byteCount
    let shelf = ImageShelf(loader: loader, capacity: size * 3)
    let wanted = (0..<6).map { request("image\($0)") }
    for _ in 0..<5 {
      _ = shelf.want(wanted)
      settle(shelf)
    }
    #expect(loader.paths == ["image0", "image1", "image2"])
    _ = shelf.want(Array(wanted.reversed()))
    settle(shelf)
    #expect(loader.paths.dropFirst(3) == ["image5", "image4", "image3"])
    let held = shelf.want(wanted).filter { isReady($0.value) }
    #expect(held.count == 3)
    settle(shelf)
  }

  @Test func pairIsShownHoweverLargeItIs() {
    let shelf = ImageShelf(loader: MadeLoader(), capacity: 1)
    let pair = [request("full"), request("variant")]
    _ = shelf.want(pair)
    settle(shelf)
    #expect(shelf.want(pair).values.allSatisfy(isReady))
  }

  @Test func formerImageStandsInWhileItsFileIsReadAgain() {
    let gate = DispatchSemaphore(value: 0)
    gate.signal()
    let loader = MadeLoader(gate: gate)
    let shelf = ImageShelf(loader: loader)
    _ = shelf.want([request("a", generation: 1)])
    settle(shelf)
    let again = request("a", generation: 2)
    #expect(isReady(shelf.want([again])[again]))
    gate.signal()
    settle(shelf)
    #expect(loader.paths == ["a", "a"])
    let other = request("b")
    #expect(!isReady(shelf.want([other])[other]))
    gate.signal()
    settle(shelf)
  }
}
