import Foundation
import Jobs

/// Deletes results that no finished task of the study stands behind: of subjects and methods that are
/// gone, of other parameters, of images that have changed.
///
/// A defaced image whose gates were passed under other parameters, or whose subject was taken out of
/// the data, must not stay among what may be shared.
struct StaleFiles {
  let paths: StudyPaths

  /// Deletes the outputs of some tasks, and folders that are empty then.
  ///
  /// - Parameters:
  ///   - stale: the tasks.
  ///   - current: tasks whose files must stay, also where a stale one names them.
  ///   - failed: tasks of which the picture of the failure stays.
  /// - Returns: number of files deleted.
  func remove(of stale: [TaskSpec], but current: [TaskSpec], failed: [TaskSpec] = []) -> Int {
    let kept = Set(current.flatMap(outputs) + failed.compactMap { work($0)?.failurePicture })
    var removed = 0
    for path in Set(stale.flatMap(outputs)).subtracting(kept).sorted() {
      guard isOwn(path), (try? FileManager.default.removeItem(atPath: paths.absolute(path))) != nil
      else { continue }
      removed += 1
      removeEmptyFolders(above: path)
    }
    return removed
  }

  private func outputs(of spec: TaskSpec) -> [String] {
    work(spec)?.outputs ?? []
  }

  private func work(_ spec: TaskSpec) -> Work? {
    try? JSONDecoder().decode(Work.self, from: Data(spec.payload.utf8))
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
