import Kernels
import Testing
import Volumes

@testable import Anatomy

@Suite("Regions of a template's brain")
struct BrainRegionsTests {
  /// A place of an MNI-like world and the region that it belongs to.
  struct Place: Sendable {
    var name: String
    var mm: Vector3
    var isVentricular = false
    var isDeep = false
    var isHindbrain = false
  }

  @Test(
    "well-known places belong where they should",
    arguments: [
      Place(name: "body of the lateral ventricle", mm: Vector3(-14, -10, 22), isVentricular: true),
      Place(name: "frontal horn", mm: Vector3(14, 24, 6), isVentricular: true, isDeep: true),
      Place(name: "atrium", mm: Vector3(-27, -46, 8), isVentricular: true),
      Place(name: "third ventricle", mm: Vector3(0, -14, 2), isVentricular: true, isDeep: true),
      Place(name: "fissure above the callosum", mm: Vector3(0, 0, 45)),
      Place(name: "interpeduncular cistern", mm: Vector3(0, 0, -22)),
      Place(name: "Sylvian fissure", mm: Vector3(-42, 4, 0)),
      Place(name: "thalamus", mm: Vector3(18, -18, 6), isDeep: true),
      Place(name: "putamen", mm: Vector3(-27, 2, 2), isDeep: true),
      Place(name: "precentral gyrus", mm: Vector3(-40, -16, 55)),
      Place(name: "temporal pole", mm: Vector3(40, 15, -30)),
      Place(name: "occipital pole", mm: Vector3(-10, -98, 0)),
      Place(name: "cerebellum", mm: Vector3(-25, -65, -35), isHindbrain: true),
      Place(name: "pons", mm: Vector3(0, -25, -32), isHindbrain: true),
    ])
  func places(_ place: Place) {
    let isVentricular = BrainRegions.isVentricular(place.mm)
    #expect(
      isVentricular == place.isVentricular || (isVentricular && place.isDeep), "\(place.name)")
    #expect(BrainRegions.isDeepNucleus(place.mm) == place.isDeep || isVentricular, "\(place.name)")
    #expect(BrainRegions.isHindbrain(place.mm) == place.isHindbrain, "\(place.name)")
  }
}
