import Kernels
import Volumes

/// Works out the features of all voxels, one image at a time, so that few of them are held at once.
public struct TumourFeatureMaps: Sendable {
  private let images: TumourImages
  private let parallel: Parallel

  /// The features of some images.
  ///
  /// - Parameters:
  ///   - images: the channels, normalised.
  ///   - parallel: how many threads; the values do not depend on it.
  public init(_ images: TumourImages, parallel: Parallel = .serial) {
    (self.images, self.parallel) = (images, parallel)
  }

  /// Calls `body` with the number of each feature that the channels allow and its image.
  public func forEach(_ body: (Int, Image) -> Void) {
    var numbers: [TumourFeature: Int] = [:]
    for (number, feature) in TumourFeature.all.enumerated() { numbers[feature] = number }
    func give(_ feature: TumourFeature, _ image: Image) {
      if let number = numbers[feature] { body(number, image) }
    }
    for channel in TumourChannel.allCases {
      guard let image = images.channels[channel] else { continue }
      tell(image) { give(.appearance($0, of: channel), $1) }
    }
    tellPairs(give)
    tellPlaces(give)
  }

  private func tell(_ image: Image, _ give: (TumourFeature.Appearance, Image) -> Void) {
    give(.value, image)
    let around = NeighbourhoodStatistics(image, parallel: parallel)
    give(.mean, around.mean)
    give(.deviation, around.deviation)
    give(.least, around.least)
    give(.greatest, around.greatest)
    give(.standardised, standardised(around.mean))
    let smooth = image.smoothed(sigmaMM: 1.5, parallel: parallel)
    give(.gradient, smooth.gradientMagnitude(parallel: parallel))
    give(.asymmetry, smooth.asymmetry)
    give(.near, image.smoothed(sigmaMM: 3, parallel: parallel))
    give(.wide, image.smoothed(sigmaMM: 6, parallel: parallel))
    give(.wideAsymmetry, image.smoothed(sigmaMM: 5, parallel: parallel).asymmetry)
  }

  /// Every so-manieth voxel of the brain says what its median is.
  private static let step = 7

  private func standardised(_ image: Image) -> Image {
    var values: [Float] = []
    for i in stride(from: 0, to: image.voxels.count, by: Self.step)
    where images.brain.voxels[i] != 0 { values.append(image.voxels[i]) }
    guard !values.isEmpty else { return image }
    let median = values.orderStatistic(values.count / 2)
    var away = values.map { abs($0 - median) }
    let spread = max(1e-3, 1.4826 * away.orderStatistic(away.count / 2))
    var result = image
    result.combine(with: image) { value, _ in (value - median) / spread }
    return result
  }

  private func tellPairs(_ give: (TumourFeature, Image) -> Void) {
    if let plain = images.channels[.t1w], var uptake = images.channels[.t1c] {
      uptake.combine(with: plain) { $0 - $1 }
      give(.uptake, uptake)
      give(.nearUptake, uptake.smoothed(sigmaMM: 3, parallel: parallel))
    }
    if let t2 = images.channels[.t2w], var share = images.channels[.flair] {
      share.combine(with: t2) { $0 / max($1, 0.1) }
      give(.fluidShare, share)
    }
  }

  private func tellPlaces(_ give: (TumourFeature, Image) -> Void) {
    let grid = images.space.grid
    var depth = images.brain.signedDistanceMM(parallel: parallel)
    depth.combine(with: depth) { value, _ in -value }
    give(.depth, depth)
    let map = images.space.toAtlas * grid.toWorld
    for (axis, feature) in [TumourFeature.lateral, .anterior, .superior].enumerated() {
      give(feature, Image.coordinate(axis, of: map, on: grid, parallel: parallel))
    }
  }
}

extension Image {
  /// The image less itself turned round along x.
  var asymmetry: Image {
    var result = self
    let nx = grid.nx
    result.voxels.withUnsafeMutableBufferPointer { values in
      for row in 0..<grid.ny * grid.nz {
        for x in 0..<nx / 2 {
          let (left, right) = (row * nx + x, row * nx + nx - 1 - x)
          let difference = values[left] - values[right]
          (values[left], values[right]) = (difference, -difference)
        }
        if nx % 2 == 1 { values[row * nx + nx / 2] = 0 }
      }
    }
    return result
  }

  /// A coordinate of each voxel under a map; along the first axis its size.
  fileprivate static func coordinate(
    _ axis: Int, of map: Affine, on grid: Grid, parallel: Parallel
  ) -> Image {
    var result = Image(grid: grid)
    let step = Float(map.column(0)[axis])
    result.voxels.withUnsafeMutableBufferPointer { buffer in
      nonisolated(unsafe) let values = buffer
      parallel.slabs(of: grid.ny * grid.nz) { rows in
        for row in rows {
          let start = Vector3(0, Double(row % grid.ny), Double(row / grid.ny))
          let first = Float(map(start)[axis])
          for x in 0..<grid.nx {
            let value = first + Float(x) * step
            values[row * grid.nx + x] = axis == 0 && value < 0 ? -value : value
          }
        }
      }
    }
    return result
  }
}
