/// One person's images at one visit, as a study uses them.
public struct Subject: Sendable, Hashable, Codable {
  /// The cohort it belongs to.
  public var cohort: String
  /// The BIDS label with its prefix, such as `sub-01`.
  public var label: String
  /// The session label with its prefix, such as `ses-02`, where the dataset has sessions.
  public var session: String?
  /// A folder of its own below the derivatives, where the same label means other images in an
  /// earlier cohort.
  public var shelf: String?
  /// Absolute paths by contrast: `T1w`, `T1c`, `T2w`, `FLAIR`, `PDw`.
  public var images: [String: String]
  /// Absolute paths by contrast of other images of the same person: of another visit, or of a further
  /// run. Nothing is measured on them; people are searched among the faces that they show.
  public var others: [String: String] = [:]

  /// A subject from its parts.
  public init(cohort: String, label: String, session: String? = nil, images: [String: String]) {
    (self.cohort, self.label, self.session) = (cohort, label, session)
    self.images = images
  }

  /// The stem of derived file names: `sub-01` or `sub-01_ses-02`.
  public var stem: String { session.map { "\(label)_\($0)" } ?? label }

  /// The folder of derived files, relative to the derivatives: `sub-01` or `sub-01/ses-02`.
  public var folder: String { session.map { "\(label)/\($0)" } ?? label }

  /// The contrasts that studies know.
  public static let contrasts = ["T1w", "T1c", "T2w", "FLAIR", "PDw"]
}

/// The subjects of a cohort, and what was noticed while finding them.
public struct Roster: Sendable, Equatable {
  /// In the order of their labels.
  public var subjects: [Subject]
  /// Things a person should know, such as sessions that are not used; they name subjects.
  public var notes: [String]
  /// Sessions of the chosen subjects that the study does not use.
  public var unusedSessions = 0
  /// Images of the chosen subjects, of a contrast that studies know, that the study does not use:
  /// further runs and acquisitions, and those of unused sessions.
  public var unusedImages = 0
  /// What is wrong.
  public var mistakes: [Mistake]

  /// A roster from its parts.
  public init(subjects: [Subject] = [], notes: [String] = [], mistakes: [Mistake] = []) {
    (self.subjects, self.notes, self.mistakes) = (subjects, notes, mistakes)
  }
}
