import Kernels
import Volumes

extension Image {
  /// A computed tomography with the values that a T1-weighted image of the head would have, about: air
  /// and bone dark, fat bright, brain brighter than fluid; nil where the image is none.
  ///
  /// Everything that looks for heads, brains and faces was made for magnetic resonance, where bone is
  /// dark. Hounsfield units are counted from the air and the most frequent soft tissue of the image
  /// itself, so that an image to which a number was added counts as well.
  ///
  /// - Parameter parallel: how many threads; the result does not depend on it.
  /// - Returns: an image on the same grid, 0 for air and 1000 for brain.
  public func likeT1(parallel: Parallel = .serial) -> Image? {
    guard let found = ComputedTomography(blockMeans(pitchMM: 3)), found.isSeen else { return nil }
    let scale = HounsfieldScale(found)
    var result = smoothed(sigmaMM: 0.8, parallel: parallel)
    result.voxels.withUnsafeMutableBufferPointer { voxels in
      for place in voxels.indices { voxels[place] = scale.likeT1(voxels[place]) }
    }
    return result
  }
}

/// Hounsfield units of an image, whatever was added to its values, and what they stand for.
private struct HounsfieldScale {
  private let air: Float
  private let unit: Float
  /// The brightness for -1000, -999 … Hounsfield units.
  private let table: [Float]

  /// Air has -1000, and what is most frequent in a head, brain and muscle, about 35.
  init(_ found: ComputedTomography) {
    air = Float(found.air)
    unit = Float((found.tissue - found.air) / 1035)
    table = (0..<1300).map { Self.brightness(Float($0) - 1000) }
  }

  /// From Hounsfield units, in rising order, to brightness: half of a voxel of skin, fat, fluid, brain,
  /// bone.
  private static let corners: [(units: Float, brightness: Float)] = [
    (-500, 0), (-150, 1000), (-60, 1100), (0, 350), (12, 350), (38, 1000), (90, 1000), (250, 50),
  ]

  /// Linear between the corners.
  private static func brightness(_ units: Float) -> Float {
    guard let next = corners.firstIndex(where: { units < $0.units }) else {
      return corners.last?.brightness ?? 0
    }
    guard next > 0 else { return 0 }
    let (low, high) = (corners[next - 1], corners[next])
    let share = (units - low.units) / (high.units - low.units)
    return low.brightness + share * (high.brightness - low.brightness)
  }

  /// The brightness of a value; that of air where it is not a number.
  @inline(__always)
  func likeT1(_ value: Float) -> Float {
    let place = (value - air) / unit
    return place > 0 ? table[place < 1299 ? Int(place) : 1299] : 0
  }
}
