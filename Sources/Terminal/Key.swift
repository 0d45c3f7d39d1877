/// One thing a person did at the keyboard or with the mouse, or that the terminal told.
public enum Key: Hashable, Sendable {
  /// A printable character.
  case character(Character)
  /// Control with a letter, given in lower case.
  case control(Character)
  case up, down, left, right, pageUp, pageDown, home, end
  case shiftUp, shiftDown, shiftLeft, shiftRight
  case enter, escape, tab, backTab, backspace, delete, insert
  /// A function key, 1…12.
  case function(Int)
  /// Something done with the mouse.
  case mouse(Mouse)
  /// The terminal has another size now.
  case resize(Size)
  /// The terminal answered a probe of the line, see `Screen.probe()`.
  case answer
  /// The terminal is gone, or the process is asked to end: leave in order, at once.
  case hangUp
}

/// A press, release or turn of the wheel.
public struct Mouse: Hashable, Sendable {
  /// What was done.
  public enum Action: Hashable, Sendable { case press, release, wheelUp, wheelDown }

  /// What was done.
  public var action: Action
  /// The button, 1 left, 2 middle, 3 right.
  public var button: Int
  /// Column, 0 at the left.
  public var column: Int
  /// Row, 0 at the top.
  public var row: Int

  /// A mouse event from its parts.
  public init(_ action: Action, button: Int = 1, column: Int, row: Int) {
    (self.action, self.button, self.column, self.row) = (action, button, column, row)
  }
}
