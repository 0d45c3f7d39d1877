import Defacing
import Volumes

extension VariantMaker {
  /// The value of the parameter `seed` that lets the image choose.
  static let seedOfImage = "image"

  /// The same maker with a seed, where anything is drawn at random and none was given.
  ///
  /// The seed follows from the stored voxels, so that each image has its own and yet the same image
  /// always the same; it is recorded with the parameters.
  ///
  /// - Parameter volume: the image as stored.
  /// - Returns: the maker.
  func seeded(by volume: Volume) -> VariantMaker {
    guard drawsAtRandom, UInt64(parameters["seed"] ?? "") == nil else { return self }
    var seeded = self
    // Eight digits: a number that JSON keeps everywhere.
    let digits = SHA256.hex(of: volume.bytes).prefix(8)
    seeded.parameters["seed"] = "\(UInt64(digits, radix: 16) ?? 1)"
    return seeded
  }

  private var drawsAtRandom: Bool {
    method == FaceMasking.name || parameters["fill"] == Fill.noise.rawValue
  }
}
