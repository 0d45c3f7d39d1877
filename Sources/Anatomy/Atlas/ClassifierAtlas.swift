import Volumes

/// The priors of a Gaussian classifier atlas, the `.gca` files of FreeSurfer, as a user may have them.
///
/// The format is that of versions 4 and 5: big-endian; a head of 44 bytes, nodes with the means and
/// covariances of each label and, unless left out, the priors of its six neighbours, then a lattice of
/// priors. Only the latter is kept. Its space is MNI305, 256³ mm about the origin; direction cosines at
/// the end of the file are not looked at.
public struct ClassifierAtlas: Sendable {
  /// What is asked of a place of the lattice.
  public enum Question: Sendable {
    /// The largest prior of any label but 0, unknown.
    case anyLabel
    /// 1 where any of these labels has a prior above zero.
    case presence(of: Set<Int>)
  }

  /// The answer at every place, in world mm of MNI305.
  public let priors: Image

  /// Most lattice places that are believed: 256³.
  private static let mostPlaces = 1 << 24

  /// Reads the priors of a file.
  ///
  /// - Parameters:
  ///   - bytes: the whole file.
  ///   - question: what is kept of each place.
  /// - Throws: `inputUnsuitable` for bytes that are no such file, or end early. Sizes are checked
  ///   against the bytes that there are before anything is allocated.
  public init(_ bytes: [UInt8], _ question: Question) throws(AnatomyError) {
    let read = bytes.withUnsafeBytes { raw -> Result<Image, AnatomyError> in
      var walk = AtlasBytes(raw)
      return Self.read(&walk, question)
    }
    priors = try read.get()
  }

  private static func read(
    _ walk: inout AtlasBytes, _ question: Question
  ) -> Result<Image, AnatomyError> {
    guard let head = Head(&walk) else { return .failure(.noAtlas) }
    guard head.isPlausible, head.places <= mostPlaces,
      head.places + head.nodes <= walk.left / 8
    else { return .failure(.oddAtlas) }
    for node in 0..<head.nodes where skipNode(&walk, head) == nil {
      return .failure(.shortAtlas("node \(node + 1) of \(head.nodes)"))
    }
    var image = Image(grid: head.grid)
    // Places run with the first index slowest.
    let (width, height, depth) = (head.priorDims[0], head.priorDims[1], head.priorDims[2])
    for x in 0..<width {
      for y in 0..<height {
        for z in 0..<depth {
          guard let value = prior(&walk, head, question) else {
            return .failure(.shortAtlas("place \((x * height + y) * depth + z + 1)"))
          }
          image.voxels[x + width * (y + height * z)] = value
        }
      }
    }
    return .success(image)
  }

  /// Passes over one node; nil where the file ends or says what cannot be.
  private static func skipNode(_ walk: inout AtlasBytes, _ head: Head) -> Void? {
    guard let labels = walk.int(), (0...head.mostLabels).contains(labels), walk.int() != nil else {
      return nil
    }
    for _ in 0..<labels {
      let gaussian = 4 * (head.inputs + head.inputs * (head.inputs + 1) / 2)
      guard walk.skip(head.labelBytes + gaussian) != nil else { return nil }
      guard head.hasNeighbours else { continue }
      for _ in 0..<6 {
        guard let count = walk.int(), (0...head.mostLabels).contains(count),
          walk.skip(count * (head.labelBytes + 4)) != nil
        else { return nil }
      }
    }
    return ()
  }

  /// The answer at the next place; nil where the file ends or holds what is no prior.
  private static func prior(
    _ walk: inout AtlasBytes, _ head: Head, _ question: Question
  ) -> Float? {
    guard let labels = walk.int(), (0...head.mostLabels).contains(labels), walk.int() != nil else {
      return nil
    }
    var answer: Float = 0
    for _ in 0..<labels {
      guard let label = head.labelBytes == 1 ? walk.byte() : walk.int(),
        let share = walk.float(), share.isFinite, (0...1.001).contains(share)
      else { return nil }
      switch question {
      case .anyLabel: if label != 0 { answer = max(answer, share) }
      case .presence(let wanted): if share > 0, wanted.contains(label) { answer = 1 }
      }
    }
    return answer
  }
}

/// The first 44 bytes.
private struct Head {
  let version: Float
  let priorSpacingMM: Float
  let priorDims: [Int]
  let nodeDims: [Int]
  let inputs: Int
  let flags: Int

  /// More labels than this at one place are not believed.
  let mostLabels = 1000

  init?(_ walk: inout AtlasBytes) {
    guard let version = walk.float(), let prior = walk.float(), walk.float() != nil else {
      return nil
    }
    var numbers: [Int] = []
    for _ in 0..<8 {
      guard let number = walk.int() else { return nil }
      numbers.append(number)
    }
    guard version == 4 || version == 5 else { return nil }
    (self.version, priorSpacingMM) = (version, prior)
    priorDims = Array(numbers[0..<3])
    nodeDims = Array(numbers[3..<6])
    (inputs, flags) = (numbers[6], numbers[7])
  }

  var labelBytes: Int { version == 4 ? 1 : 4 }
  var hasNeighbours: Bool { flags & 1 == 0 }
  var places: Int { priorDims.reduce(1, *) }
  var nodes: Int { nodeDims.reduce(1, *) }

  var isPlausible: Bool {
    (priorDims + nodeDims).allSatisfy { (1...256).contains($0) } && (1...16).contains(inputs)
      && priorSpacingMM.isFinite && (0.5...32).contains(priorSpacingMM)
  }

  /// The lattice of priors in MNI305: axes to the left, down and to the front, 128 mm from the origin.
  var grid: Grid {
    let step = Double(priorSpacingMM)
    return Grid(
      nx: priorDims[0], ny: priorDims[1], nz: priorDims[2],
      toWorld: Affine(
        columns: Vector3(-step, 0, 0), Vector3(0, 0, -step), Vector3(0, step, 0),
        translation: Vector3(128, -128, 128)))
  }
}

extension AnatomyError {
  fileprivate static let noAtlas = AnatomyError(
    .inputUnsuitable,
    "Reading a classifier atlas: the first 44 bytes are not those of a .gca file of version 4 or 5.",
    remedy: "Give an unpacked .gca file of FreeSurfer.")
  fileprivate static let oddAtlas = AnatomyError(
    .inputUnsuitable,
    "Reading a classifier atlas: the sizes that it states cannot be, or exceed the bytes of the file.",
    remedy: "Give a whole .gca file.")
  fileprivate static func shortAtlas(_ place: String) -> AnatomyError {
    AnatomyError(
      .inputUnsuitable,
      "Reading a classifier atlas: the file ends, or holds what cannot be, at \(place).",
      remedy: "Give a whole .gca file.")
  }
}
