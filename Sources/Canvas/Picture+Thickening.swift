extension Picture {
  /// The picture with the lines of its opaque overlays so many pixels wide and high, so that they are
  /// still seen once it is made that much smaller. Translucent overlays stay as they are.
  public func thickened(across: Int, down: Int) -> Picture {
    let (across, down) = (Self.reach(across), Self.reach(down))
    guard across.count > 1 || down.count > 1, hasOverlay else { return self }
    let isLine = [false] + tints.map { $0.opacity >= 1 }
    var result = self
    for y in 0..<height {
      for x in 0..<width {
        let number = overlay[y * width + x]
        guard Int(number) < isLine.count, isLine[Int(number)] else { continue }
        for dy in down where y + dy >= 0 && y + dy < height {
          for dx in across where x + dx >= 0 && x + dx < width {
            result.overlay[(y + dy) * width + x + dx] = number
          }
        }
      }
    }
    return result
  }

  /// So many pixels about one.
  private static func reach(_ count: Int) -> Range<Int> {
    let count = max(1, min(64, count))
    return -(count / 2)..<(count - count / 2)
  }
}
