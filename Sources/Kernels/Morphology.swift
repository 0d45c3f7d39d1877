import Volumes

/// Two distances closer than this count as equal, so that rounding of voxel sizes in headers does
/// not decide what a ball holds.
private let toleranceMM = 1e-3

extension Mask {
  /// The mask grown by a ball: every voxel whose centre lies within `byMM` mm of an inside centre.
  public func dilated(byMM radiusMM: Double, parallel: Parallel = .serial) -> Mask {
    guard radiusMM > 0, let box = boundingBox else { return self }
    let room = box.grown(by: steps(radiusMM), within: grid)
    var part = cropped(to: room)
    let limit = Float((radiusMM + toleranceMM) * (radiusMM + toleranceMM))
    part.voxels = part.within(limit, of: 1, parallel: parallel)
    var result = Mask(grid: grid)
    result.paste(part, at: room)
    return result
  }

  /// The mask shrunk by a ball: every inside voxel with no outside centre within `byMM` mm.
  ///
  /// What lies beyond the field of view is unknown and does not shrink the mask.
  public func eroded(byMM radiusMM: Double, parallel: Parallel = .serial) -> Mask {
    guard radiusMM > 0, let box = boundingBox else { return self }
    let room = box.grown(by: SIMD3(repeating: 1), within: grid)
    var part = cropped(to: room)
    let limit = Float((radiusMM + toleranceMM) * (radiusMM + toleranceMM))
    part = Mask(grid: part.grid, voxels: part.within(limit, of: 0, parallel: parallel)).inverted
    var result = Mask(grid: grid)
    result.paste(part, at: room)
    return result
  }

  /// 1 where a voxel that holds `value` lies within the root of `limit` mm², else 0.
  private func within(_ limit: Float, of value: UInt8, parallel: Parallel) -> [UInt8] {
    let reach = steps(Double(limit).squareRoot())
    if max(reach.y, reach.z) <= Self.farthestReach {
      return reached(from: value, squaredMM2: limit, parallel: parallel)
    }
    return squaredDistance(to: value, parallel: parallel).map { $0 <= limit ? 1 : 0 }
  }

  /// Rows that a ball reaches to either side from where on the distance transform is faster.
  private static let farthestReach = 24

  /// Shrunk and grown again: loses what a ball of `byMM` mm does not fit into.
  public func opened(byMM radiusMM: Double, parallel: Parallel = .serial) -> Mask {
    eroded(byMM: radiusMM, parallel: parallel).dilated(byMM: radiusMM, parallel: parallel)
  }

  /// Grown and shrunk again: gains the gaps that a ball of `byMM` mm does not fit into.
  public func closed(byMM radiusMM: Double, parallel: Parallel = .serial) -> Mask {
    dilated(byMM: radiusMM, parallel: parallel).eroded(byMM: radiusMM, parallel: parallel)
  }

  /// Inside in both masks, which must lie on the same lattice.
  public func intersection(_ other: Mask) -> Mask {
    combined(other) { $0 & $1 }
  }

  /// Inside in either mask, which must lie on the same lattice.
  public func union(_ other: Mask) -> Mask {
    combined(other) { $0 | $1 }
  }

  /// Inside here and not in the other mask, which must lie on the same lattice.
  public func subtracting(_ other: Mask) -> Mask {
    combined(other) { $0 & ~$1 }
  }

  /// Outside and inside exchanged.
  public var inverted: Mask {
    Mask(grid: grid, voxels: voxels.map { $0 == 0 ? 1 : 0 })
  }

  private func combined(_ other: Mask, _ rule: (UInt8, UInt8) -> UInt8) -> Mask {
    precondition(grid.dims == other.grid.dims, "two masks must have the same size")
    var result = self
    for index in voxels.indices { result.voxels[index] = rule(voxels[index], other.voxels[index]) }
    return result
  }

  /// Voxels along each axis that a radius reaches, and one more.
  private func steps(_ radiusMM: Double) -> SIMD3<Int> {
    let size = grid.voxelSizeMM
    func reach(_ axis: Int) -> Int {
      size[axis] > 0 ? Int(min(radiusMM / size[axis], 1e6)) + 1 : grid.dims[axis]
    }
    return SIMD3(reach(0), reach(1), reach(2))
  }
}
