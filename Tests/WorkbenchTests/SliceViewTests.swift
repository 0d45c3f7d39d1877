import Canvas
import Pictures
import Terminal
import Testing
import Volumes

@testable import Workbench

/// Pictures of a cloud of known places, on grids that lie every which way.
@Suite struct SliceViewTests {
  /// Grids that cover the same 120 mm cube in different ways.
  enum Lattice: String, CaseIterable { case ras, leftHanded, permuted, oblique }

  private func grid(_ lattice: Lattice) -> Grid {
    let n = 40
    let step = 3.0
    func centred(_ a: Vector3, _ b: Vector3, _ c: Vector3) -> Grid {
      let middle = (a + b + c) * (Double(n - 1) / 2)
      return Grid(nx: n, ny: n, nz: n, toWorld: Affine(columns: a, b, c, translation: -middle))
    }
    switch lattice {
    case .ras: return centred(Vector3(step, 0, 0), Vector3(0, step, 0), Vector3(0, 0, step))
    case .leftHanded: return centred(Vector3(-step, 0, 0), Vector3(0, step, 0), Vector3(0, 0, step))
    case .permuted: return centred(Vector3(0, 0, -step), Vector3(step, 0, 0), Vector3(0, -step, 0))
    case .oblique:
      let (c, s) = (0.9553364891256060 * step, 0.2955202066613396 * step)
      return centred(Vector3(c, s, 0), Vector3(-s, c, 0), Vector3(0, 0, step))
    }
  }

  /// Bright in a ball of 8 mm around a place.
  private func ball(at place: Vector3, _ lattice: Lattice) -> Image {
    let grid = grid(lattice)
    var image = Image(grid: grid)
    for z in 0..<grid.nz {
      for y in 0..<grid.ny {
        for x in 0..<grid.nx {
          let away = grid.toWorld(Vector3(Double(x), Double(y), Double(z))) - place
          if (away * away).sum() < 64 { image[x, y, z] = 100 }
        }
      }
    }
    return image
  }

  /// The middle of what is bright, as shares of width and height from the upper left.
  private func middle(of picture: Picture) -> (x: Double, y: Double) {
    var (sum, x, y) = (0.0, 0.0, 0.0)
    for row in 0..<picture.height {
      for column in 0..<picture.width {
        let weight = Double(picture.samples[row * picture.width + column])
        sum += weight
        x += weight * (Double(column) + 0.5)
        y += weight * (Double(row) + 0.5)
      }
    }
    return (x / sum / Double(picture.width), y / sum / Double(picture.height))
  }

  static let box = WorldBox(low: Vector3(repeating: -60), high: Vector3(repeating: 60))

  /// Body side, world place of the ball, plane and where it must be seen.
  static let sides: [(SlicePlane, Vector3, Double, Double)] = [
    (.sagittal, Vector3(0, 30, 0), 0.25, 0.5), (.sagittal, Vector3(0, -30, 0), 0.75, 0.5),
    (.sagittal, Vector3(0, 0, 30), 0.5, 0.25), (.sagittal, Vector3(0, 0, -30), 0.5, 0.75),
    (.coronal, Vector3(30, 0, 0), 0.25, 0.5), (.coronal, Vector3(-30, 0, 0), 0.75, 0.5),
    (.coronal, Vector3(0, 0, 30), 0.5, 0.25), (.axial, Vector3(30, 0, 0), 0.25, 0.5),
    (.axial, Vector3(-30, 0, 0), 0.75, 0.5), (.axial, Vector3(0, 30, 0), 0.5, 0.25),
    (.axial, Vector3(0, -30, 0), 0.5, 0.75),
  ]

  @Test(arguments: Lattice.allCases, sides.indices)
  func placesAreSeenWhereTheyAre(_ lattice: Lattice, _ side: Int) {
    let (plane, place, x, y) = Self.sides[side]
    let view = SliceView(
      plane: plane, point: .zero, box: Self.box, window: IntensityWindow(black: 0, white: 100))
    let seen = middle(of: view.picture(of: ball(at: place, lattice), pixelMM: 1))
    #expect(abs(seen.x - x) < 0.01 && abs(seen.y - y) < 0.01, "\(lattice) \(plane) \(seen)")
  }

  @Test(arguments: [
    (SlicePlane.sagittal, "APSI"), (.coronal, "RLSI"), (.axial, "RLAP"),
  ])
  func lettersNameTheSides(_ plane: SlicePlane, _ letters: String) {
    var view = SliceView(
      plane: plane, point: .zero, box: Self.box, window: IntensityWindow(black: 0, white: 100))
    let image = ball(at: .zero, .ras)
    let shown = view.picture(of: image, pixelMM: 4).letters
    let all = [shown.left, shown.right, shown.top, shown.bottom].compactMap { $0 }
    #expect(String(String.UnicodeScalarView(all)) == letters)
    view.sidesAreKnown = false
    #expect(view.picture(of: image, pixelMM: 4).letters == SideLetters())
  }

  @Test(arguments: Lattice.allCases)
  func removedVoxelsLieOverTheirPlace(_ lattice: Lattice) {
    let image = ball(at: Vector3(0, 30, -30), lattice)
    let mask = Mask(grid: image.grid, voxels: image.voxels.map { $0 > 50 ? 1 : 0 })
    let view = SliceView(
      plane: .sagittal, point: .zero, box: Self.box, window: IntensityWindow(black: 0, white: 100))
    let tint = OverlayTints().removed
    let picture = view.picture(
      of: Image(grid: grid(.ras)), overlays: [SliceOverlay(mask: mask, tint: tint)], pixelMM: 1)
    var overlay = Picture(width: picture.width, height: picture.height, grey: picture.overlay)
    overlay.samples = overlay.samples.map { $0 * 100 }
    let seen = middle(of: overlay)
    #expect(abs(seen.x - 0.25) < 0.01 && abs(seen.y - 0.75) < 0.01)
  }

  @Test(arguments: [1, 2, 3])
  func outlineIsAsWideAsAsked(_ width: Int) {
    let grid = grid(.ras)
    var mask = Mask(grid: grid)
    for z in 10..<30 { for y in 10..<30 { for x in 10..<30 { mask[x, y, z] = true } } }
    let view = SliceView(
      plane: .axial, point: .zero, box: Self.box, window: IntensityWindow(black: 0, white: 1))
    let overlay = SliceOverlay(mask: mask, tint: OverlayTints().brain, outline: width)
    let picture = view.picture(of: Image(grid: grid), overlays: [overlay], pixelMM: 3)
    let shown = picture.overlay.count { $0 > 0 }
    let inner = 20 - 2 * width
    #expect(shown == 20 * 20 - inner * inner)
  }

  @Test func zoomShowsThePartAroundThePoint() {
    let image = ball(at: Vector3(0, 30, 30), .ras)
    var view = SliceView(
      plane: .sagittal, point: Vector3(0, 30, 30), box: Self.box,
      window: IntensityWindow(black: 0, white: 100))
    view.zoom = 2
    view.hasCrosshair = true
    let picture = view.picture(of: image, pixelMM: 1)
    #expect(picture.width == 60 && picture.height == 60)
    let seen = middle(of: picture)
    #expect(abs(seen.x - 0.5) < 0.01 && abs(seen.y - 0.5) < 0.01)
    #expect(abs((picture.crosshair?.x ?? 0) - 29.5) < 0.6)
  }

  @Test func clickFindsThePointThatIsDrawn() throws {
    var settings = WorkbenchState.SliceSettings()
    settings.encoding = .ascii
    let image = MadeImage.loaded()
    for plane in SlicePlane.allCases {
      settings.plane = plane
      let pane = SlicePane(
        settings: settings, context: DrawContext(), image: image, reference: image)
      let part = Rectangle(column: 10, row: 5, columns: 60, rows: 30)
      let middle = try #require(pane.point(column: 40, row: 20, in: part))
      #expect((0..<3).allSatisfy { abs(middle[$0] - image.box.centre[$0]) < 8 })
      let left = try #require(pane.point(column: 30, row: 20, in: part))
      let across = plane == .sagittal ? 1 : 0
      #expect(left[across] > middle[across])
      #expect(pane.point(column: 10, row: 5, in: part) == nil || plane != .sagittal)
      #expect(pane.point(column: 9, row: 20, in: part) == nil)
    }
  }
}

@Suite struct IntensityWindowTests {
  private func image(_ values: [Float]) -> Image {
    Image(
      grid: Grid(
        nx: values.count, ny: 1, nz: 1,
        toWorld: Affine(columns: Vector3(1, 0, 0), Vector3(0, 1, 0), Vector3(0, 0, 1))),
      voxels: values)
  }

  @Test func fewBrightVoxelsDoNotDarkenTheRest() {
    let values = (0..<10_000).map { Float($0 % 1000) } + [Float](repeating: 100_000, count: 10)
    let window = IntensityWindow(of: image(values))
    #expect(window.white > 950 && window.white < 1100)
    #expect(window.black > 0 && window.black < 40)
  }

  @Test(arguments: [
    [Float](repeating: 7, count: 20), [Float](repeating: .nan, count: 20),
    [.infinity, -.infinity, .nan, 0],
  ])
  func strangeImagesGiveAWindow(_ values: [Float]) {
    let window = IntensityWindow(of: image(values))
    #expect(window.black.isFinite && window.white.isFinite && window.white > window.black)
  }

  @Test(arguments: [
    (Float(-5), UInt8(0)), (0, 0), (50, 127), (100, 255), (500, 255), (.nan, 0), (.infinity, 255),
  ])
  func greyFollowsTheWindow(_ value: Float, _ grey: UInt8) {
    #expect(IntensityWindow(black: 0, white: 100).grey(value) == grey)
  }
}
