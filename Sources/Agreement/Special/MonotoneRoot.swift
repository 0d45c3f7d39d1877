/// The zero of an increasing function, by Newton steps kept inside a shrinking bracket.
///
/// - Parameters:
///   - start: First guess.
///   - stride: Longest first step while one side of the bracket is still open; doubles when it binds.
///   - floor: Magnitude below which accuracy is absolute rather than relative.
///   - function: Value and slope at a point.
/// - Returns: The zero, to about the accuracy of the function, or NaN when the function gives NaN.
func rootOfIncreasing(
  from start: Double, stride: Double = 1, floor: Double = 1,
  _ function: (Double) -> (value: Double, slope: Double)
) -> Double {
  var (lower, upper) = (-Double.infinity, Double.infinity)
  var (x, stride) = (start, stride)
  for _ in 0..<400 {
    let (value, slope) = function(x)
    if value == 0 || value.isNaN { return value.isNaN ? .nan : x }
    if value < 0 { lower = x } else { upper = x }
    let next = nextPoint(x, value, slope, lower, upper, &stride)
    let step = abs(next - x)
    x = next
    if step <= 1e-9 * max(abs(x), floor) {
      let (last, slope) = function(x)
      let polished = x - last / slope
      return abs(polished - x) <= 4 * step ? polished : x
    }
  }
  return x
}

private func nextPoint(
  _ x: Double, _ value: Double, _ slope: Double, _ lower: Double, _ upper: Double,
  _ stride: inout Double
) -> Double {
  var step = -value / slope
  let closed = lower.isFinite && upper.isFinite
  if !closed && !(abs(step) <= stride) {
    step = value < 0 ? stride : -stride
    stride *= 2
  }
  let next = x + step
  if next > lower && next < upper { return next }
  return closed ? lower + (upper - lower) / 2 : x + (value < 0 ? stride : -stride)
}
