import Faces

/// How the heads of the face view are shown.
public struct FaceSettings: Sendable, Hashable {
  /// Degrees by which both heads are turned to their left.
  public private(set) var yawDegrees = 0.0
  /// Degrees by which both noses are turned up.
  public private(set) var pitchDegrees = 0.0
  /// Whether zones are tinted by what is left of them.
  public var tintsZones = true

  /// Settings that face the observer.
  public init() {}

  /// Degrees of one step.
  static let stepDegrees = 15.0

  /// Turns both heads by some steps; all the way round, and up or down to 75 degrees.
  mutating func turn(yaw: Double = 0, pitch: Double = 0) {
    yawDegrees = (yawDegrees + yaw * Self.stepDegrees).truncatingRemainder(dividingBy: 360)
    pitchDegrees = min(75, max(-75, pitchDegrees + pitch * Self.stepDegrees))
  }

  /// Turns both heads back to the observer.
  mutating func face() { (yawDegrees, pitchDegrees) = (0, 0) }

  /// How a head is drawn.
  var pose: HeadPose { HeadPose(yawDegrees: yawDegrees, pitchDegrees: pitchDegrees) }

  /// The angles in words.
  var words: String { "turned \(Int(yawDegrees)), up \(Int(pitchDegrees)) deg" }
}
