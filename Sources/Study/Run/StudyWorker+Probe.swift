import Jobs
import Volumes

extension StudyWorker {
  /// Reads the headers of a subject's images and checks that they can be worked on.
  func probe(_ work: ProbeWork) throws(TaskFailure) -> TaskResult {
    var warnings: [String] = []
    for contrast in work.needed {
      guard let path = work.images[contrast] else {
        throw TaskFailure(
          .inputMissing, "the subject has no \(contrast) image, which the outcome needs",
          remedy: "add the image, or take the subject out by 'filter'")
      }
      let header = try header(path)
      try Self.check(header, contrast: contrast)
      warnings += header.warnings.map { "\(contrast): \($0)" }
    }
    return TaskResult(warnings: warnings)
  }

  private func header(_ path: String) throws(TaskFailure) -> VolumeInfo {
    do {
      return try VolumeFile.info(paths.absolute(path))
    } catch {
      throw TaskFailure(error)
    }
  }

  private static func check(_ info: VolumeInfo, contrast: String) throws(TaskFailure) {
    guard info.frames == 1 else {
      throw TaskFailure(
        .inputUnsuitable,
        "\(contrast): a three-dimensional image was expected, found \(info.frames) frames",
        remedy: "give one frame, or the image that the series was averaged to")
    }
    let extentsMM = zip(info.dims, info.voxelSizeMM).map { Double($0) * $1 }
    guard extentsMM.allSatisfy({ $0 >= 80 && $0 <= 600 }) else {
      let text = extentsMM.map { "\(Int($0))" }.joined(separator: " × ")
      throw TaskFailure(
        .inputUnsuitable,
        "\(contrast): a head needs a field of view of 80 to 600 mm a side, found \(text) mm",
        remedy: "check the voxel size in the header with 'bauta info'")
    }
  }
}
