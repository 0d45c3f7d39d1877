import Foundation

/// All that decides what is removed from the first image of a session: where it is the same, so is the
/// removal.
struct SessionSource: Equatable {
  private var primary: String
  private var fingerprint: String
  private var reference: ReferenceFiles
  /// The bytes of alignment and masks, which a task run anew may have changed.
  private var known: [Data]
  private var method: String
  private var parameters: [String: String]
  private var limits: GateLimits?

  /// The source of a further image's variant; nil where the first image has no hash or its reference is
  /// not there.
  init?(_ work: DefaceWork, primary: String, _ paths: StudyPaths) {
    guard let fingerprint = work.fingerprints[primary] else { return nil }
    let files = [work.reference.transform, work.reference.brainMask, work.reference.headMask]
    var known: [Data] = []
    for file in files {
      guard let data = FileManager.default.contents(atPath: paths.absolute(file)) else {
        return nil
      }
      known.append(data)
    }
    (self.primary, self.fingerprint, self.known) = (primary, fingerprint, known)
    (reference, method) = (work.reference, work.method)
    (parameters, limits) = (work.parameters, work.limits)
  }
}
