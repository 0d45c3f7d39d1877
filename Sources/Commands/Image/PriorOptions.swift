import Anatomy
import ArgumentParser
import Volumes

/// Where the tissues are to be expected, as `bauta segment` asks for it.
struct PriorOptions: ParsableArguments {
  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Begin with these: three maps of probabilities, of CSF, GM and WM, or 'template' for those of the "
        + "template, aligned with the image. Give them after the image.", valueName: "maps"))
  var priors: [String] = []
  @Option(
    help: ArgumentHelp(
      "4 × 4 numbers that map world mm of the prior maps to world mm of the image, as 'bauta register "
        + "IMAGE MAPS' writes them; left out where both lie in one world.", valueName: "file"))
  var priorsMatrix: String?
  @Flag(help: "Let the priors count in every step up to the shares, not only at the beginning.")
  var priorsThroughout = false

  private static let builtIn = "template"

  /// Whether there are any.
  var isGiven: Bool { !priors.isEmpty }

  /// The files that are read.
  var inputs: [String] {
    (priors == [Self.builtIn] ? [] : priors) + [priorsMatrix].compactMap { $0 }
  }

  func validate() throws {
    guard isGiven else {
      if priorsMatrix != nil || priorsThroughout {
        throw ValidationError("'--priors-matrix' and '--priors-throughout' need '--priors'")
      }
      return
    }
    if priors == [Self.builtIn] {
      if priorsMatrix != nil {
        throw ValidationError("'--priors template' aligns itself; leave '--priors-matrix' out")
      }
    } else if priors.count != 3 {
      throw ValidationError(
        "'--priors' takes three maps, of CSF, GM and WM, or 'template'; \(priors.count) given")
    }
  }

  /// The priors, where any were asked for.
  func load(
    for image: Image, _ standard: some StandardSettings, _ console: Console
  ) throws -> TissuePriors? {
    guard isGiven else { return nil }
    if priors == [Self.builtIn] { return try aligned(with: image, standard, console) }
    let maps = try zip(priors, ["CSF", "GM", "WM"]).map { path, tissue in
      try ImageAccess.image(path, as: "the prior map of \(tissue)")
    }
    let matrix = try priorsMatrix.map { path in
      try ImageAccess.during("reading the matrix of the priors") { try MatrixText.read(path) }
    }
    return try ImageAccess.during("reading the priors") {
      try TissuePriors(
        maps: maps, mapsToImage: matrix ?? .identity, entersPosterior: priorsThroughout)
    }
  }

  private func aligned(
    with image: Image, _ standard: some StandardSettings, _ console: Console
  ) throws -> TissuePriors {
    let template = try standard.loadTemplate(console)
    return try ImageAccess.during("aligning the priors") {
      let found = try LocatedBrain.find(
        in: image, template: template, wantsSkull: false, parallel: standard.parallel)
      return try template.tissuePriors(
        templateToImage: found.registration.templateToSubject,
        entersPosterior: priorsThroughout,
        parallel: standard.parallel)
    }
  }
}
