import Foundation

/// Where the skin is, seen from the front: for each column the foremost crossing of a threshold.
///
/// Columns run along y of the template's space, 1 mm apart: `columns` of them from left to right
/// from `lowX`, `rows` from below from `lowZ`, x fastest.
public struct DepthMap: Sendable, Hashable {
  /// The threshold, as a share of the one at which the skin is looked for first.
  public var relativeThreshold: Double
  /// y of the crossing in template mm in units of 0.01 mm; `missing` where there is none.
  var hundredths: [Int16]

  /// Marks a column without skin.
  static let missing = Int16.min

  /// y of the skin in template mm at a place, or nil where there is none.
  public func depthMM(_ place: Int) -> Double? {
    let value = hundredths[place]
    return value == Self.missing ? nil : Double(value) / 100
  }

  /// Number of columns with skin.
  public var count: Int { hundredths.reduce(0) { $0 + ($1 == Self.missing ? 0 : 1) } }
}

extension DepthMap: Codable {
  private enum Key: String, CodingKey {
    case relativeThreshold = "relative-threshold"
    case hundredths = "hundredths-of-mm"
  }

  /// Reads a map whose columns are stored as little-endian 16-bit numbers in base 64.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    relativeThreshold = try values.decode(Double.self, forKey: .relativeThreshold)
    let bytes = [UInt8](try values.decode(Data.self, forKey: .hundredths))
    hundredths = stride(from: 0, to: bytes.count - 1, by: 2).map {
      Int16(bitPattern: UInt16(bytes[$0]) | UInt16(bytes[$0 + 1]) << 8)
    }
  }

  /// Writes the columns as little-endian 16-bit numbers in base 64.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: Key.self)
    try values.encode(relativeThreshold, forKey: .relativeThreshold)
    var data = Data(capacity: 2 * hundredths.count)
    for value in hundredths {
      let bits = UInt16(bitPattern: value)
      data.append(UInt8(bits & 255))
      data.append(UInt8(bits >> 8))
    }
    try values.encode(data, forKey: .hundredths)
  }
}
