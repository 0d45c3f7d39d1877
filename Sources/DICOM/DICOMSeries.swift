import Volumes

/// A series of slices as one volume, with the files that it came from.
public struct DICOMSeries: Sendable {
  /// The slices as a volume: x along a row, y along a column, z from slice to slice; stored numbers as
  /// in the files, and values that rise with brightness.
  public let volume: Volume
  /// The files in the order of their slices.
  let files: [DICOMFile]
  let format: DICOMPixelFormat

  /// Number of files.
  public var sliceCount: Int { files.count }

  /// Reads the pixels of a stack.
  init(_ stack: SliceStack) throws(DICOMError) {
    guard let format = stack.slices.first?.format else { throw Self.changed() }
    var files: [DICOMFile] = []
    var stored: [UInt8] = []
    stored.reserveCapacity(format.byteCount * stack.slices.count)
    for slice in stack.slices {
      let file = try Self.file(of: slice)
      guard let pixels = file.element(.pixelData), pixels.value.count >= format.byteCount else {
        throw Self.changed()
      }
      stored += file.bytes[pixels.value].prefix(format.byteCount)
      files.append(file)
    }
    format.fillUnusedBits(&stored)
    (self.files, self.format) = (files, format)
    var volume = Volume(
      stored: stored, grid: stack.grid, type: format.voxelType, scaling: format.scaling)
    volume.warnings = Self.warnings(files)
    self.volume = volume
  }

  /// Reads a file again, which must be the same still.
  private static func file(of slice: DICOMSlice) throws(DICOMError) -> DICOMFile {
    guard let bytes = try? DICOMFolder.read(slice.path), let file = try? DICOMFile(bytes),
      let again = DICOMSlice(file, number: slice.number, path: slice.path),
      again.seriesUID == slice.seriesUID, again.format == slice.format,
      again.place == slice.place, again.mistakes.isEmpty
    else { throw changed() }
    return file
  }

  private static func changed() -> DICOMError {
    DICOMError(
      .badData, "A file of the series changed while it was read.",
      remedy: "Try again when nothing writes into the folder.")
  }

  private static func warnings(_ files: [DICOMFile]) -> [String] {
    guard files.contains(where: { $0.text(.burnedIn) == "YES" }) else { return [] }
    return [
      "The files say that text is burned into their pixels (0028,0301); what is not removed with the "
        + "face stays."
    ]
  }
}

extension DICOMSeries {
  /// Whether a file says that nobody can be recognised any more, by (0028,0302) or by the code 113102.
  public var saysDefaced: Bool {
    files.contains { file in
      file.text(.visualFeatures) == "NO"
        || file.element(.deidentificationCodes).map { file.holds("113102", in: $0) } ?? false
    }
  }
}

extension DICOMFile {
  /// Whether a text stands anywhere in the value of an element.
  func holds(_ text: String, in element: DICOMElement) -> Bool {
    let wanted = Array(text.utf8)
    let value = bytes[element.value]
    return value.indices.contains { value[$0...].starts(with: wanted) }
  }
}

extension DICOMPixelFormat {
  /// Gives the bits above the stored ones the meaning that they have in a number: the sign, or nothing.
  func fillUnusedBits(_ bytes: inout [UInt8]) {
    guard bitsStored < bitsAllocated else { return }
    let (shift, isSigned, isWide) = (bitsAllocated - bitsStored, isSigned, bitsAllocated == 16)
    bytes.withUnsafeMutableBytes { buffer in
      if isWide {
        for place in stride(from: 0, to: buffer.count - 1, by: 2) {
          let word = UInt16(buffer[place]) | UInt16(buffer[place + 1]) << 8
          let number = Self.extended(word, shift, isSigned)
          (buffer[place], buffer[place + 1]) = (UInt8(number & 0xFF), UInt8(number >> 8))
        }
      } else {
        for place in buffer.indices {
          let high = UInt16(buffer[place]) << 8
          buffer[place] = UInt8(Self.extended(high, shift, isSigned) >> 8 & 0xFF)
        }
      }
    }
  }

  @inline(__always)
  private static func extended(_ word: UInt16, _ shift: Int, _ isSigned: Bool) -> UInt16 {
    let top = word << UInt16(shift)
    return isSigned
      ? UInt16(bitPattern: Int16(bitPattern: top) >> Int16(shift)) : top >> UInt16(shift)
  }
}
