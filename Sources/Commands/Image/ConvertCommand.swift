import ArgumentParser
import Kernels
import Volumes

struct ConvertCommand: BautaCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert", abstract: "Changes format, type, axis order or voxel size of an image.",
    discussion: "Without options voxels and header are copied faithfully, byte by byte.")

  @Argument(help: "The image.") var input: String
  @Option(name: .shortAndLong, help: ArgumentHelp("The new file.", valueName: "file")) var output:
    String
  @Option(
    help: ArgumentHelp("Store voxels as this type, such as int16 or float32.", valueName: "type"))
  var dtype: String?
  @Option(help: ArgumentHelp("Order of the axes, such as RAS.", valueName: "code")) var axes:
    String?
  @Option(help: ArgumentHelp("Resample to cubic voxels of this side.", valueName: "mm"))
  var resample: Double?
  @OptionGroup var standard: StandardOptions

  func validate() throws {
    if let dtype, Self.type(named: dtype) == nil {
      let known = Self.types.map { "\($0)" }.joined(separator: ", ")
      throw ValidationError("unknown type '\(dtype)'; known are \(known)")
    }
    if let axes, !Self.isCode(axes) {
      throw ValidationError(
        "'\(axes)' is no axis code; one such as RAS names R or L, A or P, S or I once")
    }
    if let resample, !(0.1...20).contains(resample) {
      throw ValidationError("'--resample' must be from 0.1 to 20 mm, not \(resample)")
    }
  }

  func execute(_ console: Console) async throws {
    try ImageAccess.checkOutputs([output], inputs: [input], force: standard.force)
    try ImageAccess.checkImageNames([output])
    var volume = try ImageAccess.volume(input)
    for warning in volume.warnings { console.warn(warning) }
    if let axes { volume = volume.reoriented(to: axes.uppercased()) }
    let type = dtype.flatMap(Self.type(named:)) ?? volume.header.voxelType
    if resample != nil || type != volume.header.voxelType {
      volume = Volume(image: try values(of: volume), type: type, description: volume.header.descrip)
    }
    try ImageAccess.write(volume, to: output, force: standard.force)
    if console.json { console.result(JSONText.of(volume.info)) }
  }

  private func values(of volume: Volume) throws -> Image {
    let image = try ImageAccess.image(volume)
    guard let resample else { return image }
    return image.resampled(
      onto: image.grid.resized(toVoxelMM: resample), interpolation: .cubic,
      parallel: standard.parallel)
  }

  static let types = VoxelType.allCases.filter(\.isScalar)

  static func type(named name: String) -> VoxelType? {
    types.first { "\($0)" == name.lowercased() }
  }

  static func isCode(_ text: String) -> Bool {
    let groups = text.uppercased().map { letter in
      ["RL", "AP", "SI"].firstIndex { $0.contains(letter) }
    }
    return groups.count == 3 && Set(groups) == [0, 1, 2]
  }
}
