import Kernels
import Volumes

/// A part of the template's space: a union of boxes, template world mm.
struct TemplateRegion: Sendable {
  /// Lowest and highest corner of each box.
  let boxes: [(low: Vector3, high: Vector3)]

  /// The nose with the air in front of it, from its root between the eyes to the upper lip.
  static let nose = TemplateRegion(boxes: [
    (Vector3(-12, 50, -62), Vector3(12, 200, -34)), (Vector3(-22, 50, -100), Vector3(22, 200, -62)),
  ])
  /// The forehead with the air in front of it, from the brows to the hairline.
  static let forehead = TemplateRegion(boxes: [
    (Vector3(-62, 20, -32), Vector3(62, 200, 46))
  ])
  /// The ears with the skin around their roots and the air beside them.
  static let ears = TemplateRegion(boxes: [
    (Vector3(58, -62, -80), Vector3(200, -4, -4)), (Vector3(-200, -62, -80), Vector3(-58, -4, -4)),
  ])
  /// All that lies behind the brain's rear third, above the neck.
  static let behind = TemplateRegion(boxes: [
    (Vector3(-150, -400, -75), Vector3(150, -45, 200))
  ])

  /// The voxels whose centres lie in the region.
  ///
  /// - Parameters:
  ///   - grid: the lattice of an image.
  ///   - toTemplate: its world mm to those of the template.
  /// - Returns: the voxels, on `grid`.
  func mask(on grid: Grid, through toTemplate: Affine) -> Mask {
    var mask = Mask(grid: grid)
    let map = toTemplate * grid.toWorld
    let step = map.column(0)
    mask.voxels.withUnsafeMutableBufferPointer { voxels in
      for row in 0..<(grid.ny * grid.nz) {
        let start = map(Vector3(0, Double(row % grid.ny), Double(row / grid.ny)))
        for box in boxes {
          guard let span = span(of: box, start, step, grid.nx) else { continue }
          for x in span { voxels[row * grid.nx + x] = 1 }
        }
      }
    }
    return mask
  }

  /// The part of a row that lies in a box, nil where none does.
  private func span(
    of box: (low: Vector3, high: Vector3), _ start: Vector3, _ step: Vector3, _ count: Int
  ) -> ClosedRange<Int>? {
    var (first, last) = (0.0, Double(count - 1))
    for axis in 0..<3 {
      let (low, high) = (box.low[axis] - start[axis], box.high[axis] - start[axis])
      if abs(step[axis]) < 1e-9 {
        guard low <= 0, high >= 0 else { return nil }
        continue
      }
      let ends = [low / step[axis], high / step[axis]]
      first = max(first, min(ends[0], ends[1]))
      last = min(last, max(ends[0], ends[1]))
    }
    guard first <= last else { return nil }
    let (a, b) = (Int(first.rounded(.up)), Int(last.rounded(.down)))
    return a <= b ? a...b : nil
  }
}
