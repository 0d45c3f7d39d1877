import Anatomy
import Foundation

/// Where a template comes from, and why this one was taken.
public struct TemplateChoice: Sendable, Equatable, Codable {
  /// Where a template can come from, in the order of preference.
  public enum Origin: String, Sendable, Codable, CaseIterable {
    case option, environment, fsl, mricron, digitalHead
  }

  /// Where it comes from.
  public var origin: Origin
  /// A short name for reports.
  public var name: String
  /// The head; nil for the digital head, which is made.
  public var headPath: String?
  /// An image that is above zero in the brain; nil where the brain must be found.
  public var brainPath: String?
  /// Why this one was taken, as one sentence.
  public var reason: String
}

/// Chooses the template: `--template`, `$BAUTA_TEMPLATE`, `$FSLDIR`'s MNI152, the heads of
/// mricron-data, else the mean digital head.
public struct TemplateSearch: Sendable {
  /// The value of `--template`.
  public var option: String?
  /// The environment.
  public var environment: [String: String]
  /// Whether a file is there.
  public var exists: @Sendable (String) -> Bool

  /// A search.
  public init(
    option: String?, environment: [String: String] = ProcessInfo.processInfo.environment,
    exists: @escaping @Sendable (String) -> Bool = {
      FileManager.default.isReadableFile(atPath: $0)
    }
  ) {
    (self.option, self.environment, self.exists) = (option, environment, exists)
  }

  /// Where Debian's mricron-data keeps its heads.
  public static let mricronFolder = "/usr/share/mricron/templates"

  /// The template to take.
  ///
  /// - Returns: the first of the five places that has one.
  /// - Throws: an error when a template that was asked for by name is not there; it is never
  ///   replaced silently.
  public func choose() throws(StudyError) -> TemplateChoice {
    if let option, !option.isEmpty {
      return try named(option, origin: .option, said: "--template names it")
    }
    if let path = environment["BAUTA_TEMPLATE"], !path.isEmpty {
      return try named(path, origin: .environment, said: "$BAUTA_TEMPLATE names it")
    }
    return fsl() ?? mricron()
      ?? digitalHead(reason: "no real template was found; install mricron-data for one")
  }

  /// What asks for the mean digital head by name, as it is shown where that was taken.
  public static let digitalHeadName = "digital-head"

  private func named(
    _ path: String, origin: TemplateChoice.Origin, said: String
  ) throws(StudyError) -> TemplateChoice {
    if path == Self.digitalHeadName { return digitalHead(reason: said) }
    guard exists(path) else {
      let source = said.hasPrefix("$") ? "$BAUTA_TEMPLATE" : "--template"
      throw StudyError(
        .inputMissing, "the template that \(source) names is not there",
        remedy:
          "check the path, give \(Self.digitalHeadName) for the mean digital head, or leave it "
          + "out to let Bauta choose")
    }
    let stem = Self.stem(of: path)
    let brain = brainSiblings(of: stem).first(where: exists)
    return TemplateChoice(
      origin: origin, name: URL(fileURLWithPath: stem).lastPathComponent, headPath: path,
      brainPath: brain,
      reason: "\(said)\(brain == nil ? "; no brain beside it, so it is found" : "")")
  }

  private func fsl() -> TemplateChoice? {
    guard let folder = environment["FSLDIR"], !folder.isEmpty else { return nil }
    for size in ["1mm", "2mm"] {
      let stem = "\(folder)/data/standard/MNI152_T1_\(size)"
      if exists(stem + ".nii.gz"), exists(stem + "_brain_mask.nii.gz") {
        return TemplateChoice(
          origin: .fsl, name: "MNI152_T1_\(size)", headPath: stem + ".nii.gz",
          brainPath: stem + "_brain_mask.nii.gz", reason: "$FSLDIR has it")
      }
    }
    return nil
  }

  private func mricron() -> TemplateChoice? {
    let head = Self.mricronFolder + "/ch2.nii.gz"
    let brain = Self.mricronFolder + "/ch2bet.nii.gz"
    guard exists(head), exists(brain) else { return nil }
    return TemplateChoice(
      origin: .mricron, name: "ch2", headPath: head, brainPath: brain,
      reason: "the package mricron-data is installed, and nothing was asked for by name")
  }

  private func digitalHead(reason: String) -> TemplateChoice {
    TemplateChoice(
      origin: .digitalHead, name: Self.digitalHeadName, headPath: nil, brainPath: nil,
      reason: reason)
  }

  /// The path without `.nii`, `.nii.gz` and the like.
  static func stem(of path: String) -> String {
    for ending in [".nii.gz", ".nii", ".mgz", ".mgh", ".hdr", ".img"] where path.hasSuffix(ending) {
      return String(path.dropLast(ending.count))
    }
    return path
  }

  private func brainSiblings(of stem: String) -> [String] {
    ["_brain_mask", "_brainmask", "bet", "_bet", "_brain"].flatMap { middle in
      [".nii.gz", ".nii"].map { stem + middle + $0 }
    }
  }
}
