/// One element of a data set, as it lies in its file.
public struct DICOMElement: Hashable, Sendable {
  /// Its name.
  public var tag: DICOMTag
  /// Two letters that say what kind of value it has; empty where the file does not say.
  public var vr: String
  /// Where it begins in the file.
  public var start: Int
  /// The bytes of its value; of a sequence of undefined length the items without the mark of the end.
  public var value: Range<Int>
  /// Where the next element begins.
  public var end: Int
  /// Whether its length is not stated, so that marks show where it ends.
  public var isUndefined: Bool
}

/// Why the bytes of a file are not those of a data set.
struct DICOMDamage: Error {
  /// What is wrong with the file; its subject is the file.
  var sentence: String

  static func cut(in tag: DICOMTag?) -> DICOMDamage {
    DICOMDamage(
      sentence: "is cut off or damaged" + (tag.map { ": element \($0) ends beyond the data" } ?? "")
    )
  }

  static func noItem(_ tag: DICOMTag) -> DICOMDamage {
    DICOMDamage(sentence: "is damaged: an item of a sequence was expected, found \(tag)")
  }

  static func noKind(_ tag: DICOMTag) -> DICOMDamage {
    DICOMDamage(sentence: "is damaged: element \(tag) does not say what kind of value it has")
  }

  static func disorder(_ tag: DICOMTag) -> DICOMDamage {
    DICOMDamage(
      sentence: "has its elements out of order, or one of them twice, at \(tag); each once and in "
        + "rising order was expected")
  }

  static let deep = DICOMDamage(
    sentence: "is damaged: sequences lie in each other more than \(ElementReader.deepest) times")
}
