import Foundation

/// The memory that this process may take: the machine's, or less where a limit of the shell or of a
/// cluster's job says so. A system without enough ends a program in the middle of its work; a file is
/// refused with a sentence instead.
enum MemoryLimit {
  /// Refuses what cannot be held.
  ///
  /// - Parameter byteCount: memory that is about to be asked for.
  /// - Throws: `unsupported`.
  static func check(_ byteCount: Int) throws(VolumeError) {
    // Little is never a problem, and asking the system costs more than reading it.
    guard byteCount > 1 << 24 else { return }
    try check(byteCount, limit: remaining)
  }

  static func check(_ byteCount: Int, limit: Int) throws(VolumeError) {
    guard byteCount > limit else { return }
    throw .tooLarge(byteCount, limit: limit)
  }

  /// What is left of the narrowest limit.
  private static var remaining: Int {
    let (size, resident) = used
    return min(machine - resident, jobLimit - resident, addressLimit - size)
  }

  private static let machine =
    Int(sysconf(Int32(_SC_PHYS_PAGES))) * Int(sysconf(Int32(_SC_PAGESIZE)))

  /// The limit of the job (a control group), as `memory.max` says it; `Int.max` for none.
  private static let jobLimit: Int = {
    let groups = (try? String(contentsOfFile: "/proc/self/cgroup", encoding: .utf8)) ?? ""
    let path = groups.split(separator: "\n").first { $0.hasPrefix("0::") }?.dropFirst(3) ?? "/"
    let text = try? String(contentsOfFile: "/sys/fs/cgroup\(path)/memory.max", encoding: .utf8)
    return text.flatMap { Int($0.trimmingCharacters(in: .whitespacesAndNewlines)) } ?? Int.max
  }()

  /// The limit of addresses (`ulimit -v`); `Int.max` for none.
  private static var addressLimit: Int {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0 else { return Int.max }
    return Int(clamping: limit.rlim_cur)
  }

  /// Addresses and memory that the process has taken so far.
  private static var used: (size: Int, resident: Int) {
    let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
    let pages = text.split(separator: " ").prefix(2).compactMap { Int($0) }
    let size = Int(sysconf(Int32(_SC_PAGESIZE)))
    return pages.count == 2 ? (pages[0] * size, pages[1] * size) : (0, 0)
  }
}
