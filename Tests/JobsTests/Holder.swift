import GRDB

/// Another process that holds the database for writing.
final class Holder: Sendable {
  private let queue: DatabaseQueue

  init(_ path: String) throws {
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    queue = try DatabaseQueue(path: path, configuration: configuration)
  }

  func hold() throws { try queue.inDatabase { try $0.execute(sql: "BEGIN IMMEDIATE") } }

  func release() throws { try queue.inDatabase { try $0.execute(sql: "ROLLBACK") } }
}
