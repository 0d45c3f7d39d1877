import Foundation

/// The machine and process that this code runs in.
public enum Host {
  /// Name of the machine.
  public static var name: String { ProcessInfo.processInfo.hostName }

  /// Identity of this boot of the machine: a process number means nothing after the next one.
  public static var boot: String {
    let data = FileManager.default.contents(atPath: "/proc/sys/kernel/random/boot_id")
    return String(decoding: data ?? Data(), as: UTF8.self)
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// Unique for this process and moment: host, process and a random part.
  public static func newOwner() -> String {
    "\(name):\(getpid()):\(UUID().uuidString.prefix(8))"
  }
}
