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
  static func image(_ path: String) throws -> Image {
    try image(try VolumeFile.read(path))
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
    let stored = try image(path)
    guard stored.grid.matches(grid, toleranceMM: 0.1) else {
      throw CommandFailure(
        .badData, "the mask does not lie on the grid of the image",
        remedy: "resample it onto the image first", path: path)
    }
    return Mask(grid: grid, voxels: stored.voxels.map { $0 != 0 ? 1 : 0 })
  }

  /// Refuses outputs that are inputs, and outputs that are there already unless forced.
  static func checkOutputs(_ outputs: [String], inputs: [String], force: Bool) throws {
    let taken = Set(inputs.map(real))
    for output in outputs {
      if taken.contains(real(output)) {
        throw CommandFailure(
          .cannotCreate, "an output would overwrite an input, which is never done",
          remedy: "give another output name", path: output)
      }
      if !force, FileManager.default.fileExists(atPath: output) {
        throw CommandFailure(
          .cannotCreate, "an output is there already",
          remedy: "give another name, or --force to overwrite it", path: output)
      }
    }
  }

  /// Writes a volume.
  static func write(_ volume: Volume, to path: String, force: Bool) throws {
    try VolumeFile.write(volume, to: path, overwrite: force)
  }

  /// Writes a text: all of it or nothing.
  static func write(_ text: String, to path: String) throws {
    do {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
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

extension StandardOptions {
  /// The template that the options, the environment and the machine lead to.
  func loadTemplate(_ console: Console) throws -> Template {
    let choice = try TemplateSearch(option: template).choose()
    console.more("template \(choice.name): \(choice.reason)")
    return try choice.load(parallel: parallel)
  }
}
