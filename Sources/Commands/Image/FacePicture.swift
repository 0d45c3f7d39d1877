import Canvas
import Faces
import Volumes

/// A head, and above it its original where there is one, from four sides; the last tinted by zones.
struct FacePicture {
  let picture: Picture

  private static let poses = [
    HeadPose(), HeadPose(yawDegrees: 40), HeadPose(yawDegrees: 90), HeadPose(yawDegrees: -35),
  ]
  private static let side = 320

  /// Draws the heads of a look.
  init(_ look: FaceLook, parallel: Parallel) throws {
    var rows: [HeadRenderer] = []
    if let original = look.original {
      rows.append(
        HeadRenderer(try look.surface(of: original, relativeThreshold: 1, parallel: parallel)))
    }
    rows.append(HeadRenderer(try look.surface(of: look.defaced, parallel: parallel)))
    let (side, count) = (Self.side, Self.poses.count)
    var whole = Picture(width: side * count, height: side * rows.count, grey: [])
    whole.tints = ZoneTints.all
    whole.overlay = [UInt8](repeating: 0, count: whole.samples.count)
    for (row, renderer) in rows.enumerated() {
      for (column, pose) in Self.poses.enumerated() {
        let part = renderer.picture(width: side, height: side, pose: pose)
        for y in 0..<side {
          let target = ((row * side + y) * count + column) * side
          for x in 0..<side {
            whole.samples[target + x] = part.grey[y * side + x]
            if column == count - 1 { whole.overlay[target + x] = part.zones[y * side + x] }
          }
        }
      }
    }
    picture = whole
  }
}

/// The colours of the zones in pictures, in the order of `FaceZone.allCases`.
enum ZoneTints {
  static let all: [Tint] = [
    (RGB(150, 150, 255), "f"), (RGB(255, 90, 90), "e"), (RGB(90, 210, 90), "n"),
    (RGB(255, 200, 40), "m"), (RGB(60, 210, 230), "c"), (RGB(240, 110, 240), "k"),
    (RGB(190, 180, 60), "a"),
  ].map { Tint($0.0, opacity: 0.4, mark: $0.1, ink: .tissue) }
}
