import Foundation
import Testing
import Volumes

@testable import Phantoms

@Suite("Contrasts of digital heads")
struct ContrastTests {
  struct Order: CustomTestStringConvertible, Sendable {
    var contrast: Contrast
    /// From bright to dark.
    var tissues: [Tissue]
    var testDescription: String { contrast.rawValue }
  }

  @Test(
    "tissues are as bright as on a scanner",
    arguments: [
      Order(contrast: .t1w, tissues: [.fat, .whiteMatter, .deepGrey, .greyMatter, .bone, .fluid]),
      Order(contrast: .t2w, tissues: [.fluid, .greyMatter, .whiteMatter, .bone, .air]),
      Order(contrast: .flair, tissues: [.greyMatter, .whiteMatter, .fluid, .air]),
      Order(
        contrast: .t1c,
        tissues: [
          .enhancingTumour, .blood, .mucosa, .whiteMatter, .nonEnhancingTumour,
          .necrosis, .fluid,
        ]),
      Order(
        contrast: .t1w,
        tissues: [.whiteMatter, .oedema, .lesion, .nonEnhancingTumour, .necrosis, .fluid]),
      Order(
        contrast: .flair,
        tissues: [.lesion, .oedema, .nonEnhancingTumour, .greyMatter, .necrosis, .whiteMatter]),
      Order(contrast: .t2w, tissues: [.fluid, .necrosis, .oedema, .greyMatter, .whiteMatter]),
      Order(contrast: .pdw, tissues: [.greyMatter, .whiteMatter, .muscle, .bone, .air]),
    ])
  func order(_ order: Order) {
    let signals = DigitalHead.signals(order.contrast)
    let values = order.tissues.map { signals[Int($0.rawValue)] }
    #expect(zip(values, values.dropFirst()).allSatisfy { $0 > $1 }, "\(values)")
    #expect(signals.allSatisfy { $0 >= 0 && $0 < 1200 })
  }

  @Test("relative signals match what the equations give elsewhere")
  func flair() {
    // A FLAIR of TR 8000, TI 2400, TE 90 gives grey matter 1.25 times white, published figures.
    let signals = DigitalHead.signals(.flair)
    let ratio = signals[Int(Tissue.greyMatter.rawValue)] / signals[Int(Tissue.whiteMatter.rawValue)]
    #expect((1.11...1.38).contains(ratio))
  }

  @Test("gadolinium brightens what has no barrier and hardly the brain")
  func gadolinium() {
    func gain(_ tissue: Tissue) -> Double {
      let after = Relaxation(tissue, under: .t1c).signal(.t1c)
      return after / Relaxation(tissue, under: .t1w).signal(.t1w)
    }
    for tissue in [Tissue.blood, .mucosa, .dura, .choroidPlexus] { #expect(gain(tissue) > 1.4) }
    #expect(gain(.enhancingTumour) > 2.5)
    for tissue in [Tissue.whiteMatter, .lesion, .oedema] {
      #expect((1...1.12).contains(gain(tissue)))
    }
    for tissue in [Tissue.fluid, .ventricle, .eye, .bone] { #expect(gain(tissue) == 1) }
  }

  @Test("sinuses, dura and choroid plexus show after gadolinium and nowhere else")
  func vessels() {
    let head = DigitalHead(
      recipe: HeadRecipe(seed: 2), grid: DigitalHead.grid(voxelMM: Vector3(repeating: 3)))
    let painted = Set([Tissue.blood, .dura, .choroidPlexus].map(\.rawValue))
    #expect(painted.isDisjoint(with: head.labels))
    let table = DigitalHead.signals(.t1c)
    let (before, after) = (head.fraction(of: [.fluid, .ventricle]), head.clean(.t1c))
    let bright = zip(before.voxels, after.voxels).count { $0 == 1 && $1 > 300 }
    #expect(bright > 100)
    let brain = head.fraction(of: Tissue.brain).voxels
    let limit = table[Int(Tissue.blood.rawValue)] * 0.9
    #expect(!zip(brain, after.voxels).contains { $0 == 1 && $1 > limit })
  }

  @Test("own exponential and sine agree with the system's", arguments: 0..<40)
  func functions(index: Int) {
    let x = Double(index) * 0.37
    #expect(abs(decay(x) / exp(-x) - 1) < 1e-9)
    let turns = Double(index) * 0.173 - 3
    #expect(abs(sine(turns) - sin(turns * 2 * .pi)) < 1e-9)
    let lanes: Lanes = Phantoms.sine(Lanes(repeating: Float(turns)))
    #expect(abs(Double(lanes[0]) - sin(turns * 2 * .pi)) < 2e-3)
    #expect(abs(Double(root(Lanes(repeating: Float(x)))[0]) - x.squareRoot()) < 1e-5 * (1 + x))
  }

  @Test("bell-shaped draws have mean 0 and variance 1")
  func bell() {
    let draw = SeededDraw(seed: 1, stream: 2)
    let values = (0..<40_000).map { Double(draw.bell(UInt64($0))) }
    let mean = values.reduce(0, +) / 40_000
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 39_999
    #expect(abs(mean) < 0.02)
    #expect(abs(variance - 1) < 0.02)
  }

  @Test("noise and bias do what their numbers say")
  func scanner() {
    let head = DigitalHead(
      recipe: HeadRecipe(seed: 2), grid: DigitalHead.grid(voxelMM: Vector3(repeating: 4)))
    let clean = head.clean(.t1w).voxels
    #expect(head.image(noise: 0, bias: 0).voxels == clean)
    let biased = head.image(noise: 0, bias: 0.2).voxels
    let gains = zip(biased, clean).filter { $0.1 > 100 }.map { $0.0 / $0.1 }
    #expect(gains.allSatisfy { $0 > 0.79 && $0 < 1.21 })
    #expect((gains.max() ?? 0) - (gains.min() ?? 0) > 0.05)
    // The mean of Rayleigh noise in air is 1.2533 of its standard deviation, here 0.03 × 550.
    let noisy = head.image(noise: 0.03, bias: 0).voxels
    let air = zip(noisy, clean).filter { $0.1 == 0 }.map { Double($0.0) }
    let mean = air.reduce(0, +) / Double(air.count)
    #expect(abs(mean - 1.2533 * 16.5) < 0.8)
    #expect(head.image(repeatScan: 1).voxels != head.image(repeatScan: 0).voxels)
  }
}
