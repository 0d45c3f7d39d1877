import Canvas
import Foundation
import Testing

@testable import Terminal

/// What is sent is counted on a terminal as it is on the file of a recorder; slow lines are measured by it.
extension Screens {
  @Suite(.serialized) struct PseudoTerminalTests {
    /// Both ends of a pseudo-terminal.
    private struct Ends {
      let near: Int32
      let far: Int32

      init() throws {
        // Linux's own requests: the module of the C library has none of the portable functions.
        let (unlock, number) = (UInt(0x4004_5431), UInt(0x8004_5430))
        far = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_NONBLOCK)
        var (isLocked, place): (Int32, Int32) = (0, 0)
        try #require(ioctl(far, unlock, &isLocked) == 0 && ioctl(far, number, &place) == 0)
        near = open("/dev/pts/\(place)", O_RDWR | O_NOCTTY)
        try #require(near >= 0)
      }

      /// Bytes that have come to the far end.
      func arrived() -> Int {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        var count = 0
        while case let more = read(far, &buffer, buffer.count), more > 0 { count += more }
        return count
      }

      func close() {
        Foundation.close(near)
        Foundation.close(far)
      }
    }

    @Test func `bytes to a terminal are counted`() throws {
      let ends = try Ends()
      defer { ends.close() }
      var options = Screen.Options(term: "xterm-256color")
      options.locale = "C.UTF-8"
      (options.input, options.output) = (ends.near, ends.near)
      options.size = Size(columns: 40, rows: 10)
      let screen = try Screen(options, theme: Screens.lagoon)
      defer { screen.close() }
      _ = ends.arrived()
      for text in ["one", "another text", "one"] {
        let before = screen.bytesSent
        var surface = Surface(size: screen.size, glyphs: screen.glyphs)
        surface.write(text, column: 3, row: 2, .text)
        screen.present(surface)
        let sent = screen.bytesSent - before
        #expect(sent > 0 && sent == ends.arrived())
      }
      let before = screen.bytesSent
      screen.probe()
      #expect(screen.bytesSent - before == 4 && ends.arrived() == 4)
    }
  }
}
