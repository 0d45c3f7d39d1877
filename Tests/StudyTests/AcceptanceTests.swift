import Anatomy
import Defacing
import Faces
import Kernels
import Phantoms
import Support
import Testing
import Volumes

@testable import Study

/// Acceptance 7 to 11 and 13 over every registered method, on a digital head of 3 mm.
///
/// 1 to 6 are in DefacingTests (`AcceptanceGeometryTests`, `AcceptanceFidelityTests`), 12 in
/// EndToEndTests (`BIDSValidatorTests`); 14 in `AcceptanceRatingTests`.
@Suite struct AcceptanceTests {
  static let methods = EveryMethodTests.methods
  static let keepSurface = EveryMethodTests.keepSurface

  private func maker(_ method: String, threads: Int = 2) -> VariantMaker {
    SmallSession.maker(method, threads: threads)
  }

  /// The head moved forwards, drawn anew on the same lattice.
  private func moved(forwardsMM mm: Double) throws -> Volume {
    var grid = SmallSession.grid
    grid.toWorld = .translation(Vector3(0, -mm, 0)) * grid.toWorld
    var image = try SmallSession.volume(.t1w, on: grid).image(frame: 0)
    image.grid = SmallSession.grid
    return Volume(image: image, type: .float32)
  }

  private func series(_ second: Volume) -> Volume {
    let first = SmallSession.volume
    return Volume(
      header: first.header, grid: first.grid, frames: 2, bytes: first.bytes + second.bytes)
  }

  @Test("7: every frame loses the face, also one that moved by 5 mm", arguments: methods)
  func frames(_ method: String) throws {
    let frame = try #require(SmallSession.frame)
    let both = series(try moved(forwardsMM: 5))
    let made = try maker(method).attempt(from: both, frame: frame)
    #expect(made.refusal == nil, "\(made.refusal?.message ?? "")")
    let removed = try #require(made.removed)
    let gates = Gate.fidelity(
      of: made.volume, original: both, removed: removed,
      isConstant: !Self.keepSurface.contains(method))
    #expect(gates.verdict == .pass)
    #expect(made.gates.contains { $0.sentence.hasPrefix("In frame 2, ") })
  }

  @Test("7: a face that moved out of what is removed is not let through")
  func farMotion() throws {
    let frame = try #require(SmallSession.frame)
    // The face of the second frame lies where the first has its brain.
    let both = series(try moved(forwardsMM: -60))
    for method in Self.methods {
      let refusal: DefacingError?
      do { refusal = try maker(method).attempt(from: both, frame: frame).refusal } catch {
        refusal = error
      }
      #expect(
        refusal?.message.contains("frame") == true, "\(method): \(refusal?.message ?? "none")")
    }
  }

  @Test("8: any number of threads gives the same bytes", arguments: methods)
  func threads(_ method: String) throws {
    let frame = try #require(SmallSession.frame)
    let usual = try #require(Self.defaced[method]).made
    let other = method == QuickShear.name ? 1 : 16
    let made = try maker(method, threads: other).attempt(from: SmallSession.volume, frame: frame)
    let isSame = made.volume.bytes == usual.volume.bytes
    #expect(isSame && made.values == usual.values)
  }

  /// A head where it is not: how wrong the registration is, and in which way.
  private static let wrong: [(String, Affine)] = [
    ("60 mm forwards", .scaling(Vector3(repeating: 0.96), translation: Vector3(0, 60, 0))),
    ("60 mm upwards", .scaling(Vector3(repeating: 0.96), translation: Vector3(0, 0, 60))),
    ("too large", .scaling(Vector3(repeating: 1.5))),
    (
      "sheared",
      Affine(columns: Vector3(1, 0, 0), Vector3(0, 1, 0), Vector3(0, 0.9, 1), translation: .zero)
    ),
  ]

  @Test("9: a wrong registration ends in a refusal", arguments: methods)
  func wrongRegistration(_ method: String) throws {
    for (name, map) in Self.wrong {
      var frame = try #require(SmallSession.frame)
      frame.registration.templateToSubject = map
      do {
        let made = try maker(method).attempt(from: SmallSession.volume, frame: frame)
        #expect(made.refusal != nil, "\(name): written")
      } catch {
        #expect(!error.message.isEmpty)
      }
    }
  }

  /// What is known of the head where the header turns it by half, or moves it far away; nil where it
  /// was not found.
  private static let lies: [(String, Frame?)] = [
    ("upside down", Affine.scaling(Vector3(1, -1, -1))),
    ("back to front", .scaling(Vector3(-1, -1, 1))),
    ("60 mm off", .translation(Vector3(20, 40, -60))),
  ].map { name, map in
    var image = try? SmallSession.volume.image(frame: 0)
    image?.grid = SmallSession.lying(SmallSession.grid, by: map)
    return (
      name,
      image.flatMap {
        try? Frame.make(
          image: $0, template: SmallSession.template, parallel: SmallSession.parallel)
      }
    )
  }

  /// The true skin of the nose, by voxel.
  private static let trueFace: [Int] = {
    let (grid, skin) = (SmallSession.grid, SmallSession.head.mask(of: [.skin, .cartilage]))
    return skin.voxels.indices.filter { index in
      let row = index / grid.nx
      let p = grid.toWorld(
        Vector3(Double(index % grid.nx), Double(row % grid.ny), Double(row / grid.ny)))
      return skin.voxels[index] != 0 && abs(p.x) < 12 && p.y > 75 && p.z < -25 && p.z > -60
    }
  }()

  @Test("9: a header that lies is found out or the image refused", arguments: methods)
  func lyingHeader(_ method: String) throws {
    let brain = SmallSession.head.mask(of: Tissue.brain)
    for (name, frame) in Self.lies {
      guard let frame else { continue }
      var volume = SmallSession.volume
      volume.grid = frame.image.grid
      guard let made = try? maker(method).attempt(from: volume, frame: frame), made.refusal == nil,
        let removed = made.removed
      else { continue }
      let lost = zip(removed.voxels, brain.voxels).count { $0 & $1 != 0 }
      let gone = Self.trueFace.count { removed.voxels[$0] != 0 }
      #expect(lost == 0, "\(name): \(lost) voxels of the true brain")
      #expect(Self.trueFace.count > 30 && 10 * gone > 8 * Self.trueFace.count, "\(name): \(gone)")
    }
  }

  @Test("9: what is no head, and a head without a face in view, are refused", arguments: methods)
  func noFace(_ method: String) throws {
    let random = CounterRandom(seed: 3)
    var noise = Image(grid: SmallSession.grid)
    for index in noise.voxels.indices {
      noise.voxels[index] = Float(random.integer(below: 1000, stream: 0, index: UInt64(index)))
    }
    #expect(throws: AnatomyError.self) {
      try Frame.make(
        image: noise, template: SmallSession.template, parallel: SmallSession.parallel)
    }
    var frame = try #require(SmallSession.frame)
    let grid = frame.image.grid
    let bottom = Int(((grid.fromWorld ?? .identity)(Vector3(0, 0, 15))).z)
    let box = VoxelBox(x: 0..<grid.nx, y: 0..<grid.ny, z: bottom..<grid.nz)
    frame.image = frame.image.cropped(to: box)
    frame.head = frame.head.cropped(to: box)
    frame.brain = frame.brain.cropped(to: box)
    do {
      let volume = Volume(image: frame.image, type: .int16)
      let made = try maker(method).attempt(from: volume, frame: frame)
      #expect(made.refusal?.code == .faceOutsideView, "\(made.refusal?.message ?? "written")")
    } catch {
      #expect(error.code == .faceOutsideView || error.code == .inputUnsuitable, "\(error.message)")
    }
  }

  /// A contrast of the digital head, or a T1-weighted one in another guise.
  enum Look: String, CaseIterable { case t2w, flair, tomography }

  private static func image(_ look: Look) throws -> Image {
    switch look {
    case .t2w: try SmallSession.volume(.t2w, on: SmallSession.grid).image(frame: 0)
    case .flair: try SmallSession.volume(.flair, on: SmallSession.grid).image(frame: 0)
    case .tomography: try SmallSession.volume.image(frame: 0).shiftedToHounsfield
    }
  }

  @Test("10: contrasts of all kinds", arguments: methods, Look.allCases)
  func contrasts(_ method: String, _ look: Look) throws {
    var frame = try #require(SmallSession.frame)
    frame.image = try Self.image(look)
    frame.head = try headMask(of: frame.image)
    let volume = Volume(image: frame.image, type: .float32)
    let made = try maker(method).attempt(from: volume, frame: frame)
    #expect(made.refusal == nil, "\(made.refusal?.message ?? "")")
    #expect(made.values["brain_voxels_removed"] == 0)
  }

  /// A tomography of the digital head, and what is found in it alone.
  private static let tomography: (volume: Volume, frame: Frame)? = {
    let image = SmallSession.head.tomography()
    let frame = try? Frame.make(
      image: image, template: SmallSession.template, acceptsTomography: true,
      parallel: SmallSession.parallel)
    return frame.map { (Volume(image: image, type: .float32), $0) }
  }()

  @Test("10: computed tomography, with what is found in it alone", arguments: methods)
  func tomography(_ method: String) throws {
    let volume = try #require(Self.tomography?.volume)
    var frame = try #require(Self.tomography?.frame)
    frame.facePrior = SmallSession.frame?.facePrior
    let made = try maker(method).attempt(from: volume, frame: frame)
    // The face of others that this method puts in its place is that of a T1-weighted image.
    guard method != Reface.name else {
      #expect(made.refusal?.code == .faceLeft)
      return
    }
    #expect(made.refusal == nil, "\(made.refusal?.message ?? "")")
    let removed = try #require(made.removed)
    let brain = SmallSession.head.mask(of: Tissue.brain)
    #expect(zip(removed.voxels, brain.voxels).count { $0 & $1 != 0 } == 0)
    let gone = Self.trueFace.count { removed.voxels[$0] != 0 }
    #expect(10 * gone > 8 * Self.trueFace.count, "\(gone) of \(Self.trueFace.count)")
    let air = try made.volume.image(frame: 0).voxels.min() ?? 0
    #expect(air > -1100, "nothing is darker than air")
  }

  @Test func `the brain of a tomography is where the tissues say`() throws {
    let frame = try #require(Self.tomography?.frame)
    let brain = SmallSession.head.mask(of: Tissue.intracranial).closed(byMM: 6).holesFilled()
    #expect(dice(frame.brain, brain) > 0.93)
    let error = #expect(throws: AnatomyError.self) {
      try Frame.make(image: frame.image, template: SmallSession.template)
    }
    #expect(error?.message.contains("computed tomography") == true, "it is not to be measured")
  }

  /// As the uniform image of MP2RAGE, whose air holds any number of the range. At coarse voxels it is
  /// taken for noise and refused, alone and in a session.
  @Test("10: an image whose air is as bright as the head is refused or right", arguments: methods)
  func saltAndPepper(_ method: String) throws {
    let noisy = try SmallSession.volume.image(frame: 0).withNoisyAir
    do { _ = try headMask(of: noisy) } catch {
      #expect(error.code == .inputUnsuitable && error.message.contains("noise"))
    }
    let carrier = try #require(SmallSession.carrier(by: maker(method)))
    do {
      let made = try carrier.attempt(from: Volume(image: noisy, type: .float32)).variant
      #expect(made.refusal == nil && made.values["brain_voxels_removed"] == 0)
    } catch {
      #expect(error.code == .registrationFailed && error.message.contains("noise"))
    }
  }

  @Test("11: a second run is refused and says why", arguments: methods)
  func again(_ method: String) throws {
    let frame = try #require(SmallSession.frame)
    guard !Self.keepSurface.contains(method) else { return }
    let (made, again) = try #require(Self.defaced[method])
    var found = again
    found.facePrior = frame.facePrior
    for second in [method, FaceMasking.name] {
      let error = #expect(throws: DefacingError.self) {
        try SmallSession.maker(second, wholeFace: true).attempt(from: made.volume, frame: found)
      }
      #expect(error?.message.hasPrefix("already defaced, nothing changed") == true)
    }
    // Who wants more gone than the first removal took is not held back.
    let ears = SmallSession.maker(method, ["regions": "ears"])
    do { _ = try ears.attempt(from: made.volume, frame: found) } catch {
      #expect(!error.message.contains("already"))
    }
    for (frame, verdict) in [(try #require(Self.whole), "whole"), (found, "defaced")] {
      let record = try FaceRecord.observing(frame.image, registration: frame.registration)
      let evidence = DefacedEvidence(
        of: frame.image, record: record, registration: frame.registration)
      #expect(evidence?.verdict == verdict)
    }
  }

  @Test("13: the brain is found in the defaced image as in the whole one", arguments: methods)
  func downstream(_ method: String) throws {
    let (_, again) = try #require(Self.defaced[method])
    let whole = try #require(Self.whole)
    let overlap = dice(whole.brain, again.brain)
    #expect(overlap > 0.95, "\(overlap)")
  }

  /// The head defaced by each method, and what is found in that image alone.
  static let defaced: [String: (made: Variant, found: Frame)] = {
    var results: [String: (made: Variant, found: Frame)] = [:]
    for method in methods {
      let maker = SmallSession.maker(method)
      guard let frame = SmallSession.frame,
        let made = try? maker.make(from: SmallSession.volume, frame: frame),
        let image = try? made.volume.image(frame: 0),
        let found = try? Frame.make(
          image: image, template: SmallSession.template, parallel: SmallSession.parallel)
      else { continue }
      results[method] = (made, found)
    }
    return results
  }()

  static let whole = try? Frame.make(
    image: SmallSession.volume.image(frame: 0), template: SmallSession.template,
    parallel: SmallSession.parallel)
}

extension Image {
  /// The image with random numbers where it shows air.
  fileprivate var withNoisyAir: Image {
    var noisy = self
    let random = CounterRandom(seed: 5)
    let most = voxels.max() ?? 1
    for index in voxels.indices where voxels[index] < 0.03 * most {
      noisy.voxels[index] =
        most * Float(random.integer(below: 1000, stream: 0, index: UInt64(index))) / 1000
    }
    return noisy
  }

  /// The image as if in Hounsfield units, air at -1000.
  fileprivate var shiftedToHounsfield: Image {
    var shifted = self
    let most = voxels.max() ?? 1
    for index in voxels.indices { shifted.voxels[index] = 1500 * voxels[index] / most - 1000 }
    return shifted
  }
}
