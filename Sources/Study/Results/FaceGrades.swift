import Faces

/// How many faces of a cohort got which grade, by method.
public struct FaceGrades: Sendable {
  /// The counts of a method, by letter.
  public struct Method: Sendable, Encodable, Equatable {
    /// Name of the method.
    public var method: String
    /// Number of faces by letter.
    public var grades: [String: Int]
  }

  /// The methods of which a face was checked.
  public let methods: [Method]

  /// Counts them.
  ///
  /// - Parameters:
  ///   - cohort: the subjects.
  ///   - methods: names of the methods, in order.
  public init(_ cohort: CohortStatus, methods: [String]) {
    self.methods = methods.compactMap { name in
      let found = cohort.subjects.flatMap(\.variants).filter { $0.name == name }
        .compactMap { $0.face?.grade?.rawValue }
      guard !found.isEmpty else { return nil }
      return Method(method: name, grades: Dictionary(grouping: found) { $0 }.mapValues(\.count))
    }
  }

  /// One line for each method: what is left of its faces.
  public var lines: [String] {
    methods.map { entry in
      let counts = FaceGrade.allCases.compactMap { grade in
        entry.grades[grade.rawValue].map { "\($0) \(grade.rawValue) (\(grade.meaning))" }
      }
      return "    face after \(entry.method): \(counts.joined(separator: ", "))"
    }
  }
}
