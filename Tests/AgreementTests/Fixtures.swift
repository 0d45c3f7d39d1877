import Foundation
import Testing

/// A JSON value; "NaN", "Infinity" and "-Infinity" are numbers.
enum JSON: Decodable, Sendable {
  case null
  case bool(Bool)
  case number(Double)
  case text(String)
  case list([JSON])
  case object([String: JSON])

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .null
    } else if let bool = try? value.decode(Bool.self) {
      self = .bool(bool)
    } else if let number = try? value.decode(Double.self) {
      self = .number(number)
    } else if let text = try? value.decode(String.self) {
      let special: [String: Double] = [
        "NaN": .nan, "Infinity": .infinity, "-Infinity": -.infinity,
      ]
      self = special[text].map { .number($0) } ?? .text(text)
    } else if let list = try? value.decode([JSON].self) {
      self = .list(list)
    } else {
      self = .object(try value.decode([String: JSON].self))
    }
  }

  /// Wraps what a handler computed.
  init(_ value: Any?) {
    switch value {
    case nil: self = .null
    case let json as JSON: self = json
    case let bool as Bool: self = .bool(bool)
    case let number as Double: self = .number(number)
    case let number as Int: self = .number(Double(number))
    case let text as String: self = .text(text)
    case let list as [Any?]: self = .list(list.map { JSON($0) })
    case let object as [String: Any?]: self = .object(object.mapValues { JSON($0) })
    default: self = .text("a value no test understands: \(String(describing: value))")
    }
  }

  subscript(key: String) -> JSON {
    get throws {
      guard case .object(let object) = self, let value = object[key] else {
        throw FixtureError(message: "no key '\(key)'")
      }
      return value
    }
  }

  var number: Double {
    get throws {
      guard case .number(let number) = self else { throw FixtureError(message: "not a number") }
      return number
    }
  }

  var list: [JSON] {
    get throws {
      guard case .list(let list) = self else { throw FixtureError(message: "not a list") }
      return list
    }
  }

  var numbers: [Double] { get throws { try list.map { try $0.number } } }
  var matrix: [[Double]] { get throws { try list.map { try $0.numbers } } }
  var optionalNumbers: [Double?] {
    get throws { try list.map { if case .null = $0 { nil } else { try $0.number } } }
  }
}

struct FixtureError: Error, CustomStringConvertible {
  let message: String
  var description: String { message }
}

struct Tolerance: Decodable, Sendable {
  var rel = 0.0
  var abs = 0.0

  enum Keys: String, CodingKey { case rel, abs }

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Keys.self)
    rel = try values.decodeIfPresent(Double.self, forKey: .rel) ?? 0
    abs = try values.decodeIfPresent(Double.self, forKey: .abs) ?? 0
  }

  func accepts(_ actual: Double, _ expected: Double) -> Bool {
    if expected.isNaN || actual.isNaN { return expected.isNaN && actual.isNaN }
    if expected == actual { return true }
    return Swift.abs(actual - expected) <= max(abs, rel * Swift.abs(expected))
  }
}

struct Fixture: Decodable, Sendable, CustomTestStringConvertible {
  struct Row: Decodable, Sendable {
    let args: [Double]
    let expected: String
  }

  let id: String
  let function: String
  let input: JSON?
  let expected: JSON?
  let rows: [Row]?
  let tolerance: Tolerance
  let toleranceP: Tolerance?

  enum CodingKeys: String, CodingKey {
    case id, function, input, expected, rows, tolerance
    case toleranceP = "tolerance_p"
  }

  var testDescription: String { id }
}

/// The reference cases with where they come from.
struct FixtureFile: Decodable {
  struct Meta: Decodable {
    let count: Int
    enum CodingKeys: String, CodingKey { case count = "n_cases" }
  }

  let meta: Meta
  let cases: [Fixture]

  static func load(_ path: String = #filePath) throws -> FixtureFile {
    let tests = URL(filePath: path).deletingLastPathComponent().deletingLastPathComponent()
    let file = tests.appending(path: "Fixtures/stats_fixtures.json")
    return try JSONDecoder().decode(FixtureFile.self, from: Data(contentsOf: file))
  }
}
