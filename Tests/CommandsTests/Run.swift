import Foundation
import Support

@testable import Commands

/// What one run of the program said and how it ended.
struct Run {
  var code: Int32
  var result: String
  var message: String

  /// Runs the program within the test.
  init(_ arguments: String..., environment: [String: String] = [:]) async {
    await self.init(list: arguments, environment: environment)
  }

  /// Runs the program within the test.
  init(list: [String], environment: [String: String] = [:]) async {
    (code, result, message) = await Program.captured(list, environment: environment)
  }

  /// The result as JSON, if it is exactly one value.
  var json: Any? {
    try? JSONSerialization.jsonObject(with: Data(result.utf8), options: .fragmentsAllowed)
  }

  /// The result as a JSON object.
  var object: [String: Any] { json as? [String: Any] ?? [:] }
}

extension ScratchFolder {
  /// Writes a text and says where it is.
  func text(_ name: String, _ text: String) throws -> String {
    try write(Array(text.utf8), as: name)
  }
}
