import Defacing

extension ParameterSchema {
  static let reface = ParameterSchema(
    owner: Reface.name,
    entries: [
      length("protect", "Distance from the brain within which nothing is replaced.", "7mm", 0...30),
      ears, forehead, keep, regions, except,
    ])
}
