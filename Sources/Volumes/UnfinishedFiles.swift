import Glibc
import Synchronization

/// The files and folders that are not finished yet, so that a signal that ends the program can take
/// them away: what lies in them may show a face.
public enum UnfinishedFiles {
  private static let registry = Mutex(0)
  private static let capacity = 4096
  /// Paths as C strings; a free place holds nil. Never moved, since the handler may look at any time.
  nonisolated(unsafe) private static let places:
    UnsafeMutablePointer<UnsafeMutablePointer<CChar>?> =
      {
        let places = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: capacity)
        places.initialize(repeating: nil, count: capacity)
        return places
      }()

  private static let ending = Atomic(false)
  /// Number of files that are being made at this moment.
  private static let opening = Atomic(0)

  /// Makes files or folders that are known to be unfinished from their first moment; while a signal ends
  /// the program nothing is made any more.
  ///
  /// - Parameters:
  ///   - paths: what will be made, folders before what lies in them.
  ///   - make: makes it.
  /// - Returns: what `make` returns.
  /// - Throws: what `make` throws.
  public static func making<Result, Failure: Error>(
    _ paths: [String], _ make: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    opening.add(1, ordering: .sequentiallyConsistent)
    defer { opening.subtract(1, ordering: .sequentiallyConsistent) }
    if ending.load(ordering: .sequentiallyConsistent) {
      opening.subtract(1, ordering: .sequentiallyConsistent)
      while true { pause() }
    }
    for path in paths { add(path) }
    return try make()
  }

  /// Waits until no other thread makes a file; not for ever, since the signal may have come to one that
  /// does.
  private static func awaitOpening() {
    for _ in 0..<20_000 where opening.load(ordering: .sequentiallyConsistent) > 0 { sched_yield() }
  }

  /// Remembers a file, or a folder that will be empty once its files are gone.
  public static func add(_ path: String) {
    registry.withLock { used in
      let free = (0..<used).first { places[$0] == nil } ?? used
      guard free < capacity else { return }
      places[free] = strdup(path)
      used = max(used, free + 1)
    }
  }

  /// Forgets a path: it has its final name, or is gone.
  public static func remove(_ path: String) {
    registry.withLock { used in
      for place in 0..<used {
        guard let known = places[place], strcmp(known, path) == 0 else { continue }
        // Its few bytes are never given back: the handler may be looking at them.
        places[place] = nil
        return
      }
    }
  }

  /// Has unfinished files taken away when one of these signals ends the program. A signal that is
  /// ignored stays so.
  public static func removeOnSignals(_ numbers: [Int32] = [SIGINT, SIGTERM, SIGHUP]) {
    _ = (places, ending.load(ordering: .relaxed), opening.load(ordering: .relaxed))
    for number in numbers {
      var former = sigaction()
      // A handler of its own, or none wanted at all, stays.
      guard sigaction(number, nil, &former) == 0,
        former.__sigaction_handler.sa_handler.map({ unsafeBitCast($0, to: Int.self) }) ?? 0 == 0
      else { continue }
      signal(number, endingHandler)
    }
  }

  /// Files first, then the folders that held them; only calls that a handler may make.
  fileprivate static func removeAll() {
    ending.store(true, ordering: .sequentiallyConsistent)
    awaitOpening()
    for place in 0..<capacity {
      if let path = places[place] { unlink(path) }
    }
    for place in stride(from: capacity - 1, through: 0, by: -1) {
      if let path = places[place] { rmdir(path) }
    }
  }
}

private let endingHandler: @convention(c) (Int32) -> Void = { number in
  UnfinishedFiles.removeAll()
  signal(number, SIG_DFL)
  raise(number)
}
