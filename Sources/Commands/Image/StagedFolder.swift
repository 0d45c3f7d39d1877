import DICOM
import Foundation
import Volumes

/// A folder of new files that gets its name when all of them are written, or never.
///
/// Until then it lies hidden beside its place; it goes with this, and with a signal that ends the
/// program.
final class StagedFolder {
  private let target: String
  private let hidden: String
  private var files: [String] = []
  private var isDone = false

  /// An empty hidden folder beside the place of `target`.
  init(_ target: String) throws {
    self.target = Self.real(target)
    let folder = Self.parent(of: target) + "/.bauta-\(UUID().uuidString)"
    hidden = folder
    do {
      try UnfinishedFiles.making([folder]) {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
      }
    } catch { throw Self.refusal("no folder can be made beside the output folder", target) }
  }

  deinit {
    if !isDone { try? FileManager.default.removeItem(atPath: hidden) }
    for path in files + [hidden] { UnfinishedFiles.remove(path) }
  }

  /// Writes a file into the folder.
  func add(_ bytes: [UInt8], as name: String) throws {
    let path = hidden + "/" + name
    UnfinishedFiles.add(path)
    files.append(path)
    try ImageAccess.write(bytes, to: path)
  }

  /// Gives the folder its name; where that, or what is done last, fails, all is as it was before.
  ///
  /// - Parameter last: done when the folder has its name.
  /// - Throws: a failure where the folder cannot get it, and what `last` throws.
  func commit(_ last: () throws -> Void) throws {
    let former = hidden + ".former"
    // An empty folder gives way of its own accord.
    let isInTheWay = !Self.names(in: target).isEmpty
    if isInTheWay, rename(target, former) != 0 { throw Self.refusal(Self.unnamed, target) }
    guard rename(hidden, target) == 0 else {
      if isInTheWay { rename(former, target) }
      throw Self.refusal(Self.unnamed, target)
    }
    do { try last() } catch {
      rename(target, hidden)
      if isInTheWay { rename(former, target) }
      throw error
    }
    isDone = true
    if isInTheWay { try? FileManager.default.removeItem(atPath: former) }
  }

  private static let unnamed = "the output folder could not get its name; all is as it was before"
}

// MARK: - What may be written

extension StagedFolder {
  /// Refuses a folder that is there and may not give way, before any work is done.
  ///
  /// - Parameters:
  ///   - target: the folder that is to be.
  ///   - input: the folder that is read; neither may lie in the other.
  ///   - force: whether a folder of nothing but DICOM files gives way.
  /// - Throws: a failure that says why.
  static func check(_ target: String, input: String, force: Bool) throws {
    let (to, from) = (real(target), real(input))
    if to == from || to.hasPrefix(from + "/") || from.hasPrefix(to + "/") {
      throw refusal("the output folder and the one that is read lie in each other", target)
    }
    guard DICOMFolder.isFolder(parent(of: target)),
      FileManager.default.isWritableFile(atPath: parent(of: target))
    else {
      throw refusal(
        "the folder of the output folder is not there or may not be written", target)
    }
    guard FileManager.default.fileExists(atPath: target) else { return }
    guard DICOMFolder.isFolder(target) else {
      throw refusal("a folder of new files is written, and the output is a file", target)
    }
    try checkContents(of: target, force: force)
  }

  /// Whether a path is one within a folder, be it there or not.
  static func lies(_ path: String, in folder: String) -> Bool {
    real(path).hasPrefix(real(folder) + "/")
  }

  private static func checkContents(of target: String, force: Bool) throws {
    let names = names(in: target)
    guard !names.isEmpty else { return }
    guard force else {
      throw CommandFailure(
        .cannotCreate, "the output folder is there and not empty",
        remedy: "give another name, or --force to have its DICOM files replaced", path: target)
    }
    let isStrange = names.contains { !DICOMFolder.isDICOMFile(target + "/" + $0) }
    if isStrange {
      throw refusal(
        "the output folder holds more than DICOM files, and is not replaced as a whole", target)
    }
  }

  private static func names(in folder: String) -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
  }

  private static func refusal(_ message: String, _ path: String) -> CommandFailure {
    CommandFailure(
      .cannotCreate, message, remedy: "name a folder that is not there yet", path: path)
  }

  private static func parent(of path: String) -> String {
    URL(fileURLWithPath: real(path)).deletingLastPathComponent().path
  }

  /// A path without links, also where its last part is not there yet.
  private static func real(_ path: String) -> String {
    let url = URL(fileURLWithPath: path).standardizedFileURL
    return url.deletingLastPathComponent().resolvingSymlinksInPath()
      .appendingPathComponent(url.lastPathComponent).resolvingSymlinksInPath().path
  }
}
