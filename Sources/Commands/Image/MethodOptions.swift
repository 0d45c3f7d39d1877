import ArgumentParser
import Defacing
import Study

/// Parameters that one removal method takes and others refuse.
struct MethodOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "quickshear: robust, or parity with the published program.", valueName: "mode"))
  var mode: String?
  @Option(
    help: ArgumentHelp(
      "quickshear: distance kept from the brain, such as 10mm (parity: 10vox).",
      valueName: "length"))
  var buffer: String?
  @Option(
    help: ArgumentHelp(
      "defacing: distance from the brain within which nothing goes, such as 7mm.",
      valueName: "length"))
  var protect: String?
  @Option(
    help: ArgumentHelp(
      "defacing: what is as bright as brain in the ring beyond stays (keep), where thick (solid), "
        + "or goes (remove).", valueName: "rule"))
  var ring: String?
  @Option(
    help: ArgumentHelp(
      "facemasking: how the values of the layer are made: "
        + "\(LayerFilter.Kind.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "name"))
  var filter: String?
  @Option(
    help: ArgumentHelp(
      "facemasking: how far the layer reaches to either side of the skin, such as 8mm.",
      valueName: "length"))
  var depth: String?
  @Option(
    help: ArgumentHelp(
      "facemasking: distance of the rays that find the skin, such as 15mm.", valueName: "length"))
  var mesh: String?
  @Option(
    help: ArgumentHelp(
      "facemasking: how far the layer is moved at random, such as 4mm.", valueName: "length"))
  var jitter: String?
  @Flag(help: "facemasking, defacing: the ears as well.")
  var ears = false

  /// The parameters that were given, by name.
  ///
  /// - Parameter method: the method that they are for, which may have defaults of its own.
  /// - Returns: the parameters by name.
  func given(for method: String) -> [String: String] {
    var parameters: [String: String] = [:]
    parameters["mode"] = mode
    parameters["buffer"] = buffer ?? (mode == "parity" && method == QuickShear.name ? "10vox" : nil)
    parameters["protect"] = protect
    parameters["ring"] = ring
    parameters["filter"] = filter
    parameters["depth"] = depth
    parameters["mesh"] = mesh
    parameters["jitter"] = jitter
    parameters["ears"] = ears ? "true" : nil
    return parameters
  }

  /// Refuses a buffer that does not fit the mode.
  func checkBuffer() throws {
    if let buffer, mode == "parity", Quantity.voxels(buffer) == nil {
      throw ValidationError("parity takes a buffer in voxels, such as 10vox, not '\(buffer)'")
    }
    if let buffer, mode != "parity", Quantity.millimetres(buffer) == nil {
      throw ValidationError("a buffer is in millimetres, such as 10mm, not '\(buffer)'")
    }
  }
}
