import Anatomy
import Kernels
import Phantoms
import Testing
import Volumes

@testable import Study

/// What becomes of the frames of a series besides the first.
struct SeriesFramesTests {
  private static let grid = Grid(nx: 12, ny: 12, nz: 12, toWorld: .scaling(Vector3(repeating: 3)))

  /// A series of boxes, one of which lies elsewhere.
  private static func series(_ count: Int, odd: Int?) -> Volume {
    let frames = (0..<count).map { place -> Volume in
      var image = Image(grid: grid)
      let start = place == odd ? 7 : 1
      for z in 1..<5 { for y in 1..<5 { for x in start..<start + 4 { image[x, y, z] = 100 } } }
      return Volume(image: image, type: .int16)
    }
    let first = frames[0]
    return Volume(
      header: first.header, grid: grid, frames: count, bytes: frames.flatMap(\.bytes))
  }

  @Test(arguments: [(1, []), (2, [1]), (5, [1, 2, 3, 4]), (9, Array(1...8))])
  func `of a short series every frame is looked at`(_ count: Int, _ places: [Int]) {
    #expect(SeriesFrames.places(of: Self.series(count, odd: nil)) == places)
  }

  @Test func `of a long one the last, the middle one and the one that differs most`() {
    let places = SeriesFrames.places(of: Self.series(60, odd: 23))
    #expect(places.contains(59) && places.contains(30) && places.contains(23))
    #expect(places.count <= SeriesFrames.most + 2 && !places.contains(0))
  }

  @Test("where the head lies elsewhere in a frame, what is removed there goes as well")
  func union() throws {
    let frame = try #require(SmallSession.frame)
    var grid = SmallSession.grid
    grid.toWorld = .translation(Vector3(0, 9, 0)) * grid.toWorld
    var image = try SmallSession.volume(.t1w, on: grid).image(frame: 0)
    image.grid = SmallSession.grid
    let first = SmallSession.volume
    let second = Volume(image: image, type: .float32)
    let both = Volume(
      header: first.header, grid: first.grid, frames: 2, bytes: first.bytes + second.bytes)
    let alone = try SmallSession.maker.attempt(from: first, frame: frame)
    let made = try SmallSession.maker.attempt(from: both, frame: frame)
    #expect(made.refusal == nil, "\(made.refusal?.message ?? "")")
    #expect(made.warnings.contains { $0.contains("lies elsewhere in frame 2") }, "\(made.warnings)")
    let (one, all) = (try #require(alone.removed), try #require(made.removed))
    #expect(made.values["brain_voxels_removed"] == 0)
    // The head of the second frame lies three voxels farther back; so does what is removed of it.
    let size = one.grid
    var (due, missed) = (0, 0)
    for z in 0..<size.nz {
      for y in 3..<size.ny - 3 {
        for x in 0..<size.nx where one[x, y + 3, z] && !frame.brain[x, y, z] {
          due += 1
          if !all[x, y, z] { missed += 1 }
        }
      }
    }
    #expect(due > 1000 && Double(missed) / Double(due) < 0.02, "\(missed) of \(due)")
    #expect(all.count > one.count)
  }
}
