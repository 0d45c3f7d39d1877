import Foundation
import Support

/// An SSH server of this user on this machine alone, with keys of its own.
final class LoopbackServer {
  private let place: ScratchFolder
  private var process: Spawned?
  private let port: Int

  /// Starts a server; nil where the machine does not let it.
  init?() throws {
    place = try ScratchFolder()
    port = Int.random(in: 20_000..<60_000)
    guard let sshd = Tmux.program("sshd"), makeKeys() else { return nil }
    // sshd asks for this folder where root starts it.
    try? FileManager.default.createDirectory(
      atPath: "/run/sshd", withIntermediateDirectories: true)
    let settings = """
      Port \(port)
      ListenAddress 127.0.0.1
      HostKey \(place.file("host"))
      AuthorizedKeysFile \(place.file("user.pub"))
      StrictModes no
      UsePAM no
      PermitRootLogin yes
      PasswordAuthentication no
      PidFile none
      """
    let file = try place.write(Array(settings.utf8), as: "sshd_config")
    process = Spawned(
      sshd, ["-D", "-e", "-f", file], environment: ["PATH": "/usr/bin:/bin"], output: nil)
    let isThere = eventually(within: 20) {
      Spawned.run("/bin/sh", "-c", command("true", terminal: false)) == 0
        || process?.isRunning != true
    }
    guard isThere, process?.isRunning == true else { return nil }
  }

  deinit {
    process?.terminate()
    process?.wait()
  }

  /// The command that runs another one through the server.
  func command(_ text: String, terminal: Bool = true) -> String {
    "ssh \(terminal ? "-tt" : "") -i \(place.file("user")) -p \(port) -o BatchMode=yes "
      + "-o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR "
      + "-F /dev/null 127.0.0.1 env LC_ALL=C.UTF-8 \(text)"
  }

  private func makeKeys() -> Bool {
    for name in ["host", "user"] {
      let made = Spawned.run(
        "/usr/bin/ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", place.file(name))
      if made != 0 { return false }
    }
    return true
  }
}
