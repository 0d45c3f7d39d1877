extension HeaderReading {
  /// How stored numbers become values; colours are never scaled.
  static func scaling(of header: NiftiHeader, warnings: inout [String]) -> Scaling {
    if header.voxelType == .rgb24 || header.voxelType == .rgba32 { return .identity }
    let slope = header.storedSlope
    var intercept = header.storedIntercept
    guard slope.isFinite, slope != 0 else {
      return header.format == .analyze ? rangeScaling(of: header) : .identity
    }
    if !intercept.isFinite {
      if header.format != .analyze {
        warnings.append("scl_inter is not a finite number; zero was taken")
      }
      intercept = 0
    }
    return Scaling(slope: slope, intercept: intercept)
  }

  /// The scaling that SPM's Analyze files state by two ranges, `cal` of values and `gl` of numbers.
  private static func rangeScaling(of header: NiftiHeader) -> Scaling {
    let glMax = Double(header.fields.integer(Int32.self, at: 140))
    let glMin = Double(header.fields.integer(Int32.self, at: 144))
    let slope = (header.calMax - header.calMin) / (glMax - glMin)
    guard slope.isFinite, slope != 0, header.calMin.isFinite else { return .identity }
    return Scaling(slope: slope, intercept: header.calMin - slope * glMin)
  }
}
