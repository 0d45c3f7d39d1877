import Volumes

/// How the pixels of a slice are stored and what they mean; the same for all slices of a series.
struct DICOMPixelFormat: Hashable, Sendable {
  var columns: Int
  var rows: Int
  /// Bits that a pixel takes, 8 or 16.
  var bitsAllocated: Int
  /// Bits of them, from the lowest, that hold the number.
  var bitsStored: Int
  var isSigned: Bool
  /// Whether small numbers are bright (MONOCHROME1).
  var isInverted: Bool
  var rescaleSlope: Double
  var rescaleIntercept: Double

  var bytesPerPixel: Int { bitsAllocated / 8 }

  /// Number of bytes of one slice.
  var byteCount: Int { columns * rows * bytesPerPixel }

  /// The numbers that the stored bits can hold.
  var limits: ClosedRange<Int> {
    isSigned ? -(1 << (bitsStored - 1))...(1 << (bitsStored - 1)) - 1 : 0...(1 << bitsStored) - 1
  }

  /// How the volume stores a number: in the bytes of the file.
  var voxelType: VoxelType {
    if bitsAllocated == 8 { return isSigned ? .int8 : .uint8 }
    return isSigned || bitsStored < 16 ? .int16 : .uint16
  }

  /// How stored numbers become values that rise with brightness. Where small numbers are bright, values
  /// are counted from the other end of what the stored bits can hold.
  var scaling: Scaling {
    guard isInverted else { return Scaling(slope: rescaleSlope, intercept: rescaleIntercept) }
    let ends = Double(limits.lowerBound + limits.upperBound)
    return Scaling(slope: -rescaleSlope, intercept: rescaleIntercept + rescaleSlope * ends)
  }
}

extension DICOMPixelFormat {
  /// What a file says of its pixels, and every reason why they cannot be read.
  static func read(_ file: DICOMFile) -> (format: DICOMPixelFormat?, mistakes: [String]) {
    let (format, broken) = bare(file)
    var mistakes = [kindMistake(file), colourMistake(file), tableMistake(file)].compactMap { $0 }
    if let obstacle = file.syntax.obstacle {
      mistakes.insert("is \(obstacle); uncompressed pixels were expected", at: 0)
    } else if mistakes.isEmpty {
      mistakes += [broken ?? format.flatMap { lengthMistake($0, file) }].compactMap { $0 }
    }
    return (format, mistakes)
  }

  private static func bare(_ file: DICOMFile) -> (DICOMPixelFormat?, String?) {
    guard let rows = file.number(.rows), let columns = file.number(.columns), rows > 0, columns > 0
    else { return (nil, "does not say how many rows and columns it has") }
    let allocated = file.number(.bitsAllocated) ?? 0
    let stored = file.number(.bitsStored) ?? allocated
    guard allocated == 8 || allocated == 16, (1...allocated).contains(stored),
      file.number(.highBit) ?? stored - 1 == stored - 1
    else {
      return (
        nil,
        "stores \(stored) bits in \(allocated) a pixel; 8 or 16, or fewer from the lowest bit on, "
          + "were expected"
      )
    }
    let slope = file.numbers(.rescaleSlope, count: 1)?[0] ?? 1
    let format = DICOMPixelFormat(
      columns: columns, rows: rows, bitsAllocated: allocated, bitsStored: stored,
      isSigned: file.number(.pixelRepresentation) == 1,
      isInverted: file.text(.photometric) == "MONOCHROME1", rescaleSlope: slope,
      rescaleIntercept: file.numbers(.rescaleIntercept, count: 1)?[0] ?? 0)
    let isUsable = (1e-9...1e9).contains(abs(slope)) && abs(format.rescaleIntercept) < 1e9
    return (format, isUsable ? nil : "has a rescale slope or intercept that no image has")
  }

  /// Why a file holds more, or less, than a slice.
  private static func kindMistake(_ file: DICOMFile) -> String? {
    if file.element(.floatPixels) != nil || file.element(.doublePixels) != nil {
      return "stores pixels as floating-point numbers; integers were expected"
    }
    let frames = file.text(.numberOfFrames).flatMap { Int($0) } ?? 1
    let isEnhanced = enhancedClasses.contains(file.text(.sopClassUID) ?? "")
    if frames > 1 || isEnhanced {
      return "holds \(frames) frame(s) in one file (enhanced or multi-frame); one slice a file was "
        + "expected"
    }
    if file.texts(.imageType).contains("MOSAIC") {
      return "is a mosaic of slices; one slice a file was expected"
    }
    return nil
  }

  private static let enhancedClasses: Set<String> = [
    "1.2.840.10008.5.1.4.1.1.4.1", "1.2.840.10008.5.1.4.1.1.2.1", "1.2.840.10008.5.1.4.1.1.130",
    "1.2.840.10008.5.1.4.1.1.4.4",
  ]

  private static func colourMistake(_ file: DICOMFile) -> String? {
    let photometric = file.text(.photometric) ?? "nothing"
    let samples = file.number(.samplesPerPixel) ?? 1
    guard samples != 1 || !["MONOCHROME1", "MONOCHROME2"].contains(photometric) else { return nil }
    return "shows colours (\(samples) sample(s) a pixel, \(known(photometric))); one grey value a "
      + "pixel was expected"
  }

  /// The text of a file is only repeated where it is one of the words of the standard.
  private static func known(_ photometric: String) -> String {
    let words = [
      "nothing", "RGB", "PALETTE COLOR", "YBR_FULL", "YBR_FULL_422", "YBR_ICT", "YBR_RCT",
      "MONOCHROME1", "MONOCHROME2",
    ]
    return words.contains(photometric) ? photometric : "an unknown kind"
  }

  private static func tableMistake(_ file: DICOMFile) -> String? {
    guard file.isFilled(.modalityTable) else { return nil }
    return "has a table of values (0028,3000); rescale slope and intercept were expected"
  }

  /// A file may fill its pixels up to an even number of bytes, and hold nothing else there: what lies
  /// behind them could be another picture.
  private static func lengthMistake(_ format: DICOMPixelFormat, _ file: DICOMFile) -> String? {
    guard let pixels = file.element(.pixelData), !pixels.isUndefined else {
      return "has its pixels in pieces; one block was expected"
    }
    let even = format.byteCount + format.byteCount % 2
    guard pixels.value.count != format.byteCount && pixels.value.count != even else { return nil }
    return "holds \(pixels.value.count) bytes of pixels; \(format.columns) × \(format.rows) pixels "
      + "take \(format.byteCount)"
  }
}
