/// Every method of removing the face that the product knows.
public enum Defacers {
  /// All methods with their default parameters, in the order in which they are shown.
  public static let all: [any Defacer] = [
    QuickShear(), FaceMasking(), AtlasDefacing(), NasionPlane(), MaskWarp(), Reface(),
  ]

  /// The method of a name, or nil; the name is that of `Defacer.name`.
  public static func named(_ name: String) -> (any Defacer)? {
    all.first { type(of: $0).name == name }
  }
}
