import Kernels
import Support
import Testing
import Volumes

@testable import Anatomy

/// Images in which no brain can be found: each is refused with a sentence of its own.
@Suite struct UnsuitableInputTests {
  private static let phantom = BrainPhantom(noise: 15, bias: 0.1)
  private static let template = Template(
    name: "phantom", head: BrainPhantom().image, brain: BrainPhantom().brain)

  /// The phantom with every voxel made anew from its value and its index.
  private static func image(_ value: (Float, Int) -> Float) -> Image {
    var image = phantom.image
    for i in image.voxels.indices { image.voxels[i] = value(image.voxels[i], i) }
    return image
  }

  private static func noise(_ index: Int) -> Float {
    Float(BrainPhantom.normal(UInt64(index) + 77))
  }

  /// The phantom in Hounsfield units: air, skin, bone, fluid, grey and white matter.
  private static let tomography = BrainPhantom(
    noise: 8, values: [0, 1040, 1900, 1008, 1038, 1030]
  ).image

  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var image: Image
    var code: AnatomyError.Code
    var words: String
    var testDescription: String { name }
  }

  private static let cases = [
    Case(
      name: "empty", image: image { _, _ in 0 }, code: .inputUnsuitable,
      words: "The image is empty: every voxel has the value 0."),
    Case(
      name: "constant", image: image { _, _ in 100.5 }, code: .inputUnsuitable,
      words: "The image is empty: every voxel has the value 100.5."),
    Case(
      name: "not finite", image: image { _, i in i % 2 == 0 ? .nan : .infinity },
      code: .inputUnsuitable, words: "None of the voxels of the image is a finite number."),
    Case(
      name: "noise", image: image { _, i in 100 + 20 * noise(i) }, code: .inputUnsuitable,
      words: "The image is nothing but noise: in an image of a head voxels 3 apart are alike"),
    Case(
      name: "noise and one hot voxel", image: image { _, i in i == 70_000 ? 1e9 : abs(noise(i)) },
      code: .inputUnsuitable, words: "The image is nothing but noise"),
    Case(
      name: "brain taken out",
      image: image { value, i in phantom.brain.voxels[i] != 0 ? 0 : value },
      code: .brainExtractionFailed,
      words: "There is no brain in the image: skull and scalp surround a hollow of"),
    Case(
      name: "brain replaced by the noise of the air",
      image: image { value, i in phantom.brain.voxels[i] != 0 ? abs(15 * noise(i)) : value },
      code: .brainExtractionFailed, words: "There is no brain in the image"),
    Case(
      name: "computed tomography", image: tomography, code: .inputUnsuitable,
      words: "Magnetic resonance was expected, and this looks like computed tomography"),
    Case(
      name: "computed tomography in Hounsfield units", image: tomography.shifted(by: 1000),
      code: .inputUnsuitable, words: "this looks like computed tomography"),
  ]

  @Test("is refused with a sentence of its own", arguments: cases)
  func isRefused(_ input: Case) {
    let error = #expect(throws: AnatomyError.self) {
      try LocatedBrain.find(in: input.image, template: Self.template)
    }
    #expect(error?.code == input.code, "\(error?.message ?? "")")
    #expect(
      error?.message.hasPrefix(input.words) == true || error?.message.contains(input.words) == true,
      "\(error?.message ?? "")")
    #expect(error?.remedy != nil)
  }

  @Test(
    "what fits no better than chance is no head, what fits better is one that was misplaced",
    arguments: [
      (
        0.06, AnatomyError.Code.inputUnsuitable,
        "No head was recognised in the image: in a head at least 0.12 of the brain's parts fit the template best in place, in this image 0.06."
      ),
      (0.119, .inputUnsuitable, "No head was recognised"),
      (
        0.12, .registrationFailed,
        "The image was aligned with template phantom, but not believably: Why."
      ),
      (0.5, .registrationFailed, "The image was aligned"),
    ])
  func noHead(specificity: Double, code: AnatomyError.Code, words: String) {
    let first = Registration(
      templateToSubject: .identity, similarity: 0.3, verdict: .implausible("Why."),
      specificity: specificity)
    let error = LocatedBrain.unbelievable("Why.", first, Self.template)
    #expect(error.code == code && error.message.hasPrefix(words), "\(error.message)")
  }

  @Test("steps that need no template refuse what is empty or noise", arguments: cases.prefix(5))
  func stepsRefuse(_ input: Case) {
    let steps: [(String, () throws -> Void)] = [
      ("brain", { _ = try extractBrain(from: input.image) }),
      ("head", { _ = try headMask(of: input.image) }),
      ("bias", { _ = try correctBias(of: input.image) }),
    ]
    for (name, step) in steps {
      let error = #expect(throws: AnatomyError.self) { try step() }
      #expect(error?.message.hasPrefix(input.words) == true, "\(name): \(error?.message ?? "")")
    }
    let role = #expect(throws: AnatomyError.self) {
      try registerImages(moving: input.image, fixed: Self.phantom.image)
    }
    #expect(role?.message.contains("moving image") == true, "\(role?.message ?? "")")
  }

  @Test(
    "bright fluid is refused, grey and white matter in the wrong order are told",
    arguments: [
      ("T1", [0, 900, 60, 150, 470, 620], nil, nil),
      ("faint T1", [0, 900, 60, 150, 400, 450], nil, nil),
      (
        "T2", [0, 300, 40, 900, 500, 350],
        "A T1-weighted image was expected, in which fluid is darkest; what is dark, grey", nil
      ),
      (
        "FLAIR", [0, 300, 40, 100, 620, 500], nil,
        "Grey and white matter are not told apart as in a T1-weighted image"
      ),
    ] as [(String, [Float], String?, String?)])
  func contrast(name: String, values: [Float], refusal: String?, warning: String?) throws {
    let image = BrainPhantom(noise: 5, values: values)
    let tissues = try segmentTissue(of: image.image, brain: image.brain)
    let registration = Registration(
      templateToSubject: .scaling(Vector3(repeating: 1.04)), similarity: 1, verdict: .plausible)
    let check = try #require(
      ContrastCheck(of: tissues, template: Self.template, registration: registration))
    var error: AnatomyError?
    do { try check.refuse() } catch let found { error = found }
    #expect(error?.message.hasPrefix(refusal ?? "") == (refusal == nil ? nil : true), "\(name)")
    #expect(error == nil || error?.code == .inputUnsuitable)
    guard refusal == nil else { return }
    #expect(check.warning?.hasPrefix(warning ?? "") == (warning == nil ? nil : true), "\(name)")
  }

  /// Heads in other contrasts, with a hot voxel, without scalp and skull or with noise as strong as
  /// the brain are none of these.
  @Test func headsAreLetThrough() throws {
    let brain = Self.phantom.brain
    let heads: [(String, Image)] = [
      ("bright fluid", BrainPhantom(values: [0, 300, 40, 900, 500, 350]).image),
      ("flat contrast", BrainPhantom(values: [0, 300, 60, 620, 560, 480]).image),
      ("hot voxel", Self.image { value, i in i == 70_000 ? 1e9 : value }),
      ("bare brain", Self.image { value, i in brain.voxels[i] == 0 ? 0 : value }),
      ("noisy", BrainPhantom(noise: 300).image),
    ]
    for (name, image) in heads {
      #expect(throws: Never.self, "\(name)") {
        try ImageStructure.check(image)
        let coarse = image.blockMeans(pitchMM: 3)
        try ComputedTomography.refuse(coarse)
        try HollowHead.refuse(coarse)
      }
    }
  }

  /// Real images, where they are there.
  @Test(
    .enabled(if: RealData.folder != nil, "no real images are there"),
    arguments: [
      "F06_T1w_pycortexS1_adult.nii.gz", "F07_T2w_adi_adult.nii.gz", "F12_FLAIR3D_adult.nii.gz",
      "F14_T1w_2mm_adult.nii.gz", "X10_CT_GE_human_gantrytilt.nii.gz",
    ])
  func realImages(_ name: String) throws {
    guard let path = RealData.file(name) else { return }
    let coarse = try VolumeFile.read(path).image(frame: 0).blockMeans(pitchMM: 3)
    #expect(ComputedTomography(coarse)?.isSeen == name.contains("_CT_"))
    #expect(HollowHead.volumeML(in: coarse) < HollowHead.leastML / 3)
  }
}
