import Canvas
import Foundation
import Synchronization
import Volumes

@testable import Workbench

/// Images made of nothing: a bright block, whose place tells the corners of the body apart.
enum MadeImage {
  /// A head-like block of 32×40×36 voxels of 5 mm, with a nose in front and a bright left ear.
  static func head(shade: Float = 100) -> Image {
    let grid = Grid(
      nx: 32, ny: 40, nz: 36,
      toWorld: Affine(
        columns: Vector3(5, 0, 0), Vector3(0, 5, 0), Vector3(0, 0, 5),
        translation: Vector3(-77.5, -97.5, -87.5)))
    var image = Image(grid: grid)
    for z in 4..<32 {
      for y in 5..<33 {
        for x in 6..<26 { image[x, y, z] = shade + Float((x + y + z) % 5) * 10 }
      }
    }
    for y in 33..<37 { for x in 14..<18 { for z in 12..<18 { image[x, y, z] = shade * 1.5 } } }
    return image
  }

  static func loaded(shade: Float = 100, withRemoval: Bool = false) -> LoadedImage {
    let image = head(shade: shade)
    var removed = Mask(grid: image.grid)
    for y in 28..<40 { for x in 0..<32 { for z in 0..<20 { removed[x, y, z] = true } } }
    var brain = Mask(grid: image.grid)
    for y in 10..<28 { for x in 10..<22 { for z in 16..<30 { brain[x, y, z] = true } } }
    return LoadedImage(
      LoadedImage(image: image, sidesAreKnown: true), removed: withRemoval ? removed : nil,
      brain: brain)
  }
}

extension MadeImage {
  /// A picture of a step that failed: a bright block with the outline of a brain.
  static let failure: LoadedImage = {
    var picture = Picture(
      width: 90, height: 60,
      grey: (0..<90 * 60).map {
        (20..<70).contains($0 % 90) && (10..<50).contains($0 / 90) ? 180 : 0
      })
    picture.tints = [Tint(RGB(79, 224, 224), opacity: 1, mark: "o", ink: .brain)]
    picture.overlay = (0..<90 * 60).map { pixel in
      let (x, y) = (pixel % 90, pixel / 90)
      let isLine =
        (30...60).contains(x) && (y == 20 || y == 40)
        || (20...40).contains(y) && (x == 30 || x == 60)
      return isLine ? 1 : 0
    }
    return LoadedImage(picture: picture)
  }()
}

/// Gives made images, counts what is read, and can be held back.
final class MadeLoader: ImageLoader {
  private let log = Mutex<[String]>([])
  private let gate: DispatchSemaphore?
  private let begun: DispatchSemaphore?
  private let isCoarseFirst: Bool

  /// - Parameters:
  ///   - gate: every image waits for a signal.
  ///   - begun: is signalled whenever an image begins to be read.
  ///   - isCoarseFirst: a dark image comes first; both it and the rest are written to `paths`.
  init(
    gate: DispatchSemaphore? = nil, begun: DispatchSemaphore? = nil, isCoarseFirst: Bool = false
  ) {
    (self.gate, self.begun, self.isCoarseFirst) = (gate, begun, isCoarseFirst)
  }

  func isCoarseFirst(_ request: ImageRequest) -> Bool { isCoarseFirst }

  func begin(_ request: ImageRequest) -> ImageArrival {
    guard isCoarseFirst else { return .whole(load(request)) }
    log.withLock { $0.append("coarse " + request.path) }
    begun?.signal()
    gate?.wait()
    return .coarse(MadeImage.loaded(shade: 1), rest: { self.load(request) })
  }

  /// Paths in the order they were read.
  var paths: [String] { log.withLock { $0 } }

  func load(_ request: ImageRequest) -> Result<LoadedImage, PictureProblem> {
    log.withLock { $0.append(request.path) }
    begun?.signal()
    gate?.wait()
    if request.path.contains("broken") { return .failure(PictureProblem("the file is damaged")) }
    if request.isPicture { return .success(MadeImage.failure) }
    if request.alignment != nil { return .success(MadeHead.loaded(request)) }
    return .success(MadeImage.loaded(withRemoval: request.removed != nil))
  }
}

/// Has no images at all, so that only what stands around pictures is drawn.
struct NoLoader: ImageLoader {
  func load(_ request: ImageRequest) -> Result<LoadedImage, PictureProblem> {
    .failure(PictureProblem("no picture"))
  }
}
