import Kernels
import Volumes

/// What a first look says about the surroundings of a voxel, for a second look (auto-context: Tu Z, Bai X.
/// IEEE Trans Pattern Anal Mach Intell 2010;32:1744-1757).
///
/// 25 numbers a voxel: its own probabilities of being abnormal and of each part; means over Gaussians of 3
/// and 6 mm of being abnormal and of each part, and of 3 mm of each healthy tissue; how much likelier its
/// values are those of one class than of another, by the levels that the first look found in these very
/// images (`TumourLevels`).
public struct TumourContext: Sendable {
  /// Numbers a voxel.
  public static let count = 18 + TumourLevels.pairs.count
  /// `count` bins a row.
  public private(set) var bins: [UInt8]
  private let rows: [Int32]

  /// The context of some voxels.
  ///
  /// - Parameters:
  ///   - look: the first look.
  ///   - images: what it looked at.
  ///   - channels: which of them count.
  ///   - places: the voxels of the look.
  ///   - rows: which of them are wanted.
  ///   - parallel: how many threads; the bins do not depend on it.
  public init(
    _ look: TumourLook, images: TumourImages, channels: [TumourChannel], places: [Int32],
    rows: [Int32], parallel: Parallel
  ) {
    self.rows = rows
    bins = [UInt8](repeating: 0, count: rows.count * Self.count)
    let joint = TumourChances(look)
    put(0) { joint.abnormal[$0] }
    let parts = TumourClass.abnormal.count
    for k in 0..<parts { put(1 + k) { look.parts[$0 * parts + k] } }
    var column = 1 + parts
    func smooth(_ values: [Float], _ widthsMM: [Double]) {
      var map = Image(grid: images.space.grid)
      for (value, place) in zip(values, places) { map.voxels[Int(place)] = value }
      for widthMM in widthsMM {
        let wide = map.smoothed(sigmaMM: widthMM, parallel: parallel)
        put(column) { wide.voxels[Int(places[$0])] }
        column += 1
      }
    }
    smooth(joint.abnormal, [3, 6])
    for k in TumourClass.healthy.count..<TumourChances.classes { smooth(joint.column(k), [3, 6]) }
    for k in TumourClass.healthy.indices { smooth(joint.column(k), [3]) }
    let levels = TumourLevels(
      joint, images: channels.compactMap { images.channels[$0] }, places: places,
      parallel: parallel)
    putLevels(levels, from: column)
  }

  /// Probabilities are cut finely where they are small.
  static func bin(ofChance value: Float) -> UInt8 {
    UInt8(min(63, max(0, 64 * max(0, value).squareRoot())))
  }

  /// Logarithms of ratios are cut finely about 0.
  static func bin(ofRatio value: Float) -> UInt8 {
    let size = min(1, abs(value) / 30).squareRoot()
    return UInt8(min(63, max(0, 32 + 32 * (value < 0 ? -size : size))))
  }

  private mutating func put(_ column: Int, _ chance: (Int) -> Float) {
    for (number, row) in rows.enumerated() {
      bins[number * Self.count + column] = Self.bin(ofChance: chance(Int(row)))
    }
  }

  private mutating func putLevels(_ levels: TumourLevels, from column: Int) {
    for (number, row) in rows.enumerated() {
      let ratios = levels.ratios(Int(row))
      for (place, ratio) in ratios.enumerated() {
        bins[number * Self.count + column + place] = Self.bin(ofRatio: ratio)
      }
    }
  }
}

extension FeatureTable {
  /// Some rows of a table, each with its context behind it.
  public func with(_ context: TumourContext, at rows: [Int32]) -> FeatureTable {
    let (own, more) = (features, TumourContext.count)
    var result: [UInt8] = []
    result.reserveCapacity(rows.count * (own + more))
    for (number, row) in rows.enumerated() {
      result += bins[Int(row) * own..<(Int(row) + 1) * own]
      result += context.bins[number * more..<(number + 1) * more]
    }
    return FeatureTable(features: own + more, bins: result)
  }
}
