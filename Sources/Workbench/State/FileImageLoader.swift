import Canvas
import Foundation
import Pictures
import Volumes

/// Reads images from files.
public struct FileImageLoader: ImageLoader {
  /// A loader.
  public init() {}

  /// Voxels along the longest axis of the coarse image: enough for the cells of most terminals.
  private static let coarseSide = IntensityWindow.side
  /// The most voxels of an image that comes whole first: to decode so many takes a tenth of a second.
  private static let mostAtOnce = 1 << 25

  /// The image without its masks first; of a very large file a coarse image, which takes little more
  /// than to unpack it.
  public func begin(_ request: ImageRequest) -> ImageArrival {
    opening(request) { $0.voxelCount > Self.mostAtOnce }
  }

  /// A coarse image of any file larger than that.
  public func glimpse(_ request: ImageRequest) -> ImageArrival {
    opening(request) { $0.dims.contains { $0 > Self.coarseSide } }
  }

  private func opening(_ request: ImageRequest, isCoarse: (Grid) -> Bool) -> ImageArrival {
    if request.isPicture { return .whole(picture(request)) }
    if let alignment = request.alignment { return .whole(head(request, alignment: alignment)) }
    do {
      let reading = try ProgressiveReading(request.path)
      guard isCoarse(reading.reading.grid) else { return try bare(reading, request) }
      guard let coarse = try reading.preview(side: Self.coarseSide) else {
        return .whole(finish(reading, request))
      }
      // Given away whole: nobody uses it here any more.
      nonisolated(unsafe) let rest = reading
      return .coarse(
        LoadedImage(
          image: coarse, sidesAreKnown: reading.sidesAreKnown, fine: reading.reading.grid),
        rest: { finish(rest, request) })
    } catch {
      return .whole(.failure(PictureProblem(error.message)))
    }
  }

  private func bare(_ reading: ProgressiveReading, _ request: ImageRequest) throws(VolumeError)
    -> ImageArrival
  {
    let bare = LoadedImage(
      image: try reading.volume().picture(), sidesAreKnown: reading.sidesAreKnown)
    guard request.hasMasks else { return .whole(.success(bare)) }
    return .coarse(bare, rest: { .success(withMasks(bare, request)) })
  }

  /// Slices may come coarse; pictures and heads come whole.
  public func isCoarseFirst(_ request: ImageRequest) -> Bool {
    !request.isPicture && request.alignment == nil
  }

  /// The image of a file with its masks, where these are there.
  public func load(_ request: ImageRequest) -> Result<LoadedImage, PictureProblem> {
    if request.isPicture { return picture(request) }
    if let alignment = request.alignment { return head(request, alignment: alignment) }
    do {
      return finish(try ProgressiveReading(request.path), request)
    } catch {
      return .failure(PictureProblem(error.message))
    }
  }

  private func picture(_ request: ImageRequest) -> Result<LoadedImage, PictureProblem> {
    guard let data = FileManager.default.contents(atPath: request.path),
      let picture = Picture(png: Array(data))
    else { return .failure(PictureProblem("the picture cannot be read")) }
    return .success(LoadedImage(picture: picture))
  }

  private func finish(_ reading: ProgressiveReading, _ request: ImageRequest)
    -> Result<LoadedImage, PictureProblem>
  {
    do {
      let bare = LoadedImage(
        image: try reading.volume().picture(), sidesAreKnown: reading.sidesAreKnown)
      return .success(request.hasMasks ? withMasks(bare, request) : bare)
    } catch {
      return .failure(PictureProblem(error.message))
    }
  }

  private func withMasks(_ bare: LoadedImage, _ request: ImageRequest) -> LoadedImage {
    LoadedImage(
      bare, removed: mask(request.removed), brain: mask(request.brain),
      tissues: tissues(request.labels))
  }

  private func optionalImage(_ path: String) -> Image? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    return try? VolumeFile.read(path).image(frame: 0)
  }

  /// The most labels that are told apart: those of `gbv`.
  private static let mostLabels = 7

  /// The labels from 1 on as masks.
  private func tissues(_ path: String?) -> [Mask] {
    guard let labels = path.flatMap(optionalImage) else { return [] }
    let highest = labels.voxels.reduce(Float(0)) { max($0, $1.isFinite ? $1 : 0) }
    let count = Int(min(Float(Self.mostLabels), highest))
    return (0..<count).map { index in
      let value = Float(index + 1)
      return Mask(
        grid: labels.grid, voxels: labels.voxels.map { abs($0 - value) < 0.5 ? 1 : 0 })
    }
  }

  private func mask(_ path: String?) -> Mask? {
    guard let path, let image = optionalImage(path) else { return nil }
    return Mask(grid: image.grid, voxels: image.voxels.map { $0 > 0.5 ? 1 : 0 })
  }
}

extension ProgressiveReading {
  fileprivate var sidesAreKnown: Bool {
    reading.header.qformCode > 0 || reading.header.sformCode > 0
  }
}
