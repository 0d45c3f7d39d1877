extension DefacedEvidence {
  /// `defaced`, `whole` or `unclear`.
  public var verdict: String {
    guard let probability else { return "unclear" }
    return probability >= 0.9 ? "defaced" : probability <= 0.1 ? "whole" : "unclear"
  }

  /// What was seen, in sentences.
  public var reasons: [String] {
    let view = "\(percent(viewShare)) of the face's place lie in the field of view."
    guard probability != nil else {
      return [view + " Less than half tells nothing."]
    }
    return [
      "From brow to mouth there is something up to \(whole(frontMM)) mm in front of the template's "
        + "origin; in whole faces some 60 to 90 mm.",
      "\(percent(constantShare)) of the face's place hold one and the same number.", view,
    ]
  }
}
