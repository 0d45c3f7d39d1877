import CNcurses

extension Key {
  /// The key that an event of the terminal stands for; nil: none.
  init?(_ event: bn_event) {
    switch event.kind {
    case BN_EVENT_SCALAR: self.init(scalar: event.code)
    case BN_EVENT_KEY: self.init(named: event.code)
    case BN_EVENT_FUNCTION: self = .function(Int(event.code))
    case BN_EVENT_MOUSE: self = .mouse(Mouse(event))
    case BN_EVENT_RESIZE:
      self = .resize(Size(columns: Int(event.column), rows: Int(event.row)))
    case BN_EVENT_ANSWER: self = .answer
    case BN_EVENT_CLOSED, BN_EVENT_STOP: self = .hangUp
    default: return nil
    }
  }

  private init?(scalar: UInt32) {
    switch scalar {
    case 0: self = .control(" ")
    case 8, 127: self = .backspace
    case 9: self = .tab
    case 10, 13: self = .enter
    case 27: self = .escape
    case 1...26:
      guard let letter = Unicode.Scalar(scalar + 96) else { return nil }
      self = .control(Character(letter))
    case 28...31:
      guard let letter = Unicode.Scalar(scalar + 64) else { return nil }
      self = .control(Character(letter))
    default:
      guard let scalar = Unicode.Scalar(scalar) else { return nil }
      self = .character(Character(scalar))
    }
  }

  private static let named: [UInt32: Key] = [
    BN_KEY_UP.rawValue: .up, BN_KEY_DOWN.rawValue: .down, BN_KEY_LEFT.rawValue: .left,
    BN_KEY_RIGHT.rawValue: .right, BN_KEY_PAGE_UP.rawValue: .pageUp,
    BN_KEY_PAGE_DOWN.rawValue: .pageDown, BN_KEY_HOME.rawValue: .home,
    BN_KEY_END.rawValue: .end, BN_KEY_ENTER.rawValue: .enter,
    BN_KEY_BACKSPACE.rawValue: .backspace, BN_KEY_DELETE.rawValue: .delete,
    BN_KEY_INSERT.rawValue: .insert, BN_KEY_BACK_TAB.rawValue: .backTab,
    BN_KEY_SHIFT_UP.rawValue: .shiftUp, BN_KEY_SHIFT_DOWN.rawValue: .shiftDown,
    BN_KEY_SHIFT_LEFT.rawValue: .shiftLeft, BN_KEY_SHIFT_RIGHT.rawValue: .shiftRight,
  ]

  private init?(named code: UInt32) {
    guard let key = Self.named[code] else { return nil }
    self = key
  }
}

extension Mouse {
  init(_ event: bn_event) {
    let action: Action
    switch event.code {
    case BN_MOUSE_RELEASE.rawValue: action = .release
    case BN_MOUSE_WHEEL_UP.rawValue: action = .wheelUp
    case BN_MOUSE_WHEEL_DOWN.rawValue: action = .wheelDown
    default: action = .press
    }
    self.init(
      action, button: Int(event.button), column: Int(event.column), row: Int(event.row))
  }
}
