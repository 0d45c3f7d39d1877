import Anatomy
import Kernels
import Volumes

/// The images of one head in which lesions are looked for.
struct LesionSubjectImages: Sendable {
  /// The FLAIR image.
  var flair: Image
  /// The T1-weighted image, where there is one.
  var t1: Image?

  /// A FLAIR image alone.
  init(flair: Image) { self.flair = flair }

  /// The images of a session by contrast.
  init(_ images: [String: Image], measure: String) throws(OutcomeError) {
    guard let flair = images["FLAIR"] else {
      throw OutcomeError(
        .inputUnsuitable,
        "The white-matter lesion volume needs a FLAIR image; the images given are "
          + "\(images.isEmpty ? "none" : images.keys.sorted().joined(separator: ", ")).",
        remedy: "Give an image of contrast FLAIR.")
    }
    self.flair = flair
    t1 = images["T1w"]
  }

  /// Alignment and brain of the FLAIR image.
  func located(_ template: Template, _ parallel: Parallel) throws(OutcomeError) -> Findings {
    do throws(AnatomyError) {
      return try LocatedBrain.find(
        in: flair, template: template, wantsSkull: false, parallel: parallel
      ).findings
    } catch {
      throw OutcomeError(error)
    }
  }

  /// The same from a frame.
  static func believed(_ frame: Frame) throws(OutcomeError) -> Findings {
    guard case .implausible(let sentence) = frame.registration.verdict else {
      return frame.findings
    }
    throw OutcomeError(
      .registrationFailed,
      "The image was aligned with the template, but not believably: \(sentence)",
      remedy: "Look at the orientation and the field of view of the image."
    ).knowing(Findings(registration: frame.registration))
  }

  /// The images made ready.
  func scene(
    _ known: Findings, _ template: Template, _ parallel: Parallel
  ) throws(OutcomeError) -> LesionScene {
    guard let registration = known.registration, let brain = known.brain else {
      throw OutcomeError(.brainExtractionFailed, "Lesions were to be found, but no brain was.")
    }
    do throws(AnatomyError) {
      let scene = try LesionScene(
        flair: flair.withFiniteVoxels, brain: brain,
        templateToImage: registration.templateToSubject, template: template, parallel: parallel)
      try ChannelContrast.checkFLAIR(scene)
      guard let t1 else { return scene }
      return try scene.adding(t1: t1, to: flair.withFiniteVoxels, parallel: parallel)
    } catch {
      throw OutcomeError(error).knowing(known)
    }
  }
}

extension LesionScene {
  /// How bright each voxel is, 0 where no lesion may grow: where none is looked for and near the outer
  /// fluid.
  func growable() -> Image {
    var image = Image(grid: voxels.grid)
    for offset in voxels.offsets {
      let i = Int(offset)
      if canBeLesion(i), outerMM.voxels[i] > LesionCleanUp.usualMarginMM {
        image.voxels[i] = excess(relative.voxels[i])
      }
    }
    return image
  }
}

extension LesionTable {
  /// The values, maps and lesions as a measurement.
  func measurement(
    name: String, probability: Image, in scene: LesionScene, of flair: Image, findings: Findings
  ) -> Measurement {
    var values: [String: Double] = [
      "\(name)_ml": lesions.reduce(0) { $0 + $1.volumeML }, "lesion_count": Double(lesions.count),
      "mask_ml": scene.voxels.mask.volumeML,
    ]
    for place in LesionPlace.allCases {
      values["\(place.rawValue)_ml"] = lesions.reduce(0) {
        $0 + ($1.place == place ? $1.volumeML : 0)
      }
    }
    let whole = { scene.voxels.whole($0, on: flair.grid) }
    var measurement = Measurement(
      values: values, maps: ["probability": whole(probability), "lesions": whole(Image(mask))])
    measurement.lesions = lesions
    measurement.findings = findings
    measurement.findings.lesions = measurement.maps["lesions"]?.mask(atLeast: 0.5)
    return measurement
  }
}
