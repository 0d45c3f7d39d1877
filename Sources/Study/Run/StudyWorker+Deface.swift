import Anatomy
import Defacing
import Faces
import Jobs
import Kernels
import Volumes

extension StudyWorker {
  /// Makes one variant of an image. Nothing is written unless every gate has passed.
  func deface(
    _ work: DefaceWork, progress: ProgressReport
  ) throws(TaskFailure) -> TaskResult {
    progress(0.05, "reading")
    let made =
      if let primary = work.primary {
        StudyRegistry.names.controls.contains(work.method)
          ? try controlled(work, from: primary, progress: progress)
          : try carried(work, from: primary, progress: progress)
      } else {
        try made(work, image: work.image, progress: progress)
      }
    let variant = made.scrubbed().variant
    progress(0.8, "writing")
    try write(variant.volume, to: work.output.image)
    var artefacts = [work.output.image, work.output.sidecar]
    if let removed = variant.removed {
      try write(Volume(mask: removed), to: work.output.mask)
      try write(MaskSidecar.removed.text, to: work.output.maskSidecar)
      artefacts += [work.output.mask, work.output.maskSidecar]
    }
    var sidecar = variant.sidecar
    sidecar.tell(work.changed ?? [])
    try write(try Self.json(sidecar), to: work.output.sidecar)
    return TaskResult(
      values: StudyValues.encode(variant.values), artefacts: artefacts,
      warnings: variant.warnings)
  }

  /// The variant of the image on which the face is found.
  private func made(
    _ work: DefaceWork, image path: String, progress: ProgressReport
  ) throws(TaskFailure) -> Variant {
    let volume = try read(path)
    let frame = try frame(of: try image(volume), files: work.reference)
    progress(0.3, work.method)
    let maker = try maker(work)
    do { return try maker.make(from: volume, frame: frame) } catch { throw TaskFailure(error) }
  }

  /// The variant of a further image: what is removed from the first one, carried over by geometry.
  ///
  /// The removal from the first is made again from its reference; it is the same to the voxel. It is kept
  /// for the next further image.
  private func carried(
    _ work: DefaceWork, from primary: String, progress: ProgressReport
  ) throws(TaskFailure) -> Variant {
    let maker = try maker(work)
    progress(0.2, work.method)
    let head = try sessionHead(work, of: primary, maker)
    let volume = try read(work.image)
    progress(0.5, "carrying over")
    do {
      let made = try SessionVariantMaker(head: head, maker: maker).attempt(from: volume).variant
      if let refusal = made.refusal { throw refusal }
      return made
    } catch {
      throw TaskFailure(error)
    }
  }

  /// The head of a session with what is removed from its first image, made unless it was made last.
  private func sessionHead(
    _ work: DefaceWork, of primary: String, _ maker: VariantMaker
  ) throws(TaskFailure) -> SessionHead {
    let source = SessionSource(work, primary: primary, paths)
    if let source, let known = session.withLock({ $0 }), known.source == source {
      return known.head
    }
    let first = try read(primary)
    let frame = try frame(of: try image(first), files: work.reference)
    do {
      let variant = try maker.make(from: first, frame: frame)
      let head = try SessionHead(frame: frame, variant: variant, parallel: parallel)
      session.withLock { $0 = source.map { ($0, head) } }
      return head
    } catch {
      throw TaskFailure(error)
    }
  }

  /// The control of a further image: its own head is changed; where template and brain lie comes along
  /// from the first image by the headers, since a control removes nothing that could be left behind.
  private func controlled(
    _ work: DefaceWork, from primary: String, progress: ProgressReport
  ) throws(TaskFailure) -> Variant {
    let first = try frame(of: try image(try read(primary)), files: work.reference)
    let volume = try read(work.image)
    let image = try image(volume)
    progress(0.4, work.method)
    do {
      let frame = Frame(
        image: image, registration: first.registration,
        head: try headMask(of: image, parallel: parallel),
        brain: first.brain.resampled(onto: image.grid, parallel: parallel))
      return try maker(work).make(from: volume, frame: frame)
    } catch {
      throw TaskFailure(error)
    }
  }

  private func maker(_ work: DefaceWork) throws(TaskFailure) -> VariantMaker {
    var maker = try maker(of: work.method, parameters: work.parameters)
    maker.limits = work.limits ?? .standard
    return maker
  }

  /// A maker with the paths of files as they are on this machine.
  func maker(
    of method: String, parameters: [String: String]
  ) throws(TaskFailure) -> VariantMaker {
    let files = ParameterSchema.of(method)?.paths(in: parameters) ?? [:]
    return VariantMaker(
      method: method, parameters: parameters.merging(files.mapValues(paths.absolute)) { $1 },
      template: try template(), parallel: parallel)
  }
}
