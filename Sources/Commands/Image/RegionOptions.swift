import ArgumentParser
import Faces
import Study

/// Switches for the parts of a head that go or stay; they compose with `--regions`.
struct RegionOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Zones that must be gone, such as eyes,nose,mouth,chin (the default).", valueName: "zones"))
  var regions: String?
  @Flag(inversion: .prefixedNo, help: "The eyes must be gone, or need not.") var eyes: Bool?
  @Flag(inversion: .prefixedNo, help: "The nose must be gone, or need not.") var nose: Bool?
  @Flag(inversion: .prefixedNo, help: "The mouth must be gone, or need not.") var mouth: Bool?
  @Flag(inversion: .prefixedNo, help: "The chin must be gone, or need not.") var chin: Bool?
  @Flag(
    inversion: .prefixedNo,
    help: "facemasking, defacing, mask-warp, reface: the ears as well, or not.")
  var ears: Bool?
  @Flag(
    inversion: .prefixedNo,
    help: "facemasking, defacing, mask-warp, reface: the forehead as well, or not.")
  var forehead: Bool?
  @Flag(
    inversion: .prefixedNo,
    help: "defacing, mask-warp: what lies behind the head as well, a nose that wrapped round.")
  var back: Bool?
  @Option(
    help: ArgumentHelp(
      "facemasking, defacing, mask-warp, reface: what stays: nose. NAS, LPA and RPA are reported.",
      valueName: "part"))
  var keep: String?

  /// The switches of zones that every method has to reach.
  private var zones: [(FaceZone, Bool?)] {
    [(.eyes, eyes), (.nose, nose), (.mouth, mouth), (.chin, chin)]
  }

  /// The parameters that were given, by name.
  var given: [String: String] {
    var parameters: [String: String] = [:]
    let wanted = zones.filter { $0.1 == true }.map(\.0)
    let base = regions.map { FaceRegions($0) }
    // A text that is no list of zones is passed on, so that its mistake is told.
    parameters["regions"] = base.flatMap { $0 }.map { $0.adding(wanted).text } ?? regions
    let others: [(FaceZone, Bool?)] = [(.ears, ears), (.forehead, forehead)]
    let fewer = (zones + others).filter { $0.1 == false }.map { $0.0.rawValue }
    if !fewer.isEmpty { parameters["except"] = fewer.joined(separator: ",") }
    parameters["ears"] = ears == true ? "true" : nil
    parameters["forehead"] = forehead == true ? "true" : nil
    parameters["back"] = back == true ? "true" : nil
    parameters["keep"] = keep
    return parameters
  }
}
