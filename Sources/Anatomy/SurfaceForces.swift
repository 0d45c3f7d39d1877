import Foundation
import Volumes

/// What moves a deformable surface: constants of the forces, worked out once.
struct SurfaceForces {
  var intensities: BrainIntensities
  /// The fractional intensity after its power law; Smith's b_t.
  var localThreshold: Double
  var verticalGradient: Double
  /// The point, in world mm, at which the vertical gradient is zero.
  var centreMM: Vector3
  var radiusMM: Double
  /// Middle of the curvatures that are believed, in 1/mm.
  var curvatureMiddle: Double
  /// Steepness of the transition between believed and smoothed curvatures, in mm.
  var curvatureSlope: Double
  var stepMM: Double
  /// Extra smoothing of outward bulges: 1 for none.
  var bulgeSmoothing: Double

  init(
    _ parameters: BrainParameters, intensities: BrainIntensities, centreMM: Vector3,
    radiusMM: Double, voxelMM: Vector3, pass: Int
  ) {
    let (tightest, widest) = (10 / 3 * parameters.smoothness, 10 * parameters.smoothness)
    curvatureMiddle = (1 / tightest + 1 / widest) / 2
    curvatureSlope = 6 / (1 / tightest - 1 / widest)
    localThreshold = pow(parameters.fractionalIntensity, 0.275)
    verticalGradient = parameters.verticalGradient
    (self.intensities, self.centreMM, self.radiusMM) = (intensities, centreMM, radiusMM)
    stepMM = min(1, voxelMM.min())
    bulgeSmoothing = pass == 0 ? 1 : pow(10, Double(pass + 1))
  }

  /// The factor of the smoothing of outward bulges at a share (0…1) of all steps.
  func bulgeFactor(atShare share: Double) -> Double {
    guard bulgeSmoothing > 1, share > 0.75 else { return bulgeSmoothing }
    return 4 * (1 - share) * (bulgeSmoothing - 1) + 1
  }

  /// The share of the normal part of the smoothing force that is applied.
  @inline(__always)
  func smoothing(normalPart: Double, edgeMM: Double, bulge: Double) -> Double {
    let curvature = 2 * abs(normalPart) / (edgeMM * edgeMM)
    let share = 0.5 * (1 + tanh(curvatureSlope * (curvature - curvatureMiddle)))
    return normalPart > 0 ? min(1, share * bulge) : share
  }

  /// The pull of the intensities below a point: positive outwards, about -2…2.
  @inline(__always)
  func pull(at point: Vector3, normal: Vector3, probe: IntensityProbe) -> Double {
    guard
      let found = probe.extremes(
        below: point, normal: normal, stepMM: stepMM, least: intensities.typical,
        greatest: intensities.threshold)
    else { return 0 }
    let low = Double(intensities.low)
    let least = max(low, Double(found.least))
    let greatest = min(Double(intensities.typical), Double(found.greatest))
    let height = (point.z - centreMM.z) / radiusMM
    let share = min(1, max(0, localThreshold + verticalGradient * height))
    let border = (greatest - low) * share + low
    let difference = 2 * (least - border)
    return greatest > low ? difference / (greatest - low) : difference
  }
}
