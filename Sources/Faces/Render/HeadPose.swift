/// How a head is turned before it is looked at, and where the light comes from.
public struct HeadPose: Sendable, Hashable, Codable {
  /// How far it is turned to its own left, in degrees.
  public var yawDegrees: Double
  /// How far its nose is turned up, in degrees.
  public var pitchDegrees: Double
  /// Where the light comes from, seen by the observer: to the right, up, and towards the observer.
  public var light: Light

  /// A direction of light.
  public struct Light: Sendable, Hashable, Codable {
    /// Towards the right of the picture.
    public var right: Double
    /// Towards its top.
    public var up: Double
    /// Towards the observer.
    public var near: Double

    /// A direction from its parts, of any length.
    public init(right: Double, up: Double, near: Double) {
      (self.right, self.up, self.near) = (right, up, near)
    }

    /// From the upper left, as pictures are lit.
    public static let upperLeft = Light(right: -0.35, up: 0.49, near: 0.8)
  }

  /// A pose; angles that are not finite count as 0.
  public init(yawDegrees: Double = 0, pitchDegrees: Double = 0, light: Light = .upperLeft) {
    self.yawDegrees = yawDegrees.isFinite ? yawDegrees : 0
    self.pitchDegrees = pitchDegrees.isFinite ? pitchDegrees : 0
    self.light = light
  }
}
