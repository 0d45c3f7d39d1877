import Foundation

/// What a worker writes to standard error during one attempt. The file is made with the first
/// byte and stops growing at a limit.
final class TaskLog {
  static let limit = 16 << 20

  private let path: String
  private var file: Int32?
  private var size = 0

  init(path: String) {
    self.path = path
  }

  deinit {
    if let file, file >= 0 { close(file) }
  }

  func append(_ bytes: some Collection<UInt8>) {
    guard !bytes.isEmpty, size < Self.limit else { return }
    size += bytes.count
    write(Array(bytes))
    if size >= Self.limit { write(Array("\nThe log was cut here: it grew too long.\n".utf8)) }
  }

  private func write(_ bytes: [UInt8]) {
    let file = self.file ?? make()
    self.file = file
    if file >= 0 { _ = Foundation.write(file, bytes, bytes.count) }
  }

  private func make() -> Int32 {
    let folder = (path as NSString).deletingLastPathComponent
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    return open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
  }
}
