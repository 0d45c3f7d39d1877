import Anatomy
import Defacing
import Faces
import Kernels
import Volumes

/// A variant of another image of a session, and how its mask came.
public struct CarriedVariant: Sendable {
  /// The image with the region of the face removed.
  public var variant: Variant
  /// How the head lies in it.
  public var alignment: SubjectAlignment
}

/// Removes from every other image of a session what was removed from the first, by geometry alone.
///
/// No contrast, no field of view and no name decides; the alignment of the two images does, and gates
/// judge it. A header alone is never believed.
public struct SessionVariantMaker: Sendable {
  /// The head and what is removed of it.
  public var head: SessionHead
  /// Method, parameters, template and threads, as for the first image.
  public var maker: VariantMaker

  /// Changes whenever what is carried over changes for the same images.
  static let version = 1

  /// A maker.
  public init(head: SessionHead, maker: VariantMaker) {
    (self.head, self.maker) = (head, maker)
  }

  /// The variant of another image with its gates, passed or not; it may only be written when its
  /// `refusal` is nil.
  ///
  /// - Parameter volume: the image as stored, all frames; its first shows where the head is.
  /// - Returns: the variant and how its mask came.
  /// - Throws: why there is none: the head cannot be found in it, or it holds no plain numbers.
  public func attempt(from volume: Volume) throws(DefacingError) -> CarriedVariant {
    let image = try firstFrame(of: volume)
    let alignment = try aligned(image)
    guard let imageToHead = alignment.headToImage.inverse else {
      throw DefacingError(.inputUnsuitable, "the alignment of two images cannot be inverted")
    }
    let carried = Carried(head, onto: image, alignment, imageToHead, maker.parallel)
    var own = self
    own.maker = maker.seeded(by: volume)
    // Layers were moved at random on the first image and come along as they are.
    if case .layers = head.region, let seed = head.seed { own.maker.parameters["seed"] = "\(seed)" }
    return CarriedVariant(
      variant: try own.variant(of: volume, carried), alignment: alignment)
  }

  private func variant(of volume: Volume, _ carried: Carried) throws(DefacingError) -> Variant {
    let (method, parameters) = (maker.method, maker.parameters)
    var removal = Removal(
      method: method, removed: carried.removed,
      fill: parameters["fill"].flatMap { Fill(rawValue: $0) } ?? .zero,
      seed: parameters["seed"].flatMap { UInt64($0) } ?? 1)
    removal.filter = head.region.filter(of: carried.removed, through: carried.imageToHead)
    removal.chooseFill(for: carried.image, isGiven: parameters["fill"] != nil)
    let applied = try removal.applied(to: volume, head: carried.ownHead ?? carried.head)
    let face = try CarriedFaceGate.measure(
      of: applied.volume, original: volume,
      altered: removal.keepsSurface ? carried.removed : nil, registration: carried.registration,
      face: head.face,
      regions: maker.regions, limits: maker.limits.faceLeft, parallel: maker.parallel)
    let ears = maker.earGates(
      removal, head: carried.ownHead ?? carried.head, carried.registration)
    let gates =
      carried.gates(template: maker.template, limits: maker.limits, method: method)
      + Gate.fidelity(
        of: applied.volume, original: volume, removed: carried.removed,
        isConstant: removal.fill != .noise && removal.filter == nil)
      + (face.residual?.gates ?? [])
      + ears.filter { !$0.value.isNaN }
    let empty = carried.removed.count == 0 ? Self.nothingToRemove : nil
    return maker.variant(
      removal, applied: applied, gates: gates, residual: face.residual,
      brain: carried.brain,
      warnings: [empty ?? face.warning].compactMap { $0 }
        + ears.filter(\.value.isNaN).map { _ in VariantMaker.unseenEars })
  }

  private static let nothingToRemove =
    "No part of the image lies in the region of the face; nothing was removed from it."

  private func firstFrame(of volume: Volume) throws(DefacingError) -> Image {
    do { return try volume.image(frame: 0) } catch {
      throw DefacingError(.inputUnsuitable, error.message, remedy: error.remedy)
    }
  }

  private func aligned(_ image: Image) throws(DefacingError) -> SubjectAlignment {
    let seen = image.likeT1(parallel: maker.parallel) ?? image
    do { return try head.subject.alignment(in: seen, parallel: maker.parallel) } catch {
      throw DefacingError(
        .registrationFailed,
        "The head of the session could not be found in the image. \(error.message)",
        remedy: error.remedy)
    }
  }
}

/// What is known of an image by carrying it over from the first image of the session.
private struct Carried {
  var image: Image
  var imageToHead: Affine
  var registration: Registration
  var alignment: SubjectAlignment
  var removed: Mask
  var brain: Mask
  var head: Mask
  /// The head as the image itself shows it; nil where it shows none, as a slab through the brain.
  var ownHead: Mask?
  var outside: Gate?

  init(
    _ session: SessionHead, onto image: Image, _ alignment: SubjectAlignment,
    _ imageToHead: Affine, _ parallel: Parallel
  ) {
    let first = session.frame
    (self.image, self.alignment, self.imageToHead) = (image, alignment, imageToHead)
    registration = first.registration
    registration.templateToSubject =
      alignment.headToImage * first.registration.templateToSubject
    if alignment.source == .header, image.grid.matches(first.image.grid) {
      (removed, brain, head) = (session.removed, first.brain, first.head)
    } else {
      removed = session.region.carried(
        onto: image.grid, through: imageToHead, sparing: first.brain, parallel: parallel)
      brain = first.brain.resampled(onto: image.grid, through: imageToHead, parallel: parallel)
      head = first.head.resampled(onto: image.grid, through: imageToHead, parallel: parallel)
    }
    ownHead = try? headMask(of: image, parallel: parallel)
    outside = ownHead.flatMap {
      Gate.headOutside(own: $0, through: imageToHead, head: first.head)
    }
  }

  func gates(template: Template, limits: GateLimits, method: String) -> [Gate] {
    let lost = limits.brainRemoved
    // A part of a head may hold nothing of the face or little else: a wider window than for a whole.
    let window = limits.headRemoved(by: method)
    let inner = registration.templateToSubject.inverse.map {
      template.innerBrain(parallel: .serial).resampled(onto: removed.grid, through: $0)
    }
    let loss = [
      Gate.brainRemoved(removed, brain: brain, warnAbove: lost.warn, failAbove: lost.fail),
      .templateBrainRemoved(removed, expected: inner),
    ]
    // Where no brain is in view none can be lost; that the place is right is for the alignment to say.
    return Gate.alignment(alignment) + [outside].compactMap { $0 }
      + loss.filter { !$0.value.isNaN }
      + [
        .headRemoved(
          removed, head: head, warn: 0...window.warn.upperBound,
          fail: 0...max(90, window.fail.upperBound))
      ].filter {
        !$0.value.isNaN
      }
  }
}
