import Foundation
import Outcomes

/// The lesions of a measurement as a table of BIDS, one line a lesion, and the description of its columns.
public enum LesionsFile {
  /// The table, the largest lesion first; a brain without lesions has the heading alone.
  public static func tsv(of lesions: [FoundLesion]) -> String {
    let lines = lesions.enumerated().map { index, lesion in
      let numbers = [lesion.centre.x, lesion.centre.y, lesion.centre.z].map { fixed($0, 2) }
      return
        ([String(index + 1)] + numbers + [
          fixed(lesion.volumeML, 4), lesion.place.rawValue, fixed(lesion.probability, 3),
        ]).joined(separator: "\t")
    }
    return ([columns.map(\.name).joined(separator: "\t")] + lines).joined(separator: "\n") + "\n"
  }

  /// The sidecar of the table.
  public static var description: String {
    var text = JSONObjectText()
    for column in columns {
      var entry = JSONObjectText()
      entry["Description"] = JSONObjectText.quoted(column.description)
      if let units = column.units { entry["Units"] = JSONObjectText.quoted(units) }
      if column.name == "location" { entry["Levels"] = levels }
      text[column.name] = indented(entry)
    }
    return text.text
  }

  private static let columns: [(name: String, description: String, units: String?)] = [
    ("lesion", "Number of the lesion, the largest first", nil),
    ("x", "Middle of its mass in the world of the FLAIR image, to the right", "mm"),
    ("y", "Middle of its mass in the world of the FLAIR image, forwards", "mm"),
    ("z", "Middle of its mass in the world of the FLAIR image, upwards", "mm"),
    ("volume", "Volume of its voxels", "mL"), ("location", "Where it lies", nil),
    ("probability", "Mean of the cleaned probability of lesion over its voxels", nil),
  ]

  private static var levels: String {
    var text = JSONObjectText()
    for place in LesionPlace.allCases {
      text[place.rawValue] = JSONObjectText.quoted(meaning(place))
    }
    return indented(text)
  }

  private static func meaning(_ place: LesionPlace) -> String {
    switch place {
    case .periventricular: "Within 3 mm of a ventricle"
    case .juxtacortical: "Within 6 mm of the fluid around the brain"
    case .infratentorial: "For the most part in brain stem or cerebellum"
    case .deep: "In white matter elsewhere"
    }
  }

  /// An object as the value of another one.
  private static func indented(_ object: JSONObjectText) -> String {
    object.text.dropLast().replacingOccurrences(of: "\n", with: "\n  ")
  }

  private static func fixed(_ value: Double, _ digits: Int) -> String {
    value.isFinite ? String(format: "%.\(digits)f", value) : "n/a"
  }
}
