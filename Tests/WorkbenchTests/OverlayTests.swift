import Canvas
import Support
import Terminal
import Testing
import Volumes

@testable import Workbench

@Suite struct OverlayTests {
  private static let part = Rectangle(column: 0, row: 0, columns: 70, rows: 30)

  /// The characters of a pane in plain ASCII.
  private func text(
    _ overlay: OverlayKind, image: LoadedImage, reference: LoadedImage
  ) -> String {
    var settings = WorkbenchState.SliceSettings()
    (settings.encoding, settings.overlay) = (.ascii, overlay)
    var context = DrawContext()
    (context.glyphs, context.depth) = (.ascii, .mono)
    var surface = Surface(
      size: Size(columns: Self.part.columns, rows: Self.part.rows), glyphs: .ascii)
    SlicePane(settings: settings, context: context, image: image, reference: reference)
      .draw(in: &surface, Self.part)
    return surface.text
  }

  private func count(_ mark: Character, in text: String) -> Int { text.count { $0 == mark } }

  @Test func valuesThatDifferAreMarkedOnTheRightAlone() {
    let original = MadeImage.loaded()
    var changed = MadeImage.head()
    for z in 10..<20 { for y in 10..<20 { for x in 0..<32 { changed[x, y, z] += 40 } } }
    let other = LoadedImage(image: changed, sidesAreKnown: true)
    let marked = count("~", in: text(.difference, image: other, reference: original))
    #expect(marked > 40, "a tenth of the height by a tenth of the depth")
    #expect(marked < 400)
    #expect(count("~", in: text(.difference, image: original, reference: original)) == 0)
    let same = LoadedImage(image: original.image, sidesAreKnown: true)
    #expect(count("~", in: text(.difference, image: same, reference: original)) == 0)
  }

  /// An image whose labels lie below each other.
  private func labelled(_ count: Int) -> LoadedImage {
    let bare = LoadedImage(image: MadeImage.head(), sidesAreKnown: true)
    let parts = (0..<count).map { index in
      var mask = Mask(grid: bare.image.grid)
      for z in (4 + index * 4)..<(8 + index * 4) {
        for y in 8..<30 { for x in 0..<32 { mask[x, y, z] = true } }
      }
      return mask
    }
    return LoadedImage(bare, removed: nil, brain: nil, tissues: parts)
  }

  @Test(arguments: [(1, "L"), (3, ".+#"), (7, ".+#netT")])
  func everyLabelHasItsMark(_ count: Int, _ marks: String) {
    let image = labelled(count)
    let text = text(.tissue, image: image, reference: image)
    for mark in marks { #expect(self.count(mark, in: text) > 20, "\(mark) of \(count)") }
  }

  @Test(arguments: [([0, 1], 1), ([0, 1, 2, 3], 3), ([0, 2, 7], 7), ([0, 300], 7), ([0], 0)])
  func labelsOfAFileAreToldApart(_ values: [Float], _ count: Int) throws {
    let folder = try ScratchFolder()
    let grid = Grid(nx: 4, ny: 3, nz: 2, toWorld: .identity)
    var labels = Image(grid: grid)
    for place in labels.voxels.indices { labels.voxels[place] = values[place % values.count] }
    let path = folder.file("labels.nii.gz")
    try VolumeFile.write(Volume(image: labels, type: .int16), to: path)
    var request = ImageRequest(path: path)
    request.labels = path
    let loaded = try FileImageLoader().load(request).get()
    #expect(loaded.tissues.count == count)
    for (index, part) in loaded.tissues.enumerated() {
      let expected = labels.voxels.count { $0 == Float(index + 1) }
      #expect(part.count == expected)
    }
  }

  @Test(arguments: [
    ("nbv", "tissue"), ("wmlv", "lesions"), ("wmlv-lga", "lesions"), ("gbv", "tissue and tumour"),
  ])
  func labelsAreCalledByWhatIsMeasured(_ outcome: String, _ name: String) {
    #expect(OverlayKind.tissue.name(outcome: outcome) == name)
    #expect(OverlayKind.tissue.name(outcome: nil) == "tissue")
  }

  @Test func overlaysComeInTurn() {
    var seen: [OverlayKind] = [.removed]
    while let last = seen.last, last.next != .removed { seen.append(last.next) }
    #expect(seen == [.removed, .difference, .brain, .tissue, .off])
  }

  @Test func aMethodIsLaidBesideAnother() throws {
    var state = Example.state()
    let names = state.shownSubject?.variants.map(\.name) ?? []
    let shown = state.variant
    state.keepOnTheLeft()
    #expect(state.leftVariant == shown && state.variant != shown)
    let pair = ImageWishes.pair(of: state)
    let images = state.shownSubject?.variants.map(\.image) ?? []
    #expect(pair.full?.path == images[shown] && pair.variant?.path == images[state.variant])
    #expect(state.notice?.text == "against \(names[shown])")
    state.keepOnTheLeft()
    #expect(state.leftVariant == 0 && ImageWishes.pair(of: state).full?.path == images[0])
    // A subject without that method is shown against its full image.
    state.slices.left = 9
    #expect(state.leftVariant == 0)
  }
}
