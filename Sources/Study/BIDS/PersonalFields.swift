import Foundation

/// The entries of a JSON sidecar that can tell who a person is: those that DICOM's basic profile for
/// confidentiality (PS3.15, table E.1-1) takes out and that converters write, and texts that are written
/// as DICOM writes names of people. What names the scanner, and times without a day, stay: BIDS asks for
/// them.
public enum PersonalFields: String, Sendable, CaseIterable {
  /// They are left out of the copy.
  case strip
  /// Nothing is written.
  case refuse
  /// They stay.
  case keep

  /// Names of entries, in small letters.
  private static let names: Set<String> = [
    "patientname", "patientid", "patientbirthdate", "patientbirthtime", "patientbirthname",
    "patientmotherbirthname", "patientaddress", "patienttelephonenumbers", "patientcomments",
    "patientinsuranceplancodesequence", "patientreligiouspreference", "otherpatientids",
    "otherpatientidssequence", "otherpatientnames", "additionalpatienthistory", "occupation",
    "medicalrecordlocator", "militaryrank", "countryofresidence", "regionofresidence",
    "responsibleperson", "accessionnumber", "studyid", "admissionid", "issuerofpatientid",
    "studyinstanceuid", "seriesinstanceuid", "sopinstanceuid", "frameofreferenceuid",
    "referencedsopinstanceuid", "mediastoragesopinstanceuid", "studydate", "seriesdate",
    "acquisitiondate", "acquisitiondatetime", "contentdate", "instancecreationdate",
    "performedprocedurestepstartdate", "scheduledprocedurestepstartdate", "dateoflastcalibration",
    "referringphysicianname",
    "referringphysicianaddress", "performingphysicianname", "physiciansofrecord",
    "nameofphysiciansreadingstudy", "requestingphysician", "operatorsname", "operatorname",
    "imagecomments", "studycomments",
    "studydescription", "requestedproceduredescription", "requestattributessequence",
    "commentsontheperformedprocedurestep", "performedprocedurestepid", "requestedprocedureid",
    "scheduledprocedurestepid", "fillerordernumberimagingservicerequest",
    "placerordernumberimagingservicerequest", "personname", "personidentificationcodesequence",
  ]

  /// The entries of an object, also those of objects and lists in it, by their names with points
  /// between.
  ///
  /// - Parameter text: a JSON object.
  /// - Returns: the names, in order; none where the text is no such object.
  public static func found(in text: String) -> [String] {
    let bare = text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
    guard let value = try? JSONSerialization.jsonObject(with: Data(bare.utf8)) else { return [] }
    return Set(found(in: value, at: "")).sorted()
  }

  /// What becomes of a sidecar.
  ///
  /// - Parameter object: the sidecar of the original.
  /// - Returns: the sidecar as it may be copied.
  /// - Throws: `badData` where there is such an entry and nothing may be written then.
  func applied(to object: JSONObjectText) throws(StudyError) -> JSONObjectText {
    if self == .keep { return object }
    let found = Self.found(in: object.text)
    guard !found.isEmpty else { return object }
    guard self == .strip else {
      throw StudyError(
        .badData,
        "a JSON sidecar of the image can tell who the person is, by \(found.joined(separator: ", "))",
        remedy: "take these entries out, or give '--personal strip' to leave them out of the copy")
    }
    let clean = Self.stripped(object)
    let left = Self.found(in: clean.text)
    guard left.isEmpty else {
      throw StudyError(
        .badData,
        "\(left.joined(separator: ", ")) of a JSON sidecar can tell who the person is and cannot be left out",
        remedy: "take these entries out of the original first")
    }
    return clean
  }

  /// An object without those entries; where a list holds one, the whole list goes.
  static func stripped(_ object: JSONObjectText) -> JSONObjectText {
    var result = object
    for (key, text) in object.entries {
      if isIdentifying(key, text) {
        result[key] = nil
      } else if let inner = text.hasPrefix("{") ? JSONObjectText(text) : nil {
        let clean = stripped(inner)
        if clean != inner { result[key] = clean.text.trimmingSpaces }
      } else if text.hasPrefix("["), !found(in: "{\"\":\(text)}").isEmpty {
        result[key] = nil
      }
    }
    return result
  }

  private static func found(in value: Any, at place: String) -> [String] {
    switch value {
    case let object as [String: Any]:
      object.flatMap { key, value in
        let name = place.isEmpty ? key : "\(place).\(key)"
        let isText = value is String
        return names.contains(key.lowercased()) || isText && isPerson(value as? String ?? "")
          ? [name] : found(in: value, at: name)
      }
    case let list as [Any]: list.flatMap { found(in: $0, at: place) }
    case let text as String: isPerson(text) ? [place] : []
    default: []
    }
  }

  /// Whether an entry or a column of a name, in small letters, can tell who a person is.
  static func isIdentifying(name: String) -> Bool { names.contains(name) }

  private static func isIdentifying(_ key: String, _ text: String) -> Bool {
    names.contains(key.lowercased())
      || text.hasPrefix("\"") && isPerson(String(text.dropFirst().dropLast()))
  }

  /// Whether a text is written as DICOM writes names of people, such as `Doe^Jane`.
  static func isPerson(_ text: String) -> Bool {
    let parts = text.split(separator: "^", omittingEmptySubsequences: false)
    guard parts.count > 1, parts.count <= 5, let family = parts.first else { return false }
    return !family.isEmpty
      && parts.allSatisfy { part in
        part.allSatisfy { $0.isLetter || " -'.".contains($0) }
      }
  }
}
