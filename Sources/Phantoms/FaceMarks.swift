/// Named places of the face in the head's own space, in mm.
struct FaceMarks: Sendable {
  var eye: Anchor
  var tip: Anchor
}
