import Volumes

/// The random fields of the three levels.
struct TumourField {
  let images: [Image]
  let grid: Grid
  let parameters: TumourParameters
  let parallel: Parallel

  /// Multiplies the odds of each class, row by row.
  static func weigh(_ chances: inout [Float], odds: [Double]) {
    let odds = odds.map { Float($0) }
    let classes = odds.count
    guard classes > 0 else { return }
    for row in 0..<chances.count / classes {
      var sum: Float = 0
      for k in 0..<classes {
        chances[row * classes + k] *= odds[k]
        sum += chances[row * classes + k]
      }
      guard sum > 0 else { continue }
      for k in 0..<classes { chances[row * classes + k] /= sum }
    }
  }

  /// 1 where a voxel is abnormal.
  func abnormality(_ chances: [Float], _ places: [Int32]) -> [UInt8] {
    labels(chances, places, parameters.abnormalityWeight, Self.even(2))
  }

  /// Fluid, grey and white matter.
  func tissue(_ chances: [Float], _ places: [Int32]) -> [UInt8] {
    labels(chances, places, parameters.tissueWeight, Self.tissuePenalty)
  }

  /// Necrosis, oedema, tumour that does not enhance, tumour that does.
  func parts(_ chances: [Float], _ places: [Int32]) -> [UInt8] {
    labels(chances, places, parameters.partWeight, Self.partPenalty)
  }

  private func labels(
    _ chances: [Float], _ places: [Int32], _ weight: Double, _ penalty: [Float]
  ) -> [UInt8] {
    ConditionalField(penalty: penalty, weight: Float(weight), contrast: Float(parameters.edge))
      .labels(chances, at: places, images: images, grid: grid, parallel: parallel)
  }

  private static func even(_ classes: Int) -> [Float] {
    (0..<classes * classes).map { $0 / classes == $0 % classes ? 0 : 1 }
  }

  /// Cortex lies between fluid and white matter.
  private static let tissuePenalty: [Float] = [
    0, 1, 1.5,
    1, 0, 1,
    1.5, 1, 0,
  ]

  /// A rim lies between what is dead and oedema.
  private static let partPenalty: [Float] = [
    0, 1.5, 1, 1,
    1.5, 0, 1, 1,
    1, 1, 0, 1,
    1, 1, 1, 0,
  ]
}
