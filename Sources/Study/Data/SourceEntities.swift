import Foundation

/// What the BIDS name of an image says beside subject, session and what derivatives add: the
/// acquisition, the contrast agent, the run … (BIDS 1.11, appendix "Entities").
///
/// Derivatives keep it, so that it can be seen from which image they come.
struct SourceEntities: Sendable, Hashable {
  /// `acq-mprage_ce-gd_run-2_`, ends with a low line; empty where the name has none.
  var beforeModality = ""
  /// The entities that stand behind `mod`: `echo-1_part-mag_`.
  var afterModality = ""
  /// The suffix of the name, such as `T1w`; nil where the name is not one of BIDS.
  var suffix: String?

  /// Entities in the order of BIDS up to the one that says the modality of a mask.
  private static let early = ["task", "acq", "ce", "trc", "stain", "rec", "dir", "run"]
  /// Those behind it that describe how the image was taken.
  private static let late = ["echo", "flip", "inv", "mt", "part", "proc"]

  /// What the file name of a subject's image says; nothing where it is not a name of BIDS for this
  /// subject and contrast, so that two images never come to one name.
  init(_ subject: Subject, contrast: String) {
    let name = URL(fileURLWithPath: subject.images[contrast] ?? "").lastPathComponent
    guard BIDSDataset.contrast(ofFile: name) == contrast,
      let stem = ["nii.gz", "nii"].firstNonNil({ name.removingSuffix("." + $0) })
    else {
      return
    }
    let parts = stem.split(separator: "_").map(String.init)
    guard parts.count > 1, parts[0] == subject.label, let suffix = parts.last else { return }
    let pairs = parts[1..<(parts.count - 1)].map {
      $0.split(separator: "-", maxSplits: 1).map(String.init)
    }
    guard pairs.allSatisfy({ $0.count == 2 && StudyFile.isLabel($0[1]) }) else { return }
    func kept(_ keys: [String]) -> String {
      pairs.filter { keys.contains($0[0]) }.map { "\($0[0])-\($0[1])_" }.joined()
    }
    (beforeModality, afterModality) = (kept(Self.early), kept(Self.late))
    self.suffix = suffix
  }
}
