import Anatomy
import Defacing
import Foundation
import Synchronization
import Volumes

/// A user's own pair of classifier atlases for Defacing, given by path.
struct UserAtlas: Hashable {
  /// The file of brain labels.
  var brainPath: String
  /// The file of face labels.
  var facePath: String

  /// Larger files are no such atlases, in bytes.
  private static let mostBytes = 1 << 29

  /// From the parameters of a method; nil where neither is named.
  ///
  /// - Throws: `inputUnsuitable` where only one of the two is.
  init?(parameters: [String: String]) throws(DefacingError) {
    let (brain, face) = (parameters["brain-gca"] ?? "", parameters["face-gca"] ?? "")
    if brain.isEmpty, face.isEmpty { return nil }
    guard !brain.isEmpty, !face.isEmpty else {
      throw DefacingError(
        .inputUnsuitable,
        "Defacing: two atlases are needed, of the brain and of the face; only one was given.",
        remedy: "Give both brain-gca and face-gca.")
    }
    (brainPath, facePath) = (brain, face)
  }

  private static let known = Mutex<(UserAtlas, FacePrior)?>(nil)

  /// The prior that the two files make; read once in a process.
  func prior(earsOf other: DeferredFacePrior?) throws(DefacingError) -> DeferredFacePrior {
    if let (key, prior) = Self.known.withLock({ $0 }), key == self {
      return DeferredFacePrior { prior }
    }
    let (brain, face) = (try Self.bytes(brainPath, "brain"), try Self.bytes(facePath, "face"))
    let made: FacePrior
    do { made = try FacePrior(brain: brain, face: face, earsOf: other?.value) } catch {
      throw DefacingError(.inputUnsuitable, "Defacing: \(error.message)", remedy: error.remedy)
    }
    Self.known.withLock { $0 = (self, made) }
    return DeferredFacePrior { made }
  }

  private static func bytes(_ path: String, _ role: String) throws(DefacingError) -> [UInt8] {
    let size = (try? FileManager.default.attributesOfItem(atPath: path)[.size]) as? Int
    guard let size, size <= mostBytes,
      let data = try? Data(contentsOf: URL(fileURLWithPath: path))
    else {
      throw DefacingError(
        .inputUnsuitable, "Defacing: the \(role) atlas cannot be read, or is larger than 512 MB.",
        remedy: "Check the path, and that it may be read.")
    }
    return [UInt8](data)
  }
}
