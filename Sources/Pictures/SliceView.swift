import Canvas
import Kernels
import Volumes

/// What is shown of one image: the slice, its overlays and its crosshair.
public struct SliceView: Sendable {
  /// The plane.
  public var plane: SlicePlane
  /// The point that all pictures have in common, in world mm; the slice goes through it.
  public var point: Vector3
  /// What of the world is shown.
  public var box: WorldBox
  /// Black and white.
  public var window: IntensityWindow
  /// How much larger than the whole box things are shown; 1 shows all.
  public var zoom = 1.0
  /// Whether the sides of the body are known and may be written.
  public var sidesAreKnown = true
  /// Whether the point is marked.
  public var hasCrosshair = false

  /// A view.
  public init(plane: SlicePlane, point: Vector3, box: WorldBox, window: IntensityWindow) {
    (self.plane, self.point, self.box, self.window) = (plane, point, box, window)
  }
}

/// A set of voxels that is laid over a slice.
public struct SliceOverlay: Sendable {
  /// The voxels.
  public var mask: Mask
  /// How they are shown.
  public var tint: Tint
  /// Width in pixels of the border, if only that is drawn; nil: all.
  public var outline: Int?

  /// An overlay.
  public init(mask: Mask, tint: Tint, outline: Int? = nil) {
    (self.mask, self.tint, self.outline) = (mask, tint, outline)
  }
}

extension SliceView {
  /// The grid of the slice: one voxel thick, pixels of about `pixelMM`.
  ///
  /// - Parameter pixelMM: side of a pixel in mm.
  /// - Returns: a grid whose x runs across and whose y runs down the picture.
  public func grid(pixelMM: Double) -> Grid {
    let size = (box.high - box.low) / max(1, zoom)
    let focus = zoom > 1 ? box.clamp(point) : box.centre
    let width = max(1, Int(abs((size * plane.across).sum()) / pixelMM + 0.5))
    let height = max(1, Int(abs((size * plane.down).sum()) / pixelMM + 0.5))
    var origin = focus
    origin[plane.axis] = point[plane.axis]
    origin -= plane.across * (Double(width - 1) / 2 * pixelMM)
    origin -= plane.down * (Double(height - 1) / 2 * pixelMM)
    return Grid(
      nx: width, ny: height, nz: 1,
      toWorld: Affine(
        columns: plane.across * pixelMM, plane.down * pixelMM,
        cross(plane.across, plane.down) * pixelMM, translation: origin))
  }

  /// The picture of an image with its overlays.
  ///
  /// - Parameters:
  ///   - image: the image, on any grid.
  ///   - overlays: at most 255, the later ones above the earlier.
  ///   - pixelMM: side of a pixel in mm.
  /// - Returns: the picture, letters at its sides where they are known.
  public func picture(
    of image: Image, overlays: [SliceOverlay] = [], pixelMM: Double
  ) -> Picture {
    let grid = grid(pixelMM: pixelMM)
    let slice = image.resampled(onto: grid, interpolation: .linear, outside: window.black)
    var picture = Picture(width: grid.nx, height: grid.ny, grey: slice.voxels.map(window.grey))
    if !overlays.isEmpty {
      picture.tints = overlays.map(\.tint)
      picture.overlay = Self.numbers(of: overlays, on: grid)
    }
    if sidesAreKnown {
      let sides = plane.sides
      picture.letters = SideLetters(
        left: sides.left, right: sides.right, top: sides.top, bottom: sides.bottom)
    }
    if hasCrosshair, let back = grid.fromWorld {
      let place = back(point)
      picture.crosshair = (place.x, place.y)
    }
    return picture
  }

  static func numbers(of overlays: [SliceOverlay], on grid: Grid) -> [UInt8] {
    var numbers = [UInt8](repeating: 0, count: grid.voxelCount)
    for (index, overlay) in overlays.prefix(255).enumerated() {
      guard let mask = overlay.mask.part(around: grid)?.resampled(onto: grid) else { continue }
      let shown = overlay.outline.map { inner(of: mask, width: $0) }
      for offset in numbers.indices where mask.voxels[offset] != 0 {
        if let shown, shown[offset] != 0 { continue }
        numbers[offset] = UInt8(index + 1)
      }
    }
    return numbers
  }

  /// The pixels of a slice that lie deeper inside a mask than so many pixels, by 4-neighbours.
  private static func inner(of mask: Mask, width: Int) -> [UInt8] {
    let (nx, ny) = (mask.grid.nx, mask.grid.ny)
    var inside = mask.voxels
    for _ in 0..<max(1, width) {
      let before = inside
      for y in 0..<ny {
        for x in 0..<nx where before[y * nx + x] != 0 {
          let at = y * nx + x
          let isBorder = x == 0 || y == 0 || x == nx - 1 || y == ny - 1
          if isBorder || before[at - 1] & before[at + 1] & before[at - nx] & before[at + nx] == 0 {
            inside[at] = 0
          }
        }
      }
    }
    return inside
  }
}
