import Anatomy
import Faces
import Foundation
import Study
import Volumes

/// What images show of faces, made once and kept in a folder where one is given.
struct RecordShelf {
  /// Where records are kept; nil for nowhere.
  let folder: String?
  let template: Template
  let parallel: Parallel
  let progress: StepProgress

  /// The records of a list by person; images that cannot be looked at are told and left out.
  func records(of list: ImageList, _ console: Console) throws -> [String: FaceRecord] {
    var result: [String: FaceRecord] = [:]
    for person in list.images.keys.sorted() {
      guard let path = list.images[person] else { continue }
      do {
        result[person] = try record(of: path)
      } catch {
        console.fail(CommandFailure(error).during("looking at an image of \(list.role)"))
      }
    }
    return result
  }

  private func record(of path: String) throws -> FaceRecord {
    let kept = try keptPath(of: path)
    if let kept, let data = FileManager.default.contents(atPath: kept),
      let record = try? JSONDecoder().decode(FaceRecord.self, from: data),
      record.isSound
    {
      return record
    }
    progress.step("looking at a face")
    let image = try ImageAccess.volume(path).image(frame: 0)
    let found = try LocatedBrain.find(
      in: image, template: template, wantsSkull: false, parallel: parallel)
    let record = try FaceRecord.observing(
      image, registration: found.registration, parallel: parallel)
    if let kept {
      try ImageAccess.write(Array(try JSONEncoder().encode(record)), to: kept)
    }
    return record
  }

  /// The file that keeps the record of an image: named after its bytes and the template.
  private func keptPath(of path: String) throws -> String? {
    guard let folder else { return nil }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let hash = try FileHash.sha256(ofFile: path)
    return "\(folder)/\(hash)-\(template.name)-\(Frame.version).json"
  }
}
