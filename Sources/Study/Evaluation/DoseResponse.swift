import Anatomy
import Defacing
import Jobs
import Kernels
import Outcomes
import Volumes

/// What happens to NBV when more and more of a head is cut away.
///
/// The plane is that of QuickShear; it moves from in front of the brain into it, and all that lies
/// beyond becomes zero. Each image is measured from nothing, as a study does with defaced images.
public struct DoseResponse: Sendable, Codable {
  /// One place of the plane.
  public struct Point: Sendable, Codable {
    /// Distance of the plane from the brain in mm, negative when it cuts into the brain.
    public var bufferMM: Double
    /// What was cut off the brain mask of the full image, in ml.
    public var brainCutML: Double
    /// The values found; empty where the measurement failed.
    public var values: [String: Double]
    /// The change of NBV against the full image in per cent; nil where there is no value.
    public var changePercent: Double?
    /// Whether the size of the head came from the brain alone.
    public var degraded: Bool
    /// The kind of failure where there is no value; nil where there is one.
    public var failure: String?

    /// A point from its parts.
    public init(
      bufferMM: Double, brainCutML: Double, values: [String: Double], changePercent: Double? = nil,
      degraded: Bool = false, failure: String? = nil
    ) {
      (self.bufferMM, self.brainCutML, self.values) = (bufferMM, brainCutML, values)
      (self.changePercent, self.degraded, self.failure) = (changePercent, degraded, failure)
    }
  }

  /// The values of the full image.
  public var full: [String: Double]
  /// The places of the plane, the furthest from the brain first.
  public var points: [Point]

  /// A curve from its parts.
  public init(full: [String: Double], points: [Point]) {
    (self.full, self.points) = (full, points)
  }

  /// Places of the plane that show where the drift begins and where the measurement fails, in mm.
  public static let usualBuffersMM = [20.0, 10, 5, 0, -5, -10, -15, -20, -30, -40, -60, -80]
}

extension DoseResponse {
  /// Cuts and measures an image.
  ///
  /// - Parameters:
  ///   - image: one frame, T1-weighted, with its face.
  ///   - template: the reference head.
  ///   - buffersMM: the places of the plane.
  ///   - parallel: how many threads.
  ///   - progress: called before each measurement with its number from 0.
  /// - Throws: the failure of the full image, or of its plane.
  public init(
    of image: Image, template: Template, buffersMM: [Double] = usualBuffersMM, parallel: Parallel,
    progress: (Int) -> Void = { _ in }
  ) throws {
    progress(0)
    let frame = try Frame.make(image: image, template: template, parallel: parallel)
    full = try NBV().measure(frame, template: template, parallel: parallel).values
    let removal = try QuickShear(buffer: 10).removal(for: frame)
    guard let plane = removal.halfSpace else {
      throw StudyError(.badData, "the plane of the cut was not told")
    }
    points = []
    for (index, buffer) in buffersMM.enumerated() {
      progress(index + 1)
      let cut = HalfSpace(normal: plane.normal, offsetMM: plane.offsetMM - 10 + buffer)
      points.append(Self.point(buffer, cut, frame, full, template, parallel))
    }
  }

  private static func point(
    _ buffer: Double, _ cut: HalfSpace, _ frame: Frame, _ full: [String: Double],
    _ template: Template, _ parallel: Parallel
  ) -> Point {
    let beyond = cut.touched(on: frame.image.grid)
    var point = Point(
      bufferMM: buffer, brainCutML: frame.brain.intersection(beyond).volumeML, values: [:],
      degraded: false)
    var image = frame.image
    for i in image.voxels.indices where beyond.voxels[i] != 0 { image.voxels[i] = 0 }
    do {
      let found = try NBV().measure(["T1w": image], template: template, parallel: parallel)
      (point.values, point.degraded) = (found.values, found.degraded)
      if let now = found.values["nbv_ml"], let before = full["nbv_ml"] {
        point.changePercent = 100 * (now / before - 1)
      }
    } catch {
      point.failure = TaskFailure(error).kind
    }
    return point
  }
}
