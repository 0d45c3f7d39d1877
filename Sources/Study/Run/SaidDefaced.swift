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
  ///   - regions: the value of the parameter `regions`; who names zones wants more gone than the first
  ///     removal took.
  /// - Returns: the refusal.
  public static func refusal(_ path: String, regions: String?) -> DefacingError? {
    guard regions == nil, let method = method(besideImage: path) else { return nil }
    return DefacingError(
      .inputUnsuitable,
      "already defaced, nothing changed: its sidecar has DeidentificationMethod '\(method)'.",
      remedy: "Use the image as it is; name the zones that must still go with 'regions'.")
  }

  /// The first entry of `DeidentificationMethod`, a text or a list of texts.
  private static func method(besideImage path: String) -> String? {
    let sidecar = TemplateSearch.stem(of: path) + ".json"
    guard let data = FileManager.default.contents(atPath: sidecar),
      let object = try? JSONSerialization.jsonObject(with: data) as? [String: Any]
    else { return nil }
    let value = object["DeidentificationMethod"]
    let first = (value as? [Any])?.first ?? value
    guard let text = first as? String, !text.isEmpty else { return nil }
    return text
  }
}
