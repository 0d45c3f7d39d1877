import Foundation
import Jobs

/// The plan as it was when the tasks of the study were last queued.
///
/// Planning ten thousand subjects takes long; a subject of which nothing has changed since has the same
/// tasks, and needs no planning. It also tells at once who is in the study, before anything is read.
struct PlanMemory: Sendable {
  /// A hash of the study file that the plan was read from.
  let studyFile: String
  /// What everybody's tasks depend on, hashed.
  let shared: String
  /// When it was kept, as the queue counts.
  let stamp: Int64
  /// A hash of the lines.
  private let sum: String
  private let bytes: [UInt8]
  /// Where the lines stand, one for each subject in the order of the plan.
  private let lines: [Range<Int>]

  private static let format = "bauta-plan 3"

  /// What was kept; nil where it was not written by this version.
  init?(_ memory: StoreMemory) {
    let bytes = Array(memory.bytes)
    var lines = Self.lines(of: bytes)
    guard let first = lines.first else { return nil }
    let words = String(decoding: bytes[first], as: UTF8.self).split(separator: "\t")
    guard words.count == 4, words[0] == Self.format else { return nil }
    lines.removeFirst()
    (studyFile, shared, sum) = (String(words[1]), String(words[2]), String(words[3]))
    (stamp, self.bytes, self.lines) = (memory.stamp, bytes, lines)
  }

  private static func lines(of bytes: [UInt8]) -> [Range<Int>] {
    var (lines, start): ([Range<Int>], Int) = ([], 0)
    bytes.withUnsafeBufferPointer { buffer in
      for place in buffer.indices where buffer[place] == 10 {
        lines.append(start..<place)
        start = place + 1
      }
    }
    return lines
  }

  /// The bytes to keep.
  static func bytes(studyFile: String, shared: String, lines: [PlanLine]) -> Data {
    var text = ""
    for line in lines { line.append(to: &text) }
    let sum = SHA256.hex(of: text.utf8)
    return Data("\(format)\t\(studyFile)\t\(shared)\t\(sum)\n\(text)".utf8)
  }

  /// Whether it holds just these bytes.
  func holds(_ data: Data) -> Bool { data == Data(bytes) }

  /// Everybody, without images, in the order of the plan.
  var names: [Subject] { lines.compactMap { PlanLine.name(bytes[$0]) } }

  /// The tasks of the subjects at some places.
  func entries(_ places: some Sequence<Int>) -> [TaskGraph.Entry] {
    places.compactMap { lines.indices.contains($0) ? PlanLine(bytes[lines[$0]])?.entry : nil }
  }

  /// The lines by cohort and place of the subject's files; none of plans that differ in what all share,
  /// and none of a memory with any byte changed: its lines name the tasks.
  func known(shared: String) -> [String: PlanLine] {
    let start = lines.first?.lowerBound ?? bytes.endIndex
    guard shared == self.shared, SHA256.hex(of: bytes[start...]) == sum else { return [:] }
    let pairs = lines.compactMap { range in
      PlanLine(bytes[range]).map { (Self.place(of: $0.entry.subject), $0) }
    }
    return Dictionary(pairs, uniquingKeysWith: { $1 })
  }

  /// What tells a subject of a study from all others.
  static func place(of subject: Subject) -> String {
    "\(subject.cohort)\t\(subject.shelf ?? "")/\(subject.folder)"
  }
}
