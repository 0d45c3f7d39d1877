import Foundation
import Volumes

/// Series of DICOM files made of a volume, for tests; written from the standard (PS3.5, PS3.10) without
/// the code that reads them.
public struct DICOMFixture {
  /// One element as it is to be written.
  public struct Element {
    var group: UInt16
    var element: UInt16
    var vr: String
    var value: [UInt8]
    /// Whether its length is left open and marks follow its items.
    var isUndefined = false

    /// An element with the bytes of its value.
    public init(_ group: UInt16, _ element: UInt16, _ vr: String, _ value: [UInt8]) {
      (self.group, self.element, self.vr, self.value) = (group, element, vr, value)
    }

    /// An element with a text, filled up with a blank.
    public init(_ group: UInt16, _ element: UInt16, _ vr: String, text: String) {
      let bytes = Array(text.utf8)
      self.init(group, element, vr, bytes.count % 2 == 0 ? bytes : bytes + [vr == "UI" ? 0 : 0x20])
    }

    /// An element with a number of 16 bits.
    public init(_ group: UInt16, _ element: UInt16, number: Int) {
      self.init(group, element, "US", ByteWriter.bytes(of: UInt16(number), order: .little))
    }

    /// The same with its length left open.
    public var open: Element {
      var element = self
      element.isUndefined = true
      return element
    }
  }

  /// Whether elements say what kind of value they have.
  public var isExplicit = true
  /// Whether the stored numbers have a sign.
  public var isSigned = true
  /// Bits that a pixel takes, 8 or 16.
  public var bitsAllocated = 16
  /// Bits that the number takes.
  public var bitsStored = 16
  /// Whether small numbers are bright.
  public var isInverted = false
  /// Value of a stored step; nil leaves slope and intercept out.
  public var slope: Double?
  /// Value of the stored number zero.
  public var intercept = 0.0
  /// The identifier of the series.
  public var seriesUID = "1.2.3.4.5"
  /// The number of the series.
  public var seriesNumber = 3
  /// The identifier of the transfer syntax where it is to be another one.
  public var syntax: String?
  /// Elements in each file beside the usual ones, or in place of them.
  public var extra: [Element] = []
  /// Usual elements that are left out, by group and number.
  public var without: [[UInt16]] = []

  /// A series of MR images, explicit, signed, 16 bits.
  public init() {}

  /// The files of a volume whose values are whole numbers: one for each z.
  public func files(of volume: Volume) throws -> [[UInt8]] {
    let image = try volume.image(frame: 0)
    let count = image.grid.nx * image.grid.ny
    return (0..<image.grid.nz).map { z in
      file(z, image.grid, Array(image.voxels[z * count..<(z + 1) * count]))
    }
  }

  /// Writes the files of a volume into a folder, under names in another order than the slices.
  public func write(_ volume: Volume, into folder: String) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let files = try files(of: volume)
    for (z, bytes) in files.enumerated() {
      let name = "\(seriesNumber)-\(1000 + z * 37 % 997).dcm"
      try Data(bytes).write(to: URL(fileURLWithPath: folder + "/" + name))
    }
  }

  /// One file with the values of its pixels.
  public func file(_ z: Int, _ grid: Grid, _ values: [Float]) -> [UInt8] {
    let instance = "\(seriesUID).\(z + 1)"
    let all = usual(z, grid, instance) + [pixels(values)]
    let own = Set(extra.map { [$0.group, $0.element] })
    let kept = all.filter {
      !own.contains([$0.group, $0.element]) && !without.contains([$0.group, $0.element])
    }
    let data = Self.bytes(kept + extra, isExplicit: isExplicit)
    return [UInt8](repeating: 0, count: 128) + Array("DICM".utf8) + meta(instance) + data
  }

  /// Elements in the order of their tags, as bytes.
  public static func bytes(_ elements: [Element], isExplicit: Bool) -> [UInt8] {
    elements.sorted { ($0.group, $0.element) < ($1.group, $1.element) }
      .flatMap { bytes($0, isExplicit: isExplicit) }
  }

  /// An item of a sequence.
  public static func item(_ elements: [Element], isExplicit: Bool) -> [UInt8] {
    let inner = bytes(elements, isExplicit: isExplicit)
    return [0xFE, 0xFF, 0x00, 0xE0] + ByteWriter.bytes(of: UInt32(inner.count), order: .little)
      + inner
  }

  /// An item of a sequence whose length is left open.
  public static func openItem(_ elements: [Element], isExplicit: Bool) -> [UInt8] {
    [0xFE, 0xFF, 0x00, 0xE0, 0xFF, 0xFF, 0xFF, 0xFF] + bytes(elements, isExplicit: isExplicit)
      + [0xFE, 0xFF, 0x0D, 0xE0, 0, 0, 0, 0]
  }

  private static func bytes(_ element: Element, isExplicit: Bool) -> [UInt8] {
    let name =
      ByteWriter.bytes(of: element.group, order: .little)
      + ByteWriter.bytes(of: element.element, order: .little)
    let count = element.isUndefined ? UInt32.max : UInt32(element.value.count)
    let long = ByteWriter.bytes(of: count, order: .little)
    let end: [UInt8] = element.isUndefined ? [0xFE, 0xFF, 0xDD, 0xE0, 0, 0, 0, 0] : []
    guard isExplicit else { return name + long + element.value + end }
    let isLong = ["OB", "OW", "SQ", "UN", "UT"].contains(element.vr)
    let length =
      isLong
      ? [0, 0] + long : ByteWriter.bytes(of: UInt16(element.value.count), order: .little)
    return name + Array(element.vr.utf8) + length + element.value + end
  }
}

extension DICOMFixture {
  private func meta(_ instance: String) -> [UInt8] {
    let uid = syntax ?? (isExplicit ? "1.2.840.10008.1.2.1" : "1.2.840.10008.1.2")
    let rest = Self.bytes(
      [
        Element(2, 1, "OB", [0, 1]), Element(2, 2, "UI", text: "1.2.840.10008.5.1.4.1.1.4"),
        Element(2, 3, "UI", text: instance), Element(2, 0x10, "UI", text: uid),
        Element(2, 0x12, "UI", text: "1.2.826.0.1.3680043.10.1"),
      ], isExplicit: true)
    let length = ByteWriter.bytes(of: UInt32(rest.count), order: .little)
    return Self.bytes([Element(2, 0, "UL", length)], isExplicit: true) + rest
  }

  private func usual(_ z: Int, _ grid: Grid, _ instance: String) -> [Element] {
    let stretch = slope.map {
      [
        Element(0x28, 0x1052, "DS", text: "\(intercept)"),
        Element(0x28, 0x1053, "DS", text: "\($0)"),
      ]
    }
    return [
      Element(8, 8, "CS", text: "ORIGINAL\\PRIMARY\\M\\ND"),
      Element(8, 0x16, "UI", text: "1.2.840.10008.5.1.4.1.1.4"),
      Element(8, 0x18, "UI", text: instance), Element(8, 0x60, "CS", text: "MR"),
      Element(0x10, 0x10, "PN", text: "Digital^Head"),
      Element(0x20, 0x0D, "UI", text: "1.2.3.4"), Element(0x20, 0x0E, "UI", text: seriesUID),
      Element(0x20, 0x11, "IS", text: "\(seriesNumber)"),
      Element(0x20, 0x13, "IS", text: "\(z + 1)"), Element(0x28, 2, number: 1),
      Element(0x28, 4, "CS", text: isInverted ? "MONOCHROME1" : "MONOCHROME2"),
      Element(0x28, 0x10, number: grid.ny), Element(0x28, 0x11, number: grid.nx),
      Element(0x28, 0x100, number: bitsAllocated), Element(0x28, 0x101, number: bitsStored),
      Element(0x28, 0x102, number: bitsStored - 1),
      Element(0x28, 0x103, number: isSigned ? 1 : 0),
    ] + Self.geometry(z, grid) + (stretch ?? [])
  }

  /// Position, orientation and spacing of a slice: x to the left, y to the back.
  private static func geometry(_ z: Int, _ grid: Grid) -> [Element] {
    let lps = Vector3(-1, -1, 1)
    let (row, column) = (grid.toWorld.column(0), grid.toWorld.column(1))
    let place = grid.toWorld(Vector3(0, 0, Double(z))) * lps
    let directions = [row * lps / length(row), column * lps / length(column)]
    let numbers = directions.flatMap { [$0.x, $0.y, $0.z] }
    return [
      Element(0x20, 0x32, "DS", text: decimals([place.x, place.y, place.z])),
      Element(0x20, 0x37, "DS", text: decimals(numbers)),
      Element(0x28, 0x30, "DS", text: decimals([length(column), length(row)])),
    ]
  }

  /// At most 16 characters each.
  private static func decimals(_ numbers: [Double]) -> String {
    numbers.map { String(format: "%.9f", $0) }.map { String($0.prefix(16)) }
      .joined(separator: "\\")
  }

  private func pixels(_ values: [Float]) -> Element {
    let ends = isSigned ? -1 : (1 << bitsStored) - 1
    let words = values.map { value -> Int in
      let stored = Int(((Double(value) - intercept) / (slope ?? 1)).rounded())
      return isInverted ? ends - stored : stored
    }
    guard bitsAllocated == 16 else {
      let bytes = words.map { UInt8(truncatingIfNeeded: $0) }
      return Element(0x7FE0, 0x10, "OB", bytes.count % 2 == 0 ? bytes : bytes + [0])
    }
    let mask = UInt16((1 << bitsStored) - 1)
    return Element(
      0x7FE0, 0x10, "OW",
      words.flatMap {
        ByteWriter.bytes(of: UInt16(truncatingIfNeeded: $0) & mask, order: .little)
      })
  }
}
