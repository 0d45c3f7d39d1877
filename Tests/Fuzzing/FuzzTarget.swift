import Glibc

/// The parsers that are fuzzed.
enum FuzzTarget: String, CaseIterable {
  /// A single NIfTI-1 or NIfTI-2 file.
  case nifti
  /// A `.hdr` and an `.img` file, cut where the first two bytes say.
  case pair
  /// Arbitrary bytes behind the gzip signature.
  case gzip
  /// A NIfTI file that is packed soundly, in one or two members.
  case packed
  /// A FreeSurfer file, plain.
  case mgh
  /// An Analyze header with voxels.
  case analyze
  /// A table with commas, semicolons or tabs.
  case table

  /// Runs the parser on the bytes, and everything else that is done with what it gives.
  func run(_ data: [UInt8]) {
    switch self {
    case .nifti, .mgh: Scratch.use(["a.nii": data], reading: "a.nii")
    case .gzip: Scratch.use(["a.nii.gz": [0x1f, 0x8b] + data], reading: "a.nii.gz")
    case .packed: Scratch.use(["a.nii.gz": Self.packed(data)], reading: "a.nii.gz")
    case .analyze:
      let head = Array(data.prefix(348))
      Scratch.use(["a.hdr": head, "a.img": Array(data.dropFirst(348))], reading: "a.img")
    case .pair:
      let cut = data.count < 2 ? 0 : Int(data[0]) + 256 * Int(data[1])
      let body = data.dropFirst(2)
      Scratch.use(
        ["a.hdr": Array(body.prefix(cut)), "a.img": Array(body.dropFirst(cut))], reading: "a.hdr")
    case .table: Self.readTable(data)
    }
  }

  private static func packed(_ data: [UInt8]) -> [UInt8] {
    let cut = data.first.map { Int($0) * 4 } ?? 0
    let (first, second) = (Array(data.dropFirst().prefix(cut)), Array(data.dropFirst(cut + 1)))
    return ((try? Deflate.gzip([first])) ?? []) + ((try? Deflate.gzip([second])) ?? [])
  }

  private static func readTable(_ data: [UInt8]) {
    guard let table = try? DelimitedTable(String(decoding: data, as: UTF8.self)) else { return }
    for row in table.rows { precondition(row.count == table.header.count) }
    let names = table.header + ["", "", ""]
    _ = try? Cohort.wide(table, reference: names[0])
    _ = try? Cohort.wide(table, reference: names[1], subject: names[0])
    _ = try? Cohort.long(
      table, subject: names[0], method: names[1], value: names[2],
      referenceLevel: table.rows.first?.last ?? "")
  }
}
