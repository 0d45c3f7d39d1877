import Foundation
import Kernels
import Volumes

/// What went wrong, as one sentence.
struct Complaint: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}

/// One piece of work of the comparison, ready to be called again and again.
struct Work {
  let name: String
  let call: () -> Void

  static let names =
    [
      "gzip", "edt", "signed", "nearest", "linear", "sinc", "gauss", "parts", "speckle", "gradient",
      "slopes", "cubic", "grey", "dilate", "hull", "surface",
    ] + pictures

  init(_ name: String, folder: String) throws {
    self.name = name
    switch name {
    case "gzip": call = try Self.roundTrip(folder)
    case "nearest", "linear", "cubic", "sinc", "gauss", "gradient", "slopes", "grey":
      call = Self.onImage(name, try Self.image(folder + "/head.nii"))
    case "edt", "signed", "parts", "dilate", "hull", "surface":
      call = Self.onMask(name, try Self.mask(folder + "/brain.nii"))
    case "speckle": call = Self.onMask(name, try Self.mask(folder + "/speckle.nii"))
    case _ where Self.pictures.contains(name):
      call = Self.onSlice(name, try Self.image(folder + "/head.nii"))
    default: throw Complaint("\(name) is not one of \(Self.names)")
    }
  }

  /// Work that asks for a fixed number of buffers, on a ball in noise. Components, surfaces and
  /// hulls are not among it: they grow with what they find.
  static func synthetic(side: Int) -> [Work] {
    let grid = Grid(nx: side, ny: side, nz: side, toWorld: .scaling(Vector3(1, 1.1, 1.3)))
    let random = CounterRandom(seed: 1)
    var head = Image(grid: grid)
    for index in head.voxels.indices {
      head.voxels[index] = Float(random.normal(index: UInt64(index)))
    }
    let mask = head.smoothed(sigmaMM: 3).mask(atLeast: 0)
    let onImages = ["nearest", "linear", "cubic", "sinc", "gauss", "gradient", "slopes", "grey"]
    return onImages.map { Work(name: $0, call: onImage($0, head)) }
      + ["edt", "signed", "dilate"].map { Work(name: $0, call: onMask($0, mask)) }
  }

  private init(name: String, call: @escaping () -> Void) { (self.name, self.call) = (name, call) }

  private static func onImage(_ name: String, _ head: Image) -> () -> Void {
    switch name {
    case "nearest":
      { keep(head.resampled(onto: head.grid, through: turn, interpolation: .nearest)) }
    case "linear": { keep(head.resampled(onto: head.grid, through: turn)) }
    case "sinc": { keep(head.resampled(onto: head.grid, through: turn, interpolation: .sinc)) }
    case "cubic": { keep(head.resampled(onto: head.grid, through: turn, interpolation: .cubic)) }
    case "slopes": { keep(head.gradient()) }
    case "grey": { keep(head.dilated(byMM: 3)) }
    case "gauss": { keep(head.smoothed(sigmaMM: 8 / 2.3548200450309493)) }
    default: { keep(head.gradientMagnitude()) }
    }
  }

  private static func onMask(_ name: String, _ mask: Mask) -> () -> Void {
    switch name {
    case "edt": { keep(mask.distanceMM()) }
    case "signed": { keep(mask.signedDistanceMM()) }
    case "hull": { keep(mask.convexHull()) }
    case "surface": { keep(mask.isoSurface()) }
    case "dilate": { keep(mask.dilated(byMM: 5)) }
    default: { keep(mask.components(.corners)) }
    }
  }

  private static func roundTrip(_ folder: String) throws -> () -> Void {
    let path = folder + "/head.nii.gz"
    _ = try VolumeFile.read(path)
    return {
      do {
        try VolumeFile.write(VolumeFile.read(path), to: folder + "/out.nii.gz", overwrite: true)
      } catch {
        fatalError("\(error)")
      }
    }
  }

  private static func image(_ path: String) throws -> Image {
    try VolumeFile.read(path).image(frame: 0)
  }

  private static func mask(_ path: String) throws -> Mask {
    try image(path).mask(atLeast: 0.5)
  }

  /// The map of the resampling: 0.1 rad about y and a shift, world mm.
  private static var turn: Affine {
    Affine(
      row0: Vector3(cos(0.1), 0, sin(0.1)), row1: Vector3(0, 1, 0),
      row2: Vector3(-sin(0.1), 0, cos(0.1)), translation: Vector3(3, 4, 5))
  }
}

/// Keeps the optimiser from leaving out work whose result nobody reads.
@inline(never)
func keep<T>(_ value: T) { withExtendedLifetime(value) {} }
