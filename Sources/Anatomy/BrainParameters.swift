/// How a brain is looked for: the settings of a deformable surface.
///
/// Smith SM. Fast robust automated brain extraction. Hum Brain Mapp 2002;17:143-155.
public struct BrainParameters: Hashable, Sendable, Codable {
  /// Fractional intensity, 0…1: smaller values give a larger brain.
  public var fractionalIntensity = 0.5
  /// Change of the fractional intensity from the centre to the top, -1…1; positive values give a
  /// larger brain at the bottom and a smaller one at the top.
  public var verticalGradient = 0.0
  /// Whether the search is repeated from the centre of the brain found, until that stands still.
  public var isRecentred = false
  /// Factor of the smallest and largest radius of curvature (3.33 mm and 10 mm) that is believed.
  public var smoothness = 1.0
  /// Number of steps of the surface that grows from a sphere.
  public var iterations = 1000
  /// Number of steps of the surface that starts as the template's brain.
  public var guidedIterations = 300
  /// How far, in mm, a brain may reach outside of the template's brain once that is aligned.
  public var templateMarginMM = 10.0
  /// Volumes, in ml, that are believed to be a brain with the fluid around it: intracranial volumes of
  /// adults end near 2000.
  public var plausibleML = 500.0...2200.0

  /// The usual settings.
  public init() {}

  /// The usual settings.
  public static let standard = BrainParameters()

  /// The settings that a line of options stands for, such as `-R -f 0.1`; nil where a word or a
  /// number of the line is not understood.
  ///
  /// Understood are `-f` (fractional intensity), `-g` (vertical gradient), `-w` (smoothness) and
  /// `-R` (recentred).
  public init?(options: String) {
    self.init()
    var words = options.split(separator: " ")[...]
    while let word = words.popFirst() {
      if word == "-R" {
        isRecentred = true
        continue
      }
      guard let text = words.popFirst(), let number = Double(text), number.isFinite,
        set(word, to: number)
      else { return nil }
    }
  }

  private mutating func set(_ option: Substring, to number: Double) -> Bool {
    switch option {
    case "-f" where (0...1).contains(number): fractionalIntensity = number
    case "-g" where (-1...1).contains(number): verticalGradient = number
    case "-w" where (0.1...10).contains(number): smoothness = number
    default: return false
    }
    return true
  }
}
