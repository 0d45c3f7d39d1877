import Foundation

/// The images in a folder, without their pixels: which series there are.
public struct DICOMFolder: Sendable {
  /// One series as a user may choose it; it says nothing of whom or what it shows.
  public struct Listing: Hashable, Sendable {
    /// Counted from 1, in the order of the series numbers.
    public var number: Int
    /// Number of files.
    public var slices: Int
    /// Pixels in a row and in a column of the first slice, where it says so.
    public var columns: Int?
    /// Pixels in a column of the first slice.
    public var rows: Int?

    /// As a line of a list.
    public var sentence: String {
      let size = columns.flatMap { columns in rows.map { " of \(columns) × \($0) pixels" } } ?? ""
      return "series \(number): \(slices) slice(s)\(size)"
    }
  }

  /// Number of files that show no image: other formats, and DICOM files without pixels.
  public private(set) var passedOver = 0
  /// Files that should be images and cannot be read, by what is wrong with them.
  private var broken: [(number: Int, mistake: String)] = []
  private var series: [[DICOMSlice]] = []

  /// Whether a path is that of a folder.
  public static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && isFolder.boolValue
  }

  /// Looks at every file of a folder; folders in it are passed over.
  ///
  /// - Parameter path: the folder.
  /// - Throws: `inputMissing` where the folder cannot be read.
  public init(_ path: String) throws(DICOMError) {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
      throw DICOMError(
        .inputMissing, "The folder cannot be read.", remedy: "Check the path and its permissions.")
    }
    let files = names.sorted().map { path + "/" + $0 }.filter { !Self.isFolder($0) }
    var slices: [DICOMSlice] = []
    for (index, file) in files.enumerated() { look(file, number: index + 1, &slices) }
    let groups = Dictionary(grouping: slices, by: \.seriesUID).values
    series = groups.sorted {
      ($0[0].seriesNumber, $0[0].seriesUID) < ($1[0].seriesNumber, $1[0].seriesUID)
    }
  }

  private mutating func look(_ path: String, number: Int, _ slices: inout [DICOMSlice]) {
    do {
      guard let bytes = try Self.read(path) else {
        passedOver += 1
        return
      }
      guard let slice = DICOMSlice(try DICOMFile(bytes), number: number, path: path) else {
        passedOver += 1
        return
      }
      slices.append(slice)
    } catch {
      broken.append((number, (error as? DICOMDamage)?.sentence ?? "cannot be read"))
    }
  }

  /// Whether a file begins as DICOM files do; false for folders and where it cannot be read.
  public static func isDICOMFile(_ path: String) -> Bool {
    guard !isFolder(path), let handle = FileHandle(forReadingAtPath: path) else { return false }
    defer { try? handle.close() }
    let head = try? handle.read(upToCount: DICOMFile.firstPlace)
    return DICOMFile.isDICOM([UInt8](head ?? Data()))
  }

  /// The bytes of a file; nil where its beginning is not that of a DICOM file.
  static func read(_ path: String) throws -> [UInt8]? {
    let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
    defer { try? handle.close() }
    let head = try handle.read(upToCount: DICOMFile.firstPlace) ?? Data()
    guard DICOMFile.isDICOM([UInt8](head)) else { return nil }
    return [UInt8](head + (try handle.readToEnd() ?? Data()))
  }

  /// What can be chosen.
  public var listings: [Listing] {
    series.enumerated().map { index, slices in
      Listing(
        number: index + 1, slices: slices.count, columns: slices[0].format?.columns,
        rows: slices[0].format?.rows)
    }
  }
}

// MARK: - Choosing

extension DICOMFolder {
  /// The sentence with which every refusal of a series ends.
  static let remedy =
    "Put one plain series into a folder of its own, or convert it to NIfTI with dcm2niix and deface "
    + "that."

  /// One series with its pixels.
  ///
  /// - Parameter number: which one, counted from 1; may be left out where there is one only.
  /// - Returns: the series as a volume.
  /// - Throws: `ambiguous` where one has to be chosen; otherwise everything that is wrong with it.
  public func series(_ number: Int? = nil) throws(DICOMError) -> DICOMSeries {
    let slices = try chosen(number)
    let (stack, mistakes) = SliceStack.make(slices)
    let all =
      Self.grouped(
        broken
          + slices.flatMap { slice in
            slice.mistakes.map { (slice.number, $0) }
          }) + (slices.allSatisfy { $0.mistakes.isEmpty } ? mistakes : [])
    guard all.isEmpty, let stack else {
      throw DICOMError(
        .unsupported,
        "The series cannot be read as a volume: \(all.count) thing(s) are not as expected.",
        remedy: Self.remedy, mistakes: all)
    }
    return try DICOMSeries(stack)
  }

  private func chosen(_ number: Int?) throws(DICOMError) -> [DICOMSlice] {
    guard !series.isEmpty else { throw nothing() }
    if number == nil, series.count == 1 { return series[0] }
    if let number, series.indices.contains(number - 1) { return series[number - 1] }
    let what =
      number.map { "Series \($0) was asked for, but the folder holds \(series.count)." }
      ?? "The folder holds \(series.count) series, and one was expected."
    throw DICOMError(
      .ambiguous, what, remedy: "Choose one, such as --series 1.",
      mistakes: listings.map(\.sentence))
  }

  private func nothing() -> DICOMError {
    guard broken.isEmpty else {
      return DICOMError(
        .badData, "None of the DICOM files in the folder can be read.", remedy: Self.remedy,
        mistakes: Self.grouped(broken))
    }
    return DICOMError(
      .badData,
      "A folder of DICOM images was expected; none was found among its files, and \(passedOver) "
        + "were passed over.",
      remedy: "Give the folder that holds the files of one series itself, not one above it.")
  }

  /// One sentence for each thing that is wrong, however many files it is wrong with.
  private static func grouped(_ found: [(number: Int, mistake: String)]) -> [String] {
    var numbers: [String: [Int]] = [:]
    for (number, mistake) in found { numbers[mistake, default: []].append(number) }
    return numbers.sorted { ($0.value[0], $0.key) < ($1.value[0], $1.key) }.map { mistake, files in
      let others = files.count > 1 ? " (and so with \(files.count - 1) other file(s))" : ""
      return "file \(files[0]) \(mistake)\(others)"
    }
  }
}
