import Anatomy
import Kernels
import Volumes

/// What `bauta brain` says in JSON.
struct BrainReport: Encodable {
  var brain_ml: Double
  var guided: Bool
  var parameters: Parameters
  var surface: Surface

  /// What was asked for; a start that was not given is absent.
  struct Parameters: Encodable {
    var fraction: Double
    var gradient: Double
    var robust_centre: Bool
    var bias_and_neck: Bool
    var smoothness: Double
    var template_margin_mm: Double?
    var centre_mm: [Double]?
    var radius_mm: Double?
  }

  /// The surface, before it was cut by the template's brain.
  struct Surface: Encodable {
    var vertices: Int
    var triangles: Int
    var area_mm2: Double
    var enclosed_ml: Double
    var self_intersection: Double
    var passes: Int
    var start_centre_mm: [Double]
    var head_radius_mm: Double
    var robust_minimum: Double
    var robust_maximum: Double
    var typical_intensity: Double
  }

  init(_ found: BrainExtraction, _ options: BrainOptions) {
    (brain_ml, guided) = (found.mask.volumeML, found.figures.isGuided)
    let used = options.parameters
    parameters = Parameters(
      fraction: used.fractionalIntensity, gradient: used.verticalGradient,
      robust_centre: used.isRecentred, bias_and_neck: options.isCleaned,
      smoothness: used.smoothness,
      template_margin_mm: options.isFree && !options.isCleaned ? nil : used.templateMarginMM,
      centre_mm: options.centre?.point.list, radius_mm: options.radius)
    surface = Surface(found.mesh, found.figures)
  }
}

extension BrainReport.Surface {
  fileprivate init(_ mesh: TriangleMesh, _ figures: BrainExtraction.Figures) {
    self.init(
      vertices: mesh.vertices.count, triangles: mesh.triangles.count, area_mm2: mesh.areaMM2,
      enclosed_ml: abs(mesh.volumeMM3) / 1000, self_intersection: figures.selfIntersection,
      passes: figures.passes, start_centre_mm: figures.startCentreMM.list,
      head_radius_mm: figures.headRadiusMM,
      robust_minimum: Double(figures.robustRange.lowerBound),
      robust_maximum: Double(figures.robustRange.upperBound),
      typical_intensity: Double(figures.typicalIntensity))
  }
}

extension Vector3 {
  fileprivate var list: [Double] { [x, y, z] }
}
