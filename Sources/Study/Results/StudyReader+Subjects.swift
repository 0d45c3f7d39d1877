import Foundation
import Jobs

/// Puts together where subjects stand, of what was read.
extension StudyReader {
  /// Where a subject stands.
  func subject(_ entry: TaskGraph.Entry, outcome: String) -> SubjectStatus {
    SubjectStatus(
      subject: entry.subject, contrast: entry.contrast,
      variants: entry.variants.map { status(of: $0, entry: entry, outcome: outcome) },
      brainMask: paths.absolute(
        StudyPaths.reference(entry.subject, contrast: entry.contrast).brainMask),
      alignment: paths.absolute(
        StudyPaths.reference(entry.subject, contrast: entry.contrast).transform))
  }

  private func status(
    of variant: TaskGraph.Variant, entry: TaskGraph.Entry, outcome name: String
  ) -> VariantStatus {
    let contrast = entry.contrast
    let measured = variant.further.filter { entry.measured.contains($0.contrast) }.map(\.deface)
    let shared = [entry.probe, entry.reference]
    let last = [variant.deface].compactMap { $0 } + measured + [variant.measure]
    let chain = shared + (measured.isEmpty ? [] : entry.furtherReferences) + last
    let own = variant.deface == nil ? chain : last
    let known = chain.compactMap { tasks[$0] }
    // A task of the plan may not be in the queue yet; what is known of the others says nothing then.
    let state =
      known.count == chain.count ? VariantState(chain: known, own: Set(own)) : .waiting
    let failed = own.first { tasks[$0]?.state == .failed }
    let files = StudyPaths.variant(
      variant.name, of: entry.subject, contrast: contrast,
      isControl: plan.controls.contains(variant.name))
    let outcome = StudyPaths.outcome(name, variant: variant.name, of: entry.subject)
    let isFull = variant.deface == nil
    let further = variant.further.compactMap { further in
      failures[further.deface].map {
        VariantStatus.FurtherFailure(contrast: further.contrast, failure: $0)
      }
    }
    let picture: String? =
      switch failed {
      case nil: nil
      case entry.reference:
        StudyPaths.reference(entry.subject, contrast: contrast).failurePicture
      case variant.measure: StudyPaths.pictures(ofValues: outcome.values).failed
      default: nil
      }
    var status = VariantStatus(
      name: variant.name, state: state, values: results[variant.measure]?.values ?? [:],
      removal: variant.deface.flatMap { results[$0]?.values } ?? [:],
      warnings: own.flatMap { results[$0]?.warnings ?? [] }
        + further.map { "\($0.contrast) was not defaced: \($0.failure.message)" },
      failure: failed.flatMap { failures[$0] },
      tasks: chain + variant.further.map(\.deface).filter { !chain.contains($0) },
      image: isFull ? entry.subject.images[contrast] : paths.absolute(files.image),
      removalMask: isFull ? nil : paths.absolute(files.mask),
      labels: paths.absolute(outcome.labels), failurePicture: picture.map(paths.absolute))
    status.furtherFailures = further
    if plan.methods.contains(variant.name), let deface = variant.deface {
      (status.picture, status.hasPicture) = (deface, tasks[deface]?.state == .done)
      let item = RatedItem(entry.subject, method: variant.name)
      status.take(ratings.known.ratings(of: item), rule: plan.ratings)
    }
    status.differences = variant.differences
    let face = StudyPaths.face(variant.name, of: entry.subject)
    status.face = variant.face.map { task in
      FaceStanding(
        task: task, values: results[task]?.values ?? [:], failure: failures[task],
        files: (paths.absolute(face.check), paths.absolute(face.record)))
    }
    return status
  }
}
