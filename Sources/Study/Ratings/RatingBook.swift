/// The ratings of a study that stand: of each rater the last of each item.
public struct RatingBook: Sendable, Equatable {
  /// The ratings, by rater, then in the order in which they were given.
  public private(set) var ratings: [Rating] = []
  /// What a person should know of the files.
  public var notes: [String] = []
  private var places: [RatedItem: [Int]] = [:]

  /// An empty book.
  public init() {}

  mutating func add(_ more: [Rating]) {
    for rating in more {
      places[rating.item, default: []].append(ratings.count)
      ratings.append(rating)
    }
  }

  /// The ratings of an item, one for each rater at most.
  public func ratings(of item: RatedItem) -> [Rating] {
    (places[item] ?? []).map { ratings[$0] }
  }
}
