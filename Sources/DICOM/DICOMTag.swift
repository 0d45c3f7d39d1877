/// The name of an element of a data set: a group and a number in it.
public struct DICOMTag: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The group; odd groups are private.
  public var group: UInt16
  /// The number within the group.
  public var element: UInt16

  /// A tag.
  public init(_ group: UInt16, _ element: UInt16) { (self.group, self.element) = (group, element) }

  /// Tags stand in a file in this order.
  public static func < (left: DICOMTag, right: DICOMTag) -> Bool {
    (left.group, left.element) < (right.group, right.element)
  }

  /// As the standard writes it, such as (0028,0010).
  public var description: String { "(\(Self.hex(group)),\(Self.hex(element)))" }

  /// Whether a vendor gave it its meaning.
  public var isPrivate: Bool { !group.isMultiple(of: 2) }

  /// Whether it belongs to a plane of graphics over the image (PS3.3 C.9).
  var isOverlay: Bool { group & 0xFF00 == 0x6000 && !isPrivate }

  private static func hex(_ number: UInt16) -> String {
    let digits = String(number, radix: 16, uppercase: true)
    return String(repeating: "0", count: 4 - digits.count) + digits
  }
}

extension DICOMTag {
  static let metaLength = DICOMTag(0x0002, 0x0000)
  static let metaInstanceUID = DICOMTag(0x0002, 0x0003)
  static let transferSyntax = DICOMTag(0x0002, 0x0010)
  static let imageType = DICOMTag(0x0008, 0x0008)
  static let sopClassUID = DICOMTag(0x0008, 0x0016)
  static let sopInstanceUID = DICOMTag(0x0008, 0x0018)
  static let codeValue = DICOMTag(0x0008, 0x0100)
  static let codingScheme = DICOMTag(0x0008, 0x0102)
  static let codeMeaning = DICOMTag(0x0008, 0x0104)
  static let deidentificationMethod = DICOMTag(0x0012, 0x0063)
  static let deidentificationCodes = DICOMTag(0x0012, 0x0064)
  static let seriesInstanceUID = DICOMTag(0x0020, 0x000E)
  static let seriesNumber = DICOMTag(0x0020, 0x0011)
  static let imagePosition = DICOMTag(0x0020, 0x0032)
  static let imageOrientation = DICOMTag(0x0020, 0x0037)
  static let samplesPerPixel = DICOMTag(0x0028, 0x0002)
  static let photometric = DICOMTag(0x0028, 0x0004)
  static let numberOfFrames = DICOMTag(0x0028, 0x0008)
  static let rows = DICOMTag(0x0028, 0x0010)
  static let columns = DICOMTag(0x0028, 0x0011)
  static let pixelSpacing = DICOMTag(0x0028, 0x0030)
  static let bitsAllocated = DICOMTag(0x0028, 0x0100)
  static let bitsStored = DICOMTag(0x0028, 0x0101)
  static let highBit = DICOMTag(0x0028, 0x0102)
  static let pixelRepresentation = DICOMTag(0x0028, 0x0103)
  static let burnedIn = DICOMTag(0x0028, 0x0301)
  static let visualFeatures = DICOMTag(0x0028, 0x0302)
  static let rescaleIntercept = DICOMTag(0x0028, 0x1052)
  static let rescaleSlope = DICOMTag(0x0028, 0x1053)
  static let modalityTable = DICOMTag(0x0028, 0x3000)
  static let iconImage = DICOMTag(0x0088, 0x0200)
  static let floatPixels = DICOMTag(0x7FE0, 0x0008)
  static let doublePixels = DICOMTag(0x7FE0, 0x0009)
  static let pixelData = DICOMTag(0x7FE0, 0x0010)
  static let trailingPadding = DICOMTag(0xFFFC, 0xFFFC)
  static let item = DICOMTag(0xFFFE, 0xE000)
  static let itemEnd = DICOMTag(0xFFFE, 0xE00D)
  static let sequenceEnd = DICOMTag(0xFFFE, 0xE0DD)
}
