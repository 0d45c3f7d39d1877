import Anatomy
import Foundation
import Kernels
import Study
import Volumes

/// Reading and writing as commands do it.
enum ImageAccess {
  /// The single frame of an image.
  ///
  /// - Throws: a failure that names what was found where there are several frames.
  static func image(_ path: String, as role: String = "the image") throws -> Image {
    try during("reading \(role)") { try image(try VolumeFile.read(path)) }
  }

  /// A volume as stored, all frames.
  static func volume(_ path: String, as role: String = "the image") throws -> Volume {
    try during("reading \(role)") { try VolumeFile.read(path) }
  }

  /// Runs something, and says what was being done when it fails.
  static func during<Result>(_ doing: String, _ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch {
      throw CommandFailure(error).during(doing)
    }
  }

  /// The single frame of a volume.
  static func image(_ volume: Volume) throws -> Image {
    guard volume.frames == 1 else {
      throw CommandFailure(
        .badData, "a three-dimensional image was expected, found one of \(volume.frames) frames",
        remedy: "give one frame, or the image that the series was averaged to")
    }
    return try volume.image(frame: 0)
  }

  /// A mask from an image: inside where it is not zero; it must lie on the given grid.
  static func mask(_ path: String, on grid: Grid) throws -> Mask {
    let stored = try image(path, as: "the mask")
    guard stored.grid.matches(grid, toleranceMM: 0.1) else {
      throw CommandFailure(
        .badData, "the mask does not lie on the grid of the image",
        remedy: "resample it onto the image first", path: path)
    }
    return Mask(grid: grid, voxels: stored.voxels.map { $0 != 0 ? 1 : 0 })
  }

  /// Refuses outputs that are inputs, and outputs that are there already unless forced; both files
  /// of a pair count.
  static func checkOutputs(_ outputs: [String], inputs: [String], force: Bool) throws {
    let taken = Set(inputs.flatMap(VolumeFile.filesRead(as:)).map(real))
    let outputs = outputs.flatMap(VolumeFile.filesWritten(as:))
    if Set(outputs.map(real)).count < outputs.count {
      throw CommandFailure(
        .usage, "two outputs would go to the same file", remedy: "give each output its own name")
    }
    for output in outputs {
      try checkFolder(of: output)
      if taken.contains(real(output)) {
        throw CommandFailure(
          .cannotCreate, "an output would overwrite an input, which is never done",
          remedy: "give another output name", path: output)
      }
      try checkIsNoFolder(output)
      if !force, FileManager.default.fileExists(atPath: output) {
        throw CommandFailure(
          .cannotCreate, "an output is there already",
          remedy: "give another name, or --force to overwrite it", path: output)
      }
    }
  }

  private static func checkIsNoFolder(_ output: String) throws {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: output, isDirectory: &isFolder), isFolder.boolValue
    else { return }
    throw CommandFailure(
      .cannotCreate, "an output has the name of a folder that is there",
      remedy: "give another name", path: output)
  }

  private static func checkFolder(of output: String) throws {
    let folder = URL(fileURLWithPath: output).deletingLastPathComponent().path
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder),
      isFolder.boolValue,
      FileManager.default.isWritableFile(atPath: folder)
    else {
      throw CommandFailure(
        .cannotCreate, "the folder of an output is not there or may not be written",
        remedy: "make it first, or give another place", path: output)
    }
  }

  /// Refuses names of images that cannot be written, before any work is done.
  static func checkImageNames(_ outputs: [String]) throws {
    for output in outputs {
      if !VolumeFile.canWrite(output) {
        throw CommandFailure(
          .cannotCreate,
          "the name of an output image should end in .nii, .nii.gz, .hdr, .img, .mgh or .mgz",
          remedy: "choose such a name", path: output)
      }
    }
  }

  /// Writes a volume.
  static func write(
    _ volume: Volume, to path: String, force: Bool, level: Int = VolumeFile.defaultLevel,
    parallel: Parallel = Parallel()
  ) throws {
    try during("writing an image") {
      try VolumeFile.write(
        volume, to: path, overwrite: force, level: level, parallel: parallel)
    }
  }

  /// Writes a text: all of it or nothing.
  static func write(_ text: String, to path: String) throws {
    try write(Array(text.utf8), to: path)
  }

  /// Writes bytes: all of them or nothing.
  static func write(_ bytes: [UInt8], to path: String) throws {
    do {
      try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw CommandFailure(
        .cannotCreate, "an output file cannot be written",
        remedy: "check that its folder is there and may be written", path: path)
    }
  }

  private static func real(_ path: String) -> String {
    URL(fileURLWithPath: path).resolvingSymlinksInPath().standardizedFileURL.path
  }
}

extension StandardSettings {
  /// The template that the options, the environment and the machine lead to.
  func loadTemplate(_ console: Console) throws -> Template {
    let choice = try TemplateSearch(option: template).choose()
    console.more("template \(choice.name): \(choice.reason)")
    return try choice.load(parallel: parallel)
  }
}
