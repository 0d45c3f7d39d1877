import Volumes

extension DICOMSeries {
  /// Makes the files of the series without the face, one after the other.
  ///
  /// Each is its original byte for byte but for: pixels of removed voxels, new identifiers of instance
  /// and series (made of the old ones and of what is in the new files, so that they are the same each
  /// time), the first value of the image type, what is said of the removal, and elements that can hold
  /// another copy of the face, which are taken out.
  ///
  /// - Parameters:
  ///   - removal: the volume of this series without the face.
  ///   - digest: a hash of at least 128 bits as hexadecimal digits.
  ///   - write: takes each file with its place in the stack, from 1.
  /// - Returns: what was taken out and what stays.
  /// - Throws: `badData` where a sequence cannot be looked into, and what `write` throws.
  public func write(
    _ removal: DICOMRemoval, digest: ([UInt8]) -> String,
    _ write: (Int, [UInt8]) throws -> Void
  ) throws -> DICOMSeriesReport {
    precondition(removal.volume.grid.dims == volume.grid.dims, "a removal is of this series")
    let name = digest(removal.volume.bytes + Array((seriesUID + removal.method).utf8))
    var report = DICOMSeriesReport()
    var (identifying, privates): (Set<DICOMTag>, Set<DICOMTag>) = ([], [])
    for (place, file) in files.enumerated() {
      var edits = try Self.takingOut(of: file, &report)
      describe(removal, of: file, &edits)
      rename(
        file, as: digest(Array("\(name) \(place) \(file.text(.sopInstanceUID) ?? "")".utf8)),
        series: name, &edits)
      edits.replaced[.pixelData] = pixels(place, of: file, removal)
      try write(place + 1, edits.applied(to: file))
      identifying.formUnion(IdentifyingElements.filled(in: file))
      privates.formUnion(
        file.elements.map(\.tag).filter { $0.isPrivate && !edits.removed.contains($0) })
    }
    (report.files, report.identifying) = (files.count, identifying.count)
    report.privateElements = privates.count
    return report
  }

  private var seriesUID: String { files.first?.text(.seriesInstanceUID) ?? "" }

  private static func takingOut(
    of file: DICOMFile, _ report: inout DICOMSeriesReport
  ) throws(DICOMError) -> DICOMEdits {
    var edits = DICOMEdits()
    var kinds: Set<OtherPicture> = []
    do throws(DICOMDamage) {
      for element in file.elements {
        guard let kind = try OtherPicture.of(element, in: file) else { continue }
        edits.removed.insert(element.tag)
        kinds.insert(kind)
      }
    } catch {
      throw DICOMError(
        .badData, "A file of the series \(error.sentence).", remedy: DICOMFolder.remedy)
    }
    for kind in kinds { report.takenOut[kind, default: 0] += 1 }
    return edits
  }

  private func rename(
    _ file: DICOMFile, as hash: String, series: String, _ edits: inout DICOMEdits
  ) {
    let instance = DICOMUID.made(fromHash: hash)
    let writing = ElementWriting(encoding: file.syntax.encoding)
    edits.replaced[.metaInstanceUID] = ElementWriting(encoding: .explicit)
      .text(.metaInstanceUID, "UI", instance)
    edits.replaced[.sopInstanceUID] = writing.text(.sopInstanceUID, "UI", instance)
    edits.replaced[.seriesInstanceUID] = writing.text(
      .seriesInstanceUID, "UI", DICOMUID.made(fromHash: series))
  }
}

// MARK: - What is said of the removal

extension DICOMSeries {
  private func describe(_ removal: DICOMRemoval, of file: DICOMFile, _ edits: inout DICOMEdits) {
    let writing = ElementWriting(encoding: file.syntax.encoding)
    let type = file.values(.imageType)
    edits.replaced[.imageType] = writing.element(
      .imageType, "CS",
      [Array("DERIVED".utf8)]
        + (type.isEmpty ? [Array("PRIMARY".utf8)] : Array(type.dropFirst())))
    let method = String(removal.method.prefix(64)).replacing("\\", with: "/")
    let methods = file.values(.deidentificationMethod)
    if !methods.contains(Array(method.utf8)) {
      edits.replaced[.deidentificationMethod] = writing.element(
        .deidentificationMethod, "LO", methods + [Array(method.utf8)])
    }
    if removal.isCleaned { addCode(to: file, &edits) }
    if removal.hidesFeatures, file.text(.visualFeatures) != "NO" {
      edits.replaced[.visualFeatures] = writing.text(.visualFeatures, "CS", "NO")
    }
  }

  /// Adds "Clean Recognizable Visual Features Option" behind the codes that stand there.
  private func addCode(to file: DICOMFile, _ edits: inout DICOMEdits) {
    let isTakenOut = edits.removed.contains(.deidentificationCodes)
    let old = isTakenOut ? nil : file.element(.deidentificationCodes)
    if let old, file.holds("113102", in: old) { return }
    let isUnknown = old?.vr == "UN"
    let inner = ElementWriting(encoding: isUnknown ? .implicit : file.syntax.encoding)
    let code =
      inner.text(.codeValue, "SH", "113102") + inner.text(.codingScheme, "SH", "DCM")
      + inner.text(.codeMeaning, "LO", "Clean Recognizable Visual Features Option")
    let former = old.map { Array(file.bytes[$0.value]) } ?? []
    edits.replaced[.deidentificationCodes] = ElementWriting(encoding: file.syntax.encoding)
      .element(
        .deidentificationCodes, isUnknown ? "UN" : "SQ", former + ElementWriting.item(code))
  }
}
