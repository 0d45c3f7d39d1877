import Canvas
import Foundation

/// A screen without a terminal: of a fixed size, writing to a temporary file, reading what a test types.
public final class Recorder {
  /// The screen under test.
  public let screen: Screen
  private let path: String
  private let output: Int32
  private let input: Pipe

  /// Opens a screen of a size as a type of terminal, with or without UTF-8.
  public init(
    columns: Int = 80, rows: Int = 24, term: String = "xterm-256color", utf8: Bool = true,
    depth: ColorDepth = .palette, theme: Theme
  ) throws(TerminalError) {
    CursesLock.shared.lock()
    let name = "bauta-screen-\(UUID().uuidString)"
    path = FileManager.default.temporaryDirectory.appendingPathComponent(name).path
    output = Foundation.open(path, O_RDWR | O_CREAT | O_TRUNC, 0o600)
    guard output >= 0 else {
      CursesLock.shared.unlock()
      throw TerminalError(
        code: .cannotCreate, message: "cannot create '\(path)' to record a screen",
        remedy: "Check that the temporary folder can be written")
    }
    input = Pipe()
    var options = Screen.Options(term: term)
    options.locale = utf8 ? "C.UTF-8" : "C"
    options.input = input.fileHandleForReading.fileDescriptor
    options.output = output
    options.size = Size(columns: columns, rows: rows)
    options.depth = depth
    do {
      screen = try Screen(options, theme: theme)
    } catch {
      Foundation.close(output)
      unlink(path)
      CursesLock.shared.unlock()
      throw error
    }
  }

  deinit {
    screen.close()
    Foundation.close(output)
    unlink(path)
    CursesLock.shared.unlock()
  }

  /// Bytes sent to the terminal since it was opened.
  public var bytesSent: Int { screen.bytesSent }

  /// The bytes sent to the terminal since it was opened.
  public var bytes: [UInt8] {
    FileManager.default.contents(atPath: path).map(Array.init) ?? []
  }

  /// Bytes that something sends.
  public func bytes(sentBy body: () throws -> Void) rethrows -> Int {
    let before = bytesSent
    try body()
    return bytesSent - before
  }

  /// Types bytes, as a terminal would send them.
  public func type(_ text: String) {
    input.fileHandleForWriting.write(Data(text.utf8))
  }

  /// Closes the keyboard, as a broken line does.
  public func hangUp() { try? input.fileHandleForWriting.close() }

  /// Gives the screen another size, as a user does by dragging the window.
  public func resize(columns: Int, rows: Int) {
    screen.resize(to: Size(columns: columns, rows: rows))
  }

  /// The characters of a row as the terminal shows them, without blanks at the end.
  public func line(_ row: Int) -> String {
    var line = String.UnicodeScalarView()
    for column in 0..<screen.size.columns {
      guard let cell = screen.peek(column: column, row: row),
        let scalar = Unicode.Scalar(cell.scalar), scalar != "\0"
      else { continue }
      line.append(scalar)
    }
    while line.last == " " { line.removeLast() }
    return String(line)
  }

  /// The characters of all rows.
  public var text: String { (0..<screen.size.rows).map(line).joined(separator: "\n") }

  /// The style that was asked for in a cell, nil outside.
  public func style(column: Int, row: Int) -> Style? {
    guard let surface = screen.shownSurface, surface.area.contains(column: column, row: row) else {
      return nil
    }
    return surface[column, row].style
  }

  /// Role of a cell.
  public func role(column: Int, row: Int) -> Role? { style(column: column, row: row)?.role }

  /// Colours (as sent; nil: the terminal's own) and attributes that the terminal shows in a cell.
  public func colors(column: Int, row: Int) -> (
    foreground: Int?, background: Int?, attributes: Attributes
  )? {
    guard let cell = screen.peek(column: column, row: row) else { return nil }
    return (
      cell.foreground == .max ? nil : Int(cell.foreground),
      cell.background == .max ? nil : Int(cell.background),
      Attributes(rawValue: UInt8(truncatingIfNeeded: cell.attributes))
    )
  }

  /// The places (column, row) whose cells have a role.
  public func places(of role: Role) -> [(column: Int, row: Int)] {
    guard let surface = screen.shownSurface else { return [] }
    return surface.cells.indices.filter { surface.cells[$0].style.role == role }
      .map { ($0 % surface.size.columns, $0 / surface.size.columns) }
  }
}
