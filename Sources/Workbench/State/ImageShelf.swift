import Dispatch
import Synchronization

/// Keeps images in memory and reads others in the background; the latest wish goes first, and what
/// nobody wants any more is not read.
///
/// Of the two most wanted a coarse image is shown as soon as there is one; the rest follows when
/// both can be seen. These two are read side by side, the others one after another. Of others for which there is no room a coarse image is held, so that a step to
/// the next subject shows something at once however large the images are.
public final class ImageShelf: Sendable {
  /// Where one image stands.
  public enum Entry: Sendable {
    case loading
    case ready(LoadedImage)
    case problem(PictureProblem)
  }

  private let content: Mutex<Content>
  private let loader: any ImageLoader
  private let readers: Int
  private let queue = DispatchQueue(
    label: "bauta.images", qos: .userInitiated, attributes: .concurrent)

  /// A shelf that holds images up to a size in bytes; the two most wanted are held whatever they take.
  ///
  /// - Parameters:
  ///   - loader: what reads images.
  ///   - capacity: bytes that the others may take.
  ///   - readers: how many of the two most wanted are read at a time.
  public init(loader: any ImageLoader, capacity: Int = 256 << 20, readers: Int = 2) {
    (self.loader, self.readers) = (loader, readers)
    content = Mutex(Content(capacity: capacity) { loader.isCoarseFirst($0) })
  }

  /// Grows whenever an image arrives.
  public var changes: Int { content.withLock { $0.changes } }

  /// Whether something is being read or waits to be.
  public var isBusy: Bool { content.withLock { $0.readers > 0 } }

  /// Says which images are wanted now, the most wanted first, and which of them are there.
  ///
  /// While a file that was made anew is read again, its former image stands in.
  public func want(_ requests: [ImageRequest]) -> [ImageRequest: Entry] {
    let (known, missing) = content.withLock { content -> ([ImageRequest: Entry], Int) in
      content.want(requests)
      let known = requests.reduce(into: [ImageRequest: Entry]()) { known, request in
        known[request] = content.entry(request)
      }
      let missing = max(0, min(readers, content.usefulReaders) - content.readers)
      content.readers += missing
      return (known, missing)
    }
    for _ in 0..<missing { queue.async { self.readAll() } }
    return known
  }

  private func readAll() {
    while let step = content.withLock({ $0.takeStep() }) {
      switch step {
      case .begin(let request):
        let arrival = loader.begin(request)
        content.withLock { $0.keep(arrival, for: request) }
      case .glimpse(let request):
        let arrival = loader.glimpse(request)
        content.withLock { $0.keepGlimpse(of: arrival, for: request) }
      case .load(let request):
        let result = loader.load(request)
        content.withLock { $0.keep(.whole(result), for: request) }
      case .finish(let request, let rest):
        let result = rest()
        content.withLock { $0.keep(.whole(result), for: request) }
      }
    }
  }

  fileprivate typealias Rest = @Sendable () -> Result<LoadedImage, PictureProblem>

  /// What is to be read next.
  fileprivate enum Step {
    /// The first that can be shown.
    case begin(ImageRequest)
    /// Only a coarse image.
    case glimpse(ImageRequest)
    /// Everything at once.
    case load(ImageRequest)
    /// What is missing of a coarse image.
    case finish(ImageRequest, Rest)

    var request: ImageRequest {
      switch self {
      case .begin(let request), .glimpse(let request), .load(let request): request
      case .finish(let request, _): request
      }
    }
  }
}

extension ImageShelf {
  /// What is held, what is wanted, and in which order things were last wanted.
  fileprivate struct Content {
    let capacity: Int
    var entries: [ImageRequest: Entry] = [:]
    var wanted: [ImageRequest] = []
    var changes = 0
    /// How many readers are at work, and what they read.
    var readers = 0
    private var reading: Set<ImageRequest> = []
    private var order: [ImageRequest] = []
    /// What is missing of the images that are coarse.
    private var rests: [ImageRequest: Rest] = [:]
    /// Images that are coarse for lack of room.
    private var glimpses: Set<ImageRequest> = []
    /// Images that came whole where a coarse one was looked for, and found no room.
    private var refused: Set<ImageRequest> = []
    private let isCoarseFirst: @Sendable (ImageRequest) -> Bool
    private var largest = 0
    private static let pinned = 2

    init(capacity: Int, isCoarseFirst: @escaping @Sendable (ImageRequest) -> Bool) {
      (self.capacity, self.isCoarseFirst) = (capacity, isCoarseFirst)
    }

    mutating func want(_ requests: [ImageRequest]) {
      wanted = requests
      for request in rests.keys where !requests.contains(request) { forget(request) }
      for request in glimpses where !requests.contains(request) { forget(request) }
      refused.formIntersection(requests)
      for request in requests.reversed() where entries[request] != nil {
        order.removeAll { $0 == request }
        order.append(request)
      }
    }

    func entry(_ request: ImageRequest) -> Entry {
      if let entry = entries[request] { return entry }
      return former(of: request).flatMap { entries[$0] } ?? .loading
    }

    /// The same file as it was before.
    private func former(of request: ImageRequest) -> ImageRequest? {
      order.last { $0.path == request.path && isReady($0) }
    }

    /// How many readers would find something to do: one for each of the two most wanted, or else one.
    var usefulReaders: Int {
      let idle = wanted.prefix(Self.pinned).filter { !reading.contains($0) }
      let open = idle.filter { entries[$0] == nil || rests[$0] != nil || glimpses.contains($0) }
      return reading.count + (open.isEmpty && nextStep != nil ? 1 : open.count)
    }

    /// Gives a reader its next step; with none left there is a reader less.
    mutating func takeStep() -> Step? {
      guard let step = nextStep else {
        readers -= 1
        return nil
      }
      reading.insert(step.request)
      return step
    }

    /// First something to see of the most wanted, then the rest of it, then the others.
    private var nextStep: Step? {
      let shown = wanted.prefix(Self.pinned).filter { !reading.contains($0) }
      if let missing = shown.first(where: { entries[$0] == nil }) {
        return former(of: missing) == nil ? .begin(missing) : .load(missing)
      }
      for request in wanted where !reading.contains(request) {
        if let rest = rests[request] { return .finish(request, rest) }
      }
      if let coarse = shown.first(where: glimpses.contains) { return .load(coarse) }
      // What is not shown is read by one reader, and only while nothing that is shown is.
      guard reading.isEmpty else { return nil }
      if let wish = nextWish { return .load(wish) }
      let further = wanted.first {
        entries[$0] == nil && !refused.contains($0) && isCoarseFirst($0)
      }
      return further.map { .glimpse($0) }
    }

    /// The most wanted image that is missing and has room beside those more wanted.
    private var nextWish: ImageRequest? {
      var used = 0
      for request in wanted where !glimpses.contains(request) {
        guard entries[request] == nil else {
          used += bytes(request)
          continue
        }
        return used + largest <= capacity ? request : nil
      }
      return nil
    }

    mutating func keep(_ arrival: ImageArrival, for request: ImageRequest) {
      reading.remove(request)
      rests[request] = nil
      glimpses.remove(request)
      switch arrival {
      case .coarse(let image, let rest):
        guard wanted.contains(request) else { return }
        entries[request] = .ready(image)
        rests[request] = rest
      case .whole(.success(let image)): entries[request] = .ready(image)
      case .whole(.failure(let problem)): entries[request] = .problem(problem)
      }
      order.removeAll { $0 == request }
      order.append(request)
      largest = max(largest, bytes(request))
      evict()
      changes += 1
    }

    /// Keeps what can be seen soonest, and forgets how to get the rest; nothing is let go for it.
    mutating func keepGlimpse(of arrival: ImageArrival, for request: ImageRequest) {
      reading.remove(request)
      guard wanted.contains(request) else { return }
      switch arrival {
      case .coarse(let image, _):
        entries[request] = .ready(image)
        glimpses.insert(request)
      case .whole(.success): refused.insert(request)
      case .whole(.failure(let problem)): entries[request] = .problem(problem)
      }
      changes += 1
    }

    private mutating func forget(_ request: ImageRequest) {
      entries[request] = nil
      rests[request] = nil
      glimpses.remove(request)
      order.removeAll { $0 == request }
    }

    /// Lets go of what is not wanted, the longest unused first, then of the least wanted.
    private mutating func evict() {
      var used = entries.keys.reduce(0) { $0 + (glimpses.contains($1) ? 0 : bytes($1)) }
      let spare = order.filter { !wanted.contains($0) }
      let further = wanted.dropFirst(Self.pinned).reversed().filter { !glimpses.contains($0) }
      for request in spare + further where used > capacity {
        used -= bytes(request)
        forget(request)
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
