import Volumes

/// Where a slice lies, in mm of the patient's space as DICOM has it (x to the left, y to the back, z to
/// the top).
struct SlicePlace: Hashable, Sendable {
  /// The centre of the first pixel.
  var positionMM: Vector3
  /// The direction in which columns follow each other, of length 1.
  var alongRow: Vector3
  /// The direction in which rows follow each other, of length 1.
  var alongColumn: Vector3
  /// The distance from one column to the next.
  var columnSpacingMM: Double
  /// The distance from one row to the next.
  var rowSpacingMM: Double

  /// At right angles to the slice, of length 1.
  var normal: Vector3 { cross(alongRow, alongColumn) }

  /// What a file says of its place, or what it does not say.
  static func read(_ file: DICOMFile) -> (place: SlicePlace?, mistake: String?) {
    guard let position = file.numbers(.imagePosition, count: 3),
      position.allSatisfy({ abs($0) < 1e6 }),
      let directions = file.numbers(.imageOrientation, count: 6)
    else { return (nil, "does not say where it lies (0020,0032 and 0020,0037)") }
    guard let spacing = file.numbers(.pixelSpacing, count: 2),
      spacing.allSatisfy({ (1e-3...1e3).contains($0) })
    else { return (nil, "does not say how far its pixels are apart in mm (0028,0030)") }
    let row = Vector3(directions[0], directions[1], directions[2])
    let column = Vector3(directions[3], directions[4], directions[5])
    guard areUpright(row, column) else {
      return (nil, "has directions (0020,0037) that are not two unit vectors at right angles")
    }
    return (
      SlicePlace(
        positionMM: Vector3(position[0], position[1], position[2]), alongRow: row / length(row),
        alongColumn: column / length(column), columnSpacingMM: spacing[1],
        rowSpacingMM: spacing[0]), nil
    )
  }

  /// Rounded decimals make vectors that are a little off.
  private static func areUpright(_ row: Vector3, _ column: Vector3) -> Bool {
    abs(length(row) - 1) < 1e-2 && abs(length(column) - 1) < 1e-2
      && abs((row * column).sum()) < 1e-2
  }
}

/// What is known of one file of a folder that shows an image.
struct DICOMSlice: Sendable {
  /// Its place among the files of the folder in the order of their names, from 1.
  var number: Int
  var path: String
  var seriesUID: String
  var seriesNumber: Int
  var format: DICOMPixelFormat?
  var place: SlicePlace?
  /// Why it cannot be a part of a volume; the subject of each is the file.
  var mistakes: [String]

  /// What a file says; nil where it shows no image.
  init?(_ file: DICOMFile, number: Int, path: String) {
    let pictures: [DICOMTag] = [.pixelData, .floatPixels, .doublePixels]
    guard pictures.contains(where: { file.element($0) != nil }) else { return nil }
    (self.number, self.path) = (number, path)
    seriesUID = file.text(.seriesInstanceUID) ?? ""
    seriesNumber = file.text(.seriesNumber).flatMap { Int($0) } ?? 0
    (format, mistakes) = DICOMPixelFormat.read(file)
    guard mistakes.isEmpty else { return }
    let (place, mistake) = SlicePlace.read(file)
    self.place = place
    if file.texts(.imageType).contains("LOCALIZER") {
      mistakes = ["is a localiser; slices that fill the head were expected"]
    } else if let mistake {
      mistakes = [mistake]
    }
  }
}
