import Anatomy
import Faces
import Jobs
import Volumes

extension StudyWorker {
  /// Checks what can still be rebuilt of a face after a removal, beside the original.
  func face(_ work: FaceWork, progress: ProgressReport) throws(TaskFailure) -> TaskResult {
    progress(0.05, "reading")
    let defaced = try image(try read(work.image))
    let frame = try frame(of: try image(try read(work.original)), files: work.reference)
    let template = try template()
    progress(0.3, "looking at the face")
    let known = templateFace.value { try? TemplateFace(template, parallel: parallel) }
    guard let known else {
      throw TaskFailure(
        .inputUnsuitable, "the template shows no skin, so that faces cannot be compared with it",
        remedy: "take a template of a whole head")
    }
    let check: FaceCheck
    var pair: FacePair
    do {
      let before = try HeadRecord.observing(
        frame.image, registration: frame.registration, parallel: parallel)
      let after = try HeadRecord.observing(
        defaced, registration: frame.registration, like: before, parallel: parallel)
      check = try FaceCheck.checking(
        defaced, against: frame.image, registration: frame.registration, template: known,
        zones: work.zones.compactMap { FaceZone(rawValue: $0) }, known: before, seen: after,
        parallel: parallel)
      pair = FacePair(original: before.front, defaced: after.front)
    } catch {
      throw TaskFailure(error)
    }
    progress(0.6, "removing the face of another image of the person")
    let other = try otherScan(work, like: frame, showing: pair.original)
    (pair.second, pair.alike) = (other.second, other.alike)
    progress(0.95, "writing")
    try write(try Self.json(check), to: work.checkFile)
    try write(try Self.json(pair), to: work.recordFile)
    return TaskResult(
      values: StudyValues.encode(FaceStanding.values(of: check)),
      artefacts: [work.checkFile, work.recordFile])
  }
}
