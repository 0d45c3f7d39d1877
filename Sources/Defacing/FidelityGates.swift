import Volumes

extension Gate {
  /// Whether a defaced volume is the original in all kept voxels, and of one number in all others.
  ///
  /// - Parameters:
  ///   - defaced: what would be written.
  ///   - original: what it was made from.
  ///   - removed: the voxels that were to go.
  ///   - isConstant: whether removed voxels should all hold the same number; noise does not.
  /// - Returns: gates that fail at the first wrong voxel of any frame.
  public static func fidelity(
    of defaced: Volume, original: Volume, removed: Mask, isConstant: Bool
  ) -> [Gate] {
    let found = comparison(defaced, original, removed)
    let kept = Gate(
      name: "kept-identical", value: found.map { Double($0.changed) } ?? .nan, failAbove: 0,
      sentence:
        "\(found.map { "\($0.changed)" } ?? "An unknown number of") kept voxels differ from "
        + "the original; none may.")
    guard isConstant else { return [kept] }
    return [
      kept,
      Gate(
        name: "removed-constant", value: found.map { Double($0.uneven) } ?? .nan, failAbove: 0,
        sentence: "\(found.map { "\($0.uneven)" } ?? "An unknown number of") removed voxels hold "
          + "another number than the rest of them; none may."),
    ]
  }

  /// Kept voxels that changed and removed voxels unlike the first one, over all frames; nil where the
  /// volumes are of different shapes.
  private static func comparison(
    _ defaced: Volume, _ original: Volume, _ removed: Mask
  ) -> (changed: Int, uneven: Int)? {
    let (size, count) = (original.header.voxelType.byteCount, removed.voxels.count)
    guard defaced.bytes.count == original.bytes.count,
      count * size * original.frames == original.bytes.count
    else { return nil }
    let first = removed.voxels.firstIndex { $0 != 0 } ?? 0
    var (changed, uneven) = (0, 0)
    defaced.bytes.withUnsafeBytes { new in
      original.bytes.withUnsafeBytes { old in
        guard let new = new.baseAddress, let old = old.baseAddress else { return }
        for frame in 0..<original.frames {
          let start = frame * count * size
          for voxel in 0..<count {
            let place = start + voxel * size
            if removed.voxels[voxel] != 0 {
              uneven += isSame(new + place, new + first * size, size) ? 0 : 1
            } else {
              changed += isSame(new + place, old + place, size) ? 0 : 1
            }
          }
        }
      }
    }
    return (changed, uneven)
  }
}

@inline(__always)
private func isSame(_ a: UnsafeRawPointer, _ b: UnsafeRawPointer, _ size: Int) -> Bool {
  for byte in 0..<size
  where a.load(fromByteOffset: byte, as: UInt8.self) != b.load(fromByteOffset: byte, as: UInt8.self)
  {
    return false
  }
  return true
}
