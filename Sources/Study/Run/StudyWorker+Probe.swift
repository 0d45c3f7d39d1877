import Anatomy
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
      return try VolumeFile.readHeader(paths.absolute(path)).info
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
    if let mistake = HeadExtent.mistake(dims: info.dims, voxelSizeMM: info.voxelSizeMM) {
      throw TaskFailure(
        .inputUnsuitable, "\(contrast): \(mistake)",
        remedy: "check the voxel size in the header with 'bauta info'")
    }
  }
}
