import Foundation
import Jobs

extension OpenStudy {
  /// What was defaced by which method of the study, subject by subject; every file is hashed again.
  ///
  /// - Returns: the list. Controls keep their faces and are not in it.
  /// - Throws: an error when the queue cannot be read.
  public func attestation() throws(StudyError) -> Attestation {
    let ids = graph.cohorts.flatMap { cohort in
      cohort.entries.flatMap { entry in
        entry.variants.filter { plan.methods.contains($0.name) }.flatMap {
          [$0.deface].compactMap { $0 } + $0.further.map(\.deface)
        }
      }
    }
    let records = try Self.jobs("reading what was defaced") { () throws(JobsError) in
      try store.records(TaskFilter(ids: Set(ids).sorted()))
    }
    let known = Dictionary(records.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    var told: Set<String> = []
    return Attestation(
      lines: ids.filter { told.insert($0).inserted }.compactMap { known[$0] }.compactMap(line))
  }

  private func line(_ record: TaskRecord) -> Attestation.Line? {
    guard let work = try? JSONDecoder().decode(Work.self, from: Data(record.spec.payload.utf8)),
      case .deface(let work) = work
    else { return nil }
    let file = work.output.image
    let written = record.state == .done ? record.result?.hashes[file] : nil
    return Attestation.Line(
      file: file, hash: written, original: relative(work.image),
      originalHash: work.fingerprints[work.image], method: work.method,
      verdict: verdict(of: record, file: file, written: written),
      values: StudyValues.decode(record.result?.values ?? "{}"))
  }

  private func verdict(
    of record: TaskRecord, file: String, written: String?
  ) -> Attestation.Line.Verdict {
    switch record.state {
    case .done:
      let now = try? FileHash.sha256(ofFile: paths.absolute(file))
      return written != nil && now == written ? .defaced : .changed
    case .failed: return .refused(record.failure?.kind ?? "failed")
    default: return .pending
    }
  }

  /// A path below the study folder as it is from there; of others the name alone.
  private func relative(_ path: String) -> String {
    path.hasPrefix(paths.root + "/")
      ? String(path.dropFirst(paths.root.count + 1)) : URL(fileURLWithPath: path).lastPathComponent
  }
}
