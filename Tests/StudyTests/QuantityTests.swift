import Testing

@testable import Study

struct QuantityTests {
  @Test(
    arguments: [
      ("90", 90), ("90s", 90), ("30min", 1800), ("2h", 7200), (" 1.5 H ", 5400), ("0.5 min", 30),
    ] as [(String, Double)])
  func `durations`(_ text: String, _ seconds: Double) {
    #expect(Quantity.seconds(text) == seconds)
  }

  @Test(arguments: [
    "", "s", "min", "soon", "-1s", "0", "nan", "inf", "infh", "1e400s", "1e308h", "3d", "1 2",
  ])
  func `no durations`(_ text: String) {
    #expect(Quantity.seconds(text) == nil)
  }

  @Test func `lengths need their unit`() {
    #expect(Quantity.millimetres("10mm") == 10 && Quantity.millimetres("7.5 MM") == 7.5)
    #expect(Quantity.voxels("10vox") == 10 && Quantity.voxels("3 voxels") == 3)
    for text in ["10", "10vox", "mm", "-3mm", "1cm", "0mm"] {
      #expect(Quantity.millimetres(text) == nil, "\(text)")
    }
    #expect(Quantity.voxels("10mm") == nil)
  }

  @Test(
    arguments: [
      ("quickshare", "quickshear"), ("Noise", "noise"), ("nois", "noise"), ("nbw", "nbv"),
      ("shear", nil), ("", nil), ("x", nil), ("defacing", nil),
    ] as [(String, String?)])
  func `the nearest name is suggested, a far one is not`(_ word: String, _ expected: String?) {
    #expect(Suggestion.nearest(to: word, in: ["quickshear", "noise", "nbv"]) == expected)
  }

  @Test(arguments: [("", "", 0), ("a", "", 1), ("kitten", "sitting", 3), ("flaw", "lawn", 2)])
  func `edit distance`(_ a: String, _ b: String, _ distance: Int) {
    #expect(Suggestion.editDistance(a, b) == distance)
    #expect(Suggestion.editDistance(b, a) == distance)
  }

  @Test func `an unknown name leads to all names where none is near`() {
    #expect(Suggestion.remedy(for: "sienax", in: ["nbv", "wmlv"]) == "known are nbv, wmlv")
    #expect(Suggestion.remedy(for: "nbv1", in: ["nbv", "wmlv"]) == "did you mean 'nbv'?")
    #expect(Suggestion.nearest(to: "a", in: []) == nil)
  }

  @Test func `parameters are completed by their defaults and judged by name`() throws {
    let schema = try #require(ParameterSchema.of("quickshear"))
    let usual = [
      "buffer": "10mm", "mode": "robust", "regions": "eyes,nose,mouth,chin", "fill": "zero",
      "seed": "image",
    ]
    #expect(schema.completed([:]) == usual)
    #expect(schema.completed(["buffer": "4mm"])["buffer"] == "4mm")
    let noise = try #require(ParameterSchema.of("noise"))
    #expect(noise.mistakes(in: ["seed": "-1", "fraction": "2"]).count == 2)
    #expect(noise.mistakes(in: ["seed": "0", "fraction": "1"]).isEmpty)
    for entry in ParameterSchema.all.flatMap(\.entries) {
      #expect(entry.accepts(entry.fallback), "\(entry.name)")
    }
  }

  @Test func `every failure kind has a sentence and a remedy`() {
    for kind in FailureKind.allCases {
      #expect(kind.sentence.hasSuffix(".") && kind.remedy.hasSuffix("."))
      #expect(kind.rawValue.allSatisfy { $0.isLowercase || $0 == "-" })
    }
  }
}
