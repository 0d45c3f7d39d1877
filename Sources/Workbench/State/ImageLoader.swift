/// Reads images for the screen.
public protocol ImageLoader: Sendable {
  /// The image, or a sentence that says why it cannot be shown.
  func load(_ request: ImageRequest) -> Result<LoadedImage, PictureProblem>

  /// What can be shown soonest: a part of it and how to get the rest, or all at once.
  func begin(_ request: ImageRequest) -> ImageArrival

  /// A coarse image that takes little memory, where there is one: to be shown after a step.
  func glimpse(_ request: ImageRequest) -> ImageArrival

  /// Whether something coarse may come first.
  func isCoarseFirst(_ request: ImageRequest) -> Bool
}

/// What comes first of an image.
public enum ImageArrival: Sendable {
  /// All of it, or why it cannot be shown.
  case whole(Result<LoadedImage, PictureProblem>)
  /// A coarse image, or one without its masks; the rest takes its place later.
  case coarse(LoadedImage, rest: @Sendable () -> Result<LoadedImage, PictureProblem>)
}

extension ImageLoader {
  /// Everything at once, where nothing coarse comes sooner.
  public func begin(_ request: ImageRequest) -> ImageArrival { .whole(load(request)) }

  /// What can be shown soonest.
  public func glimpse(_ request: ImageRequest) -> ImageArrival { begin(request) }

  /// Everything comes at once.
  public func isCoarseFirst(_ request: ImageRequest) -> Bool { false }
}
