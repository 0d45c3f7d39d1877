import Anatomy
import Defacing
import Faces
import Kernels
import Volumes

/// A variant of an image: defaced, or harmlessly changed.
public struct Variant: Sendable {
  /// The image; kept voxels are those of the original, byte by byte.
  public var volume: Volume
  /// Which voxels were removed; nil for a control.
  public var removed: Mask?
  /// What was removed, for carrying over to other images of the head; nil for a control.
  public var region: RemovedRegion?
  /// What was counted, by key.
  public var values: [String: Double]
  /// The checks.
  public var gates: [Gate]
  /// Sentences worth reading.
  public var warnings: [String]
  /// What the sidecar says.
  public var sidecar: VariantSidecar
  /// Landmarks found before the removal, where the nose was kept.
  public var fiducials: FiducialSidecar?
  /// What else may be the reason for a refusal, as a sentence.
  var hint: String?
  /// The seed, where anything was drawn at random.
  public var seed: UInt64?
  /// Why it may not be written; nil where every gate has passed.
  public var refusal: DefacingError? { GateKeeper.refusal(gates, hint: hint) }
}

extension Variant {
  /// Writes landmarks into the report and the sidecar.
  fileprivate mutating func tell(_ found: FiducialSidecar, on grid: Grid) {
    fiducials = found
    sidecar.Bauta.fiducials = found
    sidecar.AnatomicalLandmarkCoordinates = found.voxels(on: grid)
  }
}

/// Makes a variant by a method or control, and lets nothing out that did not pass every gate.
public struct VariantMaker: Sendable {
  /// Name of the method or control.
  public var method: String
  /// Its parameters, complete.
  public var parameters: [String: String]
  /// The template that the image was aligned with; its brain is a second witness of lost brain.
  public var template: Template
  /// How many threads.
  public var parallel: Parallel
  /// The limits of the gates.
  public var limits: GateLimits

  /// A maker.
  public init(
    method: String, parameters: [String: String], template: Template, parallel: Parallel,
    limits: GateLimits = .standard
  ) {
    (self.method, self.parameters) = (method, parameters)
    (self.template, self.parallel, self.limits) = (template, parallel, limits)
  }

  /// The variant of an image.
  ///
  /// - Parameters:
  ///   - volume: the image as stored.
  ///   - frame: what is known of it.
  /// - Returns: the variant, every gate passed.
  /// - Throws: why there is none; nothing may be written then.
  public func make(from volume: Volume, frame: Frame) throws(DefacingError) -> Variant {
    let variant = try attempt(from: volume, frame: frame)
    if let refusal = variant.refusal { throw refusal }
    return variant
  }

  /// The variant of an image with its gates, passed or not; it may only be written when its
  /// `refusal` is nil.
  ///
  /// - Parameters:
  ///   - volume: the image as stored, all frames.
  ///   - frame: what is known of its first frame.
  /// - Returns: the variant.
  /// - Throws: why there is none.
  public func attempt(from volume: Volume, frame: Frame) throws(DefacingError) -> Variant {
    try attempt(
      from: volume, HeadFindings(of: frame, template: template, parallel: parallel))
  }

  /// The same, sharing what is found of the image with other methods.
  ///
  /// - Parameters:
  ///   - volume: the image as stored, all frames.
  ///   - findings: what is known of its first frame, with the template of this maker.
  /// - Returns: the variant.
  /// - Throws: why there is none.
  public func attempt(
    from volume: Volume, _ findings: HeadFindings
  ) throws(DefacingError) -> Variant {
    if let control = MethodFactory.control(method, parameters: parameters) {
      return try make(by: control, from: volume, frame: findings.frame)
    }
    let seeded = seeded(by: volume)
    guard
      let defacer = try MethodFactory.defacer(
        method, parameters: seeded.parameters, template: template, parallel: parallel)
    else {
      let names = StudyRegistry.names
      throw DefacingError(
        .inputUnsuitable, "the method '\(method)' is not known",
        remedy: Suggestion.remedy(for: method, in: names.methods + names.controls))
    }
    return try seeded.make(by: defacer, from: volume, findings)
  }

  private func make(
    by defacer: any Defacer, from volume: Volume, _ findings: HeadFindings
  ) throws(DefacingError) -> Variant {
    var frame = findings.frame
    if let atlas = try UserAtlas(parameters: parameters) {
      frame.facePrior = try atlas.prior(earsOf: frame.facePrior)
    }
    let fiducials = try fiducials(of: frame)
    let face = findings.face
    let asked = AskedRegions(parameters)
    if let face, let refusal = AlreadyDefaced.refusal(frame, record: face, asked: asked) {
      throw refusal
    }
    var removal = try removal(by: defacer, for: frame)
    removal.chooseFill(for: frame.image, isGiven: parameters["fill"] != nil)
    let places = SeriesFrames.places(of: volume)
    let moved = MovedFrames(
      of: volume, removal: removal, frame: frame, places: places, parallel: parallel)
    removal.removed = moved.removed
    let applied = try removal.applied(to: volume, head: frame.head)
    let residual = try FaceGate.measure(
      of: applied.volume, frame: frame, original: face,
      altered: removal.keepsSurface ? removal.removed : nil, regions: regions,
      limits: limits.faceLeft, parallel: parallel)
    let others = FurtherFrames(
      of: applied.volume, original: volume, removal: removal, frame: frame, places: places,
      maker: self)
    let gates =
      placeGates(of: removal, on: volume.grid, findings) + residual.gates
      + earGates(removal, head: frame.head, frame.registration) + others.gates
    var made = variant(
      removal, applied: applied, gates: gates, residual: residual, brain: frame.brain,
      warnings: [moved.warning].compactMap { $0 } + others.warnings)
    if let fiducials { made.tell(fiducials, on: frame.image.grid) }
    if made.refusal != nil { made.hint = GoneFace.hint(frame, parallel: parallel) }
    return made
  }

  private func removal(
    by defacer: any Defacer, for frame: Frame
  ) throws(DefacingError) -> Removal {
    do { return try defacer.removal(for: frame) } catch {
      var told = error
      if error.code == .faceOutsideView, let hint = GoneFace.hint(frame, parallel: parallel) {
        told.message += " " + hint
      }
      throw told
    }
  }

  /// The parameters as others may read them: of paths the names of the files alone.
  private var told: [String: String] {
    let paths = ParameterSchema.of(method)?.paths(in: parameters) ?? [:]
    return parameters.merging(
      paths.mapValues { $0.split(separator: "/").last.map { "\($0)" } ?? "" }
    ) {
      $1
    }
  }

  /// The zones that must be gone.
  var regions: FaceRegions {
    AskedRegions(parameters).face
  }

  /// The variant that a removal made, with everything that was counted.
  func variant(
    _ removal: Removal, applied: AppliedRemoval, gates: [Gate], residual: FaceGate?, brain: Mask,
    warnings others: [String] = []
  ) -> Variant {
    let brainLost = zip(removal.removed.voxels, brain.voxels).reduce(0) { sum, pair in
      sum + Int(pair.0 & pair.1)
    }
    var values: [String: Double] = [
      "removed_voxels": Double(applied.removedVoxels),
      "removed_ml": removal.removed.volumeML, "brain_voxels_removed": Double(brainLost),
      "removed_head_percent": gates.first { $0.name == "head-removed" }?.value ?? .nan,
    ]
    values["residual_face"] = residual?.face
    values["residual_ears"] = gates.first { $0.name.hasSuffix("-ears") }.map { $0.value / 100 }
    for (zone, share) in residual?.shares ?? [:] { values["residual_\(zone.rawValue)"] = share }
    let warnings =
      removal.warnings + others
      + [regions.warning, regions.unseenWarning(gates)].compactMap { $0 }
      + gates.filter { $0.verdict == .warn }.map(\.sentence)
    let isChance = removal.filter != nil || removal.fill == .noise
    return Variant(
      volume: applied.volume, removed: removal.removed, region: removal.region,
      values: values,
      gates: gates, warnings: warnings,
      sidecar: VariantSidecar(
        method: method, parameters: told, isControl: false,
        keepsSurface: removal.keepsSurface, values: values, gates: gates, fill: applied.value),
      seed: isChance ? parameters["seed"].flatMap { UInt64($0) } : nil)
  }

  private func make(
    by control: any Control, from volume: Volume, frame: Frame
  ) throws(DefacingError) -> Variant {
    let changed = try control.applied(to: volume, frame: frame)
    let values = ["changed_voxels": Double(Self.changedVoxels(volume, changed))]
    return Variant(
      volume: changed, removed: nil, region: nil, values: values, gates: [], warnings: [],
      sidecar: VariantSidecar(
        method: method, parameters: told, isControl: true, values: values, gates: [],
        fill: nil))
  }

  /// Number of voxels whose stored bytes differ.
  private static func changedVoxels(_ before: Volume, _ after: Volume) -> Int {
    let size = before.header.voxelType.byteCount
    return stride(from: 0, to: min(before.bytes.count, after.bytes.count), by: size).count {
      start in
      before.bytes[start..<start + size] != after.bytes[start..<start + size]
    }
  }
}

/// Decides whether a defaced image may be written.
enum GateKeeper {
  /// Why gates forbid writing, naming all that failed, and what else may be the reason; nil where
  /// none did.
  static func refusal(_ gates: [Gate], hint: String? = nil) -> DefacingError? {
    let failed = gates.filter { $0.verdict == .fail }
    guard let first = failed.first else { return nil }
    let code: DefacingError.Code =
      switch first.name {
      case "brain-removed", "template-brain-removed": .brainRemoved
      case "face-in-view", "affine-smallest", "affine-largest": .faceOutsideView
      case "alignment-sure", "alignment-exact", "alignment-seen", "head-outside", "brain-in-place":
        .registrationFailed
      default: first.value.isNaN ? .faceOutsideView : .faceLeft
      }
    let others = failed.dropFirst().map { "'\($0.name)'" }.joined(separator: ", ")
    return DefacingError(
      code,
      "the gate '\(first.name)' failed: \(first.sentence)"
        + (others.isEmpty ? "" : " Also failed: \(others).") + (hint.map { " " + $0 } ?? ""),
      remedy: FailureKind(rawValue: code.rawValue)?.remedy)
  }
}
