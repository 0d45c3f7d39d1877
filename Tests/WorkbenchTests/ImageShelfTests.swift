import Foundation
import Support
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
    let shelf = ImageShelf(loader: loader, readers: 1)
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
    let shelf = ImageShelf(loader: loader, readers: 1)
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

  @Test func bothOfThePairAreSeenCoarseBeforeEitherIsWhole() {
    let loader = MadeLoader(isCoarseFirst: true)
    let shelf = ImageShelf(loader: loader, readers: 1)
    let wanted = ["full", "variant", "neighbour"].map { request($0) }
    _ = shelf.want(wanted)
    settle(shelf)
    #expect(loader.paths == ["coarse full", "coarse variant", "full", "variant", "neighbour"])
    #expect(shelf.changes == 5)
    #expect(shelf.want(wanted).values.allSatisfy { white($0) > 50 }, "whole in the end")
  }

  @Test func neighboursForWhichThereIsNoRoomAreHeldCoarse() throws {
    let loader = MadeLoader(isCoarseFirst: true)
    let shelf = ImageShelf(loader: loader, capacity: 1, readers: 1)
    let wanted = ["full", "variant", "next", "previous"].map { request($0) }
    for _ in 0..<4 {
      _ = shelf.want(wanted)
      settle(shelf)
    }
    #expect(
      loader.paths == [
        "coarse full", "coarse variant", "full", "variant", "coarse next", "coarse previous",
      ])
    let stepped = ["next", "full"].map { request($0) }
    #expect(isReady(shelf.want(stepped)[stepped[0]]), "seen at once")
    settle(shelf)
    #expect(loader.paths.suffix(1) == ["next"], "and whole soon after")
    #expect(white(try #require(shelf.want(stepped)[stepped[0]])) > 50)
  }

  @Test func restOfAnImageThatNobodyWantsAnyMoreIsNotRead() {
    let (gate, begun) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    let loader = MadeLoader(gate: gate, begun: begun, isCoarseFirst: true)
    let shelf = ImageShelf(loader: loader, readers: 1)
    _ = shelf.want([request("first")])
    begun.wait()
    _ = shelf.want([request("second")])
    for _ in 0..<5 { gate.signal() }
    settle(shelf)
    #expect(loader.paths == ["coarse first", "coarse second", "second"])
    _ = shelf.want([request("first")])
    settle(shelf)
    #expect(loader.paths.suffix(2) == ["coarse first", "first"], "begun anew")
  }

  @Test func anImageMadeAnewDoesNotTurnCoarse() {
    let loader = MadeLoader(isCoarseFirst: true)
    let shelf = ImageShelf(loader: loader)
    for generation in [1, 2] {
      _ = shelf.want([request("a", generation: Int64(generation))])
      settle(shelf)
    }
    #expect(loader.paths == ["coarse a", "a", "a"])
  }

  @Test func theTwoThatAreShownAreReadSideBySide() {
    let (gate, begun) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    let loader = MadeLoader(gate: gate, begun: begun)
    let shelf = ImageShelf(loader: loader)
    let wanted = ["full", "variant", "next", "previous"].map { request($0) }
    _ = shelf.want(wanted)
    for _ in 0..<2 { begun.wait() }
    #expect(Set(loader.paths) == ["full", "variant"], "neither waits for the other")
    for _ in 0..<2 { gate.signal() }
    begun.wait()
    #expect(loader.paths.count == 3, "the others come one after another")
    for _ in 0..<2 { gate.signal() }
    settle(shelf)
    #expect(Set(loader.paths) == ["full", "variant", "next", "previous"])
  }

  @Test func whatIsShownDoesNotWaitForANeighbour() {
    let (gate, begun) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    let loader = MadeLoader(gate: gate, begun: begun)
    let shelf = ImageShelf(loader: loader)
    for _ in 0..<2 { gate.signal() }
    _ = shelf.want(["full", "variant", "next"].map { request($0) })
    for _ in 0..<3 { begun.wait() }
    _ = shelf.want(["other"].map { request($0) })
    begun.wait()
    #expect(loader.paths.suffix(2) == ["next", "other"], "read while the neighbour still is")
    for _ in 0..<2 { gate.signal() }
    settle(shelf)
  }

  private func file(_ grid: Grid, in folder: ScratchFolder) throws -> (path: String, image: Image) {
    var image = Image(grid: grid)
    for place in image.voxels.indices { image.voxels[place] = Float(place % grid.nx * 6) }
    let path = folder.file("head.nii.gz")
    try VolumeFile.write(Volume(image: image, type: .int16), to: path)
    return (path, image)
  }

  @Test func aLargeFileIsSeenWholeWithoutItsMasksFirst() throws {
    let folder = try ScratchFolder()
    let grid = Grid(nx: 150, ny: 140, nz: 131, toWorld: .scaling(Vector3(1, 1.1, 1.2)))
    let (path, image) = try file(grid, in: folder)
    guard case .whole(.success(let alone)) = FileImageLoader().begin(ImageRequest(path: path)),
      case .coarse(let bare, let rest) = FileImageLoader().begin(
        ImageRequest(path: path, removed: path))
    else {
      Issue.record("the image did not come first")
      return
    }
    #expect(alone.image.voxels == image.voxels && bare.image.voxels == image.voxels)
    let whole = try rest().get()
    #expect(bare.removed == nil && whole.removed?.grid.dims == grid.dims)
    #expect(whole.window == bare.window, "nothing changes but what is laid over it")
  }

  @Test func aGlimpseIsCoarseInTheSameFieldOfViewAndLight() throws {
    let folder = try ScratchFolder()
    let grid = Grid(nx: 150, ny: 140, nz: 131, toWorld: .scaling(Vector3(1, 1.1, 1.2)))
    let (path, image) = try file(grid, in: folder)
    guard case .coarse(let coarse, let rest) = FileImageLoader().glimpse(ImageRequest(path: path))
    else {
      Issue.record("nothing coarse came")
      return
    }
    let whole = try rest().get()
    #expect(coarse.image.grid.dims == [75, 70, 66])
    #expect(whole.image.voxels == image.voxels)
    #expect(coarse.box.low == whole.box.low && coarse.box.high == whole.box.high)
    #expect(coarse.window == whole.window)
  }

  private func white(_ entry: ImageShelf.Entry) -> Float {
    if case .ready(let image) = entry { image.window.white } else { 0 }
  }
}
