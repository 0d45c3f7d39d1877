import Foundation
import Synchronization

/// A clock that goes only when told.
final class ManualDate: Sendable {
  private let seconds = Mutex(1000.0)

  var now: Date { Date(timeIntervalSince1970: seconds.withLock { $0 }) }

  func advance(_ by: Double) { seconds.withLock { $0 += by } }
}
