import Faces
import Study

/// How many faces of a cohort got which grade, by method.
struct FaceGrades {
  /// The counts of a method, by letter.
  struct Method: Encodable, Equatable {
    var method: String
    var grades: [String: Int]
  }

  let methods: [Method]

  /// - Parameters:
  ///   - cohort: the subjects.
  ///   - methods: names of the methods, in order.
  init(_ cohort: CohortStatus, methods: [String]) {
    self.methods = methods.compactMap { name in
      let found = cohort.subjects.flatMap(\.variants).filter { $0.name == name }
        .compactMap { $0.face?.grade?.rawValue }
      guard !found.isEmpty else { return nil }
      return Method(method: name, grades: Dictionary(grouping: found) { $0 }.mapValues(\.count))
    }
  }

  /// One line for each method: what is left of its faces.
  var lines: [String] {
    methods.map { entry in
      let counts = FaceGrade.allCases.compactMap { grade in
        entry.grades[grade.rawValue].map { "\($0) \(grade.rawValue) (\(grade.meaning))" }
      }
      return "    face after \(entry.method): \(counts.joined(separator: ", "))"
    }
  }
}
