/// Reads images for the screen.
public protocol ImageLoader: Sendable {
  /// The image, or a sentence that says why it cannot be shown.
  func load(_ request: ImageRequest) -> Result<LoadedImage, PictureProblem>

  /// What can be shown soonest: a coarse image and how to get the rest, or all at once.
  func begin(_ request: ImageRequest) -> ImageArrival

  /// Whether something coarse may come first.
  func isCoarseFirst(_ request: ImageRequest) -> Bool
}

/// What comes first of an image.
public enum ImageArrival: Sendable {
  /// All of it, or why it cannot be shown.
  case whole(Result<LoadedImage, PictureProblem>)
  /// A coarse image; the rest takes its place later.
  case coarse(LoadedImage, rest: @Sendable () -> Result<LoadedImage, PictureProblem>)
}

extension ImageLoader {
  /// Everything at once, where nothing coarse comes sooner.
  public func begin(_ request: ImageRequest) -> ImageArrival { .whole(load(request)) }

  /// Everything comes at once.
  public func isCoarseFirst(_ request: ImageRequest) -> Bool { false }
}
