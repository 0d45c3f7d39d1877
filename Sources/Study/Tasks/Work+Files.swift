extension Work {
  /// What the originals must be: their hashes by absolute path.
  public var fingerprints: [String: String] {
    switch self {
    case .probe(let work): work.fingerprints
    case .reference(let work): work.fingerprints
    case .deface(let work): work.fingerprints
    case .measure(let work): work.fingerprints
    case .face(let work): work.fingerprints
    }
  }

  /// The picture that a failure leaves; nil for tasks that leave none.
  public var failurePicture: String? {
    switch self {
    case .probe, .deface, .face: nil
    case .reference(let work): work.output.failurePicture
    case .measure(let work): work.failurePicture
    }
  }

  /// Every file that the task may write, relative to the study folder.
  public var outputs: [String] {
    switch self {
    case .probe: []
    case .reference(let work):
      [
        work.output.brainMask, work.output.brainSidecar, work.output.headMask,
        work.output.transform, work.output.failurePicture,
      ]
    case .deface(let work):
      [work.output.image, work.output.sidecar, work.output.mask, work.output.maskSidecar]
    case .measure(let work):
      [
        work.valuesFile, work.labelsFile, work.lesionsFile, work.lesionsSidecar, work.picture,
        work.failurePicture,
      ]
    case .face(let work): [work.checkFile, work.recordFile]
    }
  }
}
