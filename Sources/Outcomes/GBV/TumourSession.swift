import Anatomy
import Kernels
import Volumes

/// Brings the images of one person together: the brain on the T1c image, the others laid on it rigidly.
public struct TumourSession: Sendable {
  /// The images as scanned, by channel.
  public var images: [TumourChannel: Image]
  /// The reference head.
  public var template: Template
  /// How many threads; the result does not depend on it.
  public var parallel: Parallel

  /// A session from its images.
  public init(
    images: [TumourChannel: Image], template: Template, parallel: Parallel = .serial
  ) {
    (self.images, self.template, self.parallel) = (images, template, parallel)
  }

  /// What is known after it.
  public struct Aligned: Sendable {
    /// The lattice.
    public var space: TumourSpace
    /// The brain that all channels show, on the lattice.
    public var brain: Mask
    /// The channels on the lattice, as scanned; not a number beyond their fields of view.
    public var channels: [TumourChannel: Image]
    /// How the channels lie against the T1c image.
    public var alignments: [TumourChannel: SubjectAlignment]
    /// Brain and alignment of the T1c image, for pictures.
    public var findings: Findings
  }

  /// Finds the brain and lays all channels on one lattice.
  ///
  /// - Parameter plausibleBrainML: brain masks that are believed.
  /// - Returns: brain and channels on one lattice.
  /// - Throws: the failure of the step that failed.
  public func aligned(_ plausibleBrainML: ClosedRange<Double>) throws(OutcomeError) -> Aligned {
    guard let first = images[.t1c] else {
      throw OutcomeError(.inputUnsuitable, "A T1c image was expected, there is none.")
    }
    let located: LocatedBrain
    do {
      located = try LocatedBrain.find(
        in: first, template: template, wantsSkull: false, parallel: parallel)
    } catch { throw OutcomeError(error) }
    let findings = located.findings
    let mask = located.brain.mask
    guard plausibleBrainML.contains(mask.volumeML) else {
      throw OutcomeError(
        .brainExtractionFailed,
        "A brain of \(Int(plausibleBrainML.lowerBound)) to \(Int(plausibleBrainML.upperBound)) ml was "
          + "expected in the T1c image, \(Int(mask.volumeML)) ml was found.",
        remedy: "Look at the brain mask."
      ).knowing(findings)
    }
    guard
      let space = TumourSpace(
        around: mask, template: template,
        templateToImage: located.registration.templateToSubject)
    else {
      throw OutcomeError(
        .registrationFailed, "The alignment with the template cannot be inverted."
      ).knowing(findings)
    }
    let alignments = try alignments(with: first, brain: mask)
    var channels: [TumourChannel: Image] = [:]
    for (channel, image) in images {
      channels[channel] = image.onLattice(
        space.grid, through: alignments[channel]?.headToImage ?? .identity, parallel: parallel)
    }
    let brain = mask.resampled(onto: space.grid, parallel: parallel)
    return Aligned(
      space: space, brain: try seen(brain, in: channels), channels: channels,
      alignments: alignments, findings: findings)
  }

  /// How the head of the T1c image lies in each other channel.
  private func alignments(
    with first: Image, brain: Mask
  ) throws(OutcomeError) -> [TumourChannel: SubjectAlignment] {
    var maps: [TumourChannel: SubjectAlignment] = [:]
    let others = TumourChannel.allCases.filter { $0 != .t1c && images[$0] != nil }
    guard !others.isEmpty else { return maps }
    do {
      let head = try SubjectHead(first, brain: brain, parallel: parallel)
      for channel in others {
        guard let image = images[channel] else { continue }
        let found = try head.alignment(in: image, parallel: parallel)
        try believe(found, channel)
        try believeOnePerson(head, found, channel, image)
        maps[channel] = found
      }
    } catch let error as AnatomyError {
      throw OutcomeError(error)
    } catch let error as OutcomeError {
      throw error
    } catch {
      throw OutcomeError(.registrationFailed, "The channels could not be aligned: \(error).")
    }
    return maps
  }

  private func believe(
    _ found: SubjectAlignment, _ channel: TumourChannel
  ) throws(OutcomeError) {
    guard found.specificity < SubjectAlignment.leastSpecificity else { return }
    throw OutcomeError(
      .registrationFailed,
      "The \(channel.rawValue) image was laid on the T1c image, but not believably: of two images of "
        + "one head at least \(GBV.hundredths(SubjectAlignment.leastSpecificity)) of the brain's parts fit "
        + "best in place, here \(GBV.hundredths(found.specificity)).",
      remedy: "Check that all images show the same person.")
  }

  /// Heads of two people differ in size: in 10 pairs of real images of two people the brain had to be
  /// stretched by 0.040 or more somewhere to fit best, in 8 of one person by at most 0.020.
  private static let mostStrain = 0.03

  /// Where the fit is doubtful, asks whether the head would have to change its size to fit better.
  private func believeOnePerson(
    _ head: SubjectHead, _ found: SubjectAlignment, _ channel: TumourChannel, _ image: Image
  ) throws {
    guard found.specificity < GBV.doubtfulFit,
      let strain = try head.strain(in: image, near: found, parallel: parallel),
      strain > Self.mostStrain
    else { return }
    throw OutcomeError(
      .registrationFailed,
      "The \(channel.rawValue) image and the T1c image do not seem to be of one person: only "
        + "\(GBV.hundredths(found.specificity)) of the brain's parts fit best in place, and the brain would "
        + "have to be stretched by \(GBV.hundredths(strain)) to fit better (one person's by at most "
        + "\(GBV.hundredths(Self.mostStrain))).",
      remedy: "Check that all images show the same person.")
  }

  /// Below this share of the brain in view of a channel, there is too little of it.
  private static let leastSeen = 0.75

  /// The part of the brain that all channels show.
  private func seen(
    _ brain: Mask, in channels: [TumourChannel: Image]
  ) throws(OutcomeError) -> Mask {
    var result = brain
    for i in result.voxels.indices where result.voxels[i] != 0 {
      for image in channels.values where !(image.voxels[i].isFinite) { result.voxels[i] = 0 }
    }
    let share = Double(result.count) / Double(max(1, brain.count))
    guard share >= Self.leastSeen else {
      throw OutcomeError(
        .inputUnsuitable,
        "All channels should show at least \(GBV.hundredths(Self.leastSeen)) of the brain; they share "
          + "\(GBV.hundredths(share)) of it.",
        remedy: "Check the fields of view.")
    }
    return result
  }
}

extension Image {
  /// The image on a lattice through a rigid map, averaged first over the lattice's voxels where its own
  /// are finer; not a number beyond its field of view.
  public func onLattice(_ grid: Grid, through map: Affine, parallel: Parallel) -> Image {
    let (own, wanted) = (self.grid.voxelSizeMM, grid.voxelSizeMM.x)
    var sigma = Vector3.zero
    for axis in 0..<3 where own[axis] < 0.8 * wanted {
      sigma[axis] = 0.4 * (wanted * wanted - own[axis] * own[axis]).squareRoot()
    }
    let source = sigma.max() > 0 ? smoothed(sigmaMM: sigma, parallel: parallel) : self
    return source.resampled(onto: grid, through: map, outside: .nan, parallel: parallel)
  }
}
