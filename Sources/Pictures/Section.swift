import Canvas
import Kernels
import Volumes

/// One slice of an image as a tile of a mosaic, with lines and areas drawn on it.
struct Section {
  let plane: SlicePlane
  /// Where it is along the axis of its plane, in world mm.
  let atMM: Double
  private let grid: Grid
  private(set) var picture: Picture

  /// A slice of `image` within a box.
  init(_ image: Image, _ plane: SlicePlane, atMM: Double, _ view: SectionView) {
    var point = view.box.centre
    point[plane.axis] = atMM
    var slice = SliceView(plane: plane, point: point, box: view.box, window: view.window)
    slice.sidesAreKnown = false
    (self.plane, self.atMM) = (plane, atMM)
    grid = slice.grid(pixelMM: view.pixelMM)
    picture = slice.picture(of: image, pixelMM: view.pixelMM)
    picture.tints = StepTints.all
    picture.overlay = [UInt8](repeating: 0, count: picture.width * picture.height)
  }

  /// The tile with its place above it.
  func tile(_ words: String) -> Mosaic.Tile {
    let place = Int(atMM + (atMM < 0 ? -0.5 : 0.5))
    let axis = "\(plane.axisName) \(place < 0 ? "" : "+")\(place)"
    return Mosaic.Tile(
      words: [words, axis].filter { !$0.isEmpty }.joined(separator: "  "), picture: picture)
  }

  /// Draws the border of a mask, or all of it.
  mutating func draw(_ mask: Mask, as number: UInt8, outline: Int?) {
    let tint = StepTints.all[Int(number) - 1]
    let inside = SliceView.numbers(
      of: [SliceOverlay(mask: mask, tint: tint, outline: outline)], on: grid)
    for pixel in inside.indices where inside[pixel] != 0 { picture.overlay[pixel] = number }
  }

  /// Draws the line along which a surface is cut by the plane of the slice.
  mutating func draw(_ surface: TriangleMesh, as number: UInt8) {
    guard let toPixel = grid.fromWorld else { return }
    for triangle in surface.triangles.indices {
      let corners = surface.corners(triangle)
      let heights = [corners.0, corners.1, corners.2].map { $0[plane.axis] - atMM }
      let ends = Self.crossings([corners.0, corners.1, corners.2], heights).map { toPixel($0) }
      if ends.count == 2 { line(from: ends[0], to: ends[1], number) }
    }
  }

  /// Draws points of the world within `reachMM` of the slice.
  mutating func draw(_ points: [Vector3], as number: UInt8, reachMM: Double) {
    guard let toPixel = grid.fromWorld else { return }
    for point in points where abs(point[plane.axis] - atMM) <= reachMM {
      let p = toPixel(point)
      for (dx, dy) in [(0.0, 0.0), (1, 0), (0, 1), (1, 1)] { dot(p.x + dx, p.y + dy, number) }
    }
  }

  /// Makes everything black that lies outside of a mask.
  mutating func keep(within mask: Mask) {
    let inside = mask.resampled(onto: grid)
    for pixel in picture.samples.indices where inside.voxels[pixel] == 0 {
      picture.samples[pixel] = 0
    }
  }

  /// Takes every other square from another section of the same slice.
  mutating func checker(with other: Section, squareMM: Double) {
    let pixelMM = grid.voxelSizeMM.x
    let side = max(2, Int(squareMM / pixelMM))
    for y in 0..<picture.height {
      for x in 0..<picture.width where (x / side + y / side) % 2 == 1 {
        let pixel = y * picture.width + x
        if pixel < other.picture.samples.count {
          picture.samples[pixel] = other.picture.samples[pixel]
        }
      }
    }
  }

  /// Where the sides of a triangle go through height 0: none or two places.
  private static func crossings(_ corners: [Vector3], _ heights: [Double]) -> [Vector3] {
    (0..<3).compactMap { i in
      let (a, b) = (heights[i], heights[(i + 1) % 3])
      guard (a < 0) != (b < 0) else { return nil }
      return corners[i] + (corners[(i + 1) % 3] - corners[i]) * (a / (a - b))
    }
  }

  private mutating func line(from a: Vector3, to b: Vector3, _ number: UInt8) {
    let longest = max(abs(b.x - a.x), abs(b.y - a.y))
    guard longest.isFinite, longest < 10_000 else { return }
    let steps = max(1, Int(longest * 2))
    for step in 0...steps {
      let p = a + (b - a) * (Double(step) / Double(steps))
      dot(p.x, p.y, number)
    }
  }

  private mutating func dot(_ x: Double, _ y: Double, _ number: UInt8) {
    guard x > -0.5, y > -0.5, x < Double(picture.width) - 0.5, y < Double(picture.height) - 0.5
    else { return }
    picture.overlay[Int(y + 0.5) * picture.width + Int(x + 0.5)] = number
  }
}

/// What sections of one image have in common.
struct SectionView {
  /// What of the world is shown.
  var box: WorldBox
  /// Black and white.
  var window: IntensityWindow
  /// Side of a pixel in mm.
  var pixelMM: Double

  /// Pixels along the longest side of a tile at most.
  private static let longestSide = 200.0

  /// Pixels of 1 mm, larger ones for boxes that are too large for that.
  init(box: WorldBox, window: IntensityWindow) {
    (self.box, self.window) = (box, window)
    let longest = (box.high - box.low).max()
    pixelMM = max(1, (longest.isFinite ? longest : 0) / Self.longestSide)
  }

  /// Three tiles of each plane, at a quarter, half and three quarters of the box.
  static func nine(in box: WorldBox) -> [[(plane: SlicePlane, atMM: Double)]] {
    [SlicePlane.axial, .coronal, .sagittal].map { plane in
      [0.25, 0.5, 0.75].map { (plane, place($0, plane, box)) }
    }
  }

  /// One tile of each plane; the sagittal one beside the gap between the halves of the brain.
  static func three(in box: WorldBox) -> [(plane: SlicePlane, atMM: Double)] {
    [(SlicePlane.axial, 0.55), (.coronal, 0.5), (.sagittal, 0.4)].map {
      ($0.0, place($0.1, $0.0, box))
    }
  }

  private static func place(_ share: Double, _ plane: SlicePlane, _ box: WorldBox) -> Double {
    box.low[plane.axis] + share * (box.high[plane.axis] - box.low[plane.axis])
  }
}

extension WorldBox {
  /// The box around a mask and so many mm more, within the mask's field of view; nil for an empty mask.
  init?(around mask: Mask, marginMM: Double) {
    guard let box = mask.boundingBox else { return nil }
    let (tight, whole) = (WorldBox(mask.grid.cropped(to: box)), WorldBox(mask.grid))
    self.init(
      low: whole.clamp(tight.low - marginMM), high: whole.clamp(tight.high + marginMM))
  }
}
