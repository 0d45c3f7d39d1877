import Foundation
import Support
import Testing

@testable import Study

/// What a rater's file holds after whatever happened to it.
struct RaterFileTests {
  private let folder: ScratchFolder
  private let file: RaterFile

  init() throws {
    folder = try ScratchFolder()
    file = RaterFile(rater: "ann", folder: folder.file("ratings"))
  }

  private static let noon = Date(timeIntervalSince1970: 1_795_780_800)

  private func rating(
    _ subject: String, _ verdict: RaterVerdict, id: String? = nil, note: String = ""
  ) -> Rating {
    Rating(
      id: id ?? "\(subject)-\(verdict)",
      item: RatedItem(cohort: "AD", subject: subject, session: "ses-1", method: "quickshear"),
      picture: "deface-1", verdict: verdict, note: note, rater: "ann", time: Self.noon)
  }

  private func text() throws -> String {
    try String(contentsOfFile: folder.file("ratings/ann.jsonl"), encoding: .utf8)
  }

  @Test func `a rating is one line of JSON`() throws {
    var given = rating("sub-01", .understripped, note: " chin\tand\nlips ")
    (given.isBlinded, given.seed) = (true, 7)
    try file.append(given)
    #expect(
      try text() == """
        {"blinded":true,"cohort":"AD","id":"sub-01-understripped","method":"quickshear",\
        "note":"chin and lips","picture":"deface-1","rater":"ann","seed":7,"session":"ses-1",\
        "subject":"sub-01","time":"2026-11-27T12:00:00Z","verdict":"understripped"}

        """)
    #expect(file.log.current == [given])
  }

  @Test func `the last rating of an item stands, and undo leads back to the first`() throws {
    try file.append(rating("sub-01", .pass))
    try file.append(rating("sub-02", .unsure))
    try file.append(rating("sub-01", .fail))
    #expect(file.log.current.map(\.id) == ["sub-02-unsure", "sub-01-fail"])
    let once = try #require(try file.withdrawLast())
    #expect(once.taken.verdict == .fail && once.now?.verdict == .pass)
    let twice = try #require(try file.withdrawLast())
    #expect(twice.taken.verdict == .unsure && twice.now == nil)
    let again = RaterFile(rater: "ann", folder: folder.file("ratings"))
    #expect(try again.withdrawLast()?.taken.verdict == .pass)
    #expect(try file.withdrawLast() == nil && file.log.current.isEmpty)
    #expect(try text().split(separator: "\n").count == 6, "nothing is ever taken out of the file")
  }

  @Test func `a line that was cut off is passed over, said, and swallows nothing`() throws {
    try file.append(rating("sub-01", .pass))
    let whole = try text()
    for length in 1..<(whole.utf8.count - 1) {
      try Data(whole.utf8).write(to: URL(fileURLWithPath: folder.file("ratings/ann.jsonl")))
      let handle = try #require(FileHandle(forWritingAtPath: folder.file("ratings/ann.jsonl")))
      try handle.seekToEnd()
      try handle.write(contentsOf: Data(whole.utf8.prefix(length)))
      try handle.close()
      let log = file.log
      #expect(log.isCutOff && log.current.count == 1, "cut after \(length) bytes")
      guard length % 40 == 1 else { continue }
      try file.append(rating("sub-02", .fail))
      #expect(file.log.current.map(\.item.subject) == ["sub-01", "sub-02"])
      #expect(file.log.brokenLines == 1 && !file.log.isCutOff)
    }
    let notes = RatingsFolder(folder.file("ratings")).read().notes
    #expect(
      notes == [
        "the ratings of 'ann': the last line was cut off while it was written and is passed over"
      ])
  }

  @Test func `lines of nonsense never trap`() throws {
    try file.append(rating("sub-01", .pass))
    let nonsense = [
      "{}", "[]", "null", "\u{0}", #"{"id":1}"#, #"{"id":"a","rater":"ann","time":"yesterday"}"#,
      #"{"id":"a","rater":"ann","time":"2026-11-27T12:00:00Z","verdict":"great"}"#,
      #"{"id":"a","rater":"ann","time":"2026-11-27T12:00:00Z","withdraws":"nothing"}"#,
    ]
    let handle = try #require(FileHandle(forWritingAtPath: folder.file("ratings/ann.jsonl")))
    try handle.seekToEnd()
    try handle.write(contentsOf: Data((nonsense.joined(separator: "\n") + "\n").utf8))
    try handle.write(contentsOf: Data([0xff, 0xfe, 10]))
    try handle.close()
    #expect(file.log.current.count == 1 && file.log.brokenLines == nonsense.count)
  }

  @Test func `a rating that cannot be kept is an error`() throws {
    try folder.make("taken", "a file where the folder should be")
    let file = RaterFile(rater: "ann", folder: folder.file("taken"))
    #expect(throws: StudyError.self) { try file.append(rating("sub-01", .pass)) }
    let full = RaterFile(rater: "full", folder: "/dev")
    #expect(full.log.current.isEmpty)
  }

  @Test func `the stamp changes with every line and reading follows it`() throws {
    let ratings = RatingsFolder(folder.file("ratings"))
    var reader = RatingsReader()
    #expect(ratings.stamp == FileStamp())
    #expect(reader.book(in: ratings).ratings.isEmpty)
    try file.append(rating("sub-01", .pass))
    let first = ratings.stamp
    #expect(reader.book(in: ratings).ratings.count == 1)
    var bob = rating("sub-01", .fail)
    bob.rater = "bob"
    try RaterFile(rater: "bob", folder: folder.file("ratings")).append(bob)
    #expect(ratings.stamp != first)
    let book = reader.book(in: ratings)
    #expect(book.ratings(of: bob.item).map(\.rater) == ["ann", "bob"])
  }

  @Test func `who writes under another's name is passed over`() throws {
    var stranger = rating("sub-01", .fail)
    stranger.rater = "bob"
    try file.append(stranger)
    #expect(RatingsFolder(folder.file("ratings")).read().ratings.isEmpty)
  }

  @Test(arguments: [
    ("ann", true, "ann"), ("a.b_c-2", true, "a.b_c-2"), ("", false, "rater"),
    (".ann", false, "ann"), ("../ann", false, "-ann"), ("a/b", false, "a-b"),
    ("HOSPITAL\\ann", false, "HOSPITAL-ann"), ("änn", false, "-nn"), ("..", false, "rater"),
  ])
  func `a name is a file name`(_ name: String, _ isSound: Bool, _ made: String) {
    #expect(RaterName.isSound(name) == isSound)
    #expect(RaterName.made(of: name) == made && RaterName.isSound(made))
  }

  @Test(arguments: [
    ([RaterVerdict](), false, false), ([.pass], false, false), ([.fail], true, true),
    ([.overstripped], true, true), ([.understripped, .pass], true, false),
    ([.fail, .understripped, .pass], true, true), ([.fail, .unsure, .pass], true, false),
    ([.unsure, .unsure], false, false),
  ])
  func `any or more than half reject`(_ verdicts: [RaterVerdict], _ any: Bool, _ majority: Bool) {
    #expect(RatingRule.any.rejects(verdicts) == any)
    #expect(RatingRule.majority.rejects(verdicts) == majority)
  }
}
