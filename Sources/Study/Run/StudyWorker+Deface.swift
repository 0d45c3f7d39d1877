import Anatomy
import Defacing
import Faces
import Jobs
import Volumes

extension StudyWorker {
  /// Makes one variant of an image. Nothing is written unless every gate has passed.
  func deface(
    _ work: DefaceWork, progress: ProgressReport
  ) throws(TaskFailure) -> TaskResult {
    progress(0.05, "reading")
    let volume = try read(work.image)
    let image = try image(volume)
    let frame = try frame(of: image, files: work.reference)
    progress(0.3, work.method)
    let variant = try make(work, volume: volume, frame: frame)
    progress(0.8, "writing")
    try write(variant.volume, to: work.output.image)
    var artefacts = [work.output.image, work.output.sidecar]
    if let removed = variant.removed {
      try write(Volume(mask: removed), to: work.output.mask)
      try write(try Self.json(MaskSidecar.removed), to: work.output.maskSidecar)
      artefacts += [work.output.mask, work.output.maskSidecar]
    }
    try write(try Self.json(variant.sidecar), to: work.output.sidecar)
    return TaskResult(
      values: StudyValues.encode(variant.values), artefacts: artefacts,
      warnings: variant.warnings)
  }

  private func make(
    _ work: DefaceWork, volume: Volume, frame: Frame
  ) throws(TaskFailure) -> Variant {
    let template = try template()
    do {
      return try VariantMaker(
        method: work.method, parameters: located(work), template: template, parallel: parallel
      ).make(from: volume, frame: frame)
    } catch {
      throw TaskFailure(error)
    }
  }

  /// The parameters with the paths of files as they are on this machine.
  private func located(_ work: DefaceWork) -> [String: String] {
    let files = ParameterSchema.of(work.method)?.paths(in: work.parameters) ?? [:]
    return work.parameters.merging(files.mapValues(paths.absolute)) { $1 }
  }
}
