import Faces
import Testing
import Volumes

@testable import Study

@Suite struct FaceEvaluationTests {
  @Test func `what was done to digital people is told`() throws {
    let found = try FaceEvaluation(
      people: 2, seed: 11, voxelMM: 4, removals: [.intact, .mask, .lower],
      parallel: Parallel(threads: 2))
    let rows = Dictionary(uniqueKeysWithValues: found.rows.map { ($0.removal, $0) })
    #expect(found.people == 2 && rows.count == 3)
    #expect(rows[.intact]?.grades == ["C": 2] && rows[.intact]?.rfs2 == 1)
    #expect(rows[.intact]?.search.best?.rank1 == 2)
    #expect((rows[.mask]?.rfs2 ?? 1) < 0.02)
    #expect(rows[.lower]?.grades == ["C": 2])
    #expect(rows.values.allSatisfy { $0.search.isAboveChance == nil })
  }
}
