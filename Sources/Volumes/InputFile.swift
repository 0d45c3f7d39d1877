import Glibc

/// A file open for reading. Closed when the last reference goes.
final class InputFile {
  let path: String
  let byteCount: Int
  private let descriptor: Int32

  init(_ path: String) throws(VolumeError) {
    self.path = path
    descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw .cannotOpen(errno).at(path) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      close(descriptor)
      throw .cannotOpen(errno).at(path)
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw VolumeError.notAFile().at(path)
    }
    byteCount = Int(status.st_size)
  }

  deinit { close(descriptor) }

  /// Fills `target` from byte `place` on; returns how many bytes there were.
  func read(into target: UnsafeMutableRawBufferPointer, at place: Int) throws(VolumeError) -> Int {
    var done = 0
    while done < target.count, let base = target.baseAddress {
      let got = pread(descriptor, base + done, target.count - done, off_t(place + done))
      if got < 0 && errno == EINTR { continue }
      guard got >= 0 else { throw .cannotRead(errno).at(path) }
      if got == 0 { break }
      done += got
    }
    return done
  }

  /// Up to `count` bytes from byte `place` on, fewer at the end of the file.
  func bytes(at place: Int, count: Int) throws(VolumeError) -> [UInt8] {
    let wanted = max(0, min(count, byteCount - place))
    var failure: VolumeError?
    let result = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, used in
      buffer.baseAddress.map { adviseLargePages($0, wanted) }
      do throws(VolumeError) {
        used = try read(into: UnsafeMutableRawBufferPointer(buffer), at: place)
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return result
  }
}

/// The text of an error number of the system.
func systemText(_ code: Int32) -> String { String(cString: strerror(code)) }

extension VolumeError {
  static func cannotOpen(_ code: Int32) -> VolumeError {
    code == ENOENT || code == ENOTDIR
      ? VolumeError(
        .inputMissing, "The file does not exist.", remedy: "Check the path.")
      : VolumeError(
        .inputMissing, "The file cannot be opened: \(systemText(code)).",
        remedy: "Check the path and its permissions.")
  }

  static func notAFile() -> VolumeError {
    VolumeError(
      .inputMissing, "An image file was expected, but this is a folder or a device.",
      remedy: "Give the path of the image itself.")
  }

  static func cannotRead(_ code: Int32) -> VolumeError {
    VolumeError(
      .badData, "The file cannot be read: \(systemText(code)).",
      remedy: "Check the disk or copy the file again.")
  }
}
