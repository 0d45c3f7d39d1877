/// How surely the template is found in heads that lie and look in many ways.
public struct StartEvaluation: Sendable, Codable {
  /// The starts, in the order of their seeds.
  public var trials: [StartTrial]

  /// An evaluation of some starts.
  public init(trials: [StartTrial]) { self.trials = trials }

  /// What starts with one damage say together.
  public struct Row: Sendable, Hashable {
    /// How many starts.
    public var count: Int
    /// Those in which the template was refused or found too far off.
    public var failures: Int
    /// The median distance, that which 95 % do not exceed, and the largest, in mm; nil where the
    /// template was never found.
    public var medianMM, high95MM, largestMM: Double?
  }

  /// The starts with a damage, or all.
  public func row(_ damage: HeadDamage? = nil) -> Row {
    let chosen = trials.filter { damage == nil || $0.draw.damage == damage }
    let distances = chosen.compactMap(\.distanceMM).sorted()
    func quantile(_ share: Double) -> Double? {
      guard let last = distances.last else { return nil }
      let place = share * Double(distances.count - 1)
      let low = Int(place)
      guard low + 1 < distances.count else { return last }
      return distances[low] + (place - Double(low)) * (distances[low + 1] - distances[low])
    }
    return Row(
      count: chosen.count, failures: chosen.count(where: \.isFailure), medianMM: quantile(0.5),
      high95MM: quantile(0.95), largestMM: distances.last)
  }
}
