import Foundation
import Study
import Volumes

/// One image in memory with what belongs to it, ready to be cut into slices.
public final class LoadedImage: Sendable {
  /// The image.
  public let image: Image
  /// Black and white.
  public let window: IntensityWindow
  /// Its field of view.
  public let box: WorldBox
  /// Whether its header says which side is which.
  public let sidesAreKnown: Bool
  /// Voxels that were removed.
  public let removed: Mask?
  /// The brain.
  public let brain: Mask?
  /// Fluid, grey and white matter; empty where they were not told apart.
  public let tissues: [Mask]
  /// Tells images apart, also those of one file read twice.
  let identity = UUID()

  /// An image and what belongs to it.
  public init(
    image: Image, sidesAreKnown: Bool, removed: Mask? = nil, brain: Mask? = nil,
    tissues: [Mask] = []
  ) {
    self.image = image
    window = IntensityWindow(of: image)
    box = WorldBox(image.grid)
    self.sidesAreKnown = sidesAreKnown
    (self.removed, self.brain, self.tissues) = (removed, brain, tissues)
  }

  /// Memory that its voxels take.
  var byteCount: Int {
    let masks = [removed, brain].compactMap { $0 } + tissues
    return image.voxels.count * 4 + masks.reduce(0) { $0 + $1.voxels.count }
  }
}

/// Which image is wanted, with the files that belong to it.
public struct ImageRequest: Hashable, Sendable {
  /// The image.
  public var path: String
  /// The mask of removed voxels.
  public var removed: String?
  /// The brain mask.
  public var brain: String?
  /// The tissue labels.
  public var labels: String?
  /// Changes when the files were made anew.
  public var generation: Int64 = 0

  /// A request for an image alone, or with what belongs to it.
  public init(path: String, removed: String? = nil, brain: String? = nil, labels: String? = nil) {
    (self.path, self.removed, self.brain, self.labels) = (path, removed, brain, labels)
  }
}

/// Reads images for the screen.
public protocol ImageLoader: Sendable {
  /// The image, or a sentence that says why it cannot be shown.
  func load(_ request: ImageRequest) -> Result<LoadedImage, PictureProblem>
}

/// Why a picture cannot be shown.
public struct PictureProblem: Error, Hashable, Sendable {
  /// One sentence.
  public var message: String

  /// A problem with its sentence.
  public init(_ message: String) { self.message = message }
}

/// Reads images from files.
public struct FileImageLoader: ImageLoader {
  /// A loader.
  public init() {}

  /// The image of a file with its masks, where these are there.
  public func load(_ request: ImageRequest) -> Result<LoadedImage, PictureProblem> {
    do {
      let volume = try VolumeFile.read(request.path)
      let image = try volume.picture()
      return .success(
        LoadedImage(
          image: image,
          sidesAreKnown: volume.header.qformCode > 0 || volume.header.sformCode > 0,
          removed: mask(request.removed), brain: mask(request.brain),
          tissues: tissues(request.labels)))
    } catch {
      return .failure(PictureProblem(error.message))
    }
  }

  private func optionalImage(_ path: String) -> Image? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    return try? VolumeFile.read(path).image(frame: 0)
  }

  /// Labels 1, 2, 3 as masks.
  private func tissues(_ path: String?) -> [Mask] {
    guard let labels = path.flatMap(optionalImage) else { return [] }
    return (1...3).map { label in
      let value = Float(label)
      return Mask(
        grid: labels.grid, voxels: labels.voxels.map { abs($0 - value) < 0.5 ? 1 : 0 })
    }
  }

  private func mask(_ path: String?) -> Mask? {
    guard let path, let image = optionalImage(path) else { return nil }
    return Mask(grid: image.grid, voxels: image.voxels.map { $0 > 0.5 ? 1 : 0 })
  }
}
