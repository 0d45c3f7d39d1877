import Anatomy
import Defacing
import Faces
import Foundation
import Jobs
import Kernels
import Outcomes
import Synchronization
import Volumes

/// Does one task: the only place where a task meets the disk.
public final class StudyWorker: Sendable {
  let paths: StudyPaths
  let choice: TemplateChoice
  let parallel: Parallel
  private let loaded = Mutex<Template?>(nil)
  let templateFace = FoundOnce<TemplateFace?>()
  /// What is known of another image of the person who was looked at last.
  let other = Mutex<(path: String, frame: Frame?)?>(nil)
  /// The session whose further images were looked at last, and what is removed from its first one.
  let session = Mutex<(source: SessionSource, head: SessionHead)?>(nil)

  /// A worker for one study.
  ///
  /// - Parameters:
  ///   - paths: the study folder.
  ///   - choice: which template to take.
  ///   - parallel: how many threads it may use.
  public init(paths: StudyPaths, choice: TemplateChoice, parallel: Parallel) {
    (self.paths, self.choice, self.parallel) = (paths, choice, parallel)
  }

  /// The result of a task.
  ///
  /// - Parameters:
  ///   - spec: the task.
  ///   - progress: told the share that is done, and what is being done.
  /// - Returns: values and the files written.
  /// - Throws: why there is no result.
  public func perform(
    _ spec: TaskSpec, progress: ProgressReport
  ) throws(TaskFailure) -> TaskResult {
    let work: Work
    do {
      work = try JSONDecoder().decode(Work.self, from: Data(spec.payload.utf8))
    } catch {
      throw TaskFailure(
        .inputUnsuitable, "the task cannot be read; it was made by another version",
        remedy: "run 'bauta run' again, which makes the tasks anew")
    }
    let inputs = try verified(work.fingerprints)
    try removeOutputs(of: work)
    var result: TaskResult
    switch work {
    case .probe(let work): result = try probe(work)
    case .reference(let work): result = try reference(work, progress: progress)
    case .deface(let work): result = try deface(work, progress: progress)
    case .measure(let work): result = try measure(work, progress: progress)
    case .face(let work): result = try face(work, progress: progress)
    }
    result.hashes = inputs.merging(outputHashes(of: result)) { $1 }
    return result
  }

  /// The template, loaded once.
  func template() throws(TaskFailure) -> Template {
    if let template = loaded.withLock({ $0 }) { return template }
    do {
      let template = try choice.load(parallel: parallel)
      loaded.withLock { $0 = template }
      return template
    } catch {
      throw TaskFailure(error)
    }
  }

  /// An image of the study, as stored.
  func read(_ path: String) throws(TaskFailure) -> Volume {
    do {
      return try VolumeFile.read(paths.absolute(path))
    } catch {
      throw TaskFailure(error)
    }
  }

  /// The one frame of an image, as values.
  func image(_ volume: Volume) throws(TaskFailure) -> Image {
    guard volume.frames == 1 else {
      throw TaskFailure(
        .inputUnsuitable,
        "a three-dimensional image was expected, found one of \(volume.frames) frames",
        remedy: "give one frame, or the image that the series was averaged to")
    }
    do {
      return try volume.image(frame: 0)
    } catch {
      throw TaskFailure(error)
    }
  }

  /// Writes an image below the study folder, over an earlier result.
  func write(_ volume: Volume, to path: String) throws(TaskFailure) {
    let target = paths.absolute(path)
    try makeFolder(of: target)
    do {
      try VolumeFile.write(volume, to: target, overwrite: true)
    } catch {
      throw TaskFailure(error)
    }
  }

  /// Writes a text below the study folder, over an earlier result: all of it or nothing.
  func write(_ text: String, to path: String) throws(TaskFailure) {
    try write(Array(text.utf8), to: path)
  }

  /// Writes bytes below the study folder, over an earlier result: all of them or nothing.
  func write(_ bytes: [UInt8], to path: String) throws(TaskFailure) {
    let target = paths.absolute(path)
    try makeFolder(of: target)
    do {
      try Data(bytes).write(to: URL(fileURLWithPath: target), options: .atomic)
    } catch {
      throw TaskFailure(
        .outputFailed, "a result file cannot be written",
        remedy: FailureKind.outputFailed.remedy)
    }
  }

  private func makeFolder(of path: String) throws(TaskFailure) {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw TaskFailure(
        .outputFailed, "a folder for results cannot be made",
        remedy: FailureKind.outputFailed.remedy)
    }
  }
}
