import Foundation

/// What is known of the file system below a folder.
enum FileSystem {
  /// Types that are shared between hosts, where a write-ahead log is not safe.
  static let networkTypes: Set<String> = [
    "nfs", "nfs4", "lustre", "gpfs", "cifs", "smb3", "smbfs", "beegfs", "beegfs_nodev", "ceph",
    "afs", "9p", "orangefs", "fuse.sshfs", "fuse.glusterfs", "fuse.ceph", "fuse.s3fs",
  ]

  /// Type of the network file system that holds `folder`; nil for a local one.
  static func network(at folder: String) -> String? {
    guard let data = FileManager.default.contents(atPath: "/proc/self/mountinfo") else {
      return nil
    }
    let real = URL(fileURLWithPath: folder).resolvingSymlinksInPath().path
    let type = type(of: real, mounts: String(decoding: data, as: UTF8.self))
    return type.flatMap { networkTypes.contains($0) ? $0 : nil }
  }

  /// Type of the file system that holds `path`, by the text of `proc_pid_mountinfo(5)`: the
  /// longest mount point above the path, the last one when several are mounted there.
  static func type(of path: String, mounts: String) -> String? {
    var best: (point: String, type: String)?
    for line in mounts.split(separator: "\n") {
      let fields = line.split(separator: " ")
      guard fields.count > 6, let dash = fields.firstIndex(of: "-"), dash + 1 < fields.count
      else { continue }
      let point = fields[4].replacing("\\040", with: " ")
      let isAbove = point == "/" || path == point || path.hasPrefix(point + "/")
      if isAbove, point.utf8.count >= best?.point.utf8.count ?? 0 {
        best = (String(point), String(fields[dash + 1]))
      }
    }
    return best?.type
  }
}
