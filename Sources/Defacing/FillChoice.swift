import Anatomy
import Volumes

extension Removal {
  /// Fills with background where zero is none.
  ///
  /// In an image whose air is far from zero, a part that was filled with zero stands out like tissue.
  /// The face is gone all the same, but no tool would take that part for air. So unless zero was asked
  /// for, such an image gets its smallest value; where it was, a warning says what follows.
  ///
  /// - Parameters:
  ///   - image: the image before the removal.
  ///   - isGiven: whether the fill was asked for.
  public mutating func chooseFill(for image: Image, isGiven: Bool) {
    guard filter == nil, fill == .zero, let air = airOffset(of: image) else { return }
    let found = "The air of this image is at \(figures(air, decimals(air))), not at zero"
    if isGiven {
      warnings.append(
        "\(found): the removed part, filled with zero, stands out like tissue; fill with min.")
      return
    }
    fill = .min
    warnings.append("\(found): the removed part was filled with the smallest value.")
  }
}

/// How many decimals show two figures of a number; none from 10 on.
private func decimals(_ value: Double) -> Int {
  var (decimals, left) = (0, abs(value))
  while left < 10, decimals < 12 { (decimals, left) = (decimals + 1, left * 10) }
  return decimals
}
