/// Checks what can still be rebuilt of a face after a removal.
public struct FaceWork: Sendable, Codable, Equatable {
  /// Path of the image whose face was removed.
  public var image: String
  /// Absolute path of the full image.
  public var original: String
  /// What is known of the full image.
  public var reference: ReferenceFiles
  /// The zones that the grade is about, by name.
  public var zones: [String]
  /// Name of the method that removed it.
  public var method: String
  /// Its parameters, complete.
  public var parameters: [String: String]
  /// Absolute path of another image of the person, for the gallery in which people are searched; nil
  /// where there is none.
  public var other: String?
  /// The check as JSON: numbers and sentences, no picture.
  public var checkFile: String
  /// What both images show of the face, for the search of people: it holds a face and stays in the
  /// engine's own folder.
  public var recordFile: String
  /// What the original must be: its hash by path.
  public var fingerprints: [String: String] = [:]

  /// Changes whenever the check of the same images changes.
  static let version = 2
}

extension FaceWork {
  /// A check as it stands in the queue; one of version 1 names neither method nor parameters, and its
  /// files must be known all the same when they are deleted.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    image = try values.decode(String.self, forKey: .image)
    original = try values.decode(String.self, forKey: .original)
    reference = try values.decode(ReferenceFiles.self, forKey: .reference)
    zones = try values.decode([String].self, forKey: .zones)
    method = try values.decodeIfPresent(String.self, forKey: .method) ?? ""
    parameters = try values.decodeIfPresent([String: String].self, forKey: .parameters) ?? [:]
    other = try values.decodeIfPresent(String.self, forKey: .other)
    checkFile = try values.decode(String.self, forKey: .checkFile)
    recordFile = try values.decode(String.self, forKey: .recordFile)
    fingerprints = try values.decode([String: String].self, forKey: .fingerprints)
  }
}
