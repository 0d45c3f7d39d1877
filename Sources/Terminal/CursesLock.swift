import Foundation

/// ncurses keeps one state for the whole process: what asks for terminal types, and recorders in
/// tests, take turns. The same thread may take it again.
enum CursesLock {
  static let shared = NSRecursiveLock()
}
