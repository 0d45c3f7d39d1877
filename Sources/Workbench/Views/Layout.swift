import Terminal

/// Where the parts of the screen are.
struct Layout {
  /// The line at the top.
  var header: Rectangle
  /// The line of tabs; empty on a low screen.
  var tabs: Rectangle
  /// The view.
  var body: Rectangle
  /// The line of keys at the bottom.
  var keys: Rectangle

  /// The smallest screen that can be used.
  static let smallest = Size(columns: 64, rows: 18)

  /// The layout of a size; plain images have one view only and need no tabs.
  init(_ size: Size, hasTabs: Bool = true) {
    let all = Rectangle(column: 0, row: 0, columns: size.columns, rows: size.rows)
    let (header, rest) = all.split(top: 1)
    let (tabs, middle) = rest.split(top: size.rows >= 24 && hasTabs ? 1 : 0)
    let (body, keys) = middle.split(top: middle.rows - 1)
    (self.header, self.tabs, self.body, self.keys) = (header, tabs, body, keys)
  }
}
