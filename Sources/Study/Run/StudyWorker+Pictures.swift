import Anatomy
import Canvas
import Jobs
import Pictures
import Volumes

extension StudyWorker {
  /// Draws what a measurement was made from, with everything but the brain black, since it lies beside
  /// what may be shared.
  ///
  /// - Returns: whether there was anything to draw.
  func draw(_ findings: Findings, of image: Image, to path: String) throws(TaskFailure) -> Bool {
    var made = FindingsPicture(findings, of: image, template: try template())
    made.hidesFace = true
    guard let picture = made.drawn(parallel: parallel) else { return false }
    try write(picture, to: path)
    return true
  }

  /// Draws what was known when a step failed: the whole image, since no brain that could be kept to is
  /// believed. A picture that cannot be written changes nothing of the failure.
  func drawFailure(_ findings: Findings, of image: Image, to path: String) {
    guard let template = try? template() else { return }
    let made = FindingsPicture(findings, of: image, template: template)
    if let picture = made.drawn(parallel: parallel) { try? write(picture, to: path) }
  }

  private func write(_ picture: Picture, to path: String) throws(TaskFailure) {
    do {
      try write(try picture.png(), to: path)
    } catch {
      throw TaskFailure(error)
    }
  }
}
