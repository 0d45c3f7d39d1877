import Foundation

/// Where defaced images go.
struct DefaceTargets {
  var inputs: [String]
  var output: String

  /// One path for each input; in a folder the name stays, as NIfTI.
  func paths() throws -> [String] {
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: output, isDirectory: &isFolder)
    guard inputs.count > 1 || (exists && isFolder.boolValue) || output.hasSuffix("/") else {
      return [output]
    }
    guard exists, isFolder.boolValue else {
      throw CommandFailure(
        .cannotCreate, "the folder for the outputs is not there", remedy: "make it first",
        path: output)
    }
    let folder = output.hasSuffix("/") ? String(output.dropLast()) : output
    return inputs.map { folder + "/" + name(of: $0) }
  }

  /// One path for the mask of each input, named after it, in a folder.
  static func maskPaths(
    for inputs: [String], in folder: String, of whole: String = "a session"
  ) throws -> [String] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder),
      isFolder.boolValue
    else {
      throw CommandFailure(
        .usage, "the masks of \(whole) go to a folder, and '--mask' names none",
        remedy: "name a folder that is there with '--mask'")
    }
    return inputs.map { input in
      folder + "/" + stem(URL(fileURLWithPath: input).lastPathComponent) + "_defacemask.nii.gz"
    }
  }

  /// One path for each input and each of several methods, `_METHOD` before the ending; the methods of
  /// one input follow each other.
  func paths(by methods: [String]) throws -> [String] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: output, isDirectory: &isFolder), isFolder.boolValue
    else {
      throw CommandFailure(
        .cannotCreate, "the results of several methods go to a folder, and '--output' names none",
        remedy: "make it first", path: output)
    }
    let paths = try DefaceTargets(inputs: inputs, output: output + "/").paths()
    return paths.flatMap { path in
      methods.map { method in
        let stem = Self.stem(path)
        return stem + "_" + method + path.dropFirst(stem.count)
      }
    }
  }

  /// A name without the endings of image formats.
  private static func stem(_ name: String) -> String {
    let endings = [".gz", ".nii", ".mgz", ".mgh", ".hdr", ".img"]
    return endings.reduce(name) { stem, ending in
      stem.lowercased().hasSuffix(ending) ? String(stem.dropLast(ending.count)) : stem
    }
  }

  private func name(of input: String) -> String {
    let name = URL(fileURLWithPath: input).lastPathComponent
    let isFreeSurfer = [".mgz", ".mgh"].contains { name.lowercased().hasSuffix($0) }
    return isFreeSurfer ? String(name.dropLast(4)) + ".nii.gz" : name
  }
}
