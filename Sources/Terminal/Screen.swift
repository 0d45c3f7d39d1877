import CNcurses
import Canvas
import Foundation

/// The terminal. Shows surfaces, sending only what has changed, and gives keys.
///
/// Use it from one thread. While a screen is open nothing else may write to the terminal.
public final class Screen {
  /// How a screen is opened.
  public struct Options: Sendable {
    /// Type of the terminal, as in `TERM`.
    public var term: String
    /// Name of the locale; "" takes it from the environment.
    public var locale = ""
    /// File descriptor of the keyboard.
    public var input: Int32 = 0
    /// File descriptor of the terminal.
    public var output: Int32 = 1
    /// A fixed size; nil: that of the terminal.
    public var size: Size?
    /// Colours wanted; the terminal may have fewer.
    public var depth = ColorDepth.palette
    /// Whether the mouse is used.
    public var mouse = true

    /// Options for a type of terminal.
    public init(term: String) { self.term = term }
  }

  /// Colours that are really used.
  public let depth: ColorDepth
  /// Type the terminal was opened as.
  public let term: String
  /// Characters for frames and marks that the terminal can show.
  public let glyphs: Glyphs
  /// Colours of the roles. A change shows with the next surface.
  public var theme: Theme {
    didSet {
      if theme != oldValue {
        resolved = ResolvedTheme(theme, depth: depth)
        shown = nil
      }
    }
  }

  private var handle: OpaquePointer?
  private var resolved: ResolvedTheme
  private var shown: Surface?

  /// Takes the terminal. With `.truecolor` the direct-colour form of a terminal type that has 256
  /// colours is tried first, then the type itself. Throws when the type is unknown.
  public init(_ options: Options, theme: Theme) throws(TerminalError) {
    if ColorChoice.colors(ofTerm: options.term) != nil, !Self.placesCursor(options.term) {
      throw TerminalError(
        code: .unknownTerminal,
        message: "a terminal of the type '\(options.term)' cannot place its cursor",
        remedy: "Set TERM to what the terminal really is, such as xterm-256color or vt100")
    }
    guard let (handle, term) = Self.open(options) else {
      throw TerminalError(
        code: .unknownTerminal, message: "cannot use the terminal type '\(options.term)'",
        remedy: "Set TERM to a type that is installed, such as xterm-256color or vt100")
    }
    let count = Int(bn_colors(handle))
    depth = min(options.depth, ColorDepth(colors: count))
    glyphs = bn_is_utf8(handle) == 1 ? .utf8 : .ascii
    self.handle = handle
    self.term = term
    self.theme = theme
    resolved = ResolvedTheme(theme, depth: depth)
  }

  private static func placesCursor(_ term: String) -> Bool {
    CursesLock.shared.withLock { bn_term_has(term, "cup") == 1 }
  }

  private static func open(_ options: Options) -> (OpaquePointer, String)? {
    var names = [options.term]
    if options.depth == .truecolor, bn_colors_of_term(options.term) >= 256 {
      names.insert(directName(options.term), at: 0)
    }
    for name in names where !name.isEmpty && bn_colors_of_term(name) >= 0 {
      if let handle = open(options, term: name) { return (handle, name) }
    }
    return nil
  }

  private static func directName(_ term: String) -> String {
    if term.hasSuffix("-direct") { return term }
    let family = ["tmux", "kitty"].first { term.hasPrefix($0) } ?? "xterm"
    return family + "-direct"
  }

  private static func open(_ options: Options, term: String) -> OpaquePointer? {
    term.withCString { term in
      options.locale.withCString { locale in
        var plain = bn_options()
        plain.term = term
        plain.locale = locale
        plain.input = options.input
        plain.output = options.output
        plain.rows = Int32(options.size?.rows ?? 0)
        plain.columns = Int32(options.size?.columns ?? 0)
        plain.colors = options.depth == .mono ? 0 : 1
        plain.mouse = options.mouse ? 1 : 0
        return bn_open(&plain)
      }
    }
  }

  deinit { close() }

  /// Gives the terminal back for good. Everything after has no effect.
  public func close() {
    if let handle { bn_close(handle) }
    handle = nil
  }

  /// Size of the terminal now.
  public var size: Size {
    guard let handle else { return Size(columns: 0, rows: 0) }
    var rows: Int32 = 0
    var columns: Int32 = 0
    bn_size(handle, &rows, &columns)
    return Size(columns: Int(columns), rows: Int(rows))
  }

  /// A blank surface of the size of the terminal.
  public func blank() -> Surface { Surface(size: size, glyphs: glyphs) }

  /// Shows a surface. Only what differs from the last one is sent; nothing when nothing does.
  public func present(_ surface: Surface) {
    guard let handle, surface != shown else { return }
    if put(surface, since: shown) {
      bn_forget_pairs(handle)
      _ = put(surface, since: nil)
    }
    if let cursor = surface.cursor {
      bn_cursor(handle, Int32(cursor.row), Int32(cursor.column))
    } else {
      bn_cursor(handle, -1, -1)
    }
    bn_flush(handle)
    shown = surface
  }

  /// Whether colour pairs ran out.
  private func put(_ surface: Surface, since last: Surface?) -> Bool {
    let size = size
    let rows = min(size.rows, surface.size.rows)
    let columns = min(size.columns, surface.size.columns)
    guard columns > 0 else { return false }
    let comparable = last.flatMap { $0.size == surface.size ? $0 : nil }
    var exhausted = false
    for row in 0..<rows {
      let from = row * surface.size.columns
      let cells = surface.cells[from..<(from + columns)]
      if let comparable, comparable.cells[from..<(from + columns)] == cells { continue }
      if put(cells, row: row) { exhausted = true }
    }
    return exhausted
  }

  private func put(_ cells: ArraySlice<SurfaceCell>, row: Int) -> Bool {
    var run = cells.map(resolved.cell)
    if !glyphs.isUTF8 { Self.makePlain(&run) }
    Self.joinBlanks(&run)
    return bn_put(handle, Int32(row), 0, run, Int32(run.count)) != 0
  }

  private static func makePlain(_ run: inout [bn_cell]) {
    for at in run.indices {
      if run[at].scalar == 0 { run[at].scalar = 0x20 }
      guard run[at].scalar > 0x7E, let scalar = Unicode.Scalar(run[at].scalar) else { continue }
      run[at].scalar = Glyphs.plain(scalar).value
    }
  }

  /// The colour of the character does not show in a blank: blanks take that of the cell before, after
  /// the line of a frame (which is hardly ever sent again) that of the cell behind them, so that no
  /// bytes are spent on changing it.
  private static func joinBlanks(_ run: inout [bn_cell]) {
    guard run.count > 1 else { return }
    for at in 1..<run.count where isBlank(run[at], like: run[at - 1]) {
      run[at].foreground = run[at - 1].foreground
      run[at].attributes = run[at - 1].attributes
    }
    var at = 1
    while at < run.count {
      guard run[at].scalar == 0x20, isFrame(run[at - 1]) else {
        at += 1
        continue
      }
      let end = run[at...].firstIndex { $0.scalar != 0x20 } ?? run.count
      if end < run.count, run[at..<end].allSatisfy({ isBlank($0, like: run[end]) }) {
        for blank in at..<end {
          run[blank].foreground = run[end].foreground
          run[blank].attributes = run[end].attributes
        }
      }
      at = end
    }
  }

  private static func isBlank(_ cell: bn_cell, like other: bn_cell) -> Bool {
    let visible = BN_UNDERLINE | BN_REVERSE
    return cell.scalar == 0x20 && cell.background == other.background
      && (cell.attributes | other.attributes) & visible == 0
  }

  /// Whether a cell is the upright line of a frame.
  private static func isFrame(_ cell: bn_cell) -> Bool {
    cell.scalar == 0x2502 || cell.scalar == 0x7C
  }

  /// Sends the whole screen again with the next surface (`^L`).
  public func redraw() {
    guard let handle else { return }
    bn_redraw(handle)
    shown = nil
  }

  /// The next key, or nil when none comes within so many milliseconds (0: do not wait).
  public func nextKey(timeoutMS: Int) -> Key? {
    guard let handle else { return .hangUp }
    var event = bn_event()
    bn_next_event(handle, Int32(clamping: timeoutMS), &event)
    if event.kind == BN_EVENT_RESIZE { shown = nil }
    return Key(event)
  }

  /// Asks the terminal for an answer, which comes as `Key.answer` after all that was sent before has
  /// been shown: the time between is the delay of the line.
  public func probe() {
    if let handle { bn_send(handle, "\u{1B}[5n", 4) }
  }

  /// Whether the terminal type says that it takes texts for the clipboard (OSC 52).
  private var copies: Bool {
    CursesLock.shared.withLock { bn_term_has(term, "Ms") == 1 }
  }

  /// Sends a text to the clipboard of the terminal; false, and nothing sent, where its type does not
  /// say that it takes one. Whether the terminal allows it cannot be known.
  public func copy(_ text: String) -> Bool {
    guard let handle, copies, text.utf8.count < 50_000 else { return false }
    let bytes = "\u{1B}]52;c;" + Data(text.utf8).base64EncodedString() + "\u{07}"
    bn_send(handle, bytes, bytes.utf8.count)
    return true
  }

  /// Rings, or flashes where the terminal does so.
  public func bell() {
    if let handle { bn_send(handle, "\u{07}", 1) }
  }

  /// Gives the terminal back while `body` runs (an editor, a shell), then takes it again.
  public func outside<Result>(_ body: () throws -> Result) rethrows -> Result {
    if let handle { bn_leave(handle) }
    defer {
      if let handle { bn_return(handle) }
      shown = nil
    }
    return try body()
  }

  /// Stops the process as `^Z` does; returns when it goes on.
  public func suspend() {
    if let handle { bn_suspend(handle) }
    shown = nil
  }

  /// Restores the terminal when the process is ended by a signal, crashes or exits. SIGTERM and SIGHUP
  /// come as `Key.hangUp` first.
  public static func restoreOnExit() { bn_catch_signals() }

  /// Restores the terminal at once, from any place, also from a signal handler.
  public static func emergencyRestore() { bn_emergency_restore() }

  // For Recorder.
  func resize(to size: Size) {
    if let handle { bn_resize(handle, Int32(size.rows), Int32(size.columns)) }
    shown = nil
  }

  func peek(column: Int, row: Int) -> bn_cell? {
    guard let handle else { return nil }
    var cell = bn_cell()
    return bn_peek(handle, Int32(row), Int32(column), &cell) == 1 ? cell : nil
  }

  var shownSurface: Surface? { shown }

  /// Bytes sent to the terminal since it was opened.
  public var bytesSent: Int { handle.map { Int(bn_bytes_sent($0)) } ?? 0 }
}
