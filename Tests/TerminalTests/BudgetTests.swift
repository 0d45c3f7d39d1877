import Canvas
import Testing

@testable import Terminal

extension Screens {
  @Suite(.serialized) struct BudgetTests {
    @Test(arguments: ["xterm-256color", "xterm", "screen", "linux", "vt100"])
    func idleScreenSendsNothing(_ term: String) throws {
      let recorder = try Recorder(columns: 120, rows: 45, term: term, theme: Screens.lagoon)
      recorder.screen.present(Screens.screen(recorder))
      #expect(recorder.bytesSent > 500)
      let idle = recorder.bytes {
        recorder.screen.present(Screens.screen(recorder))
        _ = recorder.text
        recorder.screen.present(Screens.screen(recorder))
      }
      #expect(idle == 0)
    }

    @Test(arguments: ["xterm-256color", "xterm", "vt100"])
    func movingTheRowIsCheap(_ term: String) throws {
      let recorder = try Recorder(columns: 120, rows: 45, term: term, theme: Screens.lagoon)
      recorder.screen.present(Screens.screen(recorder))
      for row in 4..<36 {
        let sent = recorder.bytes {
          recorder.screen.present(Screens.screen(recorder, selected: row))
        }
        #expect(sent > 0 && sent <= 400, "row \(row): \(sent) bytes")
      }
    }

    @Test(arguments: ["xterm-256color", "xterm", "vt100"])
    func clockTickIsCheap(_ term: String) throws {
      let recorder = try Recorder(columns: 120, rows: 45, term: term, theme: Screens.lagoon)
      recorder.screen.present(Screens.screen(recorder))
      for minute in 10..<20 {
        let sent = recorder.bytes {
          recorder.screen.present(Screens.screen(recorder, clock: "12:\(minute)"))
        }
        #expect(sent > 0 && sent <= 80, "\(sent) bytes")
      }
    }

    /// The budgets with true colours, whose codes are the longest.
    @Test(
      .enabled(
        if: ColorChoice.colors(ofTerm: "xterm-direct") != nil,
        "xterm-direct is not installed (Debian package ncurses-term)"))
    func budgetsHoldWithTrueColors() throws {
      let recorder = try Recorder(
        columns: 120, rows: 45, depth: .truecolor, theme: Screens.lagoon)
      recorder.screen.present(Screens.screen(recorder))
      #expect(recorder.screen.depth == .truecolor)
      #expect(recorder.bytes { recorder.screen.present(Screens.screen(recorder)) } == 0)
      for row in 4..<36 {
        let sent = recorder.bytes {
          recorder.screen.present(Screens.screen(recorder, selected: row))
        }
        #expect(sent > 0 && sent <= 400, "row \(row): \(sent) bytes")
      }
      for minute in 10..<20 {
        let sent = recorder.bytes {
          recorder.screen.present(Screens.screen(recorder, selected: 35, clock: "12:\(minute)"))
        }
        #expect(sent > 0 && sent <= 80, "\(sent) bytes")
      }
    }

    @Test func terminalsWithoutACursorAreRefused() {
      for term in ["dumb", "no-such-terminal"] {
        #expect(throws: TerminalError.self) { try Recorder(term: term, theme: Screens.lagoon) }
      }
      do {
        _ = try Recorder(term: "dumb", theme: Screens.lagoon)
      } catch {
        #expect(error.message == "a terminal of the type 'dumb' cannot place its cursor")
      }
    }

    @Test func plainTerminalGetsSevenBits() throws {
      let recorder = try Recorder(
        columns: 80, rows: 24, term: "vt100", utf8: false, theme: Screens.lagoon)
      var surface = Screens.screen(recorder)
      surface.write("Zürich → ≤ 5 µl ✓ 脳", column: 2, row: 5, .text)
      recorder.screen.present(surface)
      #expect(recorder.screen.depth == .mono)
      #expect(recorder.bytes.count > 500)
      #expect(recorder.bytes.allSatisfy { $0 < 0x80 })
      #expect(recorder.line(5).contains("Zurich > ? 5 ul v"))
      #expect(recorder.line(1).hasPrefix("+ queue ---"))
    }

    @Test func largeTerminalShowsColours() throws {
      let recorder = try Recorder(columns: 160, rows: 50, theme: Screens.lagoon)
      recorder.screen.present(Screens.screen(recorder))
      #expect(recorder.screen.depth == .palette)
      #expect(recorder.line(1).hasPrefix("┌ queue ───"))
      #expect(recorder.role(column: 1, row: 0) == .barName)
      let place = try #require(recorder.places(of: .taskFailed).first)
      #expect(recorder.colors(column: place.column, row: place.row)?.foreground == 209)
      let selected = try #require(recorder.colors(column: 6, row: 6))
      #expect(recorder.style(column: 6, row: 6)?.role == .rowSelected)
      #expect(selected.background == 24)
    }

    @Test func anotherThemeIsShownAtOnce() throws {
      let recorder = try Recorder(theme: Screens.lagoon)
      recorder.screen.present(Screens.screen(recorder))
      recorder.screen.theme = ThemeLibrary().theme(named: "mono").theme
      recorder.screen.present(Screens.screen(recorder))
      let cell = try #require(recorder.colors(column: 1, row: 0))
      #expect(cell.foreground == nil && cell.background == nil)
      #expect(cell.attributes == [.bold, .reverse])
    }

    @Test func noColourIsSentWhenNoneIsWanted() throws {
      let recorder = try Recorder(depth: .mono, theme: Screens.lagoon)
      recorder.screen.present(Screens.screen(recorder))
      let text = String(decoding: recorder.bytes, as: UTF8.self)
      #expect(!text.contains("38;5") && !text.contains("48;5") && !text.contains("[39"))
      let selected = try #require(recorder.colors(column: 6, row: 6))
      #expect(selected.attributes.contains(.reverse))
    }

    @Test func pictureOfManyColoursComesOutWhole() throws {
      let recorder = try Recorder(columns: 160, rows: 50, theme: Screens.lagoon)
      var surface = recorder.screen.blank()
      for row in 0..<50 {
        for column in 0..<160 {
          let style = Style(
            .picture, foreground: RGB(UInt8(column), UInt8(row * 5), 90),
            background: RGB(90, UInt8(column), UInt8(row * 5)))
          surface.put("▀", column: column, row: row, style)
        }
      }
      recorder.screen.present(surface)
      for place in [(0, 0), (159, 49), (80, 25)] {
        let shown = try #require(recorder.colors(column: place.0, row: place.1))
        let wanted = RGB(UInt8(place.0), UInt8(place.1 * 5), 90)
        #expect(shown.foreground == Palette.index(of: wanted, depth: .palette))
      }
    }

    @Test func resizeRepaints() throws {
      let recorder = try Recorder(columns: 120, rows: 40, theme: Screens.lagoon)
      recorder.screen.present(Screens.screen(recorder))
      recorder.resize(columns: 90, rows: 30)
      #expect(recorder.screen.size == Size(columns: 90, rows: 30))
      recorder.screen.present(Screens.screen(recorder))
      #expect(recorder.line(29).hasPrefix(" q quit"))
    }
  }
}
