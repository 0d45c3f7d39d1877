import Canvas
import Testing

@testable import Terminal

extension Screens {
  @Suite(.serialized) struct KeyTests {
    struct Case: Sendable, CustomTestStringConvertible {
      var bytes: String
      var keys: [Key]
      var testDescription: String { bytes.debugDescription }
    }

    @Test(arguments: [
      Case(bytes: "jé脳", keys: [.character("j"), .character("é"), .character("脳")]),
      Case(bytes: "\u{1}\u{1A}\u{3}", keys: [.control("a"), .control("z"), .control("c")]),
      Case(bytes: "\r\n\t\u{7F}", keys: [.enter, .enter, .tab, .backspace]),
      Case(bytes: "\u{1B}[A\u{1B}OB\u{1B}[C\u{1B}OD", keys: [.up, .down, .right, .left]),
      Case(bytes: "\u{1B}[5~\u{1B}[6~\u{1B}[3~", keys: [.pageUp, .pageDown, .delete]),
      Case(bytes: "\u{1B}[H\u{1B}OF\u{1B}[Z", keys: [.home, .end, .backTab]),
      Case(bytes: "\u{1B}OP\u{1B}[15~", keys: [.function(1), .function(5)]),
      Case(bytes: "\u{1B}[0nk", keys: [.answer, .character("k")]),
      Case(bytes: "\u{1B}", keys: [.escape]),
      Case(
        bytes: "\u{1B}[<2;5;7M\u{1B}[<2;5;7m",
        keys: [
          .mouse(Mouse(.press, button: 3, column: 4, row: 6)),
          .mouse(Mouse(.release, button: 3, column: 4, row: 6)),
        ]),
      Case(bytes: "\u{1B}[<0;5;7M", keys: [.mouse(Mouse(.press, column: 4, row: 6))]),
      Case(
        bytes: "\u{1B}[<64;1;1M\u{1B}[<65;300;2M",
        keys: [
          .mouse(Mouse(.wheelUp, column: 0, row: 0)),
          .mouse(Mouse(.wheelDown, column: 299, row: 1)),
        ]),
    ])
    func bytesBecomeKeys(_ given: Case) throws {
      let recorder = try Recorder(columns: 320, rows: 24, theme: Screens.lagoon)
      recorder.type(given.bytes)
      var keys: [Key] = []
      while let key = recorder.screen.nextKey(timeoutMS: 60), keys.count < 20 { keys.append(key) }
      #expect(keys == given.keys)
    }

    @Test func dragIsPressAndRelease() throws {
      let recorder = try Recorder(theme: Screens.lagoon)
      recorder.type("\u{1B}[<0;5;7M")
      #expect(recorder.screen.nextKey(timeoutMS: 60) == .mouse(Mouse(.press, column: 4, row: 6)))
      recorder.type("\u{1B}[<0;25;9m")
      #expect(recorder.screen.nextKey(timeoutMS: 60) == .mouse(Mouse(.release, column: 24, row: 8)))
    }

    @Test func nothingTypedIsNoKey() throws {
      let recorder = try Recorder(theme: Screens.lagoon)
      #expect(recorder.screen.nextKey(timeoutMS: 0) == nil)
      #expect(recorder.screen.nextKey(timeoutMS: 5) == nil)
    }

    @Test func brokenLineIsToldAfterWhatWasTyped() throws {
      let recorder = try Recorder(theme: Screens.lagoon)
      recorder.type("x")
      recorder.hangUp()
      #expect(recorder.screen.nextKey(timeoutMS: 100) == .character("x"))
      #expect(recorder.screen.nextKey(timeoutMS: 100) == .hangUp)
    }

    @Test func unknownTerminalIsAnError() {
      #expect {
        try Recorder(term: "no-such-terminal", theme: Screens.lagoon)
      } throws: { error in
        (error as? TerminalError)?.code == .unknownTerminal
      }
    }

    @Test func missingDirectColourFallsBackTo256() throws {
      let recorder = try Recorder(depth: .truecolor, theme: Screens.lagoon)
      let direct = ColorChoice.colors(ofTerm: "xterm-direct") != nil
      #expect(recorder.screen.term == (direct ? "xterm-direct" : "xterm-256color"))
      #expect(recorder.screen.depth == (direct ? .truecolor : .palette))
    }

    @Test func leavingAndComingBackKeepsTheScreen() throws {
      let recorder = try Recorder(theme: Screens.lagoon)
      recorder.screen.present(Screens.screen(recorder))
      let before = recorder.text
      let answer = recorder.screen.outside { 7 }
      recorder.screen.present(Screens.screen(recorder))
      #expect(answer == 7)
      #expect(recorder.text == before)
    }
  }
}
