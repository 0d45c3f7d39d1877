import Kernels
import Volumes

/// Aligns a template with a subject's head: twelve free numbers, any contrast, any field of view.
///
/// The whole head decides where it is found; the template's brain, grown by 10 mm, decides in the
/// end, so that necks, jaws and removed faces do not matter.
///
/// - Returns: the map of template world mm to subject world mm and whether it can be believed.
/// - Throws: `input-unsuitable` for an image without structure, `registration-failed` where the
///   images cannot be brought to overlap.
public func register(
  _ subject: Image, to template: Template, parallel: Parallel = .serial
) throws(AnatomyError) -> Registration {
  let head = try template.fixedHead(parallel: parallel)
  let alignment = try align(
    subject, with: head, freedom: .affine, cost: .localCorrelation, parallel: parallel)
  return Registration(alignment)
}

extension Registration {
  fileprivate init(_ alignment: ImageAlignment) {
    self.init(
      templateToSubject: alignment.fixedToMoving, similarity: alignment.similarity,
      verdict: headVerdict(alignment), specificity: alignment.specificity)
    others = alignment.others.map { Registration($0) }
  }

  /// Whether sizes and skews are those of a head beside an adult template, by the map alone.
  var geometry: Verdict { geometryVerdict(templateToSubject) }
}

private func geometryVerdict(_ map: Affine) -> Registration.Verdict {
  guard let parts = AffineDecomposition(map) else {
    return .implausible("The alignment squeezes the head flat.")
  }
  if let odd = (0..<3).map({ parts.scales[$0] }).first(where: { $0 < 0.7 || $0 > 1.4 }) {
    return .implausible(
      "A head scales by 0.7 to 1.4 along each axis of the template; this one by "
        + "\(hundredths(odd)).")
  }
  if let odd = (0..<3).map({ parts.skews[$0] }).first(where: { abs($0) > 0.3 }) {
    return .implausible("A head skews by at most 0.3; this one by \(hundredths(odd)).")
  }
  return .plausible
}

/// What a head may be like beside an adult template.
private func headVerdict(_ alignment: ImageAlignment) -> Registration.Verdict {
  let geometry = geometryVerdict(alignment.fixedToMoving)
  guard geometry == .plausible else { return geometry }
  if alignment.overlap < 0.4 {
    return .implausible(
      "At least 0.4 of the brain must lie in the field of view; here it is "
        + "\(hundredths(alignment.overlap)).")
  }
  if alignment.specificity < ImageAlignment.leastSpecificity {
    return .implausible(
      "In a head at least \(ImageAlignment.leastSpecificity) of the brain's parts fit the template "
        + "best in place; in this image \(hundredths(alignment.specificity)).")
  }
  return .plausible
}

/// A number with two decimals.
func hundredths(_ value: Double) -> String {
  let whole = Int(abs(value) * 100 + 0.5)
  let digits = whole % 100
  return "\(value < 0 ? "-" : "")\(whole / 100).\(digits < 10 ? "0" : "")\(digits)"
}
