import ArgumentParser
import Kernels
import Volumes

struct ConvertCommand: BautaCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert", abstract: "Changes format, type, axis order or voxel size of an image.",
    discussion: """
      Without options voxels and header are copied faithfully, byte by byte. The ending of the new \
      name decides the container: .nii, .hdr and .img (a pair), .mgh, each also with .gz, and .mgz. \
      MGH holds no scaling and only uint8, int16, uint16, int32 and float32: others need --dtype.
      """)

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
  @Option(
    help: ArgumentHelp(
      "Pack with this level, from 1 (fast) to 12 (small).", valueName: "level"))
  var level = VolumeFile.defaultLevel
  @Flag(help: "Take free text and extensions out of the header, and say which.") var scrub = false
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
    guard VolumeFile.levels.contains(level) else {
      throw ValidationError("'--level' must be from 1 to 12, not \(level)")
    }
  }

  func execute(_ console: Console) async throws {
    try ImageAccess.checkOutputs([output], inputs: [input], force: standard.force)
    try ImageAccess.checkImageNames([output])
    let volume = try ImageAccess.volume(input)
    for warning in volume.warnings { console.warn(warning) }
    let changed = try ImageAccess.during("converting the image") {
      try self.changed(volume, console)
    }
    try ImageAccess.write(
      changed, to: output, force: standard.force, level: level, parallel: standard.parallel)
    if console.json {
      console.result(JSONText.of(standard.detail ? changed.info : changed.info.withoutText))
    }
  }

  private func changed(_ original: Volume, _ console: Console) throws -> Volume {
    var volume = original
    if let axes { volume = volume.reoriented(to: axes.uppercased()) }
    let type = dtype.flatMap(Self.type(named:)) ?? volume.header.voxelType
    if let resample {
      volume = try resampled(volume, toMM: resample, type: type)
    } else {
      volume = try volume.stored(as: type)
    }
    guard scrub else { return volume }
    let (clean, report) = volume.scrubbed()
    console.note(Self.sentence(on: report))
    return clean
  }

  /// All frames with cubic voxels.
  private func resampled(
    _ volume: Volume, toMM size: Double, type: VoxelType
  ) throws -> Volume {
    let grid = volume.grid.resized(toVoxelMM: size)
    return try Volume(series: volume, type: type, description: volume.header.descrip) {
      $0.resampled(onto: grid, interpolation: .cubic, parallel: standard.parallel)
    }
  }

  static func sentence(on report: ScrubReport) -> String {
    guard !report.isEmpty else { return "no free text was found to take out" }
    var parts = report.fields
    if report.extensionBytes > 0 {
      parts.append("\(report.extensions) extension(s) of \(report.extensionBytes) bytes")
    }
    return "taken out: " + parts.joined(separator: ", ")
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
