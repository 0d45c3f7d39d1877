import Foundation
import Volumes

/// Files that appear under their final names all together or not at all.
///
/// Until then they lie in a hidden folder beside each output, on the same disk, so that taking their
/// names costs one step each. The folders go with this, unless the program is killed.
final class StagedFiles {
  /// The hidden folders, by the folders that they lie in.
  private var folders: [String: String] = [:]
  private var pending: [(staged: String, target: String)] = []

  deinit {
    for folder in folders.values { try? FileManager.default.removeItem(atPath: folder) }
  }

  /// The hidden folder beside an output.
  private func folder(beside target: String) throws -> String {
    let parent = URL(fileURLWithPath: target).deletingLastPathComponent().path
    if let folder = folders[parent] { return folder }
    let folder = parent + "/.bauta-\(UUID().uuidString)"
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: false)
    } catch {
      throw CommandFailure(
        .cannotCreate, "no folder can be made beside the outputs",
        remedy: "check the permissions of the folder of the outputs", path: parent)
    }
    folders[parent] = folder
    return folder
  }

  /// Writes a volume that will get the name `target`.
  func add(_ volume: Volume, as target: String) throws {
    let place = try folder(beside: target) + "/\(pending.count)"
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: false)
    let name = URL(fileURLWithPath: target).lastPathComponent
    try ImageAccess.write(volume, to: place + "/" + name, force: false)
    let staged = VolumeFile.filesWritten(as: place + "/" + name)
    pending += zip(staged, VolumeFile.filesWritten(as: target)).map { ($0, $1) }
  }

  /// Gives all files their final names; if one cannot get it, those that did are taken away again.
  ///
  /// - Parameter force: whether files that are there already give way.
  /// - Throws: a failure where a file cannot get its name.
  func commit(force: Bool) throws {
    var done: [String] = []
    for file in pending {
      let isFree = force || !FileManager.default.fileExists(atPath: file.target)
      guard isFree, rename(file.staged, file.target) == 0 else {
        for path in done { try? FileManager.default.removeItem(atPath: path) }
        throw CommandFailure(
          .cannotCreate, "an output could not get its final name; all outputs were taken back",
          remedy: "check the permissions and the free space of the output folder",
          path: file.target)
      }
      done.append(file.target)
    }
    pending = []
  }
}
