import Foundation
import Jobs

/// A `.bauta` folder that goes away with the test.
final class Folder: Sendable {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "jobs-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  func store(now: @escaping @Sendable () -> Date = { Date() }) throws -> TaskStore {
    try TaskStore(folder: path, durability: .process, now: now)
  }
}
