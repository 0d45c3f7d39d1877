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
    var last: [Rectangle: (image: UUID, cells: CellGrid)] = [:]
  }

  /// What is shown in a place, if it is of this image; if it is not, the place is blank from now on, and
  /// to show there again what was there would mean to send it again.
  func last(in part: Rectangle, of image: UUID) -> CellGrid? {
    content.withLock { content in
      guard let last = content.last[part], last.image == image else {
        content.last[part] = nil
        return nil
      }
      return last.cells
    }
  }

  /// Remembers what is shown in a place.
  func remember(_ cells: CellGrid, in part: Rectangle, of image: UUID) {
    content.withLock { content in
      if content.last.count >= Self.capacity { content.last = [:] }
      content.last[part] = (image, cells)
    }
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
