import Anatomy
import Faces
import Jobs
import Kernels
import Volumes

/// What an attacker may have of a person beside the image that is searched.
struct OtherScan {
  /// What another image of the person shows; nil where there is none or it cannot be aligned.
  var second: FaceRecord?
  /// What another image shows after the same removal; nil where the removal fails on it.
  var alike: FaceRecord?
}

extension StudyWorker {
  /// Looks at another image of the person, before and after the same removal.
  ///
  /// Where there is none, the original is moved a little and gets noise of its own, as if it had been
  /// scanned again, and its face is removed; the removal of what is searched for is never taken.
  func otherScan(
    _ work: FaceWork, like frame: Frame, showing original: FaceRecord
  ) throws(TaskFailure) -> OtherScan {
    let maker = try maker(of: work.method, parameters: work.parameters)
    if let path = work.other, let other = try secondFrame(path),
      let second = try? FaceRecord.observing(
        other.image, registration: other.registration, parallel: parallel)
    {
      return OtherScan(second: second, alike: alike(by: maker, other, showing: second))
    }
    let seed = (work.fingerprints[work.original] ?? "").utf8.reduce(1) { ($0 &* 31) &+ UInt64($1) }
    let moved = frame.rescanned(
      seed: seed, airLevel: original.airLevel ?? 0, parallel: parallel)
    return OtherScan(alike: alike(by: maker, moved, showing: original))
  }

  /// What an image shows after a removal, whatever the gates say of it.
  private func alike(
    by maker: VariantMaker, _ frame: Frame, showing intact: FaceRecord
  ) -> FaceRecord? {
    let volume = Volume(image: frame.image, type: .float32)
    guard let made = try? maker.attempt(from: volume, frame: frame),
      let image = try? made.volume.image(frame: 0)
    else { return nil }
    return try? FaceRecord.observing(
      image, registration: frame.registration, skinThreshold: intact.skinThreshold,
      airLevel: intact.airLevel, parallel: parallel)
  }

  /// What is known of another image of the person, kept for the next method; nil where no head is found
  /// in it, or where it has several frames.
  ///
  /// An image that is not there or cannot be read is a failure: an attacker may be able to read it.
  private func secondFrame(_ path: String) throws(TaskFailure) -> Frame? {
    if let known = other.withLock({ $0 }), known.path == path { return known.frame }
    let template = try template()
    let volume = try secondVolume(path)
    let frame = (try? image(volume)).flatMap {
      try? Frame.make(image: $0, template: template, parallel: parallel)
    }
    other.withLock { $0 = (path, frame) }
    return frame
  }

  private func secondVolume(_ path: String) throws(TaskFailure) -> Volume {
    do { return try read(path) } catch {
      var told = error
      told.message = "another image of the person, for the search of people: \(error.message)"
      throw told
    }
  }
}
