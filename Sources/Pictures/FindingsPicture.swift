import Anatomy
import Canvas
import Kernels
import Volumes

/// The picture of what is known of an image: a row for each step, of one slice in each plane.
///
/// The template's brain as the alignment puts it (orange), a chequerboard of image and template where
/// that alignment was not believed, the brain (teal) with the points of the skull (pink), the tissues,
/// lesions (pink), the parts of a tumour: necrosis (blue), oedema (green), what does not enhance
/// (sand) and what does (pink).
public struct FindingsPicture {
  /// What is known.
  public var findings: Findings
  /// The image.
  public var image: Image
  /// The template of the alignment; without it that is not drawn.
  public var template: Template?
  /// Whether everything further than `marginMM` outside of the brain is black, so that no part of a
  /// face can be in the picture.
  public var hidesFace = false

  /// How far around the brain is shown where the face is hidden, in mm: bone, but no skin.
  public static let marginMM = 5.0

  /// A picture of what is known of `image`.
  public init(_ findings: Findings, of image: Image, template: Template?) {
    (self.findings, self.image, self.template) = (findings, image, template)
  }

  /// Draws it.
  ///
  /// - Parameter parallel: how many threads; the picture does not depend on it.
  /// - Returns: the picture; nil where the face is to be hidden and no brain is known to keep to.
  public func drawn(parallel: Parallel = .serial) -> Picture? {
    let shown = findings.brain.flatMap { WorldBox(around: $0, marginMM: 14) }
    if hidesFace, shown == nil { return nil }
    let view = SectionView(box: shown ?? WorldBox(image.grid), window: IntensityWindow(of: image))
    let kept = hidesFace ? findings.brain?.dilated(byMM: Self.marginMM, parallel: parallel) : nil
    let slices = Slices(image: image, view: view, kept: kept)
    return Mosaic(rows: rows(slices), tints: StepTints.all).picture
  }

  private func rows(_ slices: Slices) -> [[Mosaic.Tile]] {
    var rows: [[Mosaic.Tile]] = []
    if let template, let registration = findings.registration {
      let brain = template.brain.moved(by: registration.templateToSubject)
      rows.append(
        slices.row("alignment") { $0.draw(brain, as: StepTints.template, outline: 1) })
      if registration.verdict != .plausible { rows.append(misfit(template, registration, slices)) }
    }
    if findings.brain != nil || findings.surface != nil { rows.append(brainRow(slices)) }
    if let labels = findings.labels { rows.append(slices.tissues("tissue", labels)) }
    if let tumour = findings.tumour { rows += tumourRows(tumour, slices) }
    if let lesions = findings.lesions { rows += lesionRows(lesions, slices) }
    return rows.isEmpty ? [slices.row("image") { _ in }] : rows
  }

  private func misfit(
    _ template: Template, _ registration: Registration, _ slices: Slices
  ) -> [Mosaic.Tile] {
    var head = template.head
    head.grid.toWorld = registration.templateToSubject * head.grid.toWorld
    var view = slices.view
    view.window = IntensityWindow(of: head)
    return slices.row("misfit") { section in
      section.checker(
        with: Section(head, section.plane, atMM: section.atMM, view), squareMM: 20)
    }
  }

  private func brainRow(_ slices: Slices) -> [Mosaic.Tile] {
    let points = findings.surface.map { skullPoints(around: $0, in: image) } ?? []
    return slices.row("brain") { section in
      section.draw(points, as: StepTints.skull, reachMM: 1.5)
      if let brain = findings.brain { section.draw(brain, as: StepTints.brain, outline: 1) }
    }
  }
}

/// One slice in each plane of one image.
struct Slices {
  var image: Image
  var view: SectionView
  /// What is not black; nil for all.
  var kept: Mask?

  /// A row of tiles with words above them, as far as there are any.
  func row(_ words: String..., draw: (inout Section) -> Void) -> [Mosaic.Tile] {
    SectionView.three(in: view.box).enumerated().map { place, slice in
      var section = Section(image, slice.plane, atMM: slice.atMM, view)
      if let kept { section.keep(within: kept) }
      draw(&section)
      return section.tile(place < words.count ? words[place] : "")
    }
  }

  /// A row with the classes of tissue in colours.
  func tissues(_ words: String, _ labels: Image) -> [Mosaic.Tile] {
    let classes = ClassMasks(labels)
    return row(words) { classes.draw(in: &$0) }
  }
}

/// The classes of labels 1, 2, 3 and 4 as masks.
struct ClassMasks {
  let masks: [Mask]

  init(_ labels: Image) {
    masks = (1...4).map { label in
      Mask(
        grid: labels.grid, voxels: labels.voxels.map { abs($0 - Float(label)) < 0.5 ? 1 : 0 })
    }
  }

  func draw(in section: inout Section) {
    for (place, mask) in masks.enumerated() {
      section.draw(mask, as: StepTints.firstClass + UInt8(place), outline: nil)
    }
  }
}

extension Mask {
  /// The mask put elsewhere by a map of the world.
  func moved(by map: Affine) -> Mask {
    var mask = self
    mask.grid.toWorld = map * mask.grid.toWorld
    return mask
  }
}
