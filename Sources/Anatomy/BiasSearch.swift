import Kernels
import Volumes

/// The search for the logarithm of the bias field, level by level.
struct BiasSearch {
  private let samples: BiasSamples
  private let domain: Grid
  private let parameters: BiasParameters
  private let sharpening: IntensitySharpening
  /// The logarithm of the field at the samples.
  private var logField: [Float]

  init(_ samples: BiasSamples, domain: Grid, _ parameters: BiasParameters) throws(AnatomyError) {
    guard
      let sharpening = IntensitySharpening(
        range: samples.range, fwhm: parameters.blurFWHM, noise: parameters.noise)
    else {
      throw AnatomyError(
        .inputUnsuitable, "A bias field was to be found, but its parameters allow no search.",
        remedy: "Blur and noise must be above zero.")
    }
    (self.samples, self.domain, self.parameters) = (samples, domain, parameters)
    self.sharpening = sharpening
    logField = [Float](repeating: 0, count: samples.logs.count)
  }

  /// The mean of the logarithm of the field over the samples.
  var mean: Double {
    logField.reduce(0) { $0 + Double($1) } / Double(max(1, logField.count))
  }

  /// The logarithm of the field, and how many rounds each level took.
  mutating func run(_ parallel: Parallel) throws(AnatomyError) -> (SeparableField, rounds: [Int]) {
    guard var field = firstField else { throw Self.noField }
    var rounds: [Int] = []
    for level in 0..<max(1, parameters.levels) {
      if level > 0 { field = field.refined() }
      rounds.append(try fit(&field, parallel))
    }
    return (field, rounds)
  }

  /// A field of zero with as many splines as span the field of view at the width wanted.
  private var firstField: SeparableField? {
    let widths = domain.voxelSizeMM
    let intervals = SIMD3(
      (0..<3).map { axis in
        max(1, Int((Double(domain.dims[axis]) * widths[axis] / parameters.splineMM).rounded()))
      })
    let count = (intervals.x + 3) * (intervals.y + 3) * (intervals.z + 3)
    let zero = [Double](repeating: 0, count: count)
    return SeparableField(
      domain: domain, basis: .spline(intervals: intervals), coefficients: zero)
  }

  private static let noField = AnatomyError(
    .inputUnsuitable, "A bias field was to be laid over the image, but its grid has no volume.")

  /// Rounds of sharpening and approximation with the splines of one level, until little changes.
  private mutating func fit(_ field: inout SeparableField, _ parallel: Parallel)
    throws(AnatomyError) -> Int
  {
    guard case .spline(let intervals) = field.basis,
      let splines = SplineApproximation(
        intervals: intervals, domain: domain, grid: samples.grid, weights: samples.weights,
        parallel: parallel)
    else { throw Self.noField }
    for round in 1...max(1, parameters.rounds) {
      let step = splines.coefficients(of: missing())
      for index in step.indices { field.coefficients[index] += step[index] }
      if update(with: splines.values(field.coefficients)) < parameters.tolerance { return round }
    }
    return max(1, parameters.rounds)
  }

  /// What the field does not explain yet, on the coarse grid.
  private func missing() -> [Float] {
    var current = samples.logs
    for index in current.indices { current[index] -= logField[index] }
    let expected = sharpening.sharpened(current)
    var result = [Float](repeating: 0, count: samples.grid.voxelCount)
    for (index, place) in samples.places.enumerated() {
      result[place] = current[index] - expected[index]
    }
    return result
  }

  /// Takes the new field; returns by how much it differs, as a standard deviation.
  private mutating func update(with values: [Float]) -> Double {
    var (sum, squares) = (0.0, 0.0)
    for (index, place) in samples.places.enumerated() {
      let change = Double(values[place] - logField[index])
      logField[index] = values[place]
      sum += change
      squares += change * change
    }
    let count = Double(samples.places.count)
    return max(0, squares / count - sum * sum / (count * count)).squareRoot()
  }
}
