/// Writes a first `study.yaml`.
public enum StudyTemplate {
  /// What has to be known for it.
  public struct Answers: Sendable {
    /// The study's name.
    public var name: String
    /// The cohort's name.
    public var cohort: String
    /// What is measured.
    public var outcome: String
    /// Where the images are.
    public var source: StudyPlan.Cohort.Source
    /// Which subjects belong to the cohort: a column of participants.tsv and its value; nil: all.
    public var filter: (column: String, value: String)?

    /// The answers.
    public init(
      name: String, cohort: String, outcome: String, source: StudyPlan.Cohort.Source,
      filter: (column: String, value: String)? = nil
    ) {
      (self.name, self.cohort, self.outcome) = (name, cohort, outcome)
      (self.source, self.filter) = (source, filter)
    }
  }

  /// The text of the file, with a comment above every part.
  public static func text(_ answers: Answers) -> String {
    let source =
      switch answers.source {
      case .bids(let folder): "bids: \(quoted(folder))"
      case .table(let file): "table: \(quoted(file))"
      }
    let filter = answers.filter.map {
      "filter: { \(quoted($0.column)): [\(quoted($0.value))] }"
    }
    return """
      # A study of what face removal does to a measured outcome.
      study: \(quoted(answers.name))

      # Removal methods, compared with the full images.
      methods: [quickshear, facemasking, defacing]
      # Harmless changes, measured like a method: the floor under which no difference means anything.
      controls: [noise]

      cohorts:
        - name: \(quoted(answers.cohort))
          outcome: \(quoted(answers.outcome))
          # A BIDS dataset ('bids: FOLDER') or a table ('table: FILE' with columns subject, T1w, …).
          \(source)
          # Only subjects whose participants.tsv says so:
          \(filter ?? "# filter: { diagnosis: [AD] }")

      # Parameters; each has a default, and everything set here is recorded with the results.
      parameters:
        quickshear: { buffer: 10mm, mode: robust }
        facemasking: { filter: normfilter, seed: 1 }
        defacing: { protect: 7mm, ears: false }
        # How NBV looks for the brain; "-B -f 0.1" are options often given to SIENAX.
        # nbv: { preset: "-B -f 0.1" }

      # Further images of a subject (T2w, FLAIR, …): 'propagate' carries over what is removed from the
      # measured image; 'independent' finds the face on each by itself.
      images: propagate

      # Limits of the gates in per cent; a defaced image beyond 'fail' is not written.
      # gates:
      #   brain-removed: { warn: 0, fail: 0.1 }
      #   brain-in-place: { warn: 0.75, fail: 0.5 }
      #   face-in-view: { warn: 70, fail: 10 }
      #   face-left: { warn: 5, fail: 20 }
      #   head-removed: { quickshear: { warn: [2, 35], fail: [0.5, 50] } }
      #   stretch: [0.7, 1.4]

      # What counts as a failure.
      failure:
        timeout: 30min
        nbv: { brain-ml: [800, 2000] }

      # How the work is run.
      engine: { workers: auto, executor: local }

      """
  }

  /// A text as YAML writes it, whatever it holds.
  static func quoted(_ text: String) -> String {
    let escaped = text.unicodeScalars.map { scalar -> String in
      switch scalar {
      case "\\": "\\\\"
      case "\"": "\\\""
      case "\n": "\\n"
      case "\t": "\\t"
      default: scalar.value < 32 ? "" : String(scalar)
      }
    }
    return "\"" + escaped.joined() + "\""
  }
}
