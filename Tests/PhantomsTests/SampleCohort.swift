import Foundation
import Phantoms

/// The cohort that the repository ships.
enum SampleCohort {
  /// Its recipes, read from `sample-data/heads.json`.
  static func recipes() throws -> [HeadRecipe] {
    let root = URL(filePath: #filePath).resolvingSymlinksInPath()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let data = try Data(contentsOf: root.appending(path: "sample-data/heads.json"))
    return try JSONDecoder().decode([HeadRecipe].self, from: data)
  }
}
