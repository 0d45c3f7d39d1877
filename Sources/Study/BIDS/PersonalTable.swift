import Foundation

/// A table of tab-separated values in which columns can tell who people are: those named as entries of
/// sidecars that can, those that people name so, texts written as DICOM writes names of people, and dates.
///
/// BIDS lets dates be shifted to before 1925; such dates stay.
struct PersonalTable {
  private let header: [Substring]
  private let rows: [[Substring]]

  /// A table.
  ///
  /// - Parameter lines: its header and rows.
  init(_ lines: [Substring]) {
    let cells = lines.map { $0.split(separator: "\t", omittingEmptySubsequences: false) }
    header = cells.first ?? []
    rows = Array(cells.dropFirst())
  }

  /// Names of columns, in small letters and without spaces and strokes, beside those of sidecars.
  private static let names: Set<String> = [
    "name", "firstname", "givenname", "lastname", "surname", "familyname", "fullname", "initials",
    "dob", "dateofbirth", "birthdate", "birthday", "mrn", "medicalrecordnumber", "hospitalid",
    "nationalid", "ssn", "address", "street", "postcode", "postalcode", "zip", "zipcode", "phone",
    "telephone", "email", "mail", "operator", "physician", "referrer",
  ]

  /// The columns that can tell who people are, by name, in order.
  var personalColumns: [String] { places.map { header[$0].trimmingSpaces } }

  private var places: [Int] {
    header.indices.filter { place in
      let name = header[place].lowercased().filter { !" _-\u{FEFF}".contains($0) }
      return Self.names.contains(name) || PersonalFields.isIdentifying(name: name)
        || rows.contains { place < $0.count && Self.isPersonal($0[place].trimmingSpaces) }
    }
  }

  /// The table with `n/a` in those columns.
  var stripped: String {
    let hidden = Set(places)
    let clean = rows.map { row in
      row.indices.map { hidden.contains($0) ? "n/a" : row[$0] }.joined(separator: "\t")
    }
    return ([header.joined(separator: "\t")] + clean).joined(separator: "\n") + "\n"
  }

  private static func isPersonal(_ cell: String) -> Bool {
    PersonalFields.isPerson(cell) || isDate(cell)
  }

  /// Whether a text begins with a day as ISO 8601 writes it, in a year from 1925 on.
  private static func isDate(_ cell: String) -> Bool {
    let parts = cell.prefix(10).split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.count) == [4, 2, 2],
      parts.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isNumber } }), let year = Int(parts[0])
    else { return false }
    return year >= 1925
  }
}
