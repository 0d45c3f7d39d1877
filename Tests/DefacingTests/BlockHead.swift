import Anatomy
import Defacing
import Foundation
import Kernels
import Volumes

/// A crude head in world mm, drawn on any lattice: an ellipsoid of a brain, a skull around it, and
/// below and in front of it a block of a face with a nose.
struct BlockHead {
  var brainCentre = Vector3(2, -8, 14)
  var brainRadii = Vector3(62, 78, 56)

  func isBrain(_ p: Vector3) -> Bool {
    let d = (p - brainCentre) / brainRadii
    return (d * d).sum() <= 1
  }

  func isHead(_ p: Vector3) -> Bool {
    let d = (p - brainCentre) / (brainRadii + 13)
    if (d * d).sum() <= 1 { return true }
    let q = p - brainCentre
    let face = abs(q.x) < 55 && q.y > -30 && q.y < 82 && q.z < -10 && q.z > -120
    let nose = abs(q.x) < 15 && q.y < 102 && q.y > 50 && q.z < -45 && q.z > -75
    return face || nose
  }

  func mask(on grid: Grid, _ isInside: (Vector3) -> Bool) -> Mask {
    var mask = Mask(grid: grid)
    for z in 0..<grid.nz {
      for y in 0..<grid.ny {
        for x in 0..<grid.nx {
          let p = grid.toWorld(Vector3(Double(x), Double(y), Double(z)))
          if isInside(p) { mask.voxels[grid.offset(x, y, z)] = 1 }
        }
      }
    }
    return mask
  }

  /// Head and brain drawn once, on a lattice of 2 mm.
  static let drawn: (head: Mask, brain: Mask) = {
    let (block, grid) = (BlockHead(), lattice(Vector3(repeating: 2)))
    return (block.mask(on: grid, block.isHead), block.mask(on: grid, block.isBrain))
  }()

  /// Everything that is known of the head on a lattice, with the template's axes for its own.
  func frame(on grid: Grid) -> Frame {
    let head = Self.drawn.head.resampled(onto: grid)
    let brain = Self.drawn.brain.resampled(onto: grid)
    var image = Image(head)
    for index in image.voxels.indices {
      image.voxels[index] =
        brain.voxels[index] != 0 ? Float(200 + 50 * (index % 3)) : 100 * image.voxels[index]
    }
    return Frame(
      image: image,
      registration: Registration(
        templateToSubject: .identity, similarity: 1, verdict: .plausible),
      head: head, brain: brain, facePrior: DeferredFacePrior { Self.prior })
  }

  /// Where the face can be: the block below the brow and in front of the brain's middle, the blocks
  /// beside it for ears, and a brain somewhat smaller than the head's own.
  static let prior: FacePrior = {
    let (block, grid) = (BlockHead(), lattice(Vector3(repeating: 4)))
    var small = block
    small.brainRadii -= 8
    func image(_ isInside: (Vector3) -> Bool) -> Image { Image(block.mask(on: grid, isInside)) }
    return FacePrior(
      face: image { $0.y > 20 && $0.z < 6 }, ears: image { abs($0.x) > 60 && $0.z < -20 },
      brain: image(small.isBrain), average: DeferredAverageFace { averageFace })
  }()

  /// A lattice with the head in it; voxels of `voxelMM`, turned about the middle by degrees.
  static func lattice(_ voxelMM: Vector3, turnedDegrees: Vector3 = .zero) -> Grid {
    let turn = turned(2, turnedDegrees.z) * turned(1, turnedDegrees.y) * turned(0, turnedDegrees.x)
    let counts = (Vector3(210, 260, 250) / voxelMM)
    let dims = (0..<3).map { Int(counts[$0].rounded()) }
    var map = turn * Affine.scaling(voxelMM)
    let middle = Vector3(Double(dims[0] - 1), Double(dims[1] - 1), Double(dims[2] - 1)) / 2
    map.translation = Vector3(2.3, 3.1, -15.7) - map.direction(middle)
    return Grid(nx: dims[0], ny: dims[1], nz: dims[2], toWorld: map)
  }

  private static func turned(_ axis: Int, _ degrees: Double) -> Affine {
    let (c, s) = (cos(degrees * .pi / 180), sin(degrees * .pi / 180))
    let (u, v) = ((axis + 1) % 3, (axis + 2) % 3)
    var columns = [Vector3(1, 0, 0), Vector3(0, 1, 0), Vector3(0, 0, 1)]
    (columns[u][u], columns[u][v]) = (c, s)
    (columns[v][u], columns[v][v]) = (-s, c)
    return Affine(columns: columns[0], columns[1], columns[2])
  }
}

/// All 48 ways in which three voxel axes can run.
let axisCodes: [String] = {
  let pairs = [["L", "R"], ["P", "A"], ["I", "S"]]
  let orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]]
  return orders.flatMap { order in
    (0..<8).map { bits in (0..<3).map { pairs[order[$0]][bits >> $0 & 1] }.joined() }
  }
}()

extension BlockHead {
  /// A face mask drawn on the crude head, on a lattice of its own: what lies in front of and below
  /// the brain.
  static func drawnMask(
    polarity: DrawnFaceMask.Polarity = .remove
  ) throws(DefacingError) -> DrawnFaceMask {
    let grid = lattice(Vector3(3, 3, 4), turnedDegrees: Vector3(8, 0, 0))
    let face = BlockHead().mask(on: grid) { $0.y > 25 && $0.z < -20 && $0.y + $0.z > -60 }
    let stored = polarity == .remove ? face : face.inverted
    return try DrawnFaceMask(
      values: Image(stored), polarity: polarity, templateToMask: .identity)
  }

  /// A face of another shape than the crude head's: flatter, without a nose, brighter towards the front.
  static let averageFace: AverageFace = {
    let grid = lattice(Vector3(repeating: 3))
    let tissue = Image(
      BlockHead().mask(on: grid) { abs($0.x) < 58 && $0.y < 68 && $0.z < 10 && $0.z > -130 })
    var intensity = tissue
    for place in tissue.voxels.indices where tissue.voxels[place] > 0 {
      intensity.voxels[place] = Float(place / grid.nx % grid.ny)
    }
    return AverageFace(tissue: tissue, intensity: intensity)
  }()
}
