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

  private func name(of input: String) -> String {
    let name = URL(fileURLWithPath: input).lastPathComponent
    let isFreeSurfer = [".mgz", ".mgh"].contains { name.lowercased().hasSuffix($0) }
    return isFreeSurfer ? String(name.dropLast(4)) + ".nii.gz" : name
  }
}
