import Anatomy
import Foundation
import Kernels
import Volumes

/// Whether the face of a head seems to be gone already, and what speaks for it.
///
/// Two things are looked at where the template has its face, from brow to mouth: how far forwards
/// there is anything but air, and how much of the place holds one and the same number.
/// Faces that were blurred or replaced look whole to both.
public struct DefacedEvidence: Sendable, Hashable, Codable {
  /// How far in front of the template's origin the face ends: the median over the face in template
  /// mm; columns without anything count as 0.
  public var frontMM: Double
  /// The share of the face's place that holds the image's most frequent number exactly.
  public var constantShare: Double
  /// The share of the face's place that lies in the field of view.
  public var viewShare: Double

  /// Evidence from its parts.
  public init(frontMM: Double, constantShare: Double, viewShare: Double) {
    (self.frontMM, self.constantShare) = (frontMM, constantShare)
    self.viewShare = viewShare
  }
}

/// The part of the template's space that is looked at, in mm.
private let (sideMM, topMM, bottomMM) = (30.0, -40.0, -115.0)
private let (rearMM, foremostMM) = (35.0, 70.0)

extension DefacedEvidence {
  /// The evidence of one image; nil where an affine map cannot be inverted or the image is empty.
  ///
  /// - Parameters:
  ///   - image: one frame.
  ///   - record: what it shows of the face, made with the same registration.
  ///   - registration: how the template lies in it.
  public init?(of image: Image, record: FaceRecord, registration: Registration) {
    guard let toVoxel = image.grid.fromWorld, let mode = image.mostFrequentValue else { return nil }
    let toIndex = toVoxel * registration.templateToSubject
    var fronts: [Double] = []
    var (all, seen, constant) = (0, 0, 0)
    for place in 0..<record.view.count {
      let (x, z) = (record.view.x(place), record.view.z(place))
      guard abs(x) <= sideMM, z <= topMM, z >= bottomMM else { continue }
      var isShown = true
      for y in stride(from: rearMM, through: foremostMM, by: 5) {
        all += 1
        guard let value = image.value(nearest: toIndex(Vector3(x, y, z))) else {
          isShown = false
          continue
        }
        seen += 1
        if value == mode { constant += 1 }
      }
      if isShown { fronts.append(record.maps.first?.depthMM(place) ?? 0) }
    }
    guard all > 0 else { return nil }
    frontMM = fronts.isEmpty ? .nan : fronts.sorted()[fronts.count / 2]
    constantShare = seen > 0 ? Double(constant) / Double(seen) : .nan
    viewShare = Double(seen) / Double(all)
  }

  /// Less of the face's place in view than this tells nothing.
  static let leastView = 0.5

  /// How probable it is that the face was removed, 0…1; nil where too little of its place is in view.
  ///
  /// Both limits lie in the middle between two groups. In 17 real and 4 digital images with a face,
  /// of several contrasts, it ended at 68 mm or more and at most 13 % of its place was constant; in 22
  /// that QuickShear or their publishers had defaced it ended at 31 mm or less and at least 56 % was.
  /// One more, roughly trimmed by its publisher (63 mm, 23 %), is taken for whole.
  public var probability: Double? {
    guard viewShare >= Self.leastView, frontMM.isFinite, constantShare.isFinite else { return nil }
    let logit = (49 - frontMM) / 4 + 6 * (constantShare - 0.33)
    return 1 / (1 + exp(-logit))
  }
}

extension Image {
  /// The number that most voxels hold exactly, among a sample of them; nil for an empty image.
  fileprivate var mostFrequentValue: Float? {
    let step = max(1, voxels.count / 200_000)
    var counts: [Float: Int] = [:]
    for index in stride(from: 0, to: voxels.count, by: step) {
      counts[voxels[index], default: 0] += 1
    }
    return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
  }

  /// The value of the voxel nearest to a position in voxel indices, or nil out of view.
  fileprivate func value(nearest position: Vector3) -> Float? {
    let p = position + 0.5
    guard p.min() >= 0, p.x < Double(grid.nx), p.y < Double(grid.ny), p.z < Double(grid.nz) else {
      return nil
    }
    return voxels[grid.offset(Int(p.x), Int(p.y), Int(p.z))]
  }
}
