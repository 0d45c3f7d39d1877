import Glibc

/// Which file holds the header and which the voxels; the same one except for pairs.
struct FileNames {
  let header: String
  let voxels: String

  init(_ path: String) throws(VolumeError) {
    let lower = path.lowercased()
    let (stem, isPacked) =
      lower.hasSuffix(".gz") ? (String(path.dropLast(3)), true) : (path, false)
    let kind = stem.lowercased().suffix(4)
    guard kind == ".hdr" || kind == ".img" else {
      (header, voxels) = (path, path)
      return
    }
    let base = String(stem.dropLast(4))
    header = kind == ".hdr" ? path : try Self.partner(base, "hdr", packed: isPacked)
    voxels = kind == ".img" ? path : try Self.partner(base, "img", packed: isPacked)
  }

  /// The other file of a pair, whether packed or not.
  private static func partner(_ base: String, _ ending: String, packed: Bool)
    throws(VolumeError) -> String
  {
    let plain = ["\(base).\(ending)", "\(base).\(ending.uppercased())"]
    let zipped = plain.map { $0 + ".gz" }
    for name in packed ? zipped + plain : plain + zipped where access(name, F_OK) == 0 {
      return name
    }
    throw VolumeError(
      .inputMissing,
      "The header and the voxels are in two files, and the one that ends in .\(ending) is missing.",
      remedy: "Put both files into the same folder.")
  }
}
