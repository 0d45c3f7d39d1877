import Dispatch
import Synchronization

/// Keeps images in memory and reads others in the background; the latest wish goes first, and what
/// nobody wants any more is not read.
public final class ImageShelf: Sendable {
  /// Where one image stands.
  public enum Entry: Sendable {
    case loading
    case ready(LoadedImage)
    case problem(PictureProblem)
  }

  private let content: Mutex<Content>
  private let loader: any ImageLoader
  private let queue = DispatchQueue(label: "bauta.images", qos: .userInitiated)

  /// A shelf that holds images up to a size in bytes; the two most wanted are held whatever they take.
  public init(loader: any ImageLoader, capacity: Int = 256 << 20) {
    self.loader = loader
    content = Mutex(Content(capacity: capacity))
  }

  /// Grows whenever an image arrives.
  public var changes: Int { content.withLock { $0.changes } }

  /// Whether something is being read or waits to be.
  public var isBusy: Bool { content.withLock { $0.isReading } }

  /// Says which images are wanted now, the most wanted first, and which of them are there.
  ///
  /// While a file that was made anew is read again, its former image stands in.
  public func want(_ requests: [ImageRequest]) -> [ImageRequest: Entry] {
    let (known, mustStart) = content.withLock { content -> ([ImageRequest: Entry], Bool) in
      content.want(requests)
      let known = requests.reduce(into: [ImageRequest: Entry]()) { known, request in
        known[request] = content.entry(request)
      }
      let mustStart = !content.isReading && content.nextWish != nil
      if mustStart { content.isReading = true }
      return (known, mustStart)
    }
    if mustStart { queue.async { self.readAll() } }
    return known
  }

  private func readAll() {
    while let request = nextWish() {
      let entry: Entry =
        switch loader.load(request) {
        case .success(let image): .ready(image)
        case .failure(let problem): .problem(problem)
        }
      content.withLock { $0.keep(entry, for: request) }
    }
  }

  private func nextWish() -> ImageRequest? {
    content.withLock { content in
      let next = content.nextWish
      if next == nil { content.isReading = false }
      return next
    }
  }
}

extension ImageShelf {
  /// What is held, what is wanted, and in which order things were last wanted.
  fileprivate struct Content {
    let capacity: Int
    var entries: [ImageRequest: Entry] = [:]
    var wanted: [ImageRequest] = []
    var isReading = false
    var changes = 0
    private var order: [ImageRequest] = []
    private var largest = 0
    private static let pinned = 2

    init(capacity: Int) { self.capacity = capacity }

    mutating func want(_ requests: [ImageRequest]) {
      wanted = requests
      for request in requests.reversed() where entries[request] != nil {
        order.removeAll { $0 == request }
        order.append(request)
      }
    }

    func entry(_ request: ImageRequest) -> Entry {
      if let entry = entries[request] { return entry }
      let former = order.last { $0.path == request.path && isReady($0) }
      return former.flatMap { entries[$0] } ?? .loading
    }

    /// The most wanted image that is missing and has room beside those more wanted.
    var nextWish: ImageRequest? {
      var used = 0
      for (place, request) in wanted.enumerated() {
        guard entries[request] == nil else {
          used += bytes(request)
          continue
        }
        return place < Self.pinned || used + largest <= capacity ? request : nil
      }
      return nil
    }

    mutating func keep(_ entry: Entry, for request: ImageRequest) {
      entries[request] = entry
      order.removeAll { $0 == request }
      order.append(request)
      largest = max(largest, bytes(request))
      evict()
      changes += 1
    }

    /// Lets go of what is not wanted, the longest unused first, then of the least wanted.
    private mutating func evict() {
      var used = entries.keys.reduce(0) { $0 + bytes($1) }
      let spare = order.filter { !wanted.contains($0) }
      for request in spare + wanted.dropFirst(Self.pinned).reversed() where used > capacity {
        used -= bytes(request)
        entries[request] = nil
        order.removeAll { $0 == request }
      }
    }

    private func isReady(_ request: ImageRequest) -> Bool {
      if case .ready = entries[request] { true } else { false }
    }

    private func bytes(_ request: ImageRequest) -> Int {
      if case .ready(let image) = entries[request] { image.byteCount } else { 0 }
    }
  }
}
