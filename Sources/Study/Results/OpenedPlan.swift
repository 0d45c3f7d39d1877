import Foundation
import Jobs

/// The plan as it was when the study was opened, and whether it is still that of the study.
///
/// Another process may plan the study anew meanwhile: its queue then holds other tasks.
struct OpenedPlan {
  private let file: String
  private let bytes: Data
  private let planned: Set<String>
  /// Tasks of the plan that were in the queue once.
  private var known: Set<String> = []
  /// Tasks of the queue that were never part of the plan, when the queue was first read.
  private var strangers: Set<String>?

  /// The plan of a graph, read from these bytes of the study file.
  init(file: String, bytes: Data, graph: TaskGraph) {
    (self.file, self.bytes) = (file, bytes)
    planned = graph.identities
  }

  /// Whether the study file holds other bytes now, or is gone.
  var fileHasChanged: Bool { FileManager.default.contents(atPath: file) != bytes }

  /// Whether the study is another than the one opened: by its file, or since the queue lost tasks of
  /// the plan or got others.
  ///
  /// Tasks that are not in the queue yet are no sign of that, nor are those of a former plan that
  /// were there from the beginning: who only looks opens a study before it is queued.
  ///
  /// - Parameter tasks: the identities of all tasks in the queue.
  /// - Returns: whether the queue tells so, whatever the file says.
  mutating func isOutdated(_ tasks: some Collection<String>) -> Bool {
    let present = Set(tasks)
    let others = present.subtracting(planned)
    let first = strangers ?? others
    strangers = first
    let isLost = !known.isSubset(of: present)
    known.formUnion(present.intersection(planned))
    return isLost || !others.isSubset(of: first)
  }
}
