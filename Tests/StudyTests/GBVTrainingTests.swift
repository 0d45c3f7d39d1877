import Kernels
import Outcomes
import Phantoms
import Testing
import Volumes

@testable import Study

@Suite("Training of the glioblastoma volumes")
struct GBVTrainingTests {
  private static var small: GBVTraining {
    var training = GBVTraining()
    (training.sessions, training.voxelsPerClass, training.voxelMM) = (3, 60, 6)
    (training.abnormality.trees, training.tissue.trees, training.part.trees) = (3, 2, 3)
    training.abnormality.samplesPerClass = 400
    training.tissue.samplesPerClass = 400
    training.part.samplesPerClass = 400
    (training.secondAbnormality.trees, training.secondPart.trees) = (2, 2)
    training.secondAbnormality.samplesPerClass = 400
    training.secondPart.samplesPerClass = 400
    return training
  }

  @Test func aSmallTrainingGivesTheSameBytesForAnyNumberOfThreads() throws {
    let bytes = [1, 2].map { Self.small.model(parallel: Parallel(threads: $0)).bytes }
    #expect(bytes[0] == bytes[1])
    let model = try #require(TumourModel(bytes: bytes[0]))
    #expect(model.recipe.contains("3 simulated sessions from seed 500001"))
    #expect(model.sets.map(\.channels) == GBVTraining.sets)
    #expect(model.sets.map { $0.context != nil } == [true, false, false, false, false])
    #expect(model.bytes == bytes[0])
    var other = Self.small
    other.seed += 1
    #expect(other.model(parallel: Parallel(threads: 2)).bytes != bytes[0])
  }

  @Test func aSecondLookThatKnowsNothingOfTheFirstIsRefused() throws {
    var model = try #require(TumourModel.shipped)
    let first = model.sets[0]
    model.sets[0].context = TumourContextForests(
      abnormality: first.abnormality, part: first.part)
    #expect(TumourModel(bytes: model.bytes) == nil)
  }

  @Test func registrationsLeaveTenthsOfAMillimetre() {
    for scan in SimulatedSession(seed: 500_001).scans {
      let place = Vector3(40, -50, 30)
      let left = length(scan.pose(scan.found(place)) - place)
      if scan.channel == .t1c { #expect(left == 0) } else { #expect(left > 0 && left < 1.6) }
    }
  }

  @Test func theShippedModelIsThatOfTheUsualTraining() throws {
    let model = try #require(TumourModel.shipped)
    let usual = GBVTraining()
    #expect(model.recipe == usual.recipe)
  }

  @Test func seedsOfEvaluationAreNotThoseOfTraining() {
    let usual = GBVTraining()
    #expect(usual.seed &+ UInt64(usual.sessions) <= GBVEvaluation.firstSeed)
  }

  @Test(arguments: [UInt64(500_001), 500_007, 900_002])
  func protocolsStayWithinTheClinicalRange(seed: UInt64) {
    for scan in SimulatedSession(seed: seed, poseDegrees: 8).scans {
      #expect((0.7...1.1).contains(scan.voxelMM.x) && (0.7...6).contains(scan.voxelMM.z))
      #expect((0.008...0.05).contains(scan.noise) && (0.05...0.35).contains(scan.bias))
      #expect(scan.turnDegrees.max() <= 1.2 && scan.shiftMM.max() <= 1.2)
      if scan.channel == .t1c { #expect(scan.turnDegrees == .zero && scan.shiftMM == .zero) }
    }
  }
}
