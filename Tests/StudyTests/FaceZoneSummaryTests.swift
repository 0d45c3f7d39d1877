import Testing

@testable import Faces
@testable import Study

struct FaceZoneSummaryTests {
  private func check(_ judged: [FaceZone]) -> FaceCheck {
    FaceCheck(
      grade: .removed, judged: judged, zones: [:], face: nil, profiles: [:], hasOriginal: true,
      reasons: [])
  }

  @Test func `a zone that any face was judged by is no zone in brackets`() throws {
    let summary = try #require(
      FaceZoneSummary(method: "cut", checks: [check([.eyes]), check([.eyes, .ears])]))
    #expect(summary.zones.filter(\.isJudged).map(\.zone) == [.eyes, .ears])
    #expect(FaceZoneSummary(method: "cut", checks: []) == nil)
  }
}
