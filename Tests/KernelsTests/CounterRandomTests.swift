import Kernels
import Testing

@Suite struct CounterRandomTests {
  @Test func placesNotTurnsDecide() {
    let random = CounterRandom(seed: 7)
    let forward = (0..<100).map { random.bits(stream: 3, index: UInt64($0)) }
    let backward = (0..<100).reversed().map { random.bits(stream: 3, index: UInt64($0)) }
    #expect(forward == backward.reversed())
    #expect(Set(forward).count == 100)
    #expect(random.bits(stream: 4, index: 0) != forward[0])
    #expect(CounterRandom(seed: 8).bits(stream: 3, index: 0) != forward[0])
  }

  @Test func momentsAreThoseOfTheDistributions() {
    let random = CounterRandom(seed: 42)
    let n = 100_000
    let u = (0..<n).map { random.uniform(index: UInt64($0)) }
    let z = (0..<n).map { random.normal(stream: 1, index: UInt64($0)) }
    #expect(u.allSatisfy { $0 >= 0 && $0 < 1 })
    #expect(abs(u.reduce(0, +) / Double(n) - 0.5) < 0.005)
    #expect(abs(z.reduce(0, +) / Double(n)) < 0.015)
    #expect(abs(z.reduce(0) { $0 + $1 * $1 } / Double(n) - 1) < 0.02)
    #expect(abs(z.reduce(0) { $0 + $1 * $1 * $1 * $1 } / Double(n) - 3) < 0.15)
  }

  @Test func integersAreEven() {
    let random = CounterRandom(seed: 1)
    var counts = [Int](repeating: 0, count: 6)
    for index in 0..<60_000 { counts[random.integer(below: 6, index: UInt64(index))] += 1 }
    #expect(counts.allSatisfy { abs($0 - 10_000) < 400 })
  }
}
