/// How the data set of a file is written down (PS3.5, section 10 and annex A).
struct DICOMSyntax: Hashable, Sendable {
  /// Whether each element says what kind of value it has.
  enum Encoding: Hashable, Sendable { case implicit, explicit }

  /// How elements are written.
  var encoding: Encoding
  /// What stands in the way of reading the pixels, in words; nil where nothing does.
  var obstacle: String?

  /// The syntax with this identifier; nil where not even the elements can be read.
  static func named(_ identifier: String) -> DICOMSyntax? {
    switch identifier {
    case "1.2.840.10008.1.2": DICOMSyntax(encoding: .implicit)
    case "1.2.840.10008.1.2.1": DICOMSyntax(encoding: .explicit)
    case "1.2.840.10008.1.2.1.99", "1.2.840.10008.1.2.2": nil
    default: DICOMSyntax(encoding: .explicit, obstacle: "compressed (\(words(for: identifier)))")
    }
  }

  /// Why nothing can be read of a file with this identifier.
  static func refusal(of identifier: String) -> String {
    identifier == "1.2.840.10008.1.2.2"
      ? "written big-endian, which was retired in 2006" : "deflated as a whole"
  }

  private static func words(for identifier: String) -> String {
    let known = [
      "1.2.840.10008.1.2.4.50": "JPEG baseline", "1.2.840.10008.1.2.4.51": "JPEG extended",
      "1.2.840.10008.1.2.4.57": "JPEG lossless", "1.2.840.10008.1.2.4.70": "JPEG lossless",
      "1.2.840.10008.1.2.4.80": "JPEG-LS lossless", "1.2.840.10008.1.2.4.81": "JPEG-LS",
      "1.2.840.10008.1.2.4.90": "JPEG 2000 lossless", "1.2.840.10008.1.2.4.91": "JPEG 2000",
      "1.2.840.10008.1.2.4.201": "high-throughput JPEG 2000 lossless",
      "1.2.840.10008.1.2.4.202": "high-throughput JPEG 2000 lossless",
      "1.2.840.10008.1.2.4.203": "high-throughput JPEG 2000",
      "1.2.840.10008.1.2.5": "run lengths",
    ]
    return known[identifier] ?? "a transfer syntax that is not known here"
  }
}
