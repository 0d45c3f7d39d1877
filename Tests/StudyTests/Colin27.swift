import Anatomy
import Foundation
import Kernels
import Testing
import Volumes

@testable import Study

/// The real template that the package mricron-data installs.
enum Colin27 {
  static let absent: Comment = "mricron-data is not installed"
  static var isThere: Bool {
    FileManager.default.isReadableFile(atPath: TemplateSearch.mricronFolder + "/ch2.nii.gz")
  }
  static func template() throws -> Template {
    try TemplateSearch(option: nil, environment: [:]).choose().load(parallel: .serial)
  }

  /// The same with voxels of 2 mm; nil where it is not there.
  static let coarse: Template? = {
    guard let whole = try? template() else { return nil }
    let grid = whole.head.grid.resized(toVoxelMM: 2)
    let head: Image = whole.head.resampled(onto: grid, through: .identity)
    let brain: Mask = whole.brain.resampled(onto: grid, through: .identity)
    var coarse = Template(name: whole.name, head: head, brain: brain)
    coarse.facePrior = whole.facePrior
    return coarse
  }()
}
