import Kernels
import Volumes

/// Whether the tissues of an image lie where those of a T1-weighted template do.
///
/// Where an image is dark, grey and bright a T1-weighted template is so too. In T2-weighted images the
/// order is the reverse, in FLAIR that of grey and white matter. Only the order counts, so that neither
/// the alignment nor the shape of the brain need be exact.
public struct ContrastCheck: Sendable {
  /// The mean values of the template where the image is dark, grey and bright.
  public var templateMeans: [Double]

  /// Only every so-manieth voxel is looked at.
  private static let step = 5

  /// Looks where the tissues lie; nil where some have no place in the template.
  ///
  /// - Parameters:
  ///   - tissues: fluid, grey and white matter, told apart as in a T1-weighted image.
  ///   - template: the reference head, T1-weighted.
  ///   - registration: how it lies in the image.
  public init?(
    of tissues: TissueSegmentation, template: Template, registration: Registration
  ) {
    guard let means = Self.means(of: template.head, at: tissues, registration), means.count == 3
    else { return nil }
    templateMeans = means
  }

  /// Refuses an image in which fluid is not the darkest, so that it was taken for tissue.
  ///
  /// - Throws: `.inputUnsuitable`.
  public func refuse() throws(AnatomyError) {
    guard templateMeans[0] >= templateMeans[1] else { return }
    throw AnatomyError(
      .inputUnsuitable,
      "A T1-weighted image was expected, in which fluid is darkest; \(places).",
      remedy: "Give a T1-weighted image.")
  }

  /// What a user should know of an image in which fluid is darkest but white matter not brightest.
  public var warning: String? {
    templateMeans[1] < templateMeans[2]
      ? nil
      : "Grey and white matter are not told apart as in a T1-weighted image, and their sum is not quite "
        + "that of one either: \(places)."
  }

  private var places: String {
    "what is dark, grey and bright in this one has mean values of "
      + "\(templateMeans.map(brief).joined(separator: ", ")) in the T1-weighted template"
  }

  /// The mean value of a template at the places of each class; nil where some have no place in it.
  private static func means(
    of template: Image, at tissues: TissueSegmentation, _ registration: Registration
  ) -> [Double]? {
    guard let back = registration.templateToSubject.inverse, let toVoxel = template.grid.fromWorld,
      let grid = tissues.fractions.first?.grid
    else { return nil }
    let map = toVoxel * back * grid.toWorld
    guard map.isFinite else { return nil }
    let means = tissues.fractions.map { fractions -> Double in
      template.voxels.withUnsafeBufferPointer { values in
        fractions.voxels.withUnsafeBufferPointer { shares in
          mean(values, template.grid, shares, grid, map)
        }
      }
    }
    return means.allSatisfy(\.isFinite) ? means : nil
  }

  /// The mean of the template's nearest values, weighted by the shares.
  private static func mean(
    _ values: UnsafeBufferPointer<Float>, _ template: Grid, _ shares: UnsafeBufferPointer<Float>,
    _ grid: Grid, _ map: Affine
  ) -> Double {
    var (sum, weight) = (0.0, 0.0)
    let limit = Vector3(Double(template.nx), Double(template.ny), Double(template.nz))
    for i in stride(from: 0, to: shares.count, by: step) where shares[i] > 0 {
      let place = Vector3(
        Double(i % grid.nx), Double(i / grid.nx % grid.ny), Double(i / (grid.nx * grid.ny)))
      let p = map(place) + 0.5
      guard p.min() >= 0, p.x < limit.x, p.y < limit.y, p.z < limit.z else { continue }
      let value = Double(values[template.offset(Int(p.x), Int(p.y), Int(p.z))])
      guard value.isFinite else { continue }
      sum += value * Double(shares[i])
      weight += Double(shares[i])
    }
    return weight > 0 ? sum / weight : .nan
  }
}
