import Anatomy
import Kernels
import Outcomes
import Phantoms
import Volumes

/// A simulated session as the forests see one, with the truth of every voxel.
public struct TumourCase: Sendable {
  /// The channels, normalised.
  public var images: TumourImages
  /// `TumourClass.rawValue` of each voxel, 0 outside of the brain mask. What is no brain but within the
  /// mask, such as bone, counts as fluid: it is healthy, and no volume.
  public var truth: [UInt8]

  /// The extent of the mean digital head's brain, to which every head of a case is scaled.
  public static let atlas = AtlasExtent(
    DigitalHead(recipe: .mean, grid: DigitalHead.grid(voxelMM: Vector3(repeating: 3)))
      .mask(of: Tissue.intracranial).largestComponent(.faces).closed(byMM: 6).holesFilled())

  /// Makes a case, straight on the lattice of the forests: the alignment with the template is that of
  /// the recipe but for some degrees and mm, the brain is the true one but for its outline. Nil where the
  /// images have no contrast to be normalised by.
  ///
  /// - Parameters:
  ///   - session: the head and its scans.
  ///   - voxelMM: side of the lattice's cubes.
  ///   - parallel: how many threads; the case does not depend on it.
  public init?(
    _ session: SimulatedSession, voxelMM: Double = TumourSpace.voxelMM, parallel: Parallel
  ) {
    guard let space = Self.space(session, voxelMM) else { return nil }
    let head = DigitalHead(recipe: session.recipe, grid: space.grid, parallel: parallel)
    let brain = Self.brain(of: head, session.recipe.seed, parallel)
    let channels = Self.channels(session, head, voxelMM, parallel)
    guard
      let images = try? TumourImages(
        normalising: channels, space: space, brain: brain, isChecked: false, parallel: parallel)
    else { return nil }
    self.images = images
    truth = head.tumourClasses(isCavity: session.variation.isCavity)
    for i in truth.indices {
      truth[i] = brain.voxels[i] == 0 ? 0 : max(truth[i], TumourClass.fluid.rawValue)
    }
  }

  /// The channels as scanned, on the lattice of the head.
  ///
  /// - Parameters:
  ///   - session: the scans.
  ///   - head: the head, on the lattice.
  ///   - voxelMM: side of the lattice's cubes; scans are no finer than half of it.
  ///   - parallel: how many threads.
  /// - Returns: an image for each channel.
  public static func channels(
    _ session: SimulatedSession, _ head: DigitalHead, _ voxelMM: Double, _ parallel: Parallel
  ) -> [TumourChannel: Image] {
    var channels: [TumourChannel: Image] = [:]
    for var scan in session.scans {
      scan.voxelMM = pointwiseMax(scan.voxelMM, Vector3(repeating: 0.55 * voxelMM))
      let own = scan.grid(over: head.grid)
      let image = session.image(scan, of: head, on: own, parallel: parallel)
      channels[scan.channel] = image.onLattice(
        head.grid, through: scan.found, parallel: parallel)
    }
    return channels
  }

  /// The lattice over all that may be brain, turned and shifted by some degrees and mm as an alignment
  /// with a template would leave it.
  private static func space(_ session: SimulatedSession, _ voxelMM: Double) -> TumourSpace? {
    guard let atlas else { return nil }
    let draw = SessionDraw(seed: session.recipe.seed, stream: 740)
    let scale = session.recipe.scale
    var frame = Affine.identity
    frame.translation = Vector3(draw.even(3, -1.5, 1.5), 0, 0)
    let low = Vector3(-72, -108, -58) * scale - 6
    let high = Vector3(72, 76, 88) * scale + 6
    let size = Vector3(draw.even(4, 0.96, 1.04), draw.even(5, 0.96, 1.04), draw.even(6, 0.96, 1.04))
    let off = Vector3(0, draw.even(7, -3, 3), draw.even(8, -3, 3))
    let toAtlas = atlas.toShares * Affine.scaling(size / scale, translation: off)
    return TumourSpace(box: (low, high), frame: frame, toAtlas: toAtlas, voxelMM: voxelMM)
  }

  /// All within the skull, closed, its outline moved by some tenths of a mm to and fro.
  private static func brain(of head: DigitalHead, _ seed: UInt64, _ parallel: Parallel) -> Mask {
    let draw = SessionDraw(seed: seed, stream: 741)
    let whole = head.mask(of: Tissue.intracranial).largestComponent(.faces)
      .closed(byMM: 4, parallel: parallel).holesFilled()
    let distance = whole.signedDistanceMM(parallel: parallel)
    let limit = Float(draw.even(0, -2.5, 4))
    return Mask(grid: whole.grid, voxels: distance.voxels.map { $0 < limit ? 1 : 0 })
  }
}

extension DigitalHead {
  /// `TumourClass.rawValue` of each voxel, 0 outside of the brain.
  ///
  /// - Parameter isCavity: whether fluid fills the middle of the tumour.
  /// - Returns: a class for each voxel of the head's grid.
  public func tumourClasses(isCavity: Bool) -> [UInt8] {
    var table = [UInt8](repeating: 0, count: 256)
    func set(_ tissues: [Tissue], _ label: TumourClass) {
      for tissue in tissues { table[Int(tissue.rawValue)] = label.rawValue }
    }
    set([.fluid, .ventricle], .fluid)
    set([.greyMatter, .deepGrey], .grey)
    set([.whiteMatter, .lesion], .white)
    set([.necrosis], isCavity ? .fluid : .necrosis)
    set([.oedema], .oedema)
    set([.nonEnhancingTumour], .nonEnhancing)
    set([.enhancingTumour], .enhancing)
    return labels.map { table[Int($0)] }
  }
}
