import Anatomy
import Kernels
import Volumes

/// A number, or several, that people publish about an image of a head.
///
/// A new measure is one file that conforms to this protocol, one line in `OutcomeMeasures.all` and
/// one test.
public protocol OutcomeMeasure: Sendable {
  /// The name users type, such as `nbv`. The headline value is called `<name>_ml`.
  static var name: String { get }
  /// Changes whenever the result for the same images and parameters changes.
  static var version: Int { get }
  /// One sentence and the source in the literature.
  static var summary: String { get }
  /// The contrasts that are needed, by BIDS suffix, such as `T1w`.
  static var contrasts: [String] { get }
  /// The contrasts that are looked at where there are any, besides those that are needed.
  static var optionalContrasts: [String] { get }

  /// Measures the images of one session.
  ///
  /// - Parameters:
  ///   - images: one frame for each contrast in `contrasts`, and for those of `optionalContrasts` that
  ///     there are; further ones are not looked at.
  ///   - template: the reference head.
  ///   - parallel: how many threads; the result does not depend on it.
  /// - Returns: values with their units in their names, and maps.
  /// - Throws: an error for everything that is not a believable measurement.
  func measure(
    _ images: [String: Image], template: Template, parallel: Parallel
  ) throws(OutcomeError) -> Measurement

  /// Measures one image of which head, brain and alignment are known already.
  ///
  /// The result is that of measuring the image of the frame.
  ///
  /// - Parameters:
  ///   - frame: what is known of the image, found from nothing but the image.
  ///   - template: the reference head.
  ///   - parallel: how many threads; the result does not depend on it.
  /// - Returns: values with their units in their names, and maps.
  /// - Throws: an error for everything that is not a believable measurement.
  func measure(
    _ frame: Frame, template: Template, parallel: Parallel
  ) throws(OutcomeError) -> Measurement
}

extension OutcomeMeasure {
  /// None.
  public static var optionalContrasts: [String] { [] }
}
