import Anatomy
import Kernels
import Volumes

/// Whether the template was found in a head that was turned, shifted and damaged.
public struct StartTrial: Sendable, Codable {
  /// The place of the head in the list, from 0.
  public var head: Int
  /// What was done to it.
  public var draw: StartDraw
  /// The mean distance over the template's brain from where the template lies in the untouched head;
  /// nil where the template was not found.
  public var distanceMM: Double?
  /// Why there is none.
  public var failure: String?

  /// A template further off than this, in mm, was not found.
  public static let farthestMM = 5.0

  /// A trial from its parts.
  public init(head: Int, draw: StartDraw, distanceMM: Double? = nil, failure: String? = nil) {
    (self.head, self.draw) = (head, draw)
    (self.distanceMM, self.failure) = (distanceMM, failure)
  }

  /// Whether the template was refused or lies too far off.
  public var isFailure: Bool { distanceMM.map { !($0 <= Self.farthestMM) } ?? true }
}

/// A head in which the template is looked for again and again, each time from another start.
public struct StartTrials: Sendable {
  private let template: Template
  private let head: WholeHead
  private let places: [Vector3]

  /// The template is looked for in the untouched image first.
  ///
  /// - Throws: why it is not found there.
  public init(
    of image: Image, template: Template, parallel: Parallel
  ) throws(AnatomyError) {
    let found = try LocatedBrain.find(
      in: image, template: template, wantsSkull: false, parallel: parallel)
    self.template = template
    head = WholeHead(
      image: image.reoriented(to: "RAS"), map: found.registration.templateToSubject,
      brain: template.brain)
    places = template.brain.placesMM(every: 997)
  }

  /// One start.
  ///
  /// - Parameters:
  ///   - draw: what is done to the head.
  ///   - number: the place of the head in the list.
  ///   - parallel: how many threads; the result does not depend on it.
  /// - Returns: where the template was found, or why it was not.
  public func trial(_ draw: StartDraw, head number: Int, parallel: Parallel) -> StartTrial {
    let motion = draw.motion(about: head.map(Vector3.zero))
    var image = head.damaged(draw.damage, CounterRandom(seed: draw.seed))
    image.grid.toWorld = motion * image.grid.toWorld
    do {
      let found = try LocatedBrain.find(
        in: image.reoriented(to: draw.axes), template: template, wantsSkull: false,
        parallel: parallel)
      let truth = motion * head.map
      let far = distanceMM(found.registration.templateToSubject, truth)
      return StartTrial(head: number, draw: draw, distanceMM: far)
    } catch {
      return StartTrial(head: number, draw: draw, failure: error.message)
    }
  }

  private func distanceMM(_ a: Affine, _ b: Affine) -> Double {
    guard !places.isEmpty else { return 0 }
    return places.reduce(0) { $0 + length(a($1) - b($1)) } / Double(places.count)
  }
}

extension Mask {
  /// The world mm of one in so many inside voxels.
  fileprivate func placesMM(every step: Int) -> [Vector3] {
    var (places, count) = ([Vector3](), 0)
    for i in voxels.indices where voxels[i] != 0 {
      count += 1
      guard count % step == 1 else { continue }
      let row = i / grid.nx
      places.append(
        grid.toWorld(Vector3(Double(i % grid.nx), Double(row % grid.ny), Double(row / grid.ny))))
    }
    return places
  }
}
