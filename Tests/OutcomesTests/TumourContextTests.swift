import Kernels
import Testing
import Volumes

@testable import Outcomes

@Suite("What a first look says of the surroundings")
struct TumourContextTests {
  private static let grid = Grid(
    nx: 24, ny: 16, nz: 16, toWorld: .scaling(Vector3(repeating: 1.25)))

  /// White matter of level 1 with a block of oedema of level 1.4 and, in it, tumour of level 1.8; the
  /// first look is sure of two thirds of each block and knows nothing of the others.
  private static func scene() -> (images: TumourImages, look: TumourLook, places: [Int32]) {
    var image = Image(grid: grid, filledWith: 1)
    let brain = Mask(grid: grid, voxels: [UInt8](repeating: 1, count: grid.voxelCount))
    var parts: [Float] = []
    var (abnormal, tissue): ([Float], [Float]) = ([], [])
    for index in 0..<grid.voxelCount {
      let (x, y) = (index % grid.nx, index / grid.nx % grid.ny)
      let isTumour = (4..<10).contains(x)
      let isOedema = (10..<18).contains(x)
      image.voxels[index] = isTumour ? 1.8 : isOedema ? 1.4 : 1
      let isSure = y % 3 != 0
      abnormal.append(isTumour || isOedema ? (isSure ? 0.95 : 0.5) : 0.01)
      tissue += [0.05, 0.05, 0.9]
      parts += !isSure ? [0.25, 0.25, 0.25, 0.25] : isTumour ? [0, 0, 1, 0] : [0, 1, 0, 0]
    }
    let space = TumourSpace(grid: grid, toAtlas: .identity)
    let images = TumourImages(space: space, brain: brain, channels: [.flair: image])
    var look = TumourLook(
      FeatureTable(features: 1, bins: [0]), Self.forests, parallel: .serial)
    (look.abnormal, look.tissue, look.parts) = (abnormal, tissue, parts)
    return (images, look, brain.places)
  }

  private static let forests: TumourForests = {
    func leaf(_ shares: [UInt8]) -> DecisionForest {
      let node = DecisionTree.Node(next: 0, feature: DecisionTree.Node.leaf, bin: 0)
      return DecisionForest(
        classes: shares.count, features: 1, trees: [DecisionTree(nodes: [node], answers: shares)])
    }
    return TumourForests(
      channels: [.flair], abnormality: leaf([200, 55]), tissue: leaf([85, 85, 85]),
      part: leaf([0, 255, 0, 0]))
  }()

  private static func row(_ x: Int, _ y: Int) -> Int32 { Int32(grid.offset(x, y, 8)) }

  private static func context(_ rows: [Int32], threads: Int = 1) -> TumourContext {
    let (images, look, places) = scene()
    return TumourContext(
      look, images: images, channels: [.flair], places: places, rows: rows,
      parallel: Parallel(threads: threads))
  }

  @Test func whereTheFirstLookIsInDoubtLevelsTellTheParts() {
    // y = 9 is a row that the first look knows nothing of
    let bins = Self.context([Self.row(7, 9), Self.row(14, 9), Self.row(21, 9)]).bins
    let oedemaAgainstTumour = (0..<3).map { bins[$0 * TumourContext.count + 18] }
    #expect(oedemaAgainstTumour[0] < 28, "tumour, not oedema: \(oedemaAgainstTumour)")
    #expect(oedemaAgainstTumour[1] > 36, "oedema, not tumour: \(oedemaAgainstTumour)")
    let oedemaAgainstWhite = (0..<3).map { bins[$0 * TumourContext.count + 19] }
    #expect(oedemaAgainstWhite[1] > 36 && oedemaAgainstWhite[2] < 28, "\(oedemaAgainstWhite)")
  }

  @Test func surroundingsFallOffWithDistance() {
    let bins = Self.context([Self.row(14, 8), Self.row(19, 8), Self.row(23, 8)]).bins
    let near = (0..<3).map { bins[$0 * TumourContext.count + 5] }
    #expect(near[0] > near[1] && near[1] > near[2], "\(near)")
    #expect(bins[0] == TumourContext.bin(ofChance: 0.95 * 0.35 / (0.95 * 0.35 + 0.05)))
  }

  @Test func theThreadsDoNotMatter() {
    let rows = (0..<Int32(Self.grid.voxelCount)).filter { $0 % 7 == 0 }
    #expect(Self.context(rows).bins == Self.context(rows, threads: 3).bins)
  }

  @Test(
    "bins of chances and of ratios",
    arguments: [(0, 0, 32), (0.25, 32, 34), (1, 63, 37), (40, 63, 63), (-40, 0, 0), (-1, 0, 26)]
      as [(Float, UInt8, UInt8)])
  func bins(value: Float, chance: UInt8, ratio: UInt8) {
    #expect(TumourContext.bin(ofChance: value) == chance)
    #expect(TumourContext.bin(ofRatio: value) == ratio)
  }

  @Test func aRowIsFollowedByItsContext() {
    let rows = [Self.row(7, 9), Self.row(14, 9)]
    let context = Self.context(rows)
    let bins = (0..<Self.grid.voxelCount).map { UInt8($0 % 64) }
    let table = FeatureTable(features: 1, bins: bins).with(context, at: rows)
    #expect(table.features == 1 + TumourContext.count && table.count == 2)
    #expect(table.bins[0] == bins[Int(rows[0])])
    let behind = Array(table.bins[1...TumourContext.count])
    #expect(behind == Array(context.bins[..<TumourContext.count]))
  }

  @Test func onlyWhatIsInDoubtIsLookedAtAgain() {
    var (_, look, _) = Self.scene()
    let before = look.abnormal
    let rows = look.doubtful
    #expect(rows.count == 14 * 16 * 16)
    let second = TumourContextForests(
      abnormality: Self.forests.abnormality, part: Self.forests.part)
    let table = FeatureTable(features: 1, bins: [UInt8](repeating: 0, count: rows.count))
    look.lookAgain(table, at: rows, second, parallel: .serial)
    let isDoubtful = Set(rows)
    for row in before.indices {
      let expected = isDoubtful.contains(Int32(row)) ? Float(55) / 255 : before[row]
      #expect(abs(look.abnormal[row] - expected) < 1e-5)
    }
  }
}
