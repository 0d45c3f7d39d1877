import Kernels
import Volumes

extension FacePrior {
  /// Labels of FreeSurfer that are brain: cortex, white and deep grey matter, ventricles, cerebellum,
  /// brain stem, corpus callosum.
  static let brainLabels: Set<Int> =
    Set(2...5).union([7, 8]).union(10...18).union([26, 28, 30, 31])
    .union(41...44).union([46, 47]).union(49...54).union([58, 60, 62, 63, 72, 77, 78, 79, 85])
    .union(251...255)

  /// A prior from a user's pair of classifier atlases; its rules are those of `AtlasDefacing`.
  ///
  /// Both lie in MNI305. Templates in MNI space differ from that by some 3 mm, less than the distance
  /// that is kept from the brain; the two are taken for the same.
  ///
  /// - Parameters:
  ///   - brain: the bytes of an atlas of brain labels, such as `talairach_mixed_with_skull.gca`.
  ///   - face: the bytes of an atlas of face labels, such as `face.gca`.
  ///   - other: a prior whose ears are taken over, since such atlases have none.
  /// - Throws: `inputUnsuitable` for files that cannot be read, or without brain or face.
  public init(
    brain: [UInt8], face: [UInt8], earsOf other: FacePrior?
  ) throws(AnatomyError) {
    let brainPrior = try ClassifierAtlas(brain, .presence(of: Self.brainLabels)).priors
    let facePrior = try ClassifierAtlas(face, .anyLabel).priors
    try Self.check(brainPrior, facePrior)
    let ears = other.map {
      $0.ears.resampled(onto: facePrior.grid, through: $0.templateToPrior)
    }
    self.init(face: facePrior, ears: ears ?? Image(grid: facePrior.grid), brain: brainPrior)
  }

  /// Refuses atlases that lie elsewhere, or are given the wrong way round.
  private static func check(_ brain: Image, _ face: Image) throws(AnatomyError) {
    guard let middle = brain.mask(atLeast: 0.5).centroidMM() else {
      throw AnatomyError(
        .inputUnsuitable, "The brain atlas has no place with a label of the brain.",
        remedy: "Give the atlas of the brain first and that of the face second.")
    }
    let far = length(middle - Vector3(0, -20, 10))
    guard far < 40 else {
      throw AnatomyError(
        .inputUnsuitable,
        "The middle of the brain atlas lies \(Int(far)) mm from where MNI305 has it.",
        remedy: "Give an atlas in MNI305, 256³ mm about the origin.")
    }
    guard let front = face.mask(atLeast: 1e-4).centroidMM(), front.y > middle.y else {
      throw AnatomyError(
        .inputUnsuitable, "The face atlas has no label in front of the brain.",
        remedy: "Give the atlas of the brain first and that of the face second.")
    }
  }
}
