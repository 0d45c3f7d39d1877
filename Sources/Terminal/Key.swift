/// One thing a person did at the keyboard.
public enum Key: Hashable, Sendable {
  /// A printable character.
  case character(Character)
  /// Control with a letter, given in lower case.
  case control(Character)
  case up, down, left, right, pageUp, pageDown, home, end
  case enter, escape, tab, backTab, backspace, delete
  /// A function key, 1…12.
  case function(Int)
}
