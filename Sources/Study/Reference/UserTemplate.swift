import Anatomy
import Defacing
import Kernels
import Synchronization
import Volumes

/// A template of the user's own and the face mask on it, given by path.
struct UserTemplate {
  /// The file of the head.
  var headPath: String
  /// The file of the mask, in the world mm of the head.
  var maskPath: String
  /// What the mask's numbers say.
  var polarity: DrawnFaceMask.Polarity

  /// From the parameters of a method; nil where one of the three is missing.
  init?(parameters: [String: String]) {
    guard let head = parameters["mask-template"], !head.isEmpty,
      let mask = parameters["face-mask"], !mask.isEmpty,
      let polarity = parameters["polarity"].flatMap({ DrawnFaceMask.Polarity(rawValue: $0) })
    else { return nil }
    (headPath, maskPath, self.polarity) = (head, mask, polarity)
  }

  /// The mask, laid into the space of the template that images are aligned with.
  func drawnMask(
    on template: Template, parallel: Parallel
  ) throws(DefacingError) -> DrawnFaceMask {
    let mask = try Self.image(maskPath, "the face mask")
    let toUser = try alignment(with: template, mask: mask, parallel: parallel)
    return try DrawnFaceMask(values: mask, polarity: polarity, templateToMask: toUser)
  }

  private struct Key: Hashable {
    var path: String
    var maskPath: String
    var template: String
    var grid: Grid
  }

  /// Alignments found in this process; every image of a run needs the same one.
  private static let known = Mutex<[Key: Affine]>([:])

  /// World mm of the template to those of the user's head.
  private func alignment(
    with template: Template, mask: Image, parallel: Parallel
  ) throws(DefacingError) -> Affine {
    let key = Key(
      path: headPath, maskPath: maskPath, template: template.name, grid: template.head.grid)
    if let found = Self.known.withLock({ $0[key] }) { return found }
    let head = try Self.image(headPath, "the template of the mask")
    try Self.check(mask, on: head)
    let registration: Registration
    do { registration = try register(head, to: template, parallel: parallel) } catch {
      throw Self.unsuitable(
        "the template of the mask could not be aligned. \(error.message)", error.remedy)
    }
    if case .implausible(let why) = registration.verdict {
      throw Self.unsuitable("the template of the mask could not be aligned believably. \(why)", nil)
    }
    let map = registration.templateToSubject
    Self.known.withLock { $0[key] = map }
    return map
  }

  /// A mask whose middle is not in the template's field of view was drawn in another space.
  private static func check(_ mask: Image, on head: Image) throws(DefacingError) {
    let place = head.grid.fromWorld.map { $0(mask.grid.centreMM) }
    let far = Vector3(Double(head.grid.nx), Double(head.grid.ny), Double(head.grid.nz)) - 0.5
    if let place, place.min() >= -0.5, (far - place).min() >= 0 { return }
    throw unsuitable(
      "the middle of the face mask lies outside its template's field of view.",
      "Give the mask in the world mm of the template.")
  }

  private static func image(_ path: String, _ role: String) throws(DefacingError) -> Image {
    do { return try VolumeFile.read(path).image(frame: 0) } catch {
      throw unsuitable("\(role) cannot be read: \(error.message)", error.remedy)
    }
  }

  private static func unsuitable(_ sentence: String, _ remedy: String?) -> DefacingError {
    DefacingError(.inputUnsuitable, "Mask-warp: \(sentence)", remedy: remedy)
  }
}
