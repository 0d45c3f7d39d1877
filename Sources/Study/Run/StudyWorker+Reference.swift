import Anatomy
import Foundation
import Jobs
import Volumes

extension StudyWorker {
  /// Aligns the full image with the template and finds head and brain.
  func reference(
    _ work: ReferenceWork, progress: ProgressReport
  ) throws(TaskFailure) -> TaskResult {
    progress(0.05, "reading")
    let image = try image(try read(work.image))
    let template = try template()
    progress(0.2, "aligning and finding the brain")
    let frame: Frame
    do {
      frame = try Frame.make(image: image, template: template, parallel: parallel)
    } catch {
      drawFailure(error.findings, of: image, to: work.output.failurePicture)
      throw TaskFailure(error)
    }
    progress(0.9, "writing")
    try write(Volume(mask: frame.brain), to: work.output.brainMask)
    try write(try Self.json(MaskSidecar.brain), to: work.output.brainSidecar)
    try write(Volume(mask: frame.head), to: work.output.headMask)
    let record = ReferenceRecord(frame, template: template)
    try write(try Self.json(record), to: work.output.transform)
    return TaskResult(
      values: StudyValues.encode([
        "brain_mask_ml": frame.brain.volumeML, "similarity": frame.registration.similarity,
      ]),
      artefacts: [
        work.output.brainMask, work.output.brainSidecar, work.output.headMask,
        work.output.transform,
      ])
  }

  /// What is known of a full image, from the files of its reference task.
  func frame(of image: Image, files: ReferenceFiles) throws(TaskFailure) -> Frame {
    let record: ReferenceRecord
    do {
      let data = try Data(contentsOf: URL(fileURLWithPath: paths.absolute(files.transform)))
      record = try JSONDecoder().decode(ReferenceRecord.self, from: data)
    } catch {
      throw TaskFailure(
        .inputMissing, "the alignment of the full image is not there any more",
        remedy: "rerun the reference task of the subject")
    }
    return Frame(
      image: image, registration: record.registration, head: try mask(files.headMask, on: image),
      brain: try mask(files.brainMask, on: image), skull: record.skullAlignment,
      facePrior: try template().facePrior)
  }

  private func mask(_ path: String, on image: Image) throws(TaskFailure) -> Mask {
    let stored = try self.image(try read(path))
    guard stored.grid.matches(image.grid, toleranceMM: 0.05) else {
      throw TaskFailure(
        .inputUnsuitable, "a mask of the full image lies on another grid than the image",
        remedy: "rerun the reference task of the subject")
    }
    return Mask(grid: image.grid, voxels: stored.voxels.map { $0 > 0.5 ? 1 : 0 })
  }

  /// The JSON text of a value.
  static func json(_ value: some Encodable) throws(TaskFailure) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    do {
      return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
    } catch {
      throw TaskFailure(.crashed, "a result cannot be written as JSON")
    }
  }
}
