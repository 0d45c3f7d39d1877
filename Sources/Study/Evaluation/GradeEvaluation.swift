import Anatomy
import Defacing
import Faces
import Kernels
import Volumes

/// The grades of one head's face after known things were done to it, to judge the grades by.
public struct GradeEvaluation: Sendable, Codable {
  /// Of one trial.
  public struct Row: Sendable, Codable {
    /// What was done.
    public var trial: String
    /// The check; nil where nothing came of the trial.
    public var check: FaceCheck?
    /// Why nothing came of it, or why the gates of a study would not let the image out.
    public var refusal: String?
  }

  /// The trials, in their order.
  public var rows: [Row]
}

extension GradeEvaluation {
  /// Does all trials on one image and checks each beside the original.
  ///
  /// - Parameters:
  ///   - volume: a head with its face, as stored.
  ///   - frame: what is known of it.
  ///   - template: the template with which it was aligned.
  ///   - trials: what is done.
  ///   - parallel: how many threads.
  ///   - progress: told each trial that is begun.
  /// - Throws: `FaceError` where the image shows no face.
  public init(
    of volume: Volume, frame: Frame, template: Template, trials: [FaceTrial] = FaceTrial.usual,
    parallel: Parallel, progress: (FaceTrial) -> Void = { _ in }
  ) throws {
    let bench = try TrialBench(volume, frame, template, parallel)
    rows = try trials.map { trial in
      progress(trial)
      return try bench.row(of: trial)
    }
  }
}

/// A head on which trials are done.
private struct TrialBench {
  let volume: Volume
  let frame: Frame
  let template: Template
  let face: TemplateFace
  let known: HeadRecord
  let parallel: Parallel

  init(_ volume: Volume, _ frame: Frame, _ template: Template, _ parallel: Parallel) throws {
    (self.volume, self.frame, self.template) = (volume, frame, template)
    self.parallel = parallel
    face = try TemplateFace(template, parallel: parallel)
    known = try HeadRecord.observing(
      frame.image, registration: frame.registration, parallel: parallel)
  }

  func row(of trial: FaceTrial) throws -> GradeEvaluation.Row {
    switch trial {
    case .surrogate(let removal): return try row(trial, surrogate(removal))
    case .croppedIntact: return try row(trial, volume)
    case .method(let name), .cropped(let name):
      let maker = VariantMaker(
        method: name, parameters: ParameterSchema.of(name)?.completed([:]) ?? [:],
        template: template, parallel: parallel)
      let made: Variant
      do {
        made = try maker.attempt(from: volume, frame: frame)
      } catch {
        return GradeEvaluation.Row(trial: trial.name, check: nil, refusal: error.message)
      }
      return try row(trial, made.volume, refusal: made.refusal?.message)
    }
  }

  private func surrogate(_ removal: SurrogateRemoval) -> Volume {
    let head = SurrogateFace(
      image: frame.image, map: frame.registration.templateToSubject, record: known.front,
      average: known.front, seed: 1)
    return Volume(image: head.removed(removal, parallel: parallel), type: .float32)
  }

  private func row(
    _ trial: FaceTrial, _ made: Volume, refusal: String? = nil
  ) throws -> GradeEvaluation.Row {
    let map = frame.registration.templateToSubject
    let defaced = trial.isCropped ? try made.aboveMouth(map) : try made.image(frame: 0)
    let original = trial.isCropped ? try volume.aboveMouth(map) : frame.image
    let check = try FaceCheck.checking(
      defaced, against: original, registration: frame.registration, template: face,
      known: trial.isCropped ? nil : known, parallel: parallel)
    return GradeEvaluation.Row(trial: trial.name, check: check, refusal: refusal)
  }
}
