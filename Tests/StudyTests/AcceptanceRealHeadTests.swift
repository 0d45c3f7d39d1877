import Anatomy
import Defacing
import Support
import Testing
import Volumes

@testable import Study

/// Acceptance on a real head of 2 mm, which is not part of the repository.
@Suite struct AcceptanceRealHeadTests {
  static let volume = RealData.file("F14_T1w_2mm_adult.nii.gz").flatMap {
    try? VolumeFile.read($0)
  }
  static let frame = volume.flatMap { volume in
    (try? volume.image(frame: 0)).flatMap { image in
      try? frame(of: image)
    }
  }

  private static func frame(of image: Image) throws -> Frame {
    try Frame.make(
      image: image, template: try #require(Colin27.coarse), parallel: SmallSession.parallel)
  }

  /// All methods but two: the mask of one is drawn on a digital head, the other takes too long here.
  private static let methods = EveryMethodTests.methods.filter {
    ![MaskWarp.name, Reface.name].contains($0)
  }

  @Test(
    "7, 11, 13: a real head passes, keeps its brain, and is told when it comes again",
    .enabled(
      if: RealData.file("F14_T1w_2mm_adult.nii.gz") != nil && Colin27.isThere,
      "no real head or no real template is there"),
    arguments: methods)
  func realHead(_ method: String) throws {
    let (volume, frame) = (try #require(Self.volume), try #require(Self.frame))
    let maker = VariantMaker(
      method: method, parameters: [:], template: try #require(Colin27.coarse),
      parallel: SmallSession.parallel)
    let made = try maker.attempt(from: volume, frame: frame)
    #expect(made.refusal == nil, "\(made.refusal?.message ?? "")")
    #expect(made.values["brain_voxels_removed"] == 0)
    let removed = try #require(made.removed)
    #expect(
      Gate.fidelity(
        of: made.volume, original: volume, removed: removed,
        isConstant: !EveryMethodTests.keepSurface.contains(method)
      ).verdict == .pass)
    let again = try Self.frame(of: try made.volume.image(frame: 0))
    let overlap = dice(frame.brain, again.brain)
    #expect(overlap > 0.9, "\(overlap)")
    guard !EveryMethodTests.keepSurface.contains(method) else { return }
    let error = #expect(throws: DefacingError.self) {
      try maker.attempt(from: made.volume, frame: again)
    }
    #expect(error?.message.hasPrefix("already defaced, nothing changed") == true)
  }
}
