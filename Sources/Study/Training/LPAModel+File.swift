import Foundation
import Outcomes

extension LPAModel {
  /// The model as the text of a file: JSON with sorted keys, all digits, a line feed at its end.
  public func text() throws(StudyError) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(self) else {
      throw StudyError(.badData, "the trained model holds a number that is not finite")
    }
    return String(decoding: data, as: UTF8.self) + "\n"
  }
}
