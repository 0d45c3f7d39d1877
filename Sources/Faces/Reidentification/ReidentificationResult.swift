import Agreement
import Kernels

/// What attackers found in a cohort.
public struct ReidentificationResult: Sendable, Hashable, Codable {
  /// Of one matcher.
  public struct Attempt: Sendable, Hashable, Codable {
    /// What was tried.
    public var matcher: FaceMatcher
    /// How many probes found the right person first.
    public var rank1: Int
    /// How many found the right person among the first five.
    public var rank5: Int
    /// The chance that a right pair is nearer than a wrong one.
    public var auc: Double
    /// How many found the right person among the first one, two and so on: up to twenty, or all.
    public var foundWithin: [Int] = []
  }

  /// Names of those who were searched.
  public var probes: [String]
  /// How many people were searched among.
  public var galleryCount: Int
  /// Where the gallery comes from.
  public var origin: GalleryOrigin
  /// All attempts, in the order of `FaceMatcher.all`.
  public var attempts: [Attempt]
  /// The best of them by rank 1, then by rank 5; nil without probes.
  public var best: Attempt?
  /// The share of probes that it found first.
  public var rank1: Double
  /// The 95 % interval of that share, Wilson's.
  public var rank1Lower: Double
  /// Its upper end.
  public var rank1Upper: Double
  /// The share that chance finds.
  public var chance: Double
  /// How probable it is that chance lets the best of all attempts find as many: from shuffled names.
  public var p: Double
  /// Whether more were found than by chance (p < 0.05); nil for fewer than 20 people, where only the AUC
  /// says something.
  public var isAboveChance: Bool?
  /// Who was found first by the best attempt.
  public var found: [String]
  /// What was found by the forehead alone, which most methods leave: not counted among the attempts.
  public var forehead: Attempt?
  /// Whether the attacker had faces after the same removal.
  public var hasSameDefacing: Bool

  /// Fewer people than this allow no judgement by rank.
  public static let leastPeople = 20
}

extension ReidentificationResult {
  init(
    _ rankings: [MatcherRanking], foreheads: MatcherRanking, probes: [String], truths: [Int],
    galleryCount: Int, origin: GalleryOrigin, permutations: Int, seed: UInt64
  ) {
    (self.probes, self.galleryCount, self.origin) = (probes, galleryCount, origin)
    attempts = rankings.map { Attempt($0) }
    let first = rankings.max {
      ($0.hits(within: 1), $0.hits(within: 5)) < ($1.hits(within: 1), $1.hits(within: 5))
    }
    best = first.map { Attempt($0) }
    let hits = best?.rank1 ?? 0
    let proportion = Proportion(events: hits, cases: probes.count)
    rank1 = probes.isEmpty ? 0 : proportion.estimate
    (rank1Lower, rank1Upper) = (proportion.wilson.lower, proportion.wilson.upper)
    chance = galleryCount > 0 ? 1 / Double(galleryCount) : 0
    p = Self.chanceOfMaximum(
      rankings.map(\.nearest), truths: truths, people: galleryCount, hits: hits,
      permutations: permutations, seed: seed)
    isAboveChance =
      galleryCount >= Self.leastPeople && probes.count >= Self.leastPeople ? p < 0.05 : nil
    found =
      first.map { first in
        zip(probes, first.ranks).filter { $0.1 == 1 }.map(\.0)
      } ?? []
    forehead = probes.isEmpty ? nil : Attempt(foreheads)
    hasSameDefacing = rankings.contains { $0.matcher.attack == .sameDefacing }
  }

  /// The share of shuffles of the gallery's names in which the best attempt finds at least as many.
  private static func chanceOfMaximum(
    _ nearest: [[Int]], truths: [Int], people: Int, hits: Int, permutations: Int, seed: UInt64
  ) -> Double {
    guard people > 0, !nearest.isEmpty, !truths.isEmpty, permutations > 0 else { return 1 }
    let random = CounterRandom(seed: seed)
    var names = Array(0..<people)
    var atLeast = 0
    for shuffle in 0..<permutations {
      for place in stride(from: people - 1, to: 0, by: -1) {
        let bits = random.bits(stream: 77 &+ UInt64(shuffle), index: UInt64(place))
        names.swapAt(place, Int(bits.multipliedFullWidth(by: UInt64(place + 1)).high))
      }
      let most =
        nearest.map { found in zip(found, truths).count { names[$0.0] == $0.1 } }.max() ?? 0
      if most >= hits { atLeast += 1 }
    }
    return Double(atLeast + 1) / Double(permutations + 1)
  }
}

extension ReidentificationResult.Attempt {
  init(_ ranking: MatcherRanking) {
    matcher = ranking.matcher
    (rank1, rank5, auc) = (ranking.hits(within: 1), ranking.hits(within: 5), ranking.auc)
    foundWithin = (0..<min(20, ranking.candidates)).map { ranking.hits(within: $0 + 1) }
  }
}
