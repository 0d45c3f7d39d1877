import Foundation
import Kernels
import Testing

@testable import Faces

/// Searches for people whose faces are known surfaces.
@Suite struct ReidentificationTests {
  /// What was done to the faces.
  enum Removal: CaseIterable, Sendable { case nothing, cut, cutBelowBrow, lowerCut, movedShell }

  private static let count = 24
  private static let names = (0..<count).map { "person-\($0 < 10 ? "0" : "")\($0)" }

  /// One scan of a person: an own relief, an alignment of its own, noise of 0.3 mm.
  private static func record(_ person: Int, scan: Int, _ removal: Removal = .nothing) -> FaceRecord
  {
    let view = FaceView.standard
    let random = CounterRandom(seed: UInt64(100 + person))
    let own = (0..<8).map { random.uniform(stream: 1, index: UInt64($0)) * 6.28 }
    let (dx, dz) = (0.5 * Double(scan % 3 - 1), 0.4 * Double(scan % 2))
    let across = [0, 6].map { part in
      (0..<view.columns).map { column -> (Double, Double) in
        let x = view.x(column) + dx
        return (sin(x / 11 + own[part]), cos(x / 17 + own[part + 1]))
      }
    }
    let along = (0..<view.rows).map { row -> (Double, Double) in
      let z = view.z(row * view.columns) + dz
      // A forehead tells nothing of the face below it.
      let part = z > -28 ? 4 : 2
      return (cos(z / 13 + own[part]), sin(z / 19 + own[part + 1]))
    }
    var depths = [Int16](repeating: DepthMap.missing, count: view.count)
    for place in 0..<view.count {
      let (x, z) = (view.x(place), view.z(place))
      let (a, b) = (across[z > -28 ? 1 : 0][place % view.columns], along[place / view.columns])
      let noise = Double(random.bits(stream: UInt64(20 + scan), index: UInt64(place)) & 63) / 100
      var depth = 82 - x * x / 95 + 2.2 * a.0 * b.0 + 2.2 * a.1 * b.1 + noise
      switch removal {
      case .nothing: break
      case .cut: if z < -25 { depth = 20 + z / 20 + noise }
      case .cutBelowBrow: if z < -29.5 { depth = 20 + z / 20 + noise }
      case .lowerCut: if z < -62 { depth = 15 + noise }
      case .movedShell: if z < -25 { depth += 10 + 3 * noise }
      }
      depths[place] = Int16(clamping: Int(100 * depth))
    }
    return FaceRecord(
      view: view, skinThreshold: 1, maps: [DepthMap(relativeThreshold: 1, hundredths: depths)],
      coverage: [:], subjectMMPerDepthMM: 1)
  }

  private static let gallery: [String: FaceRecord] = Dictionary(
    uniqueKeysWithValues: names.indices.map { (names[$0], record($0, scan: 1)) })

  private static let start = Reidentification(gallery: gallery, origin: .secondImages)

  private static func searched(_ removal: Removal, knowing: Bool = true) -> ReidentificationResult {
    var search = start
    for (index, name) in names.enumerated() {
      search.add(probe: record(index, scan: 2, removal), of: name)
      if knowing { search.add(sameDefacing: record(index, scan: 1, removal), of: name) }
    }
    return search.result(permutations: 400)
  }

  private static let results = Dictionary(
    uniqueKeysWithValues: Removal.allCases.map { ($0, searched($0)) })

  @Test(arguments: [
    (Removal.nothing, 24...24, true), (.cut, 0...5, false), (.cutBelowBrow, 0...5, false),
    (.lowerCut, 18...24, true), (.movedShell, 20...24, true),
  ])
  func peopleAreFound(
    _ removal: Removal, _ hits: ClosedRange<Int>, _ isAboveChance: Bool
  ) throws {
    let result = try #require(Self.results[removal])
    let best = try #require(result.best)
    #expect(hits.contains(best.rank1), "\(result.attempts)")
    #expect(result.isAboveChance == isAboveChance, "p \(result.p)")
    #expect(result.found.count == best.rank1 && result.probes.count == 24)
    #expect(best.foundWithin.count == 20 && best.foundWithin == best.foundWithin.sorted())
    #expect(best.foundWithin[0] == best.rank1 && best.foundWithin[4] == best.rank5)
    #expect(result.rank1Lower <= result.rank1 && result.rank1 <= result.rank1Upper)
  }

  @Test func `an informed attacker finds what a plain one does not`() throws {
    let result = try #require(Self.results[.movedShell])
    func hits(_ attack: FaceMatcher.Attack, _ feature: FaceMatcher.Feature) -> Int {
      result.attempts.first { $0.matcher == .init(attack: attack, feature: feature) }?.rank1 ?? -1
    }
    #expect(hits(.sameDefacing, .depth) > hits(.plain, .depth))
    let unknowing = Self.searched(.lowerCut, knowing: false)
    #expect(!unknowing.hasSameDefacing && result.hasSameDefacing)
    #expect(!unknowing.attempts.contains { $0.matcher.attack == .sameDefacing })
  }

  @Test func `an altered face by which the person is found is still there`() throws {
    let search = try #require(Self.results[.movedShell])
    let altered = FaceCheck(
      [], judged: FaceCheck.standardZones, hasOriginal: true, templateNCC: nil)
    var check = altered
    check.grade = .altered
    let person = try #require(search.found.first)
    let known = check.knowing(search, person: person)
    #expect(known.grade == .present)
    #expect(known.reasons.first?.hasPrefix("The person is found first among 24 by") == true)
    #expect(check.knowing(search, person: "nobody") == check)
    #expect(check.knowing(try #require(Self.results[.cut]), person: person) == check)
    #expect(altered.knowing(search, person: person) == altered)
  }

  @Test func `the order in which results arrive does not matter`() {
    var search = Self.start
    for (index, name) in Self.names.enumerated().reversed() {
      search.add(sameDefacing: Self.record(index, scan: 1, .lowerCut), of: name)
      search.add(probe: Self.record(index, scan: 2, .lowerCut), of: name)
    }
    search.add(probe: Self.record(3, scan: 2), of: "nobody")
    #expect(search.result(permutations: 400) == Self.results[.lowerCut])
  }

  @Test func `few people are not judged by rank`() {
    let few = Self.gallery.filter { $0.key < "person-08" }
    var search = Reidentification(gallery: few, origin: .perturbedOriginals)
    #expect(search.result().best?.rank1 ?? 0 == 0)
    for index in 0..<8 {
      search.add(probe: Self.record(index, scan: 2), of: Self.names[index])
    }
    let result = search.result(permutations: 200)
    #expect(result.isAboveChance == nil && result.best?.rank1 == 8)
    #expect(!result.attempts.contains { $0.matcher.attack == .completion })
  }

  @Test func `nothing in common is chance`() {
    var search = Reidentification(gallery: [:], origin: .secondImages)
    search.add(probe: Self.record(0, scan: 0), of: "person-00")
    let result = search.result(permutations: 10)
    #expect(result.probes.isEmpty && result.best == nil && result.p == 1)
  }

  @Test func `a record of another size is passed over`() throws {
    var broken = Self.record(0, scan: 0)
    broken.maps[0].hundredths.removeLast()
    #expect(!broken.isSound)
    let data = try JSONEncoder().encode(broken)
    #expect(try !JSONDecoder().decode(FaceRecord.self, from: data).isSound)
    var search = Self.start
    search.add(probe: broken, of: "person-00")
    #expect(search.result(permutations: 10).probes.isEmpty)
  }

  @Test func `a perturbed face is nearly the same`() {
    let original = Self.record(5, scan: 0)
    let other = original.perturbed(seed: 4)
    #expect(other != original && other == original.perturbed(seed: 4))
    #expect(other != original.perturbed(seed: 5) && other.isSound)
    let places = original.view.places(of: .nose)
    let distance = places.map {
      abs((original.maps[0].depthMM($0) ?? 0) - (other.maps[0].depthMM($0) ?? 0))
    }.reduce(0, +)
    #expect((0.05...2.5).contains(distance / Double(places.count)))
  }

  @Test(
    arguments: [
      ([[0.0, 1, 2], [1, 0, 2], [2, 1, 0]], [1, 1, 1], 1.0),
      ([[0, 1, 2], [0, 1, 2], [0, 1, 2]], [1, 2, 3], 0.5),
      ([[3, 1, 2], [1, 3, 2], [2, 1, 3]], [3, 3, 3], 0.0),
    ] as [([[Double]], [Int], Double)])
  func ranks(_ rows: [[Double]], _ ranks: [Int], _ auc: Double) {
    let ranking = MatcherRanking(
      FaceMatcher.all[0], rows.map { $0.map { Float($0) } }, truths: [0, 1, 2], seed: 1)
    #expect(ranking.ranks == ranks && abs(ranking.auc - auc) < 1e-9)
  }

  @Test func `a hidden person is first as often as chance has it`() {
    let rows = [[Float]](repeating: [Float](repeating: .nan, count: 10), count: 400)
    let ranking = MatcherRanking(
      FaceMatcher.all[0], rows, truths: (0..<400).map { $0 % 10 }, seed: 3)
    #expect((15...75).contains(ranking.hits(within: 1)))
  }
}
