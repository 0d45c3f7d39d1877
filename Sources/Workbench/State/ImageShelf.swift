import Dispatch
import Synchronization

/// Keeps a few images in memory and reads others in the background; the latest wish goes first, and
/// what nobody wants any more is not read.
public final class ImageShelf: Sendable {
  /// Where one image stands.
  public enum Entry: Sendable {
    case loading
    case ready(LoadedImage)
    case problem(PictureProblem)
  }

  private struct Content {
    var entries: [ImageRequest: Entry] = [:]
    var order: [ImageRequest] = []
    var wishes: [ImageRequest] = []
    var isReading = false
    var changes = 0
  }

  private let content = Mutex(Content())
  private let loader: any ImageLoader
  private let capacity: Int
  private let queue = DispatchQueue(label: "bauta.images", qos: .userInitiated)

  /// A shelf for so many images.
  public init(loader: any ImageLoader, capacity: Int = 6) {
    (self.loader, self.capacity) = (loader, capacity)
  }

  /// Grows whenever an image arrives.
  public var changes: Int { content.withLock { $0.changes } }

  /// Whether something is being read or waits to be.
  public var isBusy: Bool { content.withLock { $0.isReading } }

  /// Says which images are wanted now, the most wanted first, and which of them are there.
  public func want(_ requests: [ImageRequest]) -> [ImageRequest: Entry] {
    let (known, mustStart) = content.withLock { content -> ([ImageRequest: Entry], Bool) in
      content.wishes = requests.filter { content.entries[$0] == nil }
      for request in requests where content.entries[request] != nil {
        content.order.removeAll { $0 == request }
        content.order.append(request)
      }
      let known = requests.reduce(into: [ImageRequest: Entry]()) { known, request in
        known[request] = content.entries[request] ?? .loading
      }
      let mustStart = !content.isReading && !content.wishes.isEmpty
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
      content.withLock { $0.keep(entry, for: request, capacity: capacity) }
    }
  }

  private func nextWish() -> ImageRequest? {
    content.withLock { content in
      content.wishes.removeAll { content.entries[$0] != nil }
      let next = content.wishes.isEmpty ? nil : content.wishes.removeFirst()
      if next == nil { content.isReading = false }
      return next
    }
  }
}

extension ImageShelf.Content {
  fileprivate mutating func keep(
    _ entry: ImageShelf.Entry, for request: ImageRequest, capacity: Int
  ) {
    entries[request] = entry
    order.removeAll { $0 == request }
    order.append(request)
    while order.count > capacity { entries[order.removeFirst()] = nil }
    changes += 1
  }
}
