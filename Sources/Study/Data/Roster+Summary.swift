import Foundation

extension Roster {
  /// Notes which subjects lack an image that the outcome needs, or name one that is not there.
  mutating func noteMissing(_ needed: [String]) {
    for subject in subjects {
      for contrast in needed {
        guard let path = subject.images[contrast] else {
          notes.append("\(subject.stem) has no \(contrast) image")
          continue
        }
        if !FileManager.default.fileExists(atPath: path) {
          notes.append("\(subject.stem): the \(contrast) image is not there")
        }
      }
    }
  }

  /// What is left out or missing, in numbers, without naming anybody.
  func summary(_ needed: [String]) -> [String] {
    var lines: [String] = []
    if unusedSessions > 0 || unusedImages > 0 {
      lines.append(
        "\(unusedSessions) session(s) and \(unusedImages) image(s) of its subjects are not measured (one "
          + "visit and one image of each contrast are) and keep their faces; the check of faces may look "
          + "at one of them")
    }
    for contrast in needed {
      let paths = subjects.map { $0.images[contrast] }
      let without = paths.count { $0 == nil }
      let lost = paths.count { $0.map { !FileManager.default.fileExists(atPath: $0) } ?? false }
      if without > 0 {
        lines.append("\(without) of \(paths.count) subjects have no \(contrast) image")
      }
      if lost > 0 { lines.append("\(lost) of \(paths.count) \(contrast) images are not there") }
    }
    return lines
  }
}
