import Foundation
import Phantoms
import Testing
import Volumes

@Suite("Recipes of heads")
struct HeadRecipeTests {
  private static func decode(_ json: String) throws -> HeadRecipe {
    try JSONDecoder().decode(HeadRecipe.self, from: Data(json.utf8))
  }

  @Test("a seed alone is a recipe, and keys override what it draws")
  func overrides() throws {
    #expect(try Self.decode(#"{"seed": 5}"#) == HeadRecipe(seed: 5))
    let recipe = try Self.decode(#"{"seed": 5, "subject": "sub-01", "noseLengthMM": 3.5}"#)
    #expect(recipe.subject == "sub-01")
    #expect(recipe.noseLengthMM == 3.5)
    #expect(recipe.chinMM == HeadRecipe(seed: 5).chinMM)
  }

  @Test("lesions and a tumour can be asked for")
  func pathology() throws {
    let recipe = try Self.decode(#"{"seed": 5, "lesions": 12, "tumour": true}"#)
    #expect(recipe.lesions == 12 && recipe.tumour == true)
    let plain = try JSONEncoder().encode(HeadRecipe(seed: 5))
    #expect(!String(decoding: plain, as: UTF8.self).contains("lesions"))
    var many = recipe
    many.lesions = 101
    #expect(many.fault == "The recipe of a head needs lesions from 0 to 100, found 101.")
  }

  @Test("recipes survive JSON", arguments: [nil, 7])
  func roundTrip(lesions: Int?) throws {
    var recipe = HeadRecipe(seed: .max)
    recipe.lesions = lesions
    recipe.tumour = lesions.map { _ in true }
    let again = try JSONDecoder().decode(HeadRecipe.self, from: JSONEncoder().encode(recipe))
    #expect(again == recipe)
  }

  @Test(
    "nonsense is refused with a sentence",
    arguments: [
      #"{"seed": 1, "scale": [0, 1, 1]}"#, #"{"seed": 1, "noseWidth": -1}"#,
      #"{"seed": 1, "faceLength": 1e300}"#, #"{"seed": -1}"#, #"{"noseWidth": 1}"#,
      #"{"seed": 1, "lesions": -1}"#, #"{"seed": 1, "lesions": 101}"#,
      #"{"seed": 1, "lesions": 1e300}"#, #"{"seed": 1, "tumour": 3}"#,
    ])
  func refused(json: String) {
    #expect(throws: DecodingError.self) { try Self.decode(json) }
  }

  @Test("every seed draws a recipe within bounds", arguments: 0..<200)
  func drawn(seed: Int) {
    let recipe = HeadRecipe(seed: UInt64(seed))
    #expect(recipe.fault == nil)
    for axis in 0..<3 { #expect((0.92...1.08).contains(recipe.scale[axis])) }
  }

  @Test("the sample cohort can be read")
  func cohort() throws {
    let recipes = try SampleCohort.recipes()
    #expect(recipes.count == 8)
    #expect(Set(recipes.compactMap(\.subject)).count == 8)
    #expect(Set(recipes.map(\.seed)).count == 8)
  }
}
