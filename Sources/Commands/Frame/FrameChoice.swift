import Volumes

/// The one image by which a series takes part: its mean, or a frame that was asked for.
struct FrameChoice {
  /// The image.
  var image: Image
  /// What it is, for a reader; nil for an image of one frame.
  var note: String?

  /// - Parameters:
  ///   - volume: the image as stored.
  ///   - frame: the frame that was asked for, counted from 0; nil takes the mean of several.
  ///   - role: what the image is called in sentences, such as `the moving image`.
  /// - Throws: a failure where there is no such frame.
  init(of volume: Volume, frame: Int?, as role: String) throws {
    if let frame, !(0..<volume.frames).contains(frame) {
      throw CommandFailure(
        .badData,
        "\(role) has \(Plural.of(volume.frames, "frame")), counted from 0; there is no "
          + "frame \(frame)", remedy: "give a number from 0 to \(volume.frames - 1)")
    }
    guard volume.frames > 1 else {
      image = try volume.image(frame: 0)
      return
    }
    image = try frame.map { try volume.image(frame: $0) } ?? volume.meanImage()
    note =
      "\(role) has \(volume.frames) frames; "
      + (frame.map { "frame \($0), counted from 0, was taken" } ?? "their mean was taken")
  }
}
