/// Where a study keeps its files, relative to the study folder.
public struct StudyPaths: Sendable {
  /// The study folder, absolute.
  public var root: String

  /// The paths below a study folder.
  public init(root: String) { self.root = root }

  /// The study file.
  public var studyFile: String { root + "/study.yaml" }
  /// The engine's own folder.
  public var engineFolder: String { root + "/.bauta" }
  /// The queue.
  public var database: String { engineFolder + "/study.sqlite" }
  /// Where raters' files are.
  public var ratings: RatingsFolder { RatingsFolder(engineFolder + "/ratings") }
  /// The file of a rater.
  public func raterFile(_ rater: String) -> RaterFile {
    RaterFile(rater: rater, folder: engineFolder + "/ratings")
  }
  /// The derivatives, relative.
  public static let derivatives = "derivatives/bauta"
  /// Files that hold a face or serve the engine alone, relative: never part of what is shared.
  public static let work = ".bauta/work"
  /// The agreement tables, relative.
  public static let agreement = derivatives + "/agreement"

  /// The absolute form of a path of a task.
  public func absolute(_ path: String) -> String {
    path.hasPrefix("/") ? path : root + "/" + path
  }

  /// The files that keep what is known of a subject's full image.
  ///
  /// - Parameters:
  ///   - subject: whose image.
  ///   - contrast: which one.
  ///   - isFurther: whether it is another one than the image that is measured.
  /// - Returns: the files.
  public static func reference(
    _ subject: Subject, contrast: String, isFurther: Bool = false
  ) -> ReferenceFiles {
    let stem = "anat/\(subject.stem)"
    let (shared, own) = (folder(of: subject), folder(of: subject, below: work))
    let kind = isFurther ? contrast : ""
    return ReferenceFiles(
      brainMask: "\(shared)/\(stem)_desc-brain\(kind)_mask.nii.gz",
      headMask: "\(own)/\(stem)_desc-head\(kind)_mask.nii.gz",
      transform: "\(own)/\(stem)_from-template_to-\(contrast)_xfm.json")
  }

  /// The files of one variant of a subject's image. A control keeps the whole face and stays in the
  /// engine's own folder. Where the source has a name of BIDS, acquisition, run and the like are
  /// kept.
  public static func variant(
    _ variant: String, of subject: Subject, contrast: String, isControl: Bool = false
  ) -> VariantFiles {
    let place = folder(of: subject, below: isControl ? work : derivatives)
    var source = SourceEntities(subject, contrast: contrast)
    if source.suffix == nil, contrast == "T1c" {
      // BIDS has no such suffix: it is a T1-weighted image with an agent.
      (source.beforeModality, source.suffix) = ("ce-unknown_", "T1w")
    }
    let (early, late) = (source.beforeModality, source.afterModality)
    let (stem, desc) = ("\(place)/anat/\(subject.stem)_\(early)", "\(late)desc-\(label(variant))")
    let suffix = source.suffix ?? contrast
    // A mask may not carry an echo or the like; its modality says it instead.
    let modality = BIDSName.modality(suffix, entities: [late])
    return VariantFiles(
      image: "\(stem)\(desc)_\(suffix).nii.gz",
      mask: "\(stem)mod-\(modality)_desc-\(label(variant))_defacemask.nii.gz",
      sidecar: "\(stem)\(desc)_\(suffix).json")
  }

  /// The JSON sidecar of an image.
  static func sidecar(of image: String) -> String {
    (image.removingSuffix(".nii.gz") ?? image) + ".json"
  }

  /// The files of one measured outcome of a subject. Labels that are no tissues name their outcome, so
  /// that those of two outcomes of one subject do not meet.
  public static func outcome(
    _ outcome: String, variant: String, of subject: Subject
  ) -> (values: String, labels: String) {
    let stem = "\(folder(of: subject))/outcomes/\(subject.stem)_desc-\(label(variant))"
    let own = outcome == "nbv" ? "" : label(outcome)
    return ("\(stem)_\(outcome).json", "\(stem)\(own)_dseg.nii.gz")
  }

  /// The table of lesions beside a map of labels.
  static func lesions(ofLabels file: String) -> String {
    (file.removingSuffix("_dseg.nii.gz") ?? file) + "_lesions.tsv"
  }

  /// The files of the check of a face after a removal: its numbers, and what the images show, which
  /// holds a face and stays in the engine's own folder.
  static func face(_ variant: String, of subject: Subject) -> (check: String, record: String) {
    let stem = "outcomes/\(subject.stem)_desc-\(label(variant))"
    return (
      "\(folder(of: subject))/\(stem)_face.json",
      "\(folder(of: subject, below: work))/\(stem)_facerecord.json"
    )
  }

  /// The pictures of a measured outcome, by its file of values: the one beside them, in which only the
  /// brain is to be seen, and the one of a failure, which may show a face and stays in the engine's
  /// own folder.
  static func pictures(ofValues file: String) -> (made: String, failed: String) {
    let stem = file.removingSuffix(".json") ?? file
    let own = stem.hasPrefix(derivatives) ? work + stem.dropFirst(derivatives.count) : stem
    return (stem + ".png", own + "_failed.png")
  }

  private static func folder(of subject: Subject, below root: String = derivatives) -> String {
    let group = subject.shelf.map { "/\($0)" } ?? ""
    return "\(root)\(group)/\(subject.folder)"
  }

  /// A variant's name as a BIDS label: letters and digits only.
  private static func label(_ variant: String) -> String {
    variant.filter { $0.isLetter || $0.isNumber }
  }
}
