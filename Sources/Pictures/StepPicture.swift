import Anatomy
import Canvas
import Kernels
import Volumes

/// Pictures of single steps: mosaics of grey slices on black, with what was found drawn on them.
public enum StepPicture {
  /// The outline of a brain on three axial, three coronal and three sagittal slices through it.
  ///
  /// - Parameters:
  ///   - brain: the brain, whose surface is drawn where the planes cut it (teal), with the points of
  ///     the skull around it (pink).
  ///   - image: the head.
  /// - Returns: the mosaic.
  public static func brain(_ brain: BrainExtraction, in image: Image) -> Picture {
    let box = WorldBox(around: brain.mask, marginMM: 20) ?? WorldBox(image.grid)
    let points = skullPoints(around: brain.mesh, in: image)
    return nine(of: image, in: box) { section in
      section.draw(points, as: StepTints.skull, reachMM: 1.5)
      section.draw(brain.mesh, as: StepTints.brain)
    }
  }

  /// Tissues in translucent colours on nine slices.
  ///
  /// - Parameters:
  ///   - labels: 1 to 4, from dark to bright or as the classes were named; 0 outside.
  ///   - image: the head, on any grid.
  /// - Returns: the mosaic.
  public static func tissue(_ labels: Image, in image: Image) -> Picture {
    let mask = Mask(grid: labels.grid, voxels: labels.voxels.map { $0 > 0.5 ? 1 : 0 })
    let classes = ClassMasks(labels)
    return nine(
      of: image, in: WorldBox(around: mask, marginMM: 6) ?? WorldBox(image.grid)
    ) { classes.draw(in: &$0) }
  }

  /// An image before its bias field was taken out, the field, and the image after.
  public static func bias(_ found: BiasCorrection, of image: Image) -> Picture {
    let view = SectionView(box: WorldBox(image.grid), window: IntensityWindow(of: image))
    var fieldView = view
    let values = finiteRange(of: found.field.voxels) ?? 0...1
    fieldView.window = IntensityWindow(
      black: Float(values.lowerBound),
      white: Float(max(values.upperBound, values.lowerBound + 1e-3)))
    let rows = [
      Slices(image: image, view: view).row("before") { _ in },
      Slices(image: found.field, view: fieldView).row(
        "field", "least \(hundredths(values.lowerBound))", "most \(hundredths(values.upperBound))"
      ) { _ in },
      Slices(image: found.corrected, view: view).row("after") { _ in },
    ]
    return Mosaic(rows: rows, tints: StepTints.all).picture
  }

  /// Two images after alignment: the fixed one, the other with the outlines of the fixed one (orange),
  /// and a chequerboard of both.
  ///
  /// - Parameters:
  ///   - moving: the image that was aligned, where it is.
  ///   - fixed: the image that stayed.
  ///   - fixedToMoving: fixed world mm to moving world mm.
  /// - Returns: the mosaic.
  public static func alignment(
    of moving: Image, with fixed: Image, _ fixedToMoving: Affine
  ) -> Picture {
    var moved = moving
    moved.grid.toWorld = (fixedToMoving.inverse ?? .identity) * moving.grid.toWorld
    let view = SectionView(box: WorldBox(fixed.grid), window: IntensityWindow(of: fixed))
    var movedView = view
    movedView.window = IntensityWindow(of: moving)
    let threshold = Float(otsuThreshold(of: fixed) ?? 0)
    let bright = Mask(grid: fixed.grid, voxels: fixed.voxels.map { $0 > threshold ? 1 : 0 })
    let fixedSlices = Slices(image: fixed, view: view)
    let rows = [
      fixedSlices.row("fixed") { _ in },
      Slices(image: moved, view: movedView).row("moving") {
        $0.draw(bright, as: StepTints.template, outline: 1)
      },
      fixedSlices.row("both") { section in
        section.checker(
          with: Section(moved, section.plane, atMM: section.atMM, movedView), squareMM: 20)
      },
    ]
    return Mosaic(rows: rows, tints: StepTints.all).picture
  }

  private static func nine(
    of image: Image, in box: WorldBox, _ draw: (inout Section) -> Void
  ) -> Picture {
    let view = SectionView(box: box, window: IntensityWindow(of: image))
    let rows = SectionView.nine(in: box).map { row in
      row.map { slice in
        var section = Section(image, slice.plane, atMM: slice.atMM, view)
        draw(&section)
        return section.tile("")
      }
    }
    return Mosaic(rows: rows, tints: StepTints.all).picture
  }

  /// A positive number with two decimals.
  private static func hundredths(_ value: Double) -> String {
    guard value.isFinite, value >= 0, value < 1e6 else { return "" }
    let whole = Int(value * 100 + 0.5)
    return "\(whole / 100).\(whole % 100 < 10 ? "0" : "")\(whole % 100)"
  }
}
