import Agreement
import Anatomy
import ArgumentParser
import Faces
import Foundation
import Study
import Volumes

struct ReidentifyCommand: BautaCommand {
  /// How often names are shuffled unless asked otherwise.
  static let usualPermutations = 10_000

  static let configuration = CommandConfiguration(
    commandName: "reidentify",
    abstract: "Tells whether people can be found again by their faces after a removal.",
    discussion: """
      Of a study everybody is searched whose face was checked, for each cohort and method. Without a \
      study two lists of images are asked for.

      Each list is a folder of images, named by the person up to the first underscore after 'sub-…' or \
      by the whole name, or a table (CSV or TSV) with the columns 'subject' and 'image'. The gallery \
      holds intact faces, best from other scans than those that were defaced; with \
      --perturb the intact originals are taken, changed a little, which is said in the result. With \
      --same-defacing the attacker has the gallery's images after the same removal as well.

      Probes are aligned with the template by their own images, unless a folder of records is given \
      with --records, where what each image shows is kept and taken up again.
      """)

  @Argument(help: "The study folder; by default the one you are in, unless images are given.")
  var study: String?
  @Option(help: ArgumentHelp("Images with faces, one a person.", valueName: "images"))
  var gallery: String?
  @Option(help: ArgumentHelp("Images without faces, one a person.", valueName: "images"))
  var probes: String?
  @Option(
    help: ArgumentHelp(
      "The gallery's images after the same removal, one a person.", valueName: "images"))
  var sameDefacing: String?
  @Flag(help: "The gallery holds the very images that were defaced: change them a little.")
  var perturb = false
  @Option(
    help: ArgumentHelp(
      "Keeps what each image shows of the face here, and takes it up again. Do not share it.",
      valueName: "folder"))
  var records: String?
  @Option(help: ArgumentHelp("How often names are shuffled.", valueName: "count"))
  var permutations = Self.usualPermutations
  @OptionGroup var standard: TemplateOptions

  func validate() throws {
    if (gallery == nil) != (probes == nil) {
      throw ValidationError("'--gallery' and '--probes' belong together: give both, or a study")
    }
    if study != nil, gallery != nil {
      throw ValidationError("give a study, or '--gallery' and '--probes', not both")
    }
    if !(100...1_000_000).contains(permutations) {
      throw ValidationError("'--permutations' must be from 100 to 1000000, not \(permutations)")
    }
  }

  func execute(_ console: Console) async throws {
    if let gallery, let probes {
      try search(gallery, probes, console)
    } else {
      try StudySearch(study: study ?? ".", permutations: permutations, options: standard)
        .run(console)
    }
  }

  private func search(_ gallery: String, _ probes: String, _ console: Console) throws {
    let lists = try (
      ImageList(gallery, role: "the gallery"), ImageList(probes, role: "the probes"),
      sameDefacing.map { try ImageList($0, role: "the gallery after the same removal") }
    )
    let count = lists.0.images.count + lists.1.images.count + (lists.2?.images.count ?? 0)
    let progress = StepProgress(console: console, count: count)
    defer { progress.close() }
    progress.step("loading the template")
    let template = try standard.loadTemplate(console)
    let shelf = RecordShelf(
      folder: records, template: template, parallel: standard.parallel, progress: progress)
    let found = try shelf.records(of: lists.0, console)
    var search = Reidentification(
      gallery: perturb ? found.perturbed : found,
      origin: perturb ? .perturbedOriginals : .secondImages)
    for (person, record) in try shelf.records(of: lists.1, console) {
      search.add(probe: record, of: person)
    }
    if let list = lists.2 {
      for (person, record) in try shelf.records(of: list, console) {
        search.add(sameDefacing: record, of: person)
      }
    }
    progress.close()
    let result = search.result(permutations: permutations)
    guard !result.probes.isEmpty else {
      throw CommandFailure(
        .badData, "none of the probes is a person of the gallery",
        remedy: "name the images alike in both lists, as sub-01_…")
    }
    if console.json { return console.result(JSONText.of(ReidentificationReport(result))) }
    for line in ReidentificationText.lines(result) { console.result(line) }
  }
}

extension [String: FaceRecord] {
  /// The records as other images could show the same faces; the seed is the person's place.
  fileprivate var perturbed: [String: FaceRecord] {
    var result = self
    for (index, person) in keys.sorted().enumerated() {
      result[person] = self[person]?.perturbed(seed: UInt64(index) + 1)
    }
    return result
  }
}
