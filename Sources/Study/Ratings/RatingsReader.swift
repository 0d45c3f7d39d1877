/// Reads the ratings of a study anew only where a file has changed.
struct RatingsReader {
  /// The ratings as last read.
  private(set) var known = RatingBook()
  private var stamp = FileStamp()

  /// The ratings as they are.
  mutating func book(in folder: RatingsFolder) -> RatingBook {
    let stamp = folder.stamp
    if stamp != self.stamp { (known, self.stamp) = (folder.read(), stamp) }
    return known
  }
}
