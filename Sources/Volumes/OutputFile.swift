import Glibc

/// Writing a file so that its final name only ever holds the whole of it: a temporary name in the
/// same folder, then fsync, then the final name.
struct OutputFile {
  private let temporary: String
  let path: String

  /// Writes all `parts` one after another under a temporary name.
  init(_ path: String, overwrite: Bool, parts: [[UInt8]]) throws(VolumeError) {
    self.path = path
    if !overwrite, access(path, F_OK) == 0 { throw VolumeError.exists().at(path) }
    let slash = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    let (folder, name) = (path[..<slash], path[slash...])
    temporary = "\(folder).\(name).part\(getpid())"
    unlink(temporary)
    let unfinished = temporary
    let (descriptor, code) = UnfinishedFiles.making([unfinished]) {
      (open(unfinished, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666), errno)
    }
    guard descriptor >= 0 else {
      UnfinishedFiles.remove(temporary)
      throw VolumeError.cannotWrite(code).at(path)
    }
    do throws(VolumeError) {
      for part in parts { try Self.write(part, to: descriptor) }
      guard fsync(descriptor) == 0 || errno == EINVAL else { throw .cannotWrite(errno) }
    } catch {
      close(descriptor)
      discard()
      throw error.at(path)
    }
    guard close(descriptor) == 0 else {
      let code = errno
      discard()
      throw VolumeError.cannotWrite(code).at(path)
    }
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) throws(VolumeError) {
    var failure: Int32 = 0
    bytes.withUnsafeBytes { buffer in
      var done = 0
      while done < buffer.count, let base = buffer.baseAddress {
        let wrote = Glibc.write(descriptor, base + done, buffer.count - done)
        if wrote < 0 && errno == EINTR { continue }
        if wrote <= 0 {
          failure = wrote < 0 ? errno : ENOSPC
          return
        }
        done += wrote
      }
    }
    if failure != 0 { throw .cannotWrite(failure) }
  }

  /// Gives the file its final name.
  func commit(overwrite: Bool) throws(VolumeError) {
    if !overwrite, link(temporary, path) == 0 { return discard() }
    if !overwrite, errno == EEXIST || access(path, F_OK) == 0 {
      discard()
      throw VolumeError.exists().at(path)
    }
    guard rename(temporary, path) == 0 else {
      let code = errno
      discard()
      throw VolumeError.cannotWrite(code).at(path)
    }
    UnfinishedFiles.remove(temporary)
  }

  /// Gives all files their final names; where one cannot have it, those that were new go again.
  static func commit(_ files: [OutputFile], overwrite: Bool) throws(VolumeError) {
    var done: [OutputFile] = []
    for file in files {
      do throws(VolumeError) {
        try file.commit(overwrite: overwrite)
      } catch {
        if !overwrite { for file in done { unlink(file.path) } }
        throw error
      }
      done.append(file)
    }
  }

  /// Removes the temporary file.
  func discard() {
    unlink(temporary)
    UnfinishedFiles.remove(temporary)
  }
}

extension VolumeError {
  static func exists() -> VolumeError {
    VolumeError(
      .exists, "The output is there already.",
      remedy: "Choose another name or allow overwriting.")
  }

  static func cannotWrite(_ code: Int32) -> VolumeError {
    VolumeError(
      .cannotCreate, "The output cannot be written: \(systemText(code)).",
      remedy: "Check the folder, its permissions and the space on the disk.")
  }
}
