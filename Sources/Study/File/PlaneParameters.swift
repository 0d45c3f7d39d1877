import Defacing

extension ParameterSchema {
  static let plane = ParameterSchema(
    owner: NasionPlane.name,
    entries: [
      Entry(
        name: "angle", summary: "How far the plane leans backwards below.", fallback: "35deg",
        expected: "an angle from 0 to 75 degrees, such as 35deg",
        accepts: { Quantity.degrees($0).map { (0...75).contains($0) } ?? false }),
      length("inset", "How far behind the nasion of the template the plane lies.", "20mm", 0...60),
      length("margin", "Distance kept between the brain and the plane.", "7mm", 0...30),
      regions, except, fill, fillSeed,
    ])
}
