/// Which free texts were taken out of a header. Holds no text, since texts can name people.
public struct ScrubReport: Hashable, Sendable, Codable {
  /// The names of the fields that held something and are empty now, as nifti1.h calls them.
  public var fields: [String]
  /// Number of header extensions dropped.
  public var extensions: Int
  /// Number of bytes of the extensions dropped.
  public var extensionBytes: Int

  /// Whether there was nothing to take out.
  public var isEmpty: Bool { fields.isEmpty && extensionBytes == 0 }
}

extension Volume {
  /// The volume without the header's free text that can identify a person: `descrip`, `aux_file`,
  /// `db_name`, `intent_name`, the fields that NIfTI leaves unused, Analyze's patient and scan
  /// fields, all extensions, and the tags at the end of an MGH file. Geometry, type, scaling and voxels stay as they are.
  public func scrubbed() -> (volume: Volume, report: ScrubReport) {
    var result = self
    var fields: [String] = []
    for (name, range) in header.freeTextFields where header.raw[range].contains(where: { $0 != 0 })
    {
      fields.append(name)
      result.header.raw.replaceSubrange(range, with: repeatElement(0, count: range.count))
    }
    if let footer = mgh?.footer, footer.count > MGHRemains.numbersByteCount {
      fields.append("tags")
      result.mgh?.footer = Array(footer.prefix(MGHRemains.numbersByteCount))
    }
    let extensions = header.extensionSizes
    let dropped = max(0, header.extensionBytes.count - 4)
    if !header.extensionBytes.isEmpty, header.extensionBytes != [0, 0, 0, 0] {
      result.header.extensionBytes = [0, 0, 0, 0]
      if !header.isPair { result.header.setContainer(isPair: false) }
    }
    return (
      result,
      ScrubReport(fields: fields, extensions: extensions.count, extensionBytes: dropped)
    )
  }
}

extension NiftiHeader {
  /// The fields that hold free text, with their places.
  var freeTextFields: [(name: String, place: Range<Int>)] {
    switch format {
    case .nifti1:
      [
        ("data_type", 4..<14), ("db_name", 14..<32), ("descrip", 148..<228),
        ("aux_file", 228..<252), ("intent_name", 328..<344),
      ]
    case .nifti2:
      [
        ("descrip", 240..<320), ("aux_file", 320..<344), ("intent_name", 508..<524),
        ("unused_str", 525..<540),
      ]
    case .analyze:
      [
        ("data_type", 4..<14), ("db_name", 14..<32), ("descrip", 148..<228),
        ("aux_file", 228..<252), ("generated", 263..<273), ("scannum", 273..<283),
        ("patient_id", 283..<293), ("exp_date", 293..<303), ("exp_time", 303..<313),
      ]
    }
  }

  /// The sizes of the extensions, as far as they are sound.
  var extensionSizes: [Int] {
    guard extensionBytes.count > 4, extensionBytes[0] != 0 else { return [] }
    let block = HeaderBytes(bytes: extensionBytes, order: byteOrder)
    var (sizes, place): ([Int], Int) = ([], 4)
    while place + 8 <= extensionBytes.count {
      let size = Int(block.integer(Int32.self, at: place))
      guard size >= 8, place + size <= extensionBytes.count else { break }
      sizes.append(size)
      place += size
    }
    return sizes
  }
}
