import Agreement
import Testing

/// Compares everything that a fixture expects with what was computed, and counts the numbers compared.
struct Comparison {
  let fixture: Fixture
  private(set) var compared = 0
  private(set) var mistakes: [String] = []

  init(_ fixture: Fixture) { self.fixture = fixture }

  mutating func check(_ actual: JSON, against expected: JSON, at path: String = "") {
    switch (expected, actual) {
    case (.number(let wanted), .number(let found)):
      compared += 1
      if !tolerance(path).accepts(found, wanted) {
        let error = abs(found - wanted) / abs(wanted)
        mistakes.append("\(path): expected \(wanted), found \(found), relative error \(error)")
      }
    case (.bool(let wanted), .bool(let found)): note(wanted == found, path, "\(found)")
    case (.text(let wanted), .text(let found)): note(wanted == found, path, found)
    case (.null, .null): compared += 1
    case (.list(let wanted), .list(let found)):
      note(wanted.count == found.count, path + ".count", "\(found.count)")
      for (index, pair) in zip(found, wanted).enumerated() {
        check(pair.0, against: pair.1, at: "\(path)[\(index)]")
      }
    case (.object(let wanted), .object(let found)):
      for (key, value) in wanted.sorted(by: { $0.key < $1.key }) {
        checkMember(key, of: found, against: value, at: path)
      }
    default: mistakes.append("\(path): expected \(expected), found \(actual)")
    }
  }

  private mutating func checkMember(
    _ key: String, of found: [String: JSON], against wanted: JSON, at path: String
  ) {
    let place = path.isEmpty ? key : path + "." + key
    if key == "policy" {
      check(.object(found), against: wanted, at: place)
    } else if key == "flag", case .text(let flag) = wanted {
      checkFlag(flag, found["doubts"], place)
    } else if let value = found[key] {
      check(value, against: wanted, at: place)
    } else {
      mistakes.append("\(place): nothing was computed for it")
    }
  }

  private mutating func checkFlag(_ flag: String, _ doubts: JSON?, _ place: String) {
    guard let doubt = flagMeanings[flag], case .list(let list)? = doubts else {
      mistakes.append("\(place): nothing was computed for it")
      return
    }
    let names = list.compactMap { if case .text(let name) = $0 { name } else { nil } }
    note(names.contains(doubt.rawValue), place, "\(names)")
  }

  private mutating func note(_ right: Bool, _ path: String, _ found: String) {
    compared += 1
    if !right { mistakes.append("\(path): found \(found)") }
  }

  private func tolerance(_ path: String) -> Tolerance {
    path.hasPrefix("p_") ? fixture.toleranceP ?? fixture.tolerance : fixture.tolerance
  }
}

/// What the flags of the reference cases are called here.
private let flagMeanings: [String: Doubt] = [
  "identical": .identical, "no variance": .noVariance,
  "zero between-subject variance": .noSubjectVariance,
  "zero variance of differences": .noDifferenceVariance,
  "all differences zero": .allDifferencesZero, "zero range": .noVariance, "n<3": .fewerThanThree,
  "perfect fit; p not meaningful": .perfectFit,
  "no within-subject variation": .noOutcomeVariation, "n=0": .noTrials,
]
