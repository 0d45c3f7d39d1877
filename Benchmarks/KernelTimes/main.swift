import Foundation
import Kernels
import Volumes

/// kernel-times WORK FOLDER RUNS   CPU seconds of one kernel on the images of the comparison.
///
/// Prints one JSON line like those of `Peers/peer.py`. Loading what the work needs, and one run to
/// warm up, do not count; one thread. `kernel-times allocations` counts them instead, on images of
/// two sizes, and fails when a kernel asks for memory more often on the larger one.
do {
  if CommandLine.arguments.dropFirst() == ["allocations"] {
    exit(allocationsAreIndependentOfSize() ? 0 : 1)
  }
  guard CommandLine.arguments.count == 4, let runs = Int(CommandLine.arguments[3]), runs > 0 else {
    throw Complaint("usage: kernel-times WORK FOLDER RUNS, WORK one of \(Work.names)")
  }
  let work = try Work(CommandLine.arguments[1], folder: CommandLine.arguments[2])
  work.call()
  let seconds = (0..<runs).map { _ in cpuSeconds(of: work.call) }
  let listed = seconds.map { String(format: "%.4f", $0) }.joined(separator: ", ")
  print(
    "{\"peer\": \"Bauta\", \"version\": \"this tree\", \"work\": \"\(work.name)\","
      + " \"cpu\": [\(listed)]}")
} catch {
  FileHandle.standardError.write(Data("kernel-times: \(error)\n".utf8))
  exit(1)
}
