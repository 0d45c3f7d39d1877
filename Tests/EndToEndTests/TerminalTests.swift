import Foundation
import Support
import Testing
import Volumes

/// A type of terminal as people have it.
struct Terminal: Sendable, CustomTestStringConvertible {
  var term: String
  var columns = 160
  var rows = 50
  var locale = "C.UTF-8"
  var testDescription: String { "\(term) \(columns)x\(rows) \(locale)" }

  static let all = [
    Terminal(term: "vt100", columns: 80, rows: 24, locale: "C"),
    Terminal(term: "linux", columns: 100, rows: 30), Terminal(term: "xterm-256color"),
    Terminal(term: "tmux-256color"), Terminal(term: "xterm-direct"),
  ]
}

/// The workbench in real pseudo-terminals.
@Suite(
  .serialized,
  .enabled(if: Tmux.program("tmux") != nil, "tmux is not installed (./scripts/terminals)"))
struct TerminalTests {
  /// Two small heads, and a script that opens the viewer on them between two looks at the terminal.
  private struct Viewing {
    let folder: ScratchFolder

    init() throws {
      folder = try ScratchFolder()
      var image = Ball.image
      for (name, factor) in [("one", 1), ("two", 2)] as [(String, Float)] {
        for at in image.voxels.indices { image.voxels[at] *= factor }
        try VolumeFile.write(Volume(image: image, type: .float32), to: folder.file("\(name).nii"))
      }
    }

    var command: String { "\(Program.path) view \(folder.path)/one.nii \(folder.path)/two.nii" }

    /// Says how the terminal is set before and after the program, and how it ended.
    func script(_ command: String? = nil) -> String {
      """
      stty -a > \(folder.path)/before
      \(command ?? self.command)
      echo "ended with $?"
      stty -a > \(folder.path)/after
      echo "all is done"
      cat > /dev/null
      """
    }

    func terminalIsAsBefore() throws -> Bool {
      try folder.bytes(of: "before") == folder.bytes(of: "after")
    }
  }

  @Test(arguments: Terminal.all)
  func `the viewer opens, answers and leaves the terminal as it was`(_ kind: Terminal) throws {
    guard Tmux.knows(kind.term) else {
      try Test.cancel("\(kind.term) is not described here (./scripts/terminals)")
    }
    let viewing = try Viewing()
    let terminal = try Tmux(
      columns: kind.columns, rows: kind.rows, term: kind.term, locale: kind.locale,
      script: viewing.script())
    #expect(try terminal.shows("sagittal"))
    let first = try terminal.settled()
    #expect(first.unicodeScalars.filter { !$0.isASCII }.isEmpty == (kind.locale == "C"))
    terminal.press("c")
    #expect(try terminal.shows("coronal"))
    terminal.press("?")
    #expect(try terminal.shows("Goes to the next subject."))
    terminal.press("Escape")
    #expect(try eventually(within: 60) { try !terminal.screen().contains("Goes to the next") })
    terminal.press("q")
    #expect(try terminal.shows("all is done"))
    let after = try terminal.screen()
    #expect(after.contains("ended with 0"))
    #expect(!after.contains("sagittal"), "the screen before is back")
    #expect(try viewing.terminalIsAsBefore())
  }

  @Test(arguments: ["TERM", "HUP", "SEGV"])
  func `whatever ends the program, the terminal is as before`(_ signal: String) throws {
    let viewing = try Viewing()
    let terminal = try Tmux(columns: 100, rows: 30, script: viewing.script())
    #expect(try terminal.shows("sagittal"))
    let name = viewing.folder.path
    _ = Spawned.run("/bin/sh", "-c", "pkill -\(signal) -f '[b]auta view \(name)'")
    #expect(try terminal.shows("all is done"))
    #expect(try viewing.terminalIsAsBefore())
  }

  @Test func `a storm of sizes leaves the screen that a fresh start draws`() throws {
    let viewing = try Viewing()
    let stormy = try Tmux(columns: 100, rows: 30, script: viewing.script())
    #expect(try stormy.shows("sagittal"))
    for turn in 0..<12 {
      stormy.resize(columns: 61 + 37 * turn % 120, rows: 15 + 23 * turn % 40)
      stormy.press(turn % 2 == 0 ? "]" : "[")
    }
    stormy.resize(columns: 120, rows: 40)
    let fresh = try Tmux(columns: 120, rows: 40, script: viewing.script())
    #expect(try fresh.shows("sagittal"))
    // Both have marked the middle by stepping there and back.
    fresh.press("]", "[")
    let expected = try fresh.settled()
    #expect(try eventually(within: 60) { try stormy.screen() == expected })
  }

  @Test(
    .enabled(
      if: Tmux.program("sshd") != nil && Tmux.program("ssh") != nil,
      "OpenSSH is not installed (./scripts/terminals)"))
  func `the viewer works over ssh`() throws {
    let viewing = try Viewing()
    guard let server = try LoopbackServer() else {
      try Test.cancel("sshd does not start here")
    }
    let terminal = try Tmux(
      columns: 160, rows: 50, script: viewing.script(server.command(viewing.command)))
    #expect(try terminal.shows("sagittal"))
    let picture = try terminal.settled()
    #expect(picture.unicodeScalars.contains { (0x2580...0x259F).contains($0.value) })
    terminal.press("a")
    #expect(try terminal.shows("axial"))
    terminal.press("q")
    #expect(try terminal.shows("all is done"))
    #expect(try viewing.terminalIsAsBefore())
  }
}

/// Something to be shown.
private enum Ball {
  /// A bright ball in a dark box.
  static var image: Image {
    var image = Image(
      grid: Grid(nx: 24, ny: 28, nz: 26, toWorld: .scaling(Vector3(repeating: 6))))
    for z in 0..<26 {
      for y in 0..<28 {
        for x in 0..<24 {
          let (a, b, c) = (Float(x) - 12, Float(y) - 14, Float(z) - 13)
          image[x, y, z] = a * a + b * b + c * c < 100 ? 100 + 3 * a + 2 * b : 1
        }
      }
    }
    return image
  }
}
