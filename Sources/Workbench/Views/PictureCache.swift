import Canvas
import Foundation
import Pictures
import Synchronization
import Terminal

/// Remembers the last pictures, so that a clock that ticks beside them does not cut slices anew.
final class PictureCache: Sendable {
  /// Everything that decides how a picture looks.
  struct Key: Hashable, Sendable {
    var plane: SlicePlane
    var settings: WorkbenchState.SliceSettings
    var image: UUID
    var reference: UUID
    var hasRemoved: Bool
    var size: SIMD2<Int>
    var depth: ColorDepth
  }

  /// Everything that decides how a head looks.
  struct Head: Hashable, Sendable {
    var settings: FaceSettings
    var encoding: Encoding
    var image: UUID
    var size: SIMD2<Int>
    var depth: ColorDepth
  }

  private struct Content {
    var cells: [Key: CellGrid] = [:]
    var heads: [Head: CellGrid] = [:]
    var drawn = 0
    /// What this screen shows so far, and what the one before shows.
    var last: [Rectangle: (image: UUID, cells: CellGrid)] = [:]
    var before: [Rectangle: (image: UUID, cells: CellGrid)] = [:]
  }

  /// Begins another screen; what the one before shows can be shown again without being sent again.
  func beginScreen() {
    content.withLock { ($0.before, $0.last) = ($0.last, [:]) }
  }

  /// What the screen before shows in a place, if it is of this image.
  func last(in part: Rectangle, of image: UUID) -> CellGrid? {
    content.withLock { content in
      guard let before = content.before[part], before.image == image else { return nil }
      content.last[part] = before
      return before.cells
    }
  }

  /// Remembers what the screen shows in a place.
  func remember(_ cells: CellGrid, in part: Rectangle, of image: UUID) {
    content.withLock { $0.last[part] = (image, cells) }
  }

  private let content = Mutex(Content())
  private static let capacity = 24

  /// Number of pictures that were really drawn.
  var drawn: Int { content.withLock { $0.drawn } }

  /// The picture of a head, drawn when it is not remembered.
  func cells(_ key: Head, make: () -> CellGrid) -> CellGrid {
    if let known = content.withLock({ $0.heads[key] }) { return known }
    let made = make()
    content.withLock { content in
      if content.heads.count >= Self.capacity { content.heads = [:] }
      content.heads[key] = made
      content.drawn += 1
    }
    return made
  }

  /// The picture of a key, drawn when it is not remembered.
  func cells(_ key: Key, make: () -> CellGrid) -> CellGrid {
    if let known = content.withLock({ $0.cells[key] }) { return known }
    let made = make()
    content.withLock { content in
      if content.cells.count >= Self.capacity { content.cells = [:] }
      content.cells[key] = made
      content.drawn += 1
    }
    return made
  }
}
