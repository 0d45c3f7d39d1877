/// Where the fields of a header lie: NIfTI-1 (and Analyze) or NIfTI-2 (nifti1.h, nifti2.h).
struct FieldPlaces {
  var dim, datatype, bitpix, pixdim, voxOffset, slope, intercept: Int
  var descrip, auxFile, intentName: Int
  var qformCode, sformCode, quaternion, qoffset, srow: Int
  var intentCode, intentParameters, units, dimInfo: Int
  var sliceStart, sliceEnd, sliceCode, sliceDuration, timeOffset: Int
  var calMax, calMin: Int

  static let nifti1 = FieldPlaces(
    dim: 40, datatype: 70, bitpix: 72, pixdim: 76, voxOffset: 108, slope: 112, intercept: 116,
    descrip: 148, auxFile: 228, intentName: 328,
    qformCode: 252, sformCode: 254, quaternion: 256, qoffset: 268, srow: 280,
    intentCode: 68, intentParameters: 56, units: 123, dimInfo: 39,
    sliceStart: 74, sliceEnd: 120, sliceCode: 122, sliceDuration: 132, timeOffset: 136,
    calMax: 124, calMin: 128)

  static let nifti2 = FieldPlaces(
    dim: 16, datatype: 12, bitpix: 14, pixdim: 104, voxOffset: 168, slope: 176, intercept: 184,
    descrip: 240, auxFile: 320, intentName: 508,
    qformCode: 344, sformCode: 348, quaternion: 352, qoffset: 376, srow: 400,
    intentCode: 504, intentParameters: 80, units: 500, dimInfo: 524,
    sliceStart: 224, sliceEnd: 232, sliceCode: 496, sliceDuration: 208, timeOffset: 216,
    calMax: 192, calMin: 200)
}

extension NiftiHeader {
  var places: FieldPlaces { isNifti2 ? .nifti2 : .nifti1 }

  /// A float field: four bytes in NIfTI-1, eight in NIfTI-2.
  func real(_ place: Int, _ index: Int = 0) -> Double {
    isNifti2 ? fields.double(at: place + 8 * index) : fields.float(at: place + 4 * index)
  }

  /// A 16-bit field that NIfTI-2 widened to 64 bits (sizes) or 32 bits (codes).
  func whole(_ place: Int, wide: Bool) -> Int {
    guard isNifti2 else { return Int(fields.integer(Int16.self, at: place)) }
    return wide
      ? Int(fields.integer(Int64.self, at: place)) : Int(fields.integer(Int32.self, at: place))
  }

  /// A field of one byte that NIfTI-2 widened to 32 bits.
  func small(_ place: Int) -> Int {
    isNifti2
      ? Int(fields.integer(Int32.self, at: place)) : Int(fields.integer(UInt8.self, at: place))
  }
}

extension NiftiHeader {
  /// The eight numbers of `dim`: how many axes, then the length of each.
  public var dims: [Int] {
    (0..<8).map { whole(places.dim + $0 * (isNifti2 ? 8 : 2), wide: true) }
  }
  /// The eight numbers of `pixdim`: the handedness of the qform, then spacing along each axis.
  public var pixdim: [Double] { (0..<8).map { real(places.pixdim, $0) } }
  /// The NIfTI code of the stored type, as written.
  public var datatypeCode: Int { Int(fields.integer(Int16.self, at: places.datatype)) }
  /// Number of bits of a voxel, as written.
  public var bitpix: Int { Int(fields.integer(Int16.self, at: places.bitpix)) }
  /// Where the voxels begin in the file, as written; a NIfTI-1 file says it as a float.
  public var voxOffset: Double {
    isNifti2
      ? Double(fields.integer(Int64.self, at: places.voxOffset))
      : fields.float(at: places.voxOffset)
  }
  /// The slope, as written; zero or not finite means none.
  public var storedSlope: Double { real(places.slope) }
  /// The intercept, as written.
  public var storedIntercept: Double { real(places.intercept) }
  /// The code of the qform; 0 (always for Analyze) means that there is none.
  public var qformCode: Int { format == .analyze ? 0 : whole(places.qformCode, wide: false) }
  /// The code of the sform; 0 (always for Analyze) means that there is none.
  public var sformCode: Int { format == .analyze ? 0 : whole(places.sformCode, wide: false) }
  /// The sform matrix as written, voxel indices to world mm, whatever its code.
  public var sform: Affine {
    let rows = (0..<3).map { row in (0..<4).map { real(places.srow, row * 4 + $0) } }
    return Affine(
      row0: Vector3(rows[0][0], rows[0][1], rows[0][2]),
      row1: Vector3(rows[1][0], rows[1][1], rows[1][2]),
      row2: Vector3(rows[2][0], rows[2][1], rows[2][2]),
      translation: Vector3(rows[0][3], rows[1][3], rows[2][3]))
  }
  /// Free text about the image.
  public var descrip: String { fields.text(at: places.descrip, count: 80) }
  /// The name of an auxiliary file.
  public var auxFile: String { fields.text(at: places.auxFile, count: 24) }
  /// The name of the database: a field of NIfTI-1 and Analyze, often holding a name of a person.
  public var dbName: String { isNifti2 ? "" : fields.text(at: 14, count: 18) }
  /// What the values are, in words.
  public var intentName: String {
    format == .analyze ? "" : fields.text(at: places.intentName, count: 16)
  }
  /// What the values are, as a NIfTI intent code.
  public var intentCode: Int {
    format == .analyze ? 0 : whole(places.intentCode, wide: false)
  }
  /// The three parameters of the intent.
  public var intentParameters: [Double] { (0..<3).map { real(places.intentParameters, $0) } }
  /// The units of space (bits 0–2) and time (bits 3–5), as a NIfTI code.
  public var unitsCode: Int { format == .analyze ? 0 : small(places.units) }
  /// Which axes are frequency (bits 0–1), phase (2–3) and slice (4–5), each 1…3 or 0.
  public var dimInfo: UInt8 { fields.integer(UInt8.self, at: places.dimInfo) }
  /// Index of the first slice with the slice timing.
  public var sliceStart: Int { whole(places.sliceStart, wide: true) }
  /// Index of the last slice with the slice timing.
  public var sliceEnd: Int { whole(places.sliceEnd, wide: true) }
  /// The order of slices, as a NIfTI code.
  public var sliceCode: Int { small(places.sliceCode) }
  /// The time of one slice, in the units of time.
  public var sliceDuration: Double { real(places.sliceDuration) }
  /// The shift of the time axis, in the units of time.
  public var timeOffset: Double { real(places.timeOffset) }
  /// The value to show as white; with `calMin` equal it means nothing.
  public var calMax: Double { real(places.calMax) }
  /// The value to show as black.
  public var calMin: Double { real(places.calMin) }
  /// Whether the voxels are in a file of their own (.hdr and .img).
  public var isPair: Bool {
    if format == .analyze { return true }
    return isNifti2 ? raw[5] == UInt8(ascii: "i") : raw[345] == UInt8(ascii: "i")
  }
}
