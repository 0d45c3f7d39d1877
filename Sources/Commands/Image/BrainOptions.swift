import Anatomy
import ArgumentParser
import Volumes

/// How a surface grows freely to the brain, by the letters that people know.
struct BrainOptions: ParsableArguments {
  @Option(
    name: [.customShort("f"), .customLong("fraction")],
    help: ArgumentHelp(
      "Fractional intensity: smaller gives a larger brain (default: 0.5).", valueName: "0…1"))
  var fraction: Double?
  @Option(
    name: [.customShort("g"), .customLong("gradient")], parsing: .unconditional,
    help: ArgumentHelp(
      "Change of -f from the centre up: above 0 gives a larger brain below, a smaller one above.",
      valueName: "-1…1"))
  var gradient: Double?
  @Flag(
    name: [.customShort("R"), .customLong("robust-centre")],
    help: "Grow again from the centre of the brain found, until that stands still.")
  var isRecentred = false
  @Flag(
    name: [.customShort("B"), .customLong("bias-and-neck")],
    help: "As -R, after taking out the bias field and what the template says is no brain.")
  var isCleaned = false
  @Option(
    name: [.customShort("c"), .customLong("centre")], parsing: .unconditional,
    help: ArgumentHelp(
      "Where the surface starts, in world mm, such as -2,10,35.", valueName: "x,y,z"))
  var centre: WorldPoint?
  @Option(
    name: [.customShort("r"), .customLong("radius")],
    help: ArgumentHelp(
      "Radius of the head; the surface starts with half of it.", valueName: "mm"))
  var radius: Double?

  func validate() throws {
    if let fraction, !(0...1).contains(fraction) {
      throw ValidationError("'-f' must be from 0 to 1, not \(fraction)")
    }
    if let gradient, !(-1...1).contains(gradient) {
      throw ValidationError("'-g' must be from -1 to 1, not \(gradient)")
    }
    if let radius, !BrainSeed.radiiMM.contains(radius) {
      throw ValidationError("'-r' must be from 20 to 200 mm, not \(radius)")
    }
  }

  /// Whether the surface grows freely: any of the options was given.
  var isFree: Bool {
    fraction != nil || gradient != nil || isRecentred || isCleaned || centre != nil
      || radius != nil
  }

  /// The settings of the surface.
  var parameters: BrainParameters {
    var result = BrainParameters.standard
    if let fraction { result.fractionalIntensity = fraction }
    if let gradient { result.verticalGradient = gradient }
    result.isRecentred = isRecentred || isCleaned
    return result
  }

  /// From where it starts.
  var seed: BrainSeed { BrainSeed(centreMM: centre?.point, radiusMM: radius) }
}

/// A point in world mm, written as three numbers between commas.
struct WorldPoint: ExpressibleByArgument {
  var point: Vector3

  init?(argument: String) {
    let words = argument.split(separator: ",", omittingEmptySubsequences: false)
    let numbers = words.compactMap { Double($0) }
    guard words.count == 3, numbers.count == 3, numbers.allSatisfy({ abs($0) < 1e6 }) else {
      return nil
    }
    point = Vector3(numbers[0], numbers[1], numbers[2])
  }
}
