import Canvas
import Terminal
import Testing

@testable import Workbench

extension BenchTests {
  @Suite(.serialized) struct SlowLines {
    private func line(_ bytesPerSecond: Double = 50_000, _ roundTrip: Double = 0.2) throws
      -> SlowLine
    {
      let bench = try Bench(
        MadeStudy.snapshot(subjects: 40), columns: 160, rows: 50, measuresLine: true)
      let line = SlowLine(bench, bytesPerSecond: bytesPerSecond, roundTrip: roundTrip)
      line.wait(12)
      return line
    }

    /// Cells of the screen that are block elements: pictures in full.
    private func blocks(_ line: SlowLine) -> Int {
      line.bench.recorder.text.unicodeScalars.filter { (0x2580...0x259F).contains($0.value) }.count
    }

    @Test(arguments: ["j", "]", "m"] as [Character])
    func `a key that is held is answered within two round trips`(_ key: Character) throws {
      let line = try line()
      line.hold(.character(key), times: 40)
      #expect(line.responses.count == 40)
      for response in line.responses { #expect(response <= 2 * line.roundTrip, "\(response) s") }
    }

    @Test func `pictures refine when the key is released, and then nothing more is sent`() throws {
      let line = try line()
      let full = blocks(line)
      #expect(full > 100, "after a while pictures are there in full")
      line.hold(.character("]"), times: 10)
      #expect(blocks(line) < full / 4)
      line.wait(8)
      #expect(blocks(line) > full * 3 / 4)
      #expect(line.bytes { line.wait(20) } == 0)
    }

    @Test func `a key in the midst of refining is answered as soon`() throws {
      let line = try line()
      line.hold(.character("]"), times: 1)
      for _ in 0..<12 {
        line.wait(0.37)
        line.hold(.character("]"), times: 1, every: 0)
      }
      for response in line.responses { #expect(response <= 2 * line.roundTrip, "\(response) s") }
    }

    @Test func `help opens and closes within two round trips`() throws {
      let line = try line()
      for key in [Key.character("?"), .escape, .character("?"), .escape] {
        line.hold(key, times: 1, every: 0.5)
      }
      for response in line.responses { #expect(response <= 2 * line.roundTrip, "\(response) s") }
    }

    @Test(arguments: ["j", "m"] as [Character])
    func `words come before the picture that they belong to`(_ key: Character) throws {
      let line = try line()
      let before = line.bench.recorder.bytes.count
      line.hold(.character(key), times: 1, every: 0)
      let sent = Array(line.bench.recorder.bytes.dropFirst(before))
      let coarse = Set("@#%*+=".utf8)
      let picture = try #require(
        sent.indices.first { at in
          at + 5 < sent.count && sent[at...at + 5].allSatisfy(coarse.contains)
        })
      #expect(picture < sent.count - 1_000, "a coarse picture follows")
      let words = String(decoding: sent[..<picture], as: UTF8.self)
      let name = key == "j" ? "sub-02" : "noise"
      #expect(words.contains(name))
      let rest = String(decoding: sent[picture...], as: UTF8.self)
      #expect(!rest.contains(name) && !rest.contains(" ml"))
    }

    @Test func `the picture of another subject is never shown`() throws {
      let line = try line()
      line.hold(.character("j"), times: 3)
      let held = line.bench.recorder.text
      #expect(held.contains("sub-"))
      #expect(blocks(line) < 100)
    }

    @Test func `a fast line is drawn in full at once, the delay is told where it is felt`() throws {
      let fast = try line(20_000_000, 0.001)
      fast.hold(.character("]"), times: 1, every: 0.05)
      #expect(blocks(fast) > 100)
      #expect(!fast.bench.recorder.line(0).contains(" ms"))
      #expect(try line().bench.recorder.line(0).contains("line 200 ms"))
    }

    @Test func `before the first answer pictures are coarse, and not withheld`() throws {
      let bench = try Bench(
        MadeStudy.snapshot(subjects: 4), columns: 160, rows: 50, measuresLine: true)
      let sent = bench.recorder.bytes { bench.press(.character("]")) }
      #expect(bench.workbench.awaitsAnswer)
      let shown = bench.recorder.text
      #expect(!shown.unicodeScalars.contains { (0x2580...0x259F).contains($0.value) })
      #expect(shown.filter { "@#*+=:".contains($0) }.count > 200, "something is seen at once")
      #expect(sent < 6_000, "\(sent) bytes")
    }

    @Test func `a terminal that answers nothing gets its pictures`() throws {
      let bench = try Bench(
        MadeStudy.snapshot(subjects: 4), columns: 160, rows: 50, measuresLine: true)
      bench.wait(1.1)
      bench.press(.character("]"))
      #expect(
        bench.recorder.text.unicodeScalars.contains { (0x2580...0x259F).contains($0.value) })
    }
  }

  @Suite struct LineGaugeTests {
    @Test func `delay and speed are told apart`() {
      var gauge = LineGauge()
      let probes1 = gauge.shouldProbe(bytesSent: 0, now: 0)
      #expect(probes1)
      #expect(gauge.isWaiting(now: 0.1))
      gauge.answered(now: 0.2)
      #expect(gauge.delay == 0.2 && gauge.bytesPerSecond == nil)
      let probes2 = gauge.shouldProbe(bytesSent: 300, now: 1)
      #expect(!probes2)
      let probes3 = gauge.shouldProbe(bytesSent: 10_000, now: 1)
      #expect(probes3)
      gauge.answered(now: 1.4)
      #expect(abs((gauge.bytesPerSecond ?? 0) - 50_000) < 1)
      #expect(abs((gauge.delay ?? 0) - 0.2) < 1e-9)
    }

    @Test func `a lost answer is not waited for for ever`() {
      var gauge = LineGauge()
      let probes4 = gauge.shouldProbe(bytesSent: 0, now: 0)
      #expect(probes4)
      gauge.answered(now: 0.01)
      let probes5 = gauge.shouldProbe(bytesSent: 5_000, now: 1)
      #expect(probes5)
      #expect(gauge.isWaiting(now: 8) && !gauge.isWaiting(now: 10))
      let probes6 = gauge.shouldProbe(bytesSent: 10_000, now: 10)
      #expect(probes6)
      #expect(!gauge.isSilent)
    }
  }
}
