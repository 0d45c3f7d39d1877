import Foundation
import Kernels
import Volumes

/// From where a brain's surface starts: intensities, centre and size.
struct BrainStart {
  var intensities: BrainIntensities
  var centreMM: Vector3
  var radiusMM: Double
  var mesh: TriangleMesh
}

extension BrainStart {
  /// The start without a template: from the bright voxels of the whole image.
  ///
  /// Nil where the image has no range of intensities.
  init?(of image: Image, _ seed: BrainSeed = BrainSeed()) {
    guard let range = robustRange(of: image) else { return nil }
    var found = BrainIntensities(
      low: Float(range.lowerBound), high: Float(range.upperBound),
      typical: Float(range.lowerBound))
    guard found.high > found.low else { return nil }
    let bright = image.brightCentre(found)
    guard bright.volumeMM3 > 0 else { return nil }
    centreMM = seed.centreMM ?? bright.centreMM
    radiusMM = seed.radiusMM ?? cbrt(0.75 * bright.volumeMM3 / .pi)
    found.typical = image.median(within: radiusMM, of: centreMM, found) ?? found.threshold
    intensities = found
    mesh = TriangleMesh.icosphere(subdivisions: 4, centre: centreMM, radiusMM: radiusMM / 2)
  }

  /// The start from a template's brain: what lies more than 12 mm outside of it has no say, so a
  /// neck, a face or their absence does not matter.
  ///
  /// In place of the median stands the value that nine tenths of the inner brain exceed, about that
  /// of dark grey matter: a surface that asks for more would stop short of the outer fluid and cut
  /// off the darkest cortex.
  ///
  /// Nil where the place of the brain has no range of intensities.
  init?(
    of image: Image, prior: ShapePrior, shape: TemplateBrain, surface: TriangleMesh,
    _ registration: Registration
  ) {
    let map = registration.templateToSubject
    mesh = surface
    mesh.vertices = surface.vertices.map { map($0) }
    guard let centre = shape.centreMM, let box = image.grid.box(around: mesh.vertices, marginMM: 14)
    else { return nil }
    var found = prior.values(in: image, box, aroundMM: 12, coreMM: 8)
    guard found.core.count > 100 else { return nil }
    intensities = BrainIntensities(
      low: found.around.orderStatistic(found.around.count / 50),
      high: found.around.orderStatistic(found.around.count * 49 / 50),
      typical: found.core.orderStatistic(found.core.count / 10))
    guard intensities.high > intensities.low, intensities.typical > intensities.low else {
      return nil
    }
    centreMM = map(centre)
    radiusMM = cbrt(0.75 * shape.volumeML * 1000 * abs(map.determinant) / .pi)
  }
}

extension Grid {
  /// The voxels around some places, grown by a margin; nil where the places are not finite or far
  /// outside of the lattice.
  fileprivate func box(around places: [Vector3], marginMM: Double) -> VoxelBox? {
    guard let toVoxel = fromWorld, let first = places.first.map({ toVoxel($0) }) else { return nil }
    var (low, high) = (first, first)
    for place in places {
      let p = toVoxel(place)
      guard p.sum().isFinite else { return nil }
      (low, high) = (pointwiseMin(low, p), pointwiseMax(high, p))
    }
    let margin = Vector3(repeating: marginMM) / voxelSizeMM
    (low, high) = (low - margin, high + margin)
    func range(_ axis: Int, _ count: Int) -> Range<Int>? {
      let from = Int(max(0, min(Double(count), low[axis])))
      let to = Int(max(0, min(Double(count), high[axis] + 1)))
      return from < to ? from..<to : nil
    }
    guard let x = range(0, nx), let y = range(1, ny), let z = range(2, nz) else { return nil }
    return VoxelBox(x: x, y: y, z: z)
  }
}

extension Image {
  /// The centre of gravity and the volume of the voxels brighter than the threshold; each voxel
  /// weighs by its height above the robust minimum, at most up to the robust maximum.
  func brightCentre(_ intensities: BrainIntensities) -> (centreMM: Vector3, volumeMM3: Double) {
    let (low, high, threshold) = (intensities.low, intensities.high, intensities.threshold)
    var (sum, weight, count) = (Vector3.zero, 0.0, 0)
    voxels.withUnsafeBufferPointer { v in
      var i = 0
      for z in 0..<grid.nz {
        for y in 0..<grid.ny {
          var (rowWeight, rowMoment) = (0.0, 0.0)
          for x in 0..<grid.nx {
            let value = v[i]
            i += 1
            guard value > threshold else { continue }
            let w = Double(min(value, high) - low)
            rowWeight += w
            rowMoment += w * Double(x)
            count += 1
          }
          sum += Vector3(rowMoment, rowWeight * Double(y), rowWeight * Double(z))
          weight += rowWeight
        }
      }
    }
    let centre = weight > 0 ? grid.toWorld(sum / weight) : grid.centreMM
    return (centre, Double(count) * grid.voxelVolumeMM3)
  }

  /// The lower median of the values within the robust range inside a sphere, nil where none is.
  func median(within radiusMM: Double, of centreMM: Vector3, _ range: BrainIntensities) -> Float? {
    var values: [Float] = []
    let step = grid.toWorld.column(0)
    for z in 0..<grid.nz {
      for y in 0..<grid.ny {
        var offset = grid.toWorld(Vector3(0, Double(y), Double(z))) - centreMM
        let row = grid.offset(0, y, z)
        for x in 0..<grid.nx {
          if (offset * offset).sum() < radiusMM * radiusMM {
            let value = voxels[row + x]
            if value > range.low, value < range.high { values.append(value) }
          }
          offset += step
        }
      }
    }
    guard !values.isEmpty else { return nil }
    return values.orderStatistic((values.count - 1) / 2)
  }

  /// The same image with every value that is not finite replaced by the least finite one.
  func withFiniteValues() -> Image {
    guard !voxels.areFinite else { return self }
    var result = self
    let least = voxels.reduce(Float.infinity) { $1.isFinite ? min($0, $1) : $0 }
    let fill = least.isFinite ? least : 0
    for i in result.voxels.indices where !result.voxels[i].isFinite { result.voxels[i] = fill }
    return result
  }
}
