import Agreement
import Foundation
import Volumes

/// Images of people, one each: from a folder or a table.
struct ImageList {
  /// Paths by person.
  var images: [String: String]
  /// What the list is, for messages.
  let role: String

  /// Reads a folder, or a table with the columns `subject` and `image`.
  ///
  /// - Throws: a failure where there is none, or a person has several images.
  init(_ path: String, role: String) throws {
    self.role = role
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw CommandFailure(
        .inputMissing, "\(role) is not there", remedy: "check the path", path: path)
    }
    images = [:]
    for (person, image) in try isFolder.boolValue ? Self.folder(path) : Self.table(path) {
      guard images.updateValue(image, forKey: person) == nil else {
        throw CommandFailure(
          .badData, "\(role) has two images of one person",
          remedy: "keep one image a person", path: path)
      }
    }
    guard !images.isEmpty else {
      throw CommandFailure(
        .badData, "\(role) holds no images",
        remedy: "give a folder of images, or a table with the columns subject and image", path: path
      )
    }
  }

  private static func folder(_ path: String) throws -> [(String, String)] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.sorted().filter { !$0.hasPrefix(".") && VolumeFile.canWrite($0) }
      .filter { !$0.lowercased().hasSuffix(".img") }
      .map { (person(of: $0), path + "/" + $0) }
  }

  /// `sub-01` of `sub-01_T1w.nii.gz`, `head` of `head.nii`.
  static func person(of name: String) -> String {
    if name.hasPrefix("sub-"), let end = name.firstIndex(where: { $0 == "_" || $0 == "." }) {
      return String(name[..<end])
    }
    return String(name.prefix { $0 != "." })
  }

  private static func table(_ path: String) throws -> [(String, String)] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw CommandFailure(
        .inputMissing, "a table cannot be read", remedy: "check its permissions", path: path)
    }
    let lines = String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline)
    let separator: Character = lines.first?.contains("\t") == true ? "\t" : ","
    let rows = lines.map { line in
      line.split(separator: separator, omittingEmptySubsequences: false).map {
        $0.trimmingCharacters(in: .whitespaces)
      }
    }
    guard let heading = rows.first, let subject = heading.firstIndex(of: "subject"),
      let image = heading.firstIndex(of: "image")
    else {
      throw CommandFailure(
        .badData, "a table of images needs the columns 'subject' and 'image'",
        remedy: "name them in its first line", path: path)
    }
    let base = URL(fileURLWithPath: path).deletingLastPathComponent()
    return try rows.dropFirst().map { row in
      guard row.count > max(subject, image), !row[subject].isEmpty, !row[image].isEmpty else {
        throw CommandFailure(
          .badData, "a line of a table of images has no subject or no image",
          remedy: "complete it or take it out", path: path)
      }
      return (row[subject], URL(fileURLWithPath: row[image], relativeTo: base).path)
    }
  }
}
