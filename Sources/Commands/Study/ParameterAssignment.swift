import ArgumentParser
import Foundation
import Study

/// A parameter as `owner.name=value` or `owner.name` names it on the command line.
struct ParameterAssignment: Equatable {
  var owner: String
  var name: String
  /// Nil takes back what was set before.
  var value: String?

  /// `quickshear.buffer=15mm`.
  static func set(_ text: String) throws -> ParameterAssignment {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else {
      throw ValidationError(
        "'--set \(text)' has no value: write it as --set quickshear.buffer=15mm")
    }
    var assignment = try unset(String(parts[0]), option: "--set")
    assignment.value = String(parts[1])
    return assignment
  }

  /// `quickshear.buffer`.
  static func unset(_ text: String, option: String = "--unset") throws -> ParameterAssignment {
    let parts = text.split(separator: ".", maxSplits: 1).map(String.init)
    guard parts.count == 2 else {
      throw ValidationError(
        "'\(option) \(text)' names no parameter: write it as \(option) quickshear.buffer"
          + (option == "--set" ? "=15mm" : ""))
    }
    return ParameterAssignment(owner: parts[0], name: parts[1], value: nil)
  }

  /// What is wished of one subject, by method or outcome.
  static func wishes(
    _ assignments: [ParameterAssignment], cohort: String, subject: String, why: String?
  ) -> [ParameterWish] {
    Dictionary(grouping: assignments, by: \.owner).sorted { $0.key < $1.key }.map { owner, all in
      ParameterWish(
        cohort: cohort, subject: subject, owner: owner,
        values: Dictionary(all.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 }),
        by: NSUserName(), why: why)
    }
  }
}
