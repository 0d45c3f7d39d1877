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
  static func maskPaths(for inputs: [String], in folder: String) throws -> [String] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder),
      isFolder.boolValue
    else {
      throw CommandFailure(
        .usage, "the masks of a session go to a folder, and '--mask' names none",
        remedy: "name a folder that is there with '--mask'")
    }
    return inputs.map { input in
      let name = URL(fileURLWithPath: input).lastPathComponent
      let endings = [".gz", ".nii", ".mgz", ".mgh", ".hdr", ".img"]
      let stem = endings.reduce(name) { stem, ending in
        stem.lowercased().hasSuffix(ending) ? String(stem.dropLast(ending.count)) : stem
      }
      return folder + "/" + stem + "_defacemask.nii.gz"
    }
  }

  private func name(of input: String) -> String {
    let name = URL(fileURLWithPath: input).lastPathComponent
    let isFreeSurfer = [".mgz", ".mgh"].contains { name.lowercased().hasSuffix($0) }
    return isFreeSurfer ? String(name.dropLast(4)) + ".nii.gz" : name
  }
}
