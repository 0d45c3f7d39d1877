import Faces

/// The surface of one head, ready to be drawn from any side, and what was found beside its original.
public struct HeadLook: Sendable {
  /// Draws it.
  public var renderer: HeadRenderer
  /// What is left of the face; nil for an original.
  public var check: FaceCheck?

  /// A look from its parts.
  public init(renderer: HeadRenderer, check: FaceCheck? = nil) {
    (self.renderer, self.check) = (renderer, check)
  }
}
