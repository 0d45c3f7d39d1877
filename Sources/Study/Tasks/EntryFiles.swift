import Foundation

/// The files that each task of a subject may write, without planning the subject anew.
struct EntryFiles {
  var entry: TaskGraph.Entry
  /// Name of the measure.
  var outcome: String
  /// Names of the controls.
  var controls: Set<String>

  /// The files of a task.
  struct TaskFiles: Equatable {
    /// Identity of the task.
    var task: String
    /// Every file that it may write, relative to the study folder.
    var outputs: [String]
    /// The picture that its failure leaves.
    var failurePicture: String?

    init(_ task: String, _ work: Work) {
      (self.task, outputs, failurePicture) = (task, work.outputs, work.failurePicture)
    }
  }

  /// The tasks that write files.
  var all: [TaskFiles] {
    [reference(entry.reference, entry.contrast, isFurther: false)] + furtherReferences
      + entry.variants.flatMap(files)
  }

  private var furtherReferences: [TaskFiles] {
    zip(entry.furtherReferences, SubjectDraft.furtherContrasts(entry.subject, but: entry.contrast))
      .map { reference($0, $1, isFurther: true) }
  }

  private func reference(_ task: String, _ contrast: String, isFurther: Bool) -> TaskFiles {
    let files = StudyPaths.reference(entry.subject, contrast: contrast, isFurther: isFurther)
    return TaskFiles(task, .reference(ReferenceWork(image: "", output: files)))
  }

  private func files(of variant: TaskGraph.Variant) -> [TaskFiles] {
    let subject = entry.subject
    let outcome = StudyPaths.outcome(outcome, variant: variant.name, of: subject)
    let measured = TaskFiles(
      variant.measure,
      .measure(
        MeasureWork(
          outcome: self.outcome, variant: variant.name, images: [:], reference: nil, brainML: [],
          valuesFile: outcome.values, labelsFile: outcome.labels)))
    let face = variant.face.map { task in
      let files = StudyPaths.face(variant.name, of: subject)
      return TaskFiles(
        task,
        .face(
          FaceWork(
            image: "", original: "", reference: reference, zones: [], method: variant.name,
            parameters: [:], checkFile: files.check, recordFile: files.record)))
    }
    let made =
      [variant.deface.map { defaced($0, variant.name, entry.contrast) }]
      + variant.further.map { defaced($0.deface, variant.name, $0.contrast) }
    return made.compactMap { $0 } + [measured] + [face].compactMap { $0 }
  }

  private var reference: ReferenceFiles {
    StudyPaths.reference(entry.subject, contrast: entry.contrast)
  }

  private func defaced(_ task: String, _ variant: String, _ contrast: String) -> TaskFiles {
    let files = StudyPaths.variant(
      variant, of: entry.subject, contrast: contrast, isControl: controls.contains(variant))
    return TaskFiles(
      task,
      .deface(
        DefaceWork(
          image: "", reference: reference, method: variant, parameters: [:], output: files)))
  }
}
