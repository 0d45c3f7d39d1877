import Foundation
import Phantoms
import Support
import Testing
import Volumes

/// A tiny study of digital heads, made and run by the program alone.
struct TinyStudy {
  let folder: ScratchFolder
  let template: String
  var root: String { folder.file("study") }

  init() throws {
    folder = try ScratchFolder()
    template = folder.file("template.nii.gz")
    let labels = folder.file("labels.nii.gz")
    try Self.check(
      "phantom", "-o", template, "--seed", "9", "--voxel", "3", "--labels", labels)
    try Self.writeBrain(of: labels, to: folder.file("template_brain_mask.nii.gz"))
    for number in 1...2 {
      let anat = "\(folder.path)/study/data/sub-0\(number)/anat"
      try FileManager.default.createDirectory(atPath: anat, withIntermediateDirectories: true)
      try Self.check(
        "phantom", "-o", "\(anat)/sub-0\(number)_T1w.nii.gz", "--seed", "\(number)", "--voxel", "3")
    }
    try Self.check(
      "init", folder.file("study"), "--bids", folder.file("study/data"), "--name", "tiny",
      "--cohort", "all")
    try keepOneMethod()
  }

  /// One method makes the tasks that are looked at here; all of them are tested elsewhere.
  private func keepOneMethod() throws {
    let path = root + "/study.yaml"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let all = "methods: [quickshear, facemasking, defacing]"
    try #require(text.contains(all))
    try text.replacingOccurrences(of: all, with: "methods: [quickshear]")
      .write(toFile: path, atomically: true, encoding: .utf8)
  }

  /// Everything within the skull, from the labels of a digital head.
  private static func writeBrain(of labels: String, to path: String) throws {
    let image = try VolumeFile.read(labels).image()
    let inside = Set(Tissue.intracranial.map { Float($0.rawValue) })
    let mask = Mask(grid: image.grid, voxels: image.voxels.map { inside.contains($0) ? 1 : 0 })
    try VolumeFile.write(Volume(mask: mask), to: path)
  }

  private static func check(_ arguments: String...) throws {
    let ending = try Program.start(arguments).ending()
    try #require(ending.code == 0, "\(arguments.first ?? ""): \(ending.message)")
  }

  func startRun() throws -> Program.Running {
    try Program.start(["run", root, "--template", template, "--threads", "2"])
  }

  /// Number of tasks by state.
  func counts() throws -> [String: Int] {
    try Program.run("status", root, "--template", template, "--json").object["tasks"]
      as? [String: Int] ?? [:]
  }

  /// Every file of the study folder, with its bytes where wanted.
  var files: [String] {
    (FileManager.default.enumerator(atPath: root)?.allObjects as? [String] ?? []).sorted()
  }

  /// The identities of the tasks that the journal calls done, in order.
  func journalOfDone() throws -> [String] {
    let text = String(decoding: try folder.bytes(of: "study/.bauta/journal.jsonl"), as: UTF8.self)
    return text.split(separator: "\n").compactMap { line in
      let entry = (try? JSONSerialization.jsonObject(with: Data(line.utf8))) as? [String: Any]
      return entry?["to"] as? String == "done" ? entry?["task"] as? String : nil
    }
  }
}
