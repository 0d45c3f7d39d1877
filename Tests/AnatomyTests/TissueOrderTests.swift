import Testing

@testable import Anatomy

/// Fluid is a wide class, grey and white matter are narrow ones: what lies between the two narrow
/// ones must not be taken for fluid.
@Test(arguments: [5.05, 5.1, 5.25, 5.4, 5.9])
func aVoxelBrighterThanGreyMatterIsNeverFluid(value: Double) {
  let classes = TissueClasses(
    means: SIMD3(4.4, 5.0, 5.5), variances: SIMD3(0.4, 0.0004, 0.0004))
  #expect(classes.posterior(value).x == 0)
}

@Test(arguments: [3.0, 4.0, 4.9, 4.99])
func aVoxelDarkerThanGreyMatterIsNeverWhiteMatter(value: Double) {
  let classes = TissueClasses(
    means: SIMD3(4.4, 5.0, 5.5), variances: SIMD3(0.0004, 0.0004, 0.4))
  #expect(classes.posterior(value).z == 0)
}
