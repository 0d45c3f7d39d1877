import ArgumentParser
import DICOM
import Volumes

struct InfoCommand: BautaCommand {
  static let configuration = CommandConfiguration(
    commandName: "info", abstract: "Says what image files hold.",
    discussion: "Free text that can name a person is shown only with --detail.")

  @Argument(help: "Image files, or folders of one DICOM series each.") var files: [String]
  @Option(
    help: ArgumentHelp(
      "Of folders with several DICOM series: the one to take, counted from 1.",
      valueName: "number"))
  var series: Int?
  @OptionGroup var standard: StandardOptions

  func execute(_ console: Console) async throws {
    var infos: [(file: String, info: VolumeInfo)] = []
    var failures: [CommandFailure] = []
    for (index, file) in files.enumerated() {
      do {
        let info = try ImageAccess.during("reading \(place(index))") {
          try self.info(of: file)
        }
        infos.append((file, standard.detail ? info : info.withoutText))
      } catch {
        failures.append(CommandFailure(error))
      }
    }
    tell(infos, console: console)
    if files.count == 1, let only = failures.first { throw only }
    for failure in failures { console.fail(failure) }
    if !failures.isEmpty { throw Ended(code: infos.isEmpty ? .badData : .partlyDone) }
  }

  private func info(of file: String) throws -> VolumeInfo {
    guard DICOMFolder.isFolder(file) else { return try VolumeFile.readHeader(file).info }
    var info = try DICOMFolder(file).series(series).volume.info
    info.format = "dicom"
    return info
  }

  private func place(_ index: Int) -> String {
    files.count > 1 ? "image \(index + 1) of \(files.count)" : "the image"
  }

  private func tell(_ infos: [(file: String, info: VolumeInfo)], console: Console) {
    if console.json {
      if files.count > 1 { return console.result(JSONText.of(infos.map(\.info))) }
      return infos.forEach { console.result(JSONText.of($0.info)) }
    }
    for (file, info) in infos {
      if files.count > 1 { console.result(file) }
      for line in Self.lines(of: info) { console.result(line) }
    }
  }

  static func lines(of info: VolumeInfo) -> [String] {
    var rows: [(String, String)] = [
      ("format", "\(info.format), \(info.byteOrder) endian"),
      (
        "size",
        info.dims.map(String.init).joined(separator: " × ") + " voxels, \(info.frames) frame(s)"
      ),
      ("voxel size", info.voxelSizeMM.map { FixedText.of($0, 3) }.joined(separator: " × ") + " mm"),
      ("type", info.datatype),
      ("scaling", "slope \(info.slope), intercept \(info.intercept)"),
      ("axes", "\(info.axes), oblique by \(FixedText.of(info.obliqueDegrees, 1))°"),
      ("forms", "qform code \(info.qformCode), sform code \(info.sformCode)"),
    ]
    rows += matrix("qform", info.qform) + matrix("sform", info.sform)
    for (name, text) in info.freeText.sorted(by: { $0.key < $1.key }) where !text.isEmpty {
      rows.append((name, text))
    }
    rows += info.warnings.map { ("warning", $0) }
    let width = rows.map(\.0.count).max() ?? 0
    return rows.map { name, value in
      "  " + name + String(repeating: " ", count: width - name.count + 2) + value
    }
  }
}

extension InfoCommand {
  /// The first three rows of a form; nothing where its code is 0.
  fileprivate static func matrix(_ name: String, _ rows: [[Double]]?) -> [(String, String)] {
    (rows ?? []).prefix(3).enumerated().map { index, row in
      (index == 0 ? name : "", row.map { FixedText.of($0, 3) }.joined(separator: "  "))
    }
  }
}

/// Numbers with a fixed count of decimals.
enum FixedText {
  static func of(_ value: Double, _ decimals: Int) -> String {
    guard value.isFinite, abs(value) < 1e15 else { return "\(value)" }
    var scale = 1
    for _ in 0..<decimals { scale *= 10 }
    let whole = Int((abs(value) * Double(scale)).rounded())
    let sign = value < 0 && whole > 0 ? "-" : ""
    guard decimals > 0 else { return "\(sign)\(whole)" }
    let rest = String(whole % scale)
    return "\(sign)\(whole / scale)."
      + String(repeating: "0", count: decimals - rest.count) + rest
  }
}

extension VolumeInfo {
  /// The same with the number of characters in place of free text, which can name a person.
  var withoutText: VolumeInfo {
    var info = self
    info.freeText = freeText.mapValues { $0.isEmpty ? "" : "(\($0.utf8.count) characters)" }
    return info
  }
}
