import Foundation
import Jobs

/// Deletes results that no finished task of the study stands behind: of subjects and methods that are
/// gone, of other parameters, of images that have changed.
///
/// A defaced image whose gates were passed under other parameters, or whose subject was taken out of
/// the data, must not stay among what may be shared.
struct StaleFiles {
  let paths: StudyPaths

  /// Deletes the files of some tasks, and folders that are empty then.
  ///
  /// Files of tasks that are gone, and of those of the plan that are neither done nor being done; not
  /// those that another task of the plan stands behind, nor the picture of a failure that stands. A
  /// task of the plan that is not in the queue has made nothing: what lies in its place is of a task
  /// that is gone, as when only some subjects of a changed study are run.
  ///
  /// - Parameters:
  ///   - obsolete: tasks that the plan no longer has.
  ///   - files: those of the tasks of the plan.
  ///   - states: the states of the tasks in the queue; nil where they may change at any moment, so that
  ///     all files of the plan stay.
  ///   - isUndisturbed: whether the states still hold and nobody is at work; asked right before each
  ///     file of the plan is deleted, which stays otherwise.
  /// - Returns: number of files deleted, and of those that could not be.
  func remove(
    of obsolete: [TaskSpec], files: some Sequence<EntryFiles.TaskFiles>,
    states: [String: TaskState]?, isUndisturbed: () -> Bool = { true }
  ) -> (removed: Int, left: Int) {
    let open = states?.filter { $0.value != .done && $0.value != .leased } ?? [:]
    var stale = Set(obsolete.flatMap(outputs).filter(isThere))
    if !open.isEmpty {
      for file in files where open[file.task] != nil {
        stale.formUnion(file.outputs.filter(isThere))
      }
    }
    guard !stale.isEmpty else { return (0, 0) }
    var planned: Set<String> = []
    for file in files {
      planned.formUnion(file.outputs.filter(stale.contains))
      let stays = states.map { $0[file.task] != nil && open[file.task] == nil } ?? true
      if stays { stale.subtract(file.outputs) }
      if states?[file.task] == .failed, let picture = file.failurePicture { stale.remove(picture) }
    }
    return remove(stale) { !planned.contains($0) || isUndisturbed() }
  }

  private func remove(
    _ stale: Set<String>, where mayGo: (String) -> Bool
  ) -> (removed: Int, left: Int) {
    var (removed, left) = (0, 0)
    for path in stale.sorted() where isOwn(path) && mayGo(path) {
      guard (try? FileManager.default.removeItem(atPath: paths.absolute(path))) != nil else {
        left += 1
        continue
      }
      removed += 1
      removeEmptyFolders(above: path)
    }
    return (removed, left)
  }

  private func outputs(of spec: TaskSpec) -> [String] {
    (try? JSONDecoder().decode(Work.self, from: Data(spec.payload.utf8)))?.outputs ?? []
  }

  private func isThere(_ path: String) -> Bool {
    var status = stat()
    return lstat(paths.absolute(path), &status) == 0
  }

  /// Whether a path lies below one of the study's own folders.
  private func isOwn(_ path: String) -> Bool {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    return !parts.contains("..")
      && [StudyPaths.derivatives, StudyPaths.work].contains { path.hasPrefix($0 + "/") }
  }

  private func removeEmptyFolders(above path: String) {
    var folder = (path as NSString).deletingLastPathComponent
    while isOwn(folder),
      (try? FileManager.default.contentsOfDirectory(atPath: paths.absolute(folder)))?.isEmpty
        == true
    {
      guard (try? FileManager.default.removeItem(atPath: paths.absolute(folder))) != nil else {
        return
      }
      folder = (folder as NSString).deletingLastPathComponent
    }
  }
}
