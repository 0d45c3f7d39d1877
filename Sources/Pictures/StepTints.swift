import Canvas

/// The overlays of the pictures of steps, and their numbers.
enum StepTints {
  static let template: UInt8 = 1
  static let brain: UInt8 = 2
  static let skull: UInt8 = 3
  /// The first of the classes of tissue, from dark to bright.
  static let firstClass: UInt8 = 4
  /// The first of the parts of a tumour: necrosis, oedema, what does not enhance, what does. They share the
  /// tints of tissues, which are not in the same picture: each further tint takes levels of grey.
  static let firstPart = firstClass

  /// Lines hide what is below, tissues are translucent.
  static let all = [
    Tint(RGB(255, 170, 60), opacity: 1, mark: "t", ink: .difference),
    Tint(RGB(79, 224, 224), opacity: 1, mark: "o", ink: .brain),
    Tint(RGB(255, 110, 180), opacity: 1, mark: "*", ink: .removed),
    Tint(RGB(90, 140, 230), opacity: 0.5, mark: ".", ink: .tissue),
    Tint(RGB(143, 212, 138), opacity: 0.45, mark: "+", ink: .tissue),
    Tint(RGB(240, 207, 142), opacity: 0.4, mark: "#", ink: .tissue),
    Tint(RGB(220, 120, 200), opacity: 0.45, mark: "%", ink: .tissue),
  ]
}
