/// A part of the face that a check reports on.
public enum FaceZone: String, Sendable, Codable, CaseIterable {
  case forehead, eyes, nose, mouth, chin, cheeks, ears
}
