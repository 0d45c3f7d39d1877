import DICOM
import Testing

@Suite struct DICOMErrorTests {
  @Test("at most ten mistakes are told, and how many more there are") func isShort() {
    let error = DICOMError(.badData, "", mistakes: (1...13).map { "mistake \($0)" })
    #expect(error.mistakes.count == 11)
    #expect(error.mistakes.last == "and 3 more")
    #expect(DICOMError(.badData, "", mistakes: ["one"]).mistakes == ["one"])
  }
}
