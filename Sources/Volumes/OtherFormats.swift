/// Formats that are not read but known by their first bytes, for a helpful sentence.
struct OtherFormat {
  let name: String
  let remedy: String
  private let place: Int
  private let bytes: [UInt8]

  private init(_ name: String, _ bytes: [UInt8], at place: Int = 0, remedy: String) {
    (self.name, self.bytes, self.place, self.remedy) = (name, bytes, place, remedy)
  }

  private static let known: [OtherFormat] = [
    OtherFormat(
      "zstd-compressed data", [0x28, 0xb5, 0x2f, 0xfd],
      remedy: "Unpack it with zstd -d, or pack it with gzip."),
    OtherFormat(
      "bzip2-compressed data", Array("BZh".utf8),
      remedy: "Unpack it with bunzip2, or pack it with gzip."),
    OtherFormat(
      "xz-compressed data", [0xfd, 0x37, 0x7a, 0x58, 0x5a],
      remedy: "Unpack it with unxz, or pack it with gzip."),
    OtherFormat(
      "a zip archive", Array("PK".utf8) + [3, 4], remedy: "Unpack it and give the image in it."),
    OtherFormat(
      "an NRRD file", Array("NRRD".utf8), remedy: "Convert the image to NIfTI."),
    OtherFormat(
      "a MINC 1 file", Array("CDF".utf8), remedy: "Convert it to NIfTI with mnc2nii."),
    OtherFormat(
      "a MINC 2 or other HDF5 file", [0x89] + Array("HDF".utf8),
      remedy: "Convert it to NIfTI with mnc2nii."),
    OtherFormat(
      "a MetaImage file", Array("ObjectType".utf8), remedy: "Convert the image to NIfTI."),
    OtherFormat(
      "a DICOM file", Array("DICM".utf8), at: 128,
      remedy: "Convert the series to NIfTI with dcm2niix."),
  ]

  /// The format that these first bytes of a file show, if it is one of the known ones.
  static func recognised(in head: [UInt8]) -> OtherFormat? {
    known.first { format in
      head.dropFirst(format.place).prefix(format.bytes.count).elementsEqual(format.bytes)
    }
  }
}

extension VolumeError {
  static func otherFormat(_ format: OtherFormat) -> VolumeError {
    VolumeError(
      .unsupported, "A NIfTI file was expected, but this is \(format.name).",
      remedy: format.remedy)
  }
}
