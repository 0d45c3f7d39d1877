/// What a check says of a face or of one of its zones.
///
/// Nothing is said of what else identifies a person: a brain can be matched with another image of it.
public enum FaceGrade: String, Sendable, Hashable, Codable, CaseIterable {
  /// The surface of the face is gone.
  case removed = "A"
  /// There is a surface, but it is another one.
  case altered = "B"
  /// The face, or a part that was asked for, is still there or can be found again.
  case present = "C"
  /// The field of view shows too little of it to say anything.
  case notAssessable = "N"

  /// What the letter stands for, in a few words.
  public var meaning: String {
    switch self {
    case .removed: "face surface removed"
    case .altered: "face surface altered or replaced"
    case .present: "face still there, or to be found again"
    case .notAssessable: "not assessable"
    }
  }

  /// The worst of several: what cannot be assessed counts only where nothing else can.
  public static func worst(_ grades: some Sequence<FaceGrade>) -> FaceGrade {
    let order: [FaceGrade] = [.present, .altered, .removed]
    let found = Set(grades)
    return order.first { found.contains($0) } ?? .notAssessable
  }
}
