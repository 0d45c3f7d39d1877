import Foundation
import Jobs
import Support
import Testing

@testable import Study

struct AttestationTests {
  private static let yaml = """
    study: small
    methods: [quickshear]
    controls: [noise]
    cohorts:
      - { name: heads, outcome: nbv, bids: data }
    """

  @Test func `it lists originals and defaced images with their hashes, and finds what changed`()
    throws
  {
    let images = ["01", "02"].map {
      "derivatives/bauta/sub-\($0)/anat/sub-\($0)_desc-quickshear_T1w.nii.gz"
    }
    let hash = SHA256.hex(of: "defaced".utf8)
    let made = try FinishedStudy(Self.yaml, subjects: 2) { _ in
      TaskResult(
        values: #"{"brain_voxels_removed":0,"residual_face":0.0125}"#,
        hashes: Dictionary(images.map { ($0, hash) }, uniquingKeysWith: { $1 }))
    }
    for image in images { try made.folder.make(image, "defaced") }
    let whole = try made.opened(isReadOnly: true).attestation()
    #expect(whole.isComplete && whole.lines.map(\.file) == images)
    let rows = whole.text.split(separator: "\n").map { $0.split(separator: "\t").map(String.init) }
    #expect(rows.count == 3 && rows.allSatisfy { $0.count == 9 })
    let original = "data/sub-01/anat/sub-01_T1w.nii.gz"
    #expect(
      rows[1] == [
        images[0], hash, original, SHA256.hex(of: "bytes of sub-01".utf8), "quickshear",
        StudyVersion.current, "defaced", "0", "1.2",
      ])
    try made.folder.make(images[1], "another")
    let changed = try made.opened(isReadOnly: true).attestation()
    #expect(changed.lines.map(\.verdict) == [.defaced, .changed] && !changed.isComplete)
    try made.study.store.rerun(TaskFilter(kinds: ["deface"]))
    let open = try made.opened(isReadOnly: true).attestation()
    #expect(open.lines.map(\.verdict) == [.pending, .pending])
    #expect(open.lines.allSatisfy { $0.hash == nil })
  }

  @Test func `no cell breaks the table`() {
    let line = Attestation.Line(
      file: "a\tb\nc", hash: nil, original: "o", originalHash: nil, method: "m",
      verdict: .refused("gate-face-left"), values: [:])
    let row = Attestation(lines: [line]).text.split(separator: "\n").last ?? ""
    #expect(row.hasPrefix("a b c\tn/a\to\tn/a\tm\t") && row.hasSuffix("\tn/a\tn/a"))
    #expect(row.contains("\trefused: gate-face-left\t"))
  }
}
