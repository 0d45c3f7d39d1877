import Anatomy
import Jobs
import Outcomes
import Volumes

extension StudyWorker {
  /// Measures one outcome on one variant.
  func measure(
    _ work: MeasureWork, progress: ProgressReport
  ) throws(TaskFailure) -> TaskResult {
    guard
      let measure = OutcomeMeasures.named(
        work.outcome, brainML: work.brainML, parameters: work.parameters)
    else {
      throw TaskFailure(
        .inputUnsuitable, "the outcome '\(work.outcome)' is not known to this version")
    }
    progress(0.02, "reading")
    var images: [String: Image] = [:]
    for (contrast, path) in work.images { images[contrast] = try image(try read(path)) }
    let template = try template()
    let measurement: Measurement
    let shown = type(of: measure).contrasts.firstNonNil { images[$0] }
    if let files = work.reference, let image = images.values.first, images.count == 1 {
      let frame = try frame(of: image, files: files)
      progress(0.3, "measuring")
      measurement = try run(work, image) { () throws(OutcomeError) in
        try measure.measure(frame, template: template, parallel: parallel)
      }
    } else {
      progress(0.1, "aligning and measuring")
      measurement = try run(work, shown) { () throws(OutcomeError) in
        try measure.measure(images, template: template, parallel: parallel)
      }
    }
    progress(0.95, "writing")
    return try keep(measurement, of: work, image: shown)
  }

  /// The map of an outcome that holds labels: tissues, lesions or the parts of a tumour.
  private static let labels = ["dseg", "lesions", "tumour"]

  private func run(
    _ work: MeasureWork, _ image: Image?, _ body: () throws(OutcomeError) -> Measurement
  ) throws(TaskFailure) -> Measurement {
    do {
      return try body()
    } catch {
      if let image { drawFailure(error.findings, of: image, to: work.failurePicture) }
      throw TaskFailure(error)
    }
  }

  private func keep(
    _ measurement: Measurement, of work: MeasureWork, image: Image?
  ) throws(TaskFailure) -> TaskResult {
    var artefacts = [work.valuesFile]
    var values = measurement.values
    values["degraded"] = measurement.degraded ? 1 : 0
    try write(
      StudyValues.file(values, parameters: work.parameters, changed: work.changed ?? []),
      to: work.valuesFile)
    if let labels = Self.labels.firstNonNil({ measurement.maps[$0] }) {
      try write(Volume(image: labels, type: .uint8), to: work.labelsFile)
      artefacts.append(work.labelsFile)
    }
    if measurement.maps["lesions"] != nil {
      try write(LesionsFile.tsv(of: measurement.lesions), to: work.lesionsFile)
      try write(LesionsFile.description, to: work.lesionsSidecar)
      artefacts += [work.lesionsFile, work.lesionsSidecar]
    }
    if let image, try draw(measurement.findings, of: image, to: work.picture) {
      artefacts.append(work.picture)
    }
    return TaskResult(
      values: StudyValues.encode(values), artefacts: artefacts,
      warnings: measurement.warnings)
  }
}
