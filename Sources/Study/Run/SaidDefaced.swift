import Defacing
import Foundation

/// Refuses an image whose sidecar says that its face was removed.
///
/// A filtered or replaced face looks like a face; only what is written beside it tells.
public enum SaidDefaced {
  /// Why an image is refused; nil where its sidecar says nothing of the kind or is not there.
  ///
  /// - Parameters:
  ///   - path: the image.
  ///   - parameters: those of the method; who names zones, or asks for ears or what lies behind the head,
  ///     wants more gone than the first removal took.
  /// - Returns: the refusal; of the sidecar's text, which may name anybody, it says nothing.
  public static func refusal(_ path: String, parameters: [String: String]) -> DefacingError? {
    guard parameters["regions"] == nil, AskedRegions(parameters).areUsual, isSaid(beside: path)
    else { return nil }
    return DefacingError(
      .inputUnsuitable,
      "already defaced, nothing changed: its sidecar has a DeidentificationMethod.",
      remedy: "Use the image as it is; name the zones that must still go with 'regions'.")
  }

  /// Why a series of DICOM files is refused; nil where its elements say nothing of the kind, or more is
  /// to go than usual.
  ///
  /// - Parameters:
  ///   - isSaid: whether (0028,0302) or the code 113102 says that nobody can be recognised.
  ///   - parameters: those of the method.
  /// - Returns: the refusal.
  public static func refusal(isSaid: Bool, parameters: [String: String]) -> DefacingError? {
    guard isSaid, parameters["regions"] == nil, AskedRegions(parameters).areUsual else {
      return nil
    }
    return DefacingError(
      .inputUnsuitable,
      "already defaced, nothing changed: (0028,0302) or (0012,0064) of the series says so.",
      remedy: "Use the series as it is; name the zones that must still go with 'regions'.")
  }

  /// Whether the sidecar has a `DeidentificationMethod`, a text or a list of texts.
  private static func isSaid(beside path: String) -> Bool {
    let sidecar = TemplateSearch.stem(of: path) + ".json"
    guard let data = FileManager.default.contents(atPath: sidecar),
      let object = try? JSONSerialization.jsonObject(with: data) as? [String: Any]
    else { return false }
    let value = object["DeidentificationMethod"]
    let first = (value as? [Any])?.first ?? value
    return (first as? String)?.isEmpty == false
  }
}
