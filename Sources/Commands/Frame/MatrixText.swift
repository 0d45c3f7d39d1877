import Foundation
import Volumes

/// A map as four rows of four numbers.
enum MatrixText {
  static func rows(of affine: Affine) -> [[Double]] {
    (0..<3).map { row in
      let linear = affine.rows[row]
      return [linear.x, linear.y, linear.z, affine.translation[row]]
    } + [[0, 0, 0, 1]]
  }

  static func text(of affine: Affine) -> String {
    rows(of: affine).map { $0.map { "\($0)" }.joined(separator: " ") + "\n" }.joined()
  }

  /// The map that a file holds.
  ///
  /// - Throws: a failure where it does not hold four rows of four finite numbers, the last 0 0 0 1, that
  ///   can be inverted.
  static func read(_ path: String) throws -> Affine {
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw CommandFailure(.inputMissing, "there is no file of this name", path: path)
    }
    guard bytes.count < 10_000, let map = affine(of: String(decoding: bytes, as: UTF8.self)) else {
      throw CommandFailure(
        .badData,
        "four rows of four finite numbers were expected, the last 0 0 0 1, of a map that can be "
          + "inverted", remedy: "give a file as 'bauta register --matrix' writes it", path: path)
    }
    return map
  }

  /// The map that a text holds; nil where it is none.
  static func affine(of text: String) -> Affine? {
    let rows = text.split(whereSeparator: \.isNewline).filter { !$0.allSatisfy(\.isWhitespace) }
    let numbers = rows.map { $0.split(whereSeparator: \.isWhitespace).map { Double($0) ?? .nan } }
    guard numbers.count == 4, numbers.allSatisfy({ $0.count == 4 && $0.allSatisfy(\.isFinite) }),
      numbers[3] == [0, 0, 0, 1]
    else { return nil }
    let linear = numbers.prefix(3).map { Vector3($0[0], $0[1], $0[2]) }
    let map = Affine(
      row0: linear[0], row1: linear[1], row2: linear[2],
      translation: Vector3(numbers[0][3], numbers[1][3], numbers[2][3]))
    return map.inverse == nil ? nil : map
  }
}
