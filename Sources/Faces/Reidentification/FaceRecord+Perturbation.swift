import Foundation
import Kernels

extension FaceRecord {
  /// What another image of the same face could show: turned by up to about 0.7°, moved by 0.6 mm,
  /// deformed smoothly by 0.5 mm and with noise of 0.2 mm in every column, drawn by a seed.
  ///
  /// For galleries of people of whom there is one image only.
  public func perturbed(seed: UInt64) -> FaceRecord {
    let random = CounterRandom(seed: seed)
    func normal(_ index: Int) -> Double { random.normal(stream: 5, index: UInt64(index)) }
    let tilt = (normal(0) * 0.012, normal(1) * 0.012)
    let shift = (normal(2) * 0.6, normal(3) * 0.6, normal(4) * 0.6)
    let turn = normal(5) * 0.012
    let phases = (0..<6).map { 2 * .pi * random.uniform(stream: 6, index: UInt64($0)) }
    var result = self
    for (index, map) in maps.enumerated() {
      for place in 0..<view.count {
        let (x, z) = (view.x(place), view.z(place) + 90)
        let fromX = x + shift.0 - turn * z
        let fromZ = z + shift.1 + turn * x
        guard let depth = map.depthMM(x: fromX, z: fromZ - 90, view) else {
          result.maps[index].hundredths[place] = DepthMap.missing
          continue
        }
        let wave =
          0.35 * sin(x / 14 + phases[0]) * cos(z / 17 + phases[1])
          + 0.35 * sin(z / 11 + phases[2]) * cos(x / 21 + phases[3])
        let noise = 0.2 * random.normal(stream: UInt64(10 + index), index: UInt64(place))
        let moved = depth + shift.2 + tilt.0 * x + tilt.1 * z + wave + noise
        result.maps[index].hundredths[place] = Int16(clamping: Int((100 * moved).rounded()))
      }
    }
    return result
  }
}

extension DepthMap {
  /// The depth between columns; nil where one of the four around shows no skin.
  func depthMM(x: Double, z: Double, _ view: FaceView) -> Double? {
    let (u, v) = (x - view.lowX, z - view.lowZ)
    guard u >= 0, v >= 0, u < Double(view.columns - 1), v < Double(view.rows - 1) else {
      return nil
    }
    let (column, row) = (Int(u), Int(v))
    let (fu, fv) = (u - Double(column), v - Double(row))
    let place = column + row * view.columns
    guard let a = depthMM(place), let b = depthMM(place + 1), let c = depthMM(place + view.columns),
      let d = depthMM(place + view.columns + 1)
    else { return nil }
    return (a * (1 - fu) + b * fu) * (1 - fv) + (c * (1 - fu) + d * fu) * fv
  }
}
