import Defacing

extension ParameterSchema {
  static let plane = ParameterSchema(
    owner: NasionPlane.name,
    entries: [
      Entry(
        name: "angle", summary: "How far the plane leans backwards below.", fallback: "35deg",
        kind: .angle(0...75)),
      length("inset", "How far behind the nasion of the template the plane lies.", "20mm", 0...60),
      length("margin", "Distance kept between the brain and the plane.", "7mm", 0...30),
      regions, except, fill, fillSeed,
    ])
}
