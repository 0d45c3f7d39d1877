import Foundation
import Jobs

/// Drafts the tasks of one subject of one cohort.
struct SubjectDraft {
  var builder: TaskGraphBuilder
  var subject: Subject
  var cohort: StudyPlan.Cohort
  /// The contrasts that are measured.
  var measured: [String]
  /// The one on which head, brain and face are found.
  var anchor: String
  var priority: Int

  private var anchorPath: String { subject.images[anchor] ?? "" }
  private var anchorFingerprint: [String: String] { fingerprints([anchor]) }

  /// The hashes of the originals of some contrasts, by path.
  private func fingerprints(_ contrasts: [String]) -> [String: String] {
    let paths = contrasts.compactMap { subject.images[$0] }
    return Dictionary(paths.map { ($0, builder.identity($0)) }, uniquingKeysWith: { $1 })
  }

  private func files(of variant: String, contrast: String) -> VariantFiles {
    StudyPaths.variant(
      variant, of: subject, contrast: contrast, isControl: builder.plan.controls.contains(variant))
  }

  func probe() -> TaskSpec {
    let inputs = measured.map { "\($0)=\(subject.images[$0].map(builder.identity) ?? "none")" }
    return spec(
      .probe(
        ProbeWork(
          images: subject.images.filter { measured.contains($0.key) }, needed: measured,
          fingerprints: fingerprints(measured))),
      identity: inputs + [subject.shelf.map { "\($0)/" } ?? "", subject.stem], after: [],
      method: nil)
  }

  func reference(after probe: String) -> TaskSpec {
    spec(
      .reference(
        ReferenceWork(
          image: anchorPath, output: StudyPaths.reference(subject, contrast: anchor),
          fingerprints: anchorFingerprint)),
      identity: ["v\(builder.versions.reference)", builder.template], after: [probe], method: nil)
  }

  func deface(_ name: String, after reference: String) -> TaskSpec {
    spec(
      .deface(
        defaceWork(
          name, image: anchorPath, reference: StudyPaths.reference(subject, contrast: anchor),
          output: files(of: name, contrast: anchor), fingerprints: anchorFingerprint)),
      identity: identity(of: name), after: [reference], method: name)
  }

  private func defaceWork(
    _ name: String, image: String, reference: ReferenceFiles, output: VariantFiles,
    fingerprints: [String: String]
  ) -> DefaceWork {
    let gates = builder.plan.gates
    var work = DefaceWork(
      image: image, reference: reference, method: name, parameters: completed(of: name),
      output: output, limits: gates == .standard ? nil : gates, fingerprints: fingerprints)
    work.changed = differences(of: name).nilIfEmpty
    return work
  }

  private func identity(of name: String) -> [String] {
    let parameters = completed(of: name)
    let named = (ParameterSchema.of(name)?.paths(in: parameters) ?? [:]).sorted { $0.key < $1.key }
    return ["v\(builder.versions.methods[name] ?? 0)", "f\(DefaceWork.version)", name]
      + Self.lines(parameters)
      + named.map { "\($0.key) \(builder.identity($0.value))" }
      + (builder.plan.methods.contains(name) ? builder.plan.gates.lines(for: name) : [])
  }

  // MARK: - Further images

  /// The contrasts of the subject besides the one on which the face is found, in a fixed order; none
  /// where that one is missing.
  var furtherContrasts: [String] {
    Self.furtherContrasts(subject, but: anchor)
  }

  /// The contrasts of a subject besides the one on which its face is found.
  static func furtherContrasts(_ subject: Subject, but anchor: String) -> [String] {
    guard subject.images[anchor] != nil else { return [] }
    return Subject.contrasts.filter { $0 != anchor && subject.images[$0] != nil }
  }

  /// Those of them of which a variant is made: no image may keep its face, so all for a method; of a
  /// control those that are measured.
  func furtherContrasts(of variant: String) -> [String] {
    builder.plan.methods.contains(variant)
      ? furtherContrasts : furtherContrasts.filter(measured.contains)
  }

  func furtherReference(_ contrast: String, after probe: String) -> TaskSpec {
    let prints = fingerprints([contrast])
    return spec(
      .reference(
        ReferenceWork(
          image: subject.images[contrast] ?? "",
          output: StudyPaths.reference(subject, contrast: contrast, isFurther: true),
          fingerprints: prints)),
      identity: [
        "v\(builder.versions.reference)", builder.template, contrast, prints.values.joined(),
      ], after: [probe], method: nil)
  }

  /// Removes the face from a further image, as the study's policy wants it.
  ///
  /// - Parameters:
  ///   - contrast: which image.
  ///   - name: the method.
  ///   - before: the reference of the first image and its removal, or the own reference.
  /// - Returns: the task.
  func further(_ contrast: String, by name: String, after before: [String]) -> TaskSpec {
    let policy = builder.plan.images
    let isOwn = policy == .independent && builder.plan.methods.contains(name)
    let prints = fingerprints(isOwn ? [contrast] : [anchor, contrast])
    var work = defaceWork(
      name, image: subject.images[contrast] ?? "",
      reference: StudyPaths.reference(
        subject, contrast: isOwn ? contrast : anchor, isFurther: isOwn),
      output: files(of: name, contrast: contrast), fingerprints: prints)
    if !isOwn { work.primary = anchorPath }
    return spec(
      .deface(work),
      identity: identity(of: name) + [
        policy.rawValue, "carry\(SessionVariantMaker.version)", contrast,
        fingerprints([contrast]).values.joined(),
      ], after: before, method: name)
  }

  /// Measures the full images or a variant of them.
  ///
  /// What is known of the full image is only passed on where nothing but that image is measured.
  func measure(_ variant: String, after previous: [String]) -> TaskSpec {
    let isFull = variant == Self.full
    let files = StudyPaths.outcome(cohort.outcome, variant: variant, of: subject)
    let range = builder.plan.failure.nbvBrainML
    let parameters = completed(of: cohort.outcome)
    let images = measured.compactMap { contrast in
      subject.images[contrast].map {
        (contrast, isFull ? $0 : self.files(of: variant, contrast: contrast).image)
      }
    }
    var work = MeasureWork(
      outcome: cohort.outcome, variant: variant,
      images: Dictionary(images, uniquingKeysWith: { $1 }),
      reference: isFull && measured == [anchor]
        ? StudyPaths.reference(subject, contrast: anchor) : nil,
      brainML: [range.lowerBound, range.upperBound], parameters: parameters,
      valuesFile: files.values, labelsFile: files.labels,
      fingerprints: isFull ? fingerprints(measured) : [:])
    work.changed = differences(of: cohort.outcome).nilIfEmpty
    return spec(
      .measure(work),
      identity: [
        "v\(builder.versions.outcomes[cohort.outcome] ?? 0)", "r\(builder.versions.reference)",
        cohort.outcome, variant, builder.template, "\(range)",
      ] + Self.lines(parameters), after: previous, method: variant)
  }

  /// Checks the face of a variant of the image on which it was found.
  func face(_ name: String, after deface: String) -> TaskSpec {
    let zones = AskedRegions(completed(of: name)).checkedZones.map(\.rawValue)
    let files = StudyPaths.face(name, of: subject)
    let other = subject.others[anchor]
    var prints = anchorFingerprint
    if let other { prints[other] = builder.identity(other) }
    let work = FaceWork(
      image: self.files(of: name, contrast: anchor).image, original: anchorPath,
      reference: StudyPaths.reference(subject, contrast: anchor), zones: zones, method: name,
      parameters: completed(of: name), other: other, checkFile: files.check,
      recordFile: files.record, fingerprints: prints)
    return spec(
      .face(work),
      identity: ["v\(FaceWork.version)", name, zones.joined(separator: ",")]
        + (other.map { ["other \(builder.identity($0))"] } ?? []),
      after: [deface], method: name)
  }

  /// The name of the variant that is no variant.
  private static let full = "full"

  /// The parameters of a method, control or outcome, with the fallbacks of all that are not given;
  /// those of the subject go before those of the study.
  private func completed(of name: String) -> [String: String] {
    let given = (builder.plan.parameters[name] ?? [:])
      .merging(builder.own.values(of: name, subject: subject)) { $1 }
    return ParameterSchema.of(name)?.completed(given) ?? given
  }

  /// The parameters of a method, control or outcome in which the subject differs from the study.
  func differences(of name: String) -> [ParameterDifference] {
    guard !builder.own.isEmpty else { return [] }
    return builder.own.differences(
      of: name, subject: subject, study: builder.plan.parameters[name] ?? [:])
  }

  private func spec(
    _ work: Work, identity: [String], after: [String], method: String?
  ) -> TaskSpec {
    let text = ([work.kind] + identity + after).joined(separator: "\n")
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let payload = (try? encoder.encode(work)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    var spec = TaskSpec(
      id: "\(work.kind)-\(SHA256.hex(of: text.utf8).prefix(20))", kind: work.kind,
      labels: TaskLabels(subject: subject.stem, method: method, cohort: cohort.name),
      payload: payload, dependencies: after, priority: priority,
      timeoutSeconds: builder.plan.failure.timeoutSeconds, threads: builder.threads)
    spec.note = work.changed.map { $0.map(\.words).joined(separator: ", ") }
    return spec
  }

  private static func lines(_ parameters: [String: String]) -> [String] {
    parameters.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
  }
}
