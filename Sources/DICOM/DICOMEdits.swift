/// Changes of a file; whatever is not named stays, byte by byte.
struct DICOMEdits {
  /// New bytes of whole elements, by tag.
  var replaced: [DICOMTag: [UInt8]] = [:]
  /// Elements that go.
  var removed: Set<DICOMTag> = []

  /// The bytes of a file with these changes. Lengths of groups (gggg,0000; retired) that are no longer
  /// right go as well; that of the header of the file, which is asked for, is stated anew.
  func applied(to file: DICOMFile) -> [UInt8] {
    let isMeta: (DICOMTag) -> Bool = { $0.group == 0x0002 }
    let meta = merged(file.meta, file.bytes, replaced.filter { isMeta($0.key) })
    let data = merged(file.elements, file.bytes, replaced.filter { !isMeta($0.key) })
    return Array(file.bytes[..<DICOMFile.firstPlace]) + Self.withLength(meta, in: file) + data
  }

  /// Old and new elements in rising order.
  private func merged(
    _ elements: [DICOMElement], _ bytes: [UInt8], _ replaced: [DICOMTag: [UInt8]]
  ) -> [UInt8] {
    let touched = Set(replaced.keys.map(\.group)).union(removed.map(\.group))
    var rest = replaced.sorted { $0.key < $1.key }[...]
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + 1024)
    for element in elements {
      while let next = rest.first, next.key <= element.tag { result += rest.removeFirst().value }
      let isStale = element.tag.element == 0 && touched.contains(element.tag.group)
      if replaced[element.tag] != nil || removed.contains(element.tag) || isStale { continue }
      result += bytes[element.start..<element.end]
    }
    return rest.reduce(into: result) { $0 += $1.value }
  }

  /// The header of a file with its length in front, where it was changed.
  private static func withLength(_ meta: [UInt8], in file: DICOMFile) -> [UInt8] {
    let old = file.bytes[DICOMFile.firstPlace..<(file.meta.last?.end ?? DICOMFile.firstPlace)]
    guard !old.elementsEqual(meta) else { return meta }
    let length = ElementWriting(encoding: .explicit)
      .element(.metaLength, "UL", ElementWriting.u32(meta.count))
    return length + meta
  }
}
