import Volumes

/// Whether each channel has the contrast that it is given as: by the order of the levels of fluid, grey
/// and white matter, and by what gadolinium brightens.
struct ChannelCheck {
  /// The level of fluid and of grey matter as shares of that of white matter.
  struct Levels: Equatable {
    var fluid: Double
    var grey: Double
  }

  private var levels: [TumourChannel: Levels] = [:]
  /// Share of the brain that is far brighter in T1c than in T1w, and the same the other way.
  private var uptake: (gained: Double, lost: Double)?

  init(_ reference: TumourReference, _ channels: [TumourChannel: Image]) {
    for (channel, image) in channels {
      guard let fluid = reference.level(of: image, where: 1),
        let grey = reference.level(of: image, where: 2),
        let white = reference.level(of: image, where: 3), white > 0
      else { continue }
      levels[channel] = Levels(fluid: fluid / white, grey: grey / white)
    }
    if let plain = channels[.t1w], let enhanced = channels[.t1c] {
      uptake = Self.uptake(plain, enhanced, reference)
    }
  }

  init(levels: [TumourChannel: Levels], uptake: (gained: Double, lost: Double)? = nil) {
    (self.levels, self.uptake) = (levels, uptake)
  }

  /// Ratios of values beyond this are gadolinium, not noise.
  private static let clearRatio: Float = 1.25
  /// What is not brighter than white matter in either image may differ by the sequence alone.
  private static let brighterThanWhite: Float = 1.15

  /// Less of the brain than this is noise, not gadolinium.
  private static let leastLost = 0.0015

  private static func uptake(
    _ plain: Image, _ enhanced: Image, _ reference: TumourReference
  ) -> (gained: Double, lost: Double)? {
    guard let a = reference.level(of: plain, where: 3).map(Float.init),
      let b = reference.level(of: enhanced, where: 3).map(Float.init), a > 0, b > 0
    else { return nil }
    var (all, gained, lost) = (0, 0, 0)
    for (i, (x, y)) in zip(plain.voxels, enhanced.voxels).enumerated() {
      guard reference.classes[i] > 0, x > 0, y > 0 else { continue }
      let ratio = (y / b) / (x / a)
      all += 1
      guard max(x / a, y / b) > brighterThanWhite else { continue }
      if ratio > clearRatio { gained += 1 }
      if ratio < 1 / clearRatio { lost += 1 }
    }
    return all > 0 ? (Double(gained) / Double(all), Double(lost) / Double(all)) : nil
  }

  /// Refuses a channel whose levels are those of another contrast.
  ///
  /// - Throws: `.inputUnsuitable` with a sentence about the first.
  func refuse() throws(OutcomeError) {
    for channel in TumourChannel.allCases {
      guard let found = levels[channel], let fault = fault(channel, found) else { continue }
      throw OutcomeError(
        .inputUnsuitable,
        "\(fault): fluid has \(percent(found.fluid)) and grey matter \(percent(found.grey)) of the level "
          + "of white matter.",
        remedy: "Check which image is which; they may have been exchanged.")
    }
    if let uptake, uptake.lost > Self.leastLost, uptake.lost > 3 * uptake.gained {
      throw OutcomeError(
        .inputUnsuitable,
        "The T1w image is brighter than the T1c image in \(percent(uptake.lost)) of the brain and darker "
          + "in \(percent(uptake.gained)): gadolinium does the opposite.",
        remedy: "Check which image is which; T1w and T1c may have been exchanged.")
    }
  }

  /// What is wrong with a channel; T1w, where it is there, says where fluid and white matter are.
  private func fault(_ channel: TumourChannel, _ found: Levels) -> String? {
    let image = "In the \(channel.rawValue) image fluid was expected to be"
    switch channel {
    case .t1c where levels[.t1w] != nil:
      return found.fluid < 0.95
        ? nil : "T1w and T1c should be dark in the same places, but where T1w is dark, T1c is not"
    case .t1w, .t1c: return found.fluid < 0.95 ? nil : "\(image) darker than white matter"
    case .t2w: return found.fluid > 1.25 ? nil : "\(image) far brighter than white matter"
    case .flair:
      return found.fluid < 1.35 ? nil : "\(image) dark, not bright as in a T2w image"
    }
  }

  private func percent(_ share: Double) -> String {
    guard share.isFinite, abs(share) < 1e6 else { return "?" }
    let tenths = Int(share * 1000 + 0.5)
    return "\(tenths / 10).\(tenths % 10) %"
  }
}
