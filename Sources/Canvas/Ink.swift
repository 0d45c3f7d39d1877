/// What a cell of a picture or a plot stands for. Whoever shows the cell chooses its colour by this;
/// a colour given by the cell itself wins.
public enum Ink: UInt8, Hashable, Sendable, CaseIterable {
  /// Part of an image, or nothing in particular.
  case plain
  /// Orientation letters and other words in a picture.
  case letter
  /// Lines of the crosshair.
  case crosshair
  /// First to fourth overlay of a picture; the first is what defacing removed.
  case removed, brain, tissue, difference
  /// Axes, ticks and their labels.
  case axis
  /// Title of a plot.
  case title
  /// Reference line at zero, or the line of identity.
  case zero
  /// A measurement.
  case point
  /// The measurement under the cursor.
  case cursor
  /// The mean difference.
  case bias
  /// Limits of agreement.
  case limit
  /// A confidence interval.
  case interval
  /// A bar, and the part of it that is not filled.
  case bar, trough
}
