import Defacing
import Foundation

/// The JSON sidecar of a variant (BIDS 1.11): how the face was removed and what was checked.
///
/// Says what DICOM says of a cleaned image (PS3.15, "Clean Recognizable Visual Features Option"):
/// `RecognizableVisualFeatures` is (0028,0302), `DeidentificationMethod` (0012,0063) and
/// `DeidentificationMethodCodeSequence` (0012,0064). The code is only written where the whole face was
/// asked for and no more of it is left than the usual limits of the gates allow; the first only where
/// each zone of it was seen as well and no surface was left in its place, since nobody has shown that a
/// filtered face cannot be recognised.
public struct VariantSidecar: Sendable, Encodable {
  /// One entry of DICOM's (0012,0064).
  struct Code: Encodable {
    var CodeValue: String
    var CodeMeaning: String
    var CodingSchemeDesignator: String

    /// The option of PS3.15 that removes what a face can be recognised by.
    static let cleanFeatures = Code(
      CodeValue: "113102", CodeMeaning: "Clean Recognizable Visual Features Option",
      CodingSchemeDesignator: "DCM")
  }

  /// What only Bauta says.
  struct Details: Encodable {
    var method: String
    var parameters: [String: String]
    var version: String
    var control: Bool
    var fill_value: Double?
    var values: [String: Double]
    var gates: [Gate]
    var fiducials: FiducialSidecar?
    /// The fields of the header whose free text was taken out.
    var scrubbed_header: [String]?
    /// The values of the study where this subject has others, by parameter.
    var study_parameters: [String: String]?
  }

  var SkullStripped = false
  var Description: String
  var DeidentificationMethod: [String]?
  var DeidentificationMethodCodeSequence: [Code]?
  var RecognizableVisualFeatures: String?
  /// BIDS: landmarks in voxel indices from 0, where the nose was kept.
  var AnatomicalLandmarkCoordinates: [String: [Double]]?
  var Bauta: Details

  init(
    method: String, parameters: [String: String], isControl: Bool, keepsSurface: Bool = false,
    values: [String: Double], gates: [Gate], fill: Double?
  ) {
    Description = "The image, harmlessly changed by '\(method)' for comparison; the face is whole."
    if !isControl {
      let asked = AskedRegions(parameters)
      let regions = asked.face
      let part = regions.coverFace ? "" : ", only \(asked.text)"
      Description = "The image with its face removed or altered by the method '\(method)'\(part)."
      DeidentificationMethod = ["\(method) (bauta \(StudyVersion.current))\(part)"]
      let isClean = regions.coverFace && Self.arePassed(gates)
      DeidentificationMethodCodeSequence = isClean ? [.cleanFeatures] : nil
      let isSeen = isClean && Self.areJudged(regions, by: gates)
      RecognizableVisualFeatures = isSeen && !keepsSurface ? "NO" : nil
    }
    Bauta = Details(
      method: method, parameters: parameters, version: StudyVersion.current, control: isControl,
      fill_value: fill, values: values, gates: gates)
  }

  /// Tells that parameters differ from those of the study. Why stays out: it is free text, and
  /// sidecars are shared.
  mutating func tell(_ differences: [ParameterDifference]) {
    guard !differences.isEmpty else { return }
    Bauta.study_parameters = Dictionary(
      differences.map { ($0.name, $0.toldStudy) }, uniquingKeysWith: { first, _ in first })
  }

  /// How the face was removed, as it stands in `DeidentificationMethod`; nil for a control.
  public var methodText: String? { DeidentificationMethod?.first }

  /// Whether the code of a cleaned image is written.
  public var isCleaned: Bool { DeidentificationMethodCodeSequence != nil }

  /// Whether it is said that nothing is left by which a face can be recognised.
  public var hidesFeatures: Bool { RecognizableVisualFeatures == "NO" }

  /// Whether no more of the face is left, or unaltered, than the usual limits allow, whatever a study
  /// allows.
  private static func arePassed(_ gates: [Gate]) -> Bool {
    gates.filter { $0.name.hasPrefix("face-left-") || $0.name.hasPrefix("unaltered-") }
      .allSatisfy { $0.value <= GateLimits.standard.faceLeft.fail }
  }

  /// Whether each zone that was asked for was seen, so that something can be said of it.
  private static func areJudged(_ regions: FaceRegions, by gates: [Gate]) -> Bool {
    let judged = Set(gates.map(\.name))
    return regions.zones.allSatisfy { judged.contains("face-left-\($0.rawValue)") }
  }

  /// The sidecar of the original with what is to be said of the removal.
  ///
  /// What was said of earlier steps of deidentification stays in front.
  func added(to original: JSONObjectText) -> JSONObjectText {
    var object = original
    for (key, value) in own.entries where key != "Description" {
      switch key {
      case "DeidentificationMethod", "DeidentificationMethodCodeSequence":
        object[key] = Self.appended(value, to: object[key])
      case "SkullStripped": object[key] = object[key] ?? value
      default: object[key] = value
      }
    }
    return object
  }

  /// The entries of this sidecar.
  private var own: JSONObjectText {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    let data = (try? encoder.encode(self)) ?? Data()
    return JSONObjectText(String(decoding: data, as: UTF8.self)) ?? JSONObjectText()
  }

  /// A list of one item behind what stood there; a single text counts as a list of one, and what
  /// stands there already is not said twice.
  private static func appended(_ list: String, to former: String?) -> String {
    guard let former else { return list }
    let item = String(list.dropFirst().dropLast())
    let mark = item.contains("113102") ? "113102" : item
    if former.contains(mark) { return former }
    return JSONListText.adding(item, to: former.hasPrefix("\"") ? "[\(former)]" : former)
  }
}

/// The JSON sidecar of a mask: what its numbers mean.
public struct MaskSidecar: Sendable, Encodable {
  var Description: String
  /// BIDS' word for the kind of mask, where it has one.
  var `Type`: String?
  var Polarity: String
  /// Whether the image that the mask belongs to shows the brain alone; BIDS asks for it.
  var SkullStripped: Bool?

  /// Of the voxels that were removed.
  public static let removed = MaskSidecar(
    Description: "Voxels of the image that were removed or altered to hide the face.",
    Polarity: "1 = removed or altered, 0 = kept", SkullStripped: false)

  /// Of the brain.
  public static let brain = MaskSidecar(
    Description: "The brain with its outer fluid, found in the full image.", Type: "Brain",
    Polarity: "1 = brain, 0 = outside")

  /// The sidecar as JSON.
  public var text: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) + "\n" } ?? "{}\n"
  }
}
