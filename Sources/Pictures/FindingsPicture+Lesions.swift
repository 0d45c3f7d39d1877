import Kernels
import Volumes

extension FindingsPicture {
  /// Two rows of axial slices with outlined lesions, where most of them are; without lesions, through the
  /// middle of what is shown.
  func lesionRows(_ lesions: Mask, _ slices: Slices) -> [[Mosaic.Tile]] {
    let places = Self.heights(of: lesions, in: slices.view.box)
    return [places.prefix(3), places.suffix(3)].enumerated().map { row, heights in
      heights.enumerated().map { column, atMM in
        var section = Section(image, .axial, atMM: atMM, slices.view)
        if let kept = slices.kept { section.keep(within: kept) }
        section.draw(lesions, as: StepTints.skull, outline: 1)
        return section.tile(row == 0 && column == 0 ? "lesions" : "")
      }
    }
  }

  /// Six heights in world mm, ascending: those with one twelfth, three, five … twelfths of the lesions below.
  private static func heights(of lesions: Mask, in box: WorldBox) -> [Double] {
    let grid = lesions.grid
    var all: [Double] = []
    for i in lesions.voxels.indices where lesions.voxels[i] != 0 {
      let place = Vector3(
        Double(i % grid.nx), Double(i / grid.nx % grid.ny), Double(i / (grid.nx * grid.ny)))
      all.append(grid.toWorld(place).z)
    }
    all.sort()
    return (0..<6).map { step in
      all.isEmpty
        ? box.low.z + (0.3 + 0.1 * Double(step)) * (box.high.z - box.low.z)
        : all[min(all.count - 1, all.count * (2 * step + 1) / 12)]
    }
  }
}
