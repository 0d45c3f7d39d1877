import Anatomy
import Defacing
import Volumes

/// Makes methods and controls from the parameters of a study file or the command line.
enum MethodFactory {
  /// The method of a name with its parameters, or nil when there is none of that name.
  static func defacer(
    _ name: String, parameters: [String: String], template: Template, parallel: Parallel
  ) throws(DefacingError) -> (any Defacer)? {
    if let sentence = AskedRegions(parameters).cannot(name) {
      throw DefacingError(
        .inputUnsuitable, sentence, remedy: "take another method, or leave it out")
    }
    return switch name {
    case QuickShear.name: try quickShear(parameters)
    case FaceMasking.name: faceMasking(parameters)
    case AtlasDefacing.name: atlasDefacing(parameters)
    case NasionPlane.name: nasionPlane(parameters)
    case MaskWarp.name: try maskWarp(parameters, template, parallel)
    case Reface.name: reface(parameters)
    default: Defacers.named(name)
    }
  }

  /// Why complete parameters of a method, each right by itself, do not go together; nil where they do.
  static func contradiction(in parameters: [String: String], of name: String) -> String? {
    guard Defacers.all.contains(where: { type(of: $0).name == name }) else { return nil }
    if let sentence = AskedRegions(parameters).cannot(name) { return sentence }
    guard name == QuickShear.name else { return nil }
    do throws(DefacingError) {
      _ = try quickShear(parameters)
      return nil
    } catch {
      return [error.message, error.remedy].compactMap { $0 }.joined(separator: "; ")
    }
  }

  /// The control of a name with its parameters, or nil when there is none of that name.
  static func control(_ name: String, parameters: [String: String]) -> (any Control)? {
    switch name {
    case NoiseControl.name:
      NoiseControl(
        share: parameters["fraction"].flatMap { Double($0) } ?? 0.05,
        seed: parameters["seed"].flatMap { UInt64($0) } ?? 7)
    default: nil
    }
  }

  private static func faceMasking(_ parameters: [String: String]) -> FaceMasking {
    func length(_ name: String) -> Double? {
      parameters[name].flatMap { Quantity.millimetres($0, allowsZero: true) }
    }
    return FaceMasking(
      filter: parameters["filter"].flatMap { LayerFilter.Kind(rawValue: $0) } ?? .normfilter,
      extra: AskedRegions(parameters).extra, depthMM: length("depth") ?? 8,
      meshMM: length("mesh") ?? 15, jitterMM: length("jitter") ?? 4,
      seed: parameters["seed"].flatMap { UInt64($0) } ?? 1)
  }

  private static func atlasDefacing(_ parameters: [String: String]) -> AtlasDefacing {
    AtlasDefacing(
      protectMM: parameters["protect"].flatMap { Quantity.millimetres($0, allowsZero: true) } ?? 7,
      ring: parameters["ring"].flatMap { AtlasDefacing.Ring(rawValue: $0) } ?? .solid,
      regions: AskedRegions(parameters).extra,
      fill: parameters["fill"].flatMap { Fill(rawValue: $0) } ?? .zero,
      seed: parameters["seed"].flatMap { UInt64($0) } ?? 1)
  }

  private static func reface(_ parameters: [String: String]) -> Reface {
    Reface(
      protectMM: parameters["protect"].flatMap { Quantity.millimetres($0, allowsZero: true) } ?? 7,
      regions: AskedRegions(parameters).extra)
  }

  private static func maskWarp(
    _ parameters: [String: String], _ template: Template, _ parallel: Parallel
  ) throws(DefacingError) -> MaskWarp {
    let drawn = try UserTemplate(parameters: parameters).map { user throws(DefacingError) in
      try user.drawnMask(on: template, parallel: parallel)
    }
    return MaskWarp(
      drawn: drawn,
      protectMM: parameters["protect"].flatMap { Quantity.millimetres($0, allowsZero: true) } ?? 4,
      regions: AskedRegions(parameters).extra,
      fill: parameters["fill"].flatMap { Fill(rawValue: $0) } ?? .zero,
      seed: parameters["seed"].flatMap { UInt64($0) } ?? 1)
  }

  private static func nasionPlane(_ parameters: [String: String]) -> NasionPlane {
    var method = NasionPlane()
    if let angle = parameters["angle"].flatMap({ Quantity.degrees($0) }) {
      method.angleDegrees = angle
    }
    if let inset = parameters["inset"].flatMap({ Quantity.millimetres($0, allowsZero: true) }) {
      method.insetMM = inset
    }
    if let margin = parameters["margin"].flatMap({ Quantity.millimetres($0, allowsZero: true) }) {
      method.marginMM = margin
    }
    method.fill = parameters["fill"].flatMap { Fill(rawValue: $0) } ?? .zero
    method.seed = parameters["seed"].flatMap { UInt64($0) } ?? 1
    return method
  }

  private static func quickShear(_ parameters: [String: String]) throws(DefacingError) -> QuickShear
  {
    let mode = QuickShear.Mode(rawValue: parameters["mode"] ?? "robust") ?? .robust
    var method = QuickShear(mode: mode)
    method.fill = parameters["fill"].flatMap { Fill(rawValue: $0) } ?? .zero
    method.seed = parameters["seed"].flatMap { UInt64($0) } ?? 1
    guard let text = parameters["buffer"] else { return method }
    let wanted = mode == .robust ? Quantity.millimetres(text) : Quantity.voxels(text)
    if let wanted {
      method.buffer = wanted
      return method
    }
    if mode == .parity, text == "10mm" { return method }
    throw DefacingError(
      .inputUnsuitable, "quickshear: the buffer '\(text)' does not fit the mode \(mode.rawValue)",
      remedy: mode == .robust ? "give millimetres, such as 10mm" : "give voxels, such as 10vox")
  }
}
