import Canvas
import Foundation
import Pictures
import Study
import Volumes

/// One image in memory with what belongs to it, ready to be cut into slices.
public final class LoadedImage: Sendable {
  /// The image.
  public let image: Image
  /// Black and white.
  public let window: IntensityWindow
  /// Its field of view.
  public let box: WorldBox
  /// The shortest side of its voxels, in mm; of the whole image where this one is coarse.
  public let voxelMM: Double
  /// Whether its header says which side is which.
  public let sidesAreKnown: Bool
  /// Voxels that were removed.
  public let removed: Mask?
  /// The brain.
  public let brain: Mask?
  /// The labels of what was measured: tissues, lesions or the parts of a tumour; empty where there are none.
  public let tissues: [Mask]
  /// What was drawn before and is only shown, such as the picture of a step that failed; `image` is
  /// nothing then.
  public let picture: Picture?
  /// The head as a surface, where that was asked for; `image` is nothing then.
  public let head: HeadLook?
  /// Tells images apart, also those of one file read twice.
  let identity = UUID()

  /// An image and what belongs to it.
  ///
  /// - Parameters:
  ///   - image: the image.
  ///   - sidesAreKnown: whether its header says which side is which.
  ///   - fine: the grid of the whole image, where this one is coarse.
  public init(image: Image, sidesAreKnown: Bool, fine: Grid? = nil) {
    self.image = image
    window = IntensityWindow(of: image)
    box = WorldBox(fine ?? image.grid)
    voxelMM = (fine ?? image.grid).voxelSizeMM.min()
    self.sidesAreKnown = sidesAreKnown
    (removed, brain, tissues) = (nil, nil, [])
    (picture, head) = (nil, nil)
  }

  /// The same image with what belongs to it.
  ///
  /// - Parameters:
  ///   - bare: the image.
  ///   - removed: voxels that were removed.
  ///   - brain: the brain.
  ///   - tissues: the labels of what was measured.
  public init(_ bare: LoadedImage, removed: Mask?, brain: Mask?, tissues: [Mask] = []) {
    (image, window, box) = (bare.image, bare.window, bare.box)
    (voxelMM, sidesAreKnown) = (bare.voxelMM, bare.sidesAreKnown)
    (picture, head) = (bare.picture, bare.head)
    (self.removed, self.brain, self.tissues) = (removed, brain, tissues)
  }

  /// A picture that was drawn before.
  public convenience init(picture: Picture) { self.init(picture: picture, head: nil) }

  /// A head as a surface.
  public convenience init(head: HeadLook) { self.init(picture: nil, head: head) }

  private init(picture: Picture?, head: HeadLook?) {
    image = Image(grid: Grid(nx: 1, ny: 1, nz: 1, toWorld: .identity))
    (window, box) = (IntensityWindow(black: 0, white: 1), WorldBox(image.grid))
    (voxelMM, sidesAreKnown) = (1, false)
    (removed, brain, tissues) = (nil, nil, [])
    (self.picture, self.head) = (picture, head)
  }

  /// Memory that its voxels take.
  var byteCount: Int {
    let masks = [removed, brain].compactMap { $0 } + tissues
    let drawn = picture.map { $0.samples.count + $0.overlay.count } ?? 0
    let surface = (head?.renderer.triangleCount ?? 0) * 40
    return drawn + surface + image.voxels.count * 4 + masks.reduce(0) { $0 + $1.voxels.count }
  }
}

/// Which image is wanted, with the files that belong to it.
public struct ImageRequest: Hashable, Sendable {
  /// The image.
  public var path: String
  /// The mask of removed voxels.
  public var removed: String?
  /// The brain mask.
  public var brain: String?
  /// The tissue labels.
  public var labels: String?
  /// How the template lies in it, where the head is wanted as a surface.
  public var alignment: String?
  /// The image before the removal, to compare the surface with.
  public var original: String?
  /// The check of the face that the study made, where it is done.
  public var check: String?
  /// How the person was found again by what is left of the face, as a sentence.
  public var finding: String?
  /// Changes when the files were made anew.
  public var generation: Int64 = 0

  /// Whether it is a picture that was drawn before.
  var isPicture: Bool { path.hasSuffix(".png") }

  /// Whether anything belongs to it that is laid over it.
  var hasMasks: Bool { removed != nil || brain != nil || labels != nil }

  /// A request for an image alone, or with what belongs to it.
  public init(path: String, removed: String? = nil, brain: String? = nil, labels: String? = nil) {
    (self.path, self.removed, self.brain, self.labels) = (path, removed, brain, labels)
  }
}

/// Why a picture cannot be shown.
public struct PictureProblem: Error, Hashable, Sendable {
  /// One sentence.
  public var message: String

  /// A problem with its sentence.
  public init(_ message: String) { self.message = message }
}
