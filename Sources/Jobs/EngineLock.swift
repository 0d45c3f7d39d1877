import Foundation

/// Proves that one process alone runs the queue of a study.
///
/// An advisory lock (`flock`) on `.bauta/engine.lock`; the kernel lets it go when the process
/// ends, however it ends. The file's text says who holds it.
public final class EngineLock: Sendable {
  /// Who runs the queue.
  public struct Holder: Sendable, Codable, Hashable {
    /// Process number.
    public var pid: Int32
    /// Name of the machine.
    public var host: String
    /// Identity of the boot of that machine.
    public var boot: String
    /// When it began, in seconds since 1970.
    public var since: Double
  }

  private let file: Int32

  private init(_ file: Int32) {
    self.file = file
  }

  deinit {
    ftruncate(file, 0)
    close(file)
  }

  /// Takes the lock of the study whose `.bauta` folder is `folder`.
  ///
  /// Throws `busy` when another process, or another engine of this one, holds it.
  public static func acquire(folder: String, since now: Date = Date()) throws(JobsError)
    -> EngineLock
  {
    let path = path(folder)
    let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard file >= 0 else {
      throw JobsError(
        .cannotCreate, "The lock of the study's engine could not be made.",
        remedy: "Check that the .bauta folder exists and may be written.", path: path,
        cause: String(cString: strerror(errno)))
    }
    guard lock(file) else {
      let holder = text(file)
      close(file)
      let who = holder.map { "process \($0.pid) on \($0.host)" } ?? "another process"
      throw JobsError(
        .busy, "The engine of this study is running already: \(who).",
        remedy: "Attach with 'bauta open', or stop that process first.", path: path)
    }
    let holder = Holder(
      pid: getpid(), host: Host.name, boot: Host.boot, since: now.timeIntervalSince1970)
    let bytes = Array(Stored.text(holder).utf8)
    ftruncate(file, 0)
    _ = pwrite(file, bytes, bytes.count, 0)
    return EngineLock(file)
  }

  /// Who holds the lock; nil when nobody does.
  public static func holder(folder: String) -> Holder? {
    let file = open(path(folder), O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    if flock(file, LOCK_SH | LOCK_NB) == 0 { return nil }
    return text(file) ?? Holder(pid: 0, host: "unknown", boot: "", since: 0)
  }

  /// Somebody who only looks holds the lock for a moment; therefore more than one try.
  private static func lock(_ file: Int32) -> Bool {
    for _ in 0..<5 {
      if flock(file, LOCK_EX | LOCK_NB) == 0 { return true }
      usleep(10_000)
    }
    return false
  }

  private static func text(_ file: Int32) -> Holder? {
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = pread(file, &bytes, bytes.count, 0)
    guard count > 0 else { return nil }
    return Stored.value(Holder.self, String(decoding: bytes.prefix(count), as: UTF8.self))
  }

  private static func path(_ folder: String) -> String { folder + "/engine.lock" }
}
