import Kernels
import Volumes

extension FindingsPicture {
  /// A row of bare slices and one with the parts of the tumour in colours, in each plane through where
  /// most of it is; without a tumour through the middle of what is shown.
  func tumourRows(_ labels: Image, _ slices: Slices) -> [[Mosaic.Tile]] {
    let parts = (Self.firstLabel...Self.lastLabel).map { labels.mask(ofLabel: $0) }
    let whole = parts.reduce(Mask(grid: labels.grid)) { $0.union($1) }
    let places = SectionView.three(in: slices.view.box).map { plane, atMM in
      (plane, Self.fullest(whole, along: plane, in: slices.view.box) ?? atMM)
    }
    return [("tumour", [Mask]()), ("parts", parts)].map { words, shown in
      places.enumerated().map { column, place in
        var section = Section(image, place.0, atMM: place.1, slices.view)
        if let kept = slices.kept { section.keep(within: kept) }
        for (number, mask) in shown.enumerated() {
          section.draw(mask, as: StepTints.firstPart + UInt8(number), outline: nil)
        }
        return section.tile(column == 0 ? words : "")
      }
    }
  }

  /// The labels of the parts: necrosis to enhancing tumour.
  private static let (firstLabel, lastLabel) = (4, 7)

  /// Where along the axis of a plane, in world mm, most of a mask lies: the middle of the span of twice the
  /// largest side of a voxel that holds most voxels; nil for an empty mask.
  private static func fullest(_ mask: Mask, along plane: SlicePlane, in box: WorldBox) -> Double? {
    let counts = counts(of: mask, along: plane, in: box)
    let side = mask.grid.voxelSizeMM.max()
    let reach = side.isFinite ? Int(min(100, max(1, side.rounded(.up)))) : 1
    let sums = counts.indices.map { middle in
      counts[max(0, middle - reach)...min(counts.count - 1, middle + reach)].reduce(0, +)
    }
    guard let most = sums.max(), most > 0, let first = sums.firstIndex(of: most),
      let last = sums.lastIndex(of: most)
    else { return nil }
    return box.low[plane.axis] + Double(first + last) / 2 + 0.5
  }

  /// How many voxels of a mask lie in each mm along the axis of a plane.
  private static func counts(of mask: Mask, along plane: SlicePlane, in box: WorldBox) -> [Int] {
    let (low, grid) = (box.low[plane.axis], mask.grid)
    let size = box.high[plane.axis] - low
    var counts = [Int](repeating: 0, count: size.isFinite ? Int(min(2000, max(1, size))) : 1)
    for i in mask.voxels.indices where mask.voxels[i] != 0 {
      let voxel = Vector3(
        Double(i % grid.nx), Double(i / grid.nx % grid.ny), Double(i / (grid.nx * grid.ny)))
      let height = grid.toWorld(voxel)[plane.axis] - low
      if height >= 0, height < Double(counts.count) { counts[Int(height)] += 1 }
    }
    return counts
  }
}

extension Image {
  /// The voxels of one label.
  fileprivate func mask(ofLabel label: Int) -> Mask {
    Mask(grid: grid, voxels: voxels.map { abs($0 - Float(label)) < 0.5 ? 1 : 0 })
  }
}
