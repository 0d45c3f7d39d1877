import Kernels
import Volumes

/// The brain divided into healthy tissues and the parts of a glioblastoma.
public struct TumourSegmentation: Sendable {
  /// `TumourClass.rawValue` of each voxel, 0 outside of the brain.
  public var labels: Image
  /// The probability that a voxel is abnormal, before neighbours are asked.
  public var probability: Image

  /// Volume of some classes in ml.
  public func volumeML(_ classes: Set<TumourClass>) -> Double {
    var wanted = [Bool](repeating: false, count: 256)
    for each in classes { wanted[Int(each.rawValue)] = true }
    let count = labels.voxels.count { wanted[Int($0)] }
    return Double(count) * labels.grid.voxelVolumeMM3 / 1000
  }

  /// Divides the brain.
  ///
  /// - Parameters:
  ///   - images: the channels, normalised.
  ///   - bins: bins of the features.
  ///   - forests: those of the channels.
  ///   - parameters: weights and limits.
  ///   - parallel: how many threads; the result does not depend on it.
  public init(
    of images: TumourImages, bins: FeatureBins, forests: TumourForests,
    parameters: TumourParameters = .standard, parallel: Parallel = .serial
  ) {
    let places = images.brain.places
    let table = FeatureTable(
      of: images, at: places, features: TumourForests.features(of: forests.channels), bins: bins,
      parallel: parallel)
    let field = TumourField(
      images: forests.channels.compactMap { images.channels[$0] }, grid: images.space.grid,
      parameters: parameters, parallel: parallel)
    let look = forests.look(table, images, places, parallel)
    var chances = look.healthyAndAbnormal
    let isSingle = forests.context == nil
    TumourField.weigh(
      &chances, odds: [1, isSingle ? parameters.abnormalOdds : parameters.secondAbnormalOdds])
    let isAbnormal = field.abnormality(chances, places)
    probability = Image(grid: images.space.grid)
    labels = Image(grid: images.space.grid)
    for (number, place) in places.enumerated() {
      probability.voxels[Int(place)] = chances[number * 2 + 1]
    }
    let kept = keptAbnormality(isAbnormal, places, look, field)
    let healthy = places.indices.filter { kept[Int(places[$0])] == 0 }
    let at = healthy.map { places[$0] }
    put(
      field.tissue(Self.rows(healthy, of: look.tissue, TumourClass.healthy.count), at),
      TumourClass.healthy, at: at)
  }

  /// Some rows of `classes` numbers each.
  private static func rows(_ rows: [Int], of values: [Float], _ classes: Int) -> [Float] {
    var result = [Float](repeating: 0, count: rows.count * classes)
    for (number, row) in rows.enumerated() {
      for k in 0..<classes { result[number * classes + k] = values[row * classes + k] }
    }
    return result
  }

  private mutating func put(_ found: [UInt8], _ classes: [TumourClass], at places: [Int32]) {
    for (label, place) in zip(found, places) {
      labels.voxels[Int(place)] = Float(classes[Int(label)].rawValue)
    }
  }

  /// Labels the parts of the abnormality and drops what is too small or stands alone; 1 where it stays.
  private mutating func keptAbnormality(
    _ isAbnormal: [UInt8], _ places: [Int32], _ look: TumourLook, _ field: TumourField
  ) -> [UInt8] {
    let rows = isAbnormal.indices.filter { isAbnormal[$0] != 0 }
    var parts = Self.rows(rows, of: look.parts, TumourClass.abnormal.count)
    if field.parameters.partOdds.count == TumourClass.abnormal.count {
      TumourField.weigh(&parts, odds: field.parameters.partOdds)
    }
    let at = rows.map { places[$0] }
    put(field.parts(parts, at), TumourClass.abnormal, at: at)
    let kept = TumourCleaning(field.parameters).kept(of: labels)
    for place in at where kept.voxels[Int(place)] == 0 { labels.voxels[Int(place)] = 0 }
    return kept.voxels
  }
}

extension Mask {
  /// Offsets of the voxels inside, ascending.
  public var places: [Int32] {
    var result: [Int32] = []
    result.reserveCapacity(count)
    for (index, inside) in voxels.enumerated() where inside != 0 { result.append(Int32(index)) }
    return result
  }
}

extension FeatureTable {
  /// The chosen features of some voxels, as bins.
  public init(
    of images: TumourImages, at places: [Int32], features: [Int], bins: FeatureBins,
    parallel: Parallel
  ) {
    var column = [Int](repeating: -1, count: TumourFeature.all.count)
    for (place, feature) in features.enumerated() { column[feature] = place }
    let count = max(1, features.count)
    var table = [UInt8](repeating: 0, count: places.count * count)
    table.withUnsafeMutableBufferPointer { buffer in
      nonisolated(unsafe) let out = buffer
      TumourFeatureMaps(images, parallel: parallel).forEach { feature, map in
        guard column[feature] >= 0 else { return }
        map.voxels.withUnsafeBufferPointer { values in
          nonisolated(unsafe) let values = values
          parallel.slabs(of: places.count) { range in
            guard let from = values.baseAddress, let to = out.baseAddress else { return }
            bins.fill(
              from, at: places[range], feature: feature,
              into: to + range.lowerBound * count + column[feature], stride: count)
          }
        }
      }
    }
    self.init(features: count, bins: table)
  }
}
