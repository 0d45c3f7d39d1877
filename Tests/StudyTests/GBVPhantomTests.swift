import Anatomy
import Kernels
import Outcomes
import Phantoms
import Testing
import Volumes

@testable import Study

/// One simulated session through the whole measurement; its images serve the wrong uses as well.
@Suite("Glioblastoma volumes of a digital head")
struct GBVPhantomTests {
  private static let parallel = Parallel(threads: 2)
  private static let template: Template = {
    let grid = DigitalHead.grid(voxelMM: Vector3(repeating: 2.5))
    let head = DigitalHead(recipe: .mean, grid: grid, parallel: parallel)
    let brain = head.mask(of: Tissue.intracranial).largestComponent(.faces)
      .closed(byMM: 6, parallel: parallel).holesFilled()
    return Template(
      name: "digital-head", head: head.image(noise: 0, bias: 0, parallel: parallel), brain: brain)
  }()

  /// A session with cubes of 2.5 mm.
  private static let session: SimulatedSession = {
    var session = SimulatedSession(seed: 900_011, poseDegrees: 4)
    session.variation.isCavity = false
    for index in session.scans.indices {
      session.scans[index].voxelMM = Vector3(repeating: 2.5)
      session.scans[index].noise = 0.015
    }
    return session
  }()

  @Test func theTumourIsFoundWhereItIs() throws {
    let trial = GBVTrial(
      Self.session, template: Self.template, voxelMM: 2.5, parallel: Self.parallel)
    #expect(trial.failure == nil)
    #expect(trial.dice["tv_plus_ml"] ?? 0 > 0.7, "\(trial.dice)")
    #expect(trial.dice["tv_ml"] ?? 0 > 0.7, "\(trial.dice)")
    #expect(trial.dice["cetv_ml"] ?? 0 > 0.55, "\(trial.dice)")
    let evaluation = GBVEvaluation(trials: [trial])
    #expect(evaluation.medianDice(of: "tv_ml") == trial.dice["tv_ml"])
    let svg = GBVEvaluationPlot(evaluation).svg
    #expect(svg.hasPrefix("<svg") && svg.hasSuffix("</svg>\n") && svg.contains("<circle"))
  }

  /// The channels of a session on a coarse lattice, not yet normalised.
  private static let raw: (images: TumourImages, channels: [TumourChannel: Image])? = {
    guard let known = TumourCase(session, voxelMM: 3, parallel: parallel) else { return nil }
    let head = DigitalHead(
      recipe: session.recipe, grid: known.images.space.grid, parallel: parallel)
    return (known.images, TumourCase.channels(session, head, 3, parallel))
  }()

  /// What is given in the place of what, and what the sentence begins with.
  private static let wrongUses: [(String, [TumourChannel: TumourChannel], String?)] = [
    ("as it should be", [:], nil),
    ("T2w as FLAIR", [.flair: .t2w], "In the FLAIR image fluid was expected to be dark"),
    ("FLAIR as T2w", [.t2w: .flair], "In the T2w image fluid was expected to be far brighter"),
    ("T1w and T1c exchanged", [.t1w: .t1c, .t1c: .t1w], "The T1w image is brighter"),
    ("T1w and T2w exchanged", [.t1w: .t2w, .t2w: .t1w], "T1w and T1c should be dark in the same"),
  ]

  @Test("wrong uses are told by a sentence", arguments: 0..<5)
  func wrongUse(number: Int) throws {
    let (name, places, expected) = Self.wrongUses[number]
    let (images, channels) = try #require(Self.raw)
    var given = channels
    for (place, source) in places { given[place] = channels[source] }
    var message: String?
    do {
      _ = try TumourImages(
        normalising: given, space: images.space, brain: images.brain, parallel: Self.parallel)
    } catch {
      message = error.message
    }
    if let expected {
      #expect(message?.hasPrefix(expected) == true, "\(name): \(message ?? "")")
    } else {
      #expect(message == nil, "\(name)")
    }
  }
}
