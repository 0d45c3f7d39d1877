import Study

/// Hides subjects and methods: every picture becomes a numbered image, in an order that a seed decides.
///
/// The study that views see has no names in it, so that no view can tell any.
public struct Blinding: Sendable {
  /// What decides the order.
  public let seed: UInt64
  /// What is rated, in the order in which it is shown.
  public private(set) var items: [RatedItem] = []

  /// What variants are called.
  static let variantName = "defaced"

  /// A blinding whose order a seed decides; the same seed gives the same order always.
  public init(seed: UInt64) { self.seed = seed }

  /// The seed of a rater who names none: his own, and the same each time.
  public static func seed(of rater: String) -> UInt64 { hash(rater, 0) % 1_000_000 }

  /// A study without names: one cohort, whose subjects are the pictures that are there. A picture keeps
  /// its number while others are still being made.
  ///
  /// - Parameters:
  ///   - snapshot: the study.
  ///   - rater: who judges; what others say is hidden, and what he said while he saw the names.
  /// - Returns: the study as it may be shown.
  mutating func blinded(_ snapshot: StudySnapshot, rater: String) -> StudySnapshot {
    let places = Self.places(in: snapshot, seed: seed)
    var subjects: [SubjectStatus] = []
    items = []
    for (number, place) in places.enumerated() {
      let status = snapshot.cohorts[place.cohort].subjects[place.subject]
      guard status.variants[place.variant].hasPicture else { continue }
      items.append(place.item)
      subjects.append(Self.image(number + 1, status, place.variant, snapshot, rater))
    }
    var shown = StudySnapshot(
      name: snapshot.name, methods: [Self.variantName], controls: [],
      cohorts: [
        CohortStatus(
          name: "blinded", outcome: "", valueKey: "", subjects: subjects, pending: 0)
      ], tasks: [], taskPlaces: [:], counts: [:], version: snapshot.version,
      engineIsRunning: snapshot.engineIsRunning, isOutdated: snapshot.isOutdated)
    shown.ratings.notes = snapshot.ratings.notes
    return shown
  }

  private struct Place {
    var item: RatedItem
    var cohort: Int
    var subject: Int
    var variant: Int
    var hash: UInt64

    /// Whether it comes first; the text decides between equal hashes.
    static func precedes(_ one: Place, _ other: Place) -> Bool {
      one.hash == other.hash
        ? Blinding.text(of: one.item) < Blinding.text(of: other.item) : one.hash < other.hash
    }
  }

  /// Every picture of the plan, made or not, in the order of a seed.
  private static func places(in snapshot: StudySnapshot, seed: UInt64) -> [Place] {
    let places = snapshot.cohorts.enumerated().flatMap { cohort, status in
      status.subjects.enumerated().flatMap { subject, one in
        one.variants.indices.filter { one.variants[$0].picture != nil }.map { index in
          let item = RatedItem(one.subject, method: one.variants[index].name)
          return Place(
            item: item, cohort: cohort, subject: subject, variant: index,
            hash: hash(text(of: item), seed))
        }
      }
    }
    return places.sorted(by: Place.precedes)
  }

  private static func image(
    _ number: Int, _ status: SubjectStatus, _ index: Int, _ snapshot: StudySnapshot,
    _ rater: String
  ) -> SubjectStatus {
    let digits = String(number)
    let label = "image-" + String(repeating: "0", count: max(0, 3 - digits.count)) + digits
    let names = [(0, "full"), (index, variantName)]
    return SubjectStatus(
      subject: Subject(cohort: "blinded", label: label, images: status.subject.images),
      contrast: status.contrast,
      variants: names.map { hidden(status.variants[$0], name: $1, snapshot, rater) },
      brainMask: status.brainMask, alignment: status.alignment)
  }

  /// A variant without anything that tells what it is.
  private static func hidden(
    _ variant: VariantStatus, name: String, _ snapshot: StudySnapshot, _ rater: String
  ) -> VariantStatus {
    var shown = VariantStatus(
      name: name, state: .done, values: [:], removal: [:], warnings: [], tasks: [],
      image: variant.image, removalMask: variant.removalMask, labels: variant.labels)
    (shown.picture, shown.hasPicture) = (variant.picture, variant.hasPicture)
    shown.ratings = variant.ratings.filter { $0.rating.rater == rater && $0.rating.isBlinded }
    shown.generation = variant.tasks.compactMap { snapshot.task($0) }
      .reduce(0) { $0 &+ ($1.state == .done ? $1.changed : 0) }
    return shown
  }

  private static func text(of item: RatedItem) -> String {
    [item.cohort, item.subject, item.session ?? "", item.method].joined(separator: "\t")
  }

  /// 64 well-mixed bits of a text (FNV-1a, then the finaliser of SplitMix64).
  private static func hash(_ text: String, _ seed: UInt64) -> UInt64 {
    var bits: UInt64 = 0xcbf2_9ce4_8422_2325 ^ (seed &* 0x9e37_79b9_7f4a_7c15)
    for byte in text.utf8 { bits = (bits ^ UInt64(byte)) &* 0x100_0000_01b3 }
    bits = (bits ^ (bits >> 30)) &* 0xbf58_476d_1ce4_e5b9
    bits = (bits ^ (bits >> 27)) &* 0x94d0_49bb_1331_11eb
    return bits ^ (bits >> 31)
  }
}
