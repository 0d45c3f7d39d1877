import Foundation
import Volumes

/// Files that appear under their final names all together or not at all.
///
/// Until then they lie in a hidden folder beside each output, on the same disk, so that taking their
/// names costs one step each. The folders go with this, and with a signal that ends the program.
final class StagedFiles {
  /// The hidden folders, by the folders that they lie in.
  private var folders: [String: String] = [:]
  /// Hidden folders of one output each.
  private var places: [String] = []
  private var pending: [(staged: String, target: String)] = []
  private let parallel: Parallel

  /// Nothing staged yet.
  ///
  /// - Parameter parallel: how many threads may pack.
  init(parallel: Parallel) { self.parallel = parallel }

  deinit {
    for folder in folders.values { try? FileManager.default.removeItem(atPath: folder) }
    for path in pending.map(\.staged) + places + folders.values { UnfinishedFiles.remove(path) }
  }

  /// Writes a volume that will get the name `target`.
  func add(_ volume: Volume, as target: String) throws {
    try stage(target) { path in
      try ImageAccess.write(volume, to: path, force: false, parallel: parallel)
      return Array(
        zip(VolumeFile.filesWritten(as: path), VolumeFile.filesWritten(as: target)))
    }
  }

  /// Writes bytes that will get the name `target`.
  func add(_ bytes: [UInt8], as target: String) throws {
    try stage(target) { path in
      try ImageAccess.write(bytes, to: path)
      return [(path, target)]
    }
  }

  /// Writes a text that will get the name `target`.
  func add(_ text: String, as target: String) throws {
    try add(Array(text.utf8), as: target)
  }

  private func stage(
    _ target: String, _ write: (String) throws -> [(staged: String, target: String)]
  ) throws {
    let path =
      try newPlace(beside: target) + "/" + URL(fileURLWithPath: target).lastPathComponent
    let names = VolumeFile.filesWritten(as: path)
    for name in names { UnfinishedFiles.add(name) }
    do {
      pending += try write(path)
    } catch {
      for name in names { UnfinishedFiles.remove(name) }
      var failure = CommandFailure(error)
      failure.path = target
      throw failure
    }
  }

  /// A folder of its own for one output, in the hidden folder beside it.
  private func newPlace(beside target: String) throws -> String {
    let parent = URL(fileURLWithPath: target).deletingLastPathComponent().path
    let folder = folders[parent] ?? parent + "/.bauta-\(UUID().uuidString)"
    let place = folder + "/\(places.count)"
    let isNew = folders.updateValue(folder, forKey: parent) == nil
    do {
      try UnfinishedFiles.making((isNew ? [folder] : []) + [place]) {
        try FileManager.default.createDirectory(
          atPath: place, withIntermediateDirectories: true)
      }
    } catch {
      throw CommandFailure(
        .cannotCreate, "no folder can be made beside the outputs",
        remedy: "check the permissions of the folder of the outputs", path: parent)
    }
    places.append(place)
    return place
  }

  /// Gives all files their final names; if one cannot get it, everything is as it was before.
  ///
  /// - Parameter force: whether files that are there already give way.
  /// - Throws: a failure where a file cannot get its name.
  func commit(force: Bool) throws {
    var done: [(target: String, former: String?)] = []
    for file in pending {
      let former = force ? Self.keptAside(file) : nil
      guard Self.name(file, force: force) else {
        for file in done.reversed() { Self.undo(file.target, former: file.former) }
        throw CommandFailure(
          .cannotCreate,
          "an output could not get its final name; everything is as it was before",
          remedy: "check the permissions and the free space of the output folder",
          path: file.target)
      }
      done.append((file.target, former))
    }
    for file in pending { UnfinishedFiles.remove(file.staged) }
    for former in done.compactMap(\.former) {
      unlink(former)
      UnfinishedFiles.remove(former)
    }
    pending = []
  }

  /// Gives one file its final name.
  private static func name(_ file: (staged: String, target: String), force: Bool) -> Bool {
    if force { return rename(file.staged, file.target) == 0 }
    // Unlike a renaming, a link never takes the place of another file.
    if link(file.staged, file.target) == 0 { return true }
    guard errno != EEXIST, !FileManager.default.fileExists(atPath: file.target) else {
      return false
    }
    return rename(file.staged, file.target) == 0
  }

  /// A second name, in the hidden folder, of the file that will give way; nil where there is none.
  private static func keptAside(_ file: (staged: String, target: String)) -> String? {
    let former = file.staged + ".former"
    guard link(file.target, former) == 0 else { return nil }
    UnfinishedFiles.add(former)
    return former
  }

  private static func undo(_ target: String, former: String?) {
    if let former, rename(former, target) == 0 { return }
    unlink(target)
  }
}
