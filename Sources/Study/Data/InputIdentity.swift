import Foundation

/// The hashes of input files, remembered by size and time of change so that a start is quick.
public final class InputIdentity {
  private struct Entry: Codable {
    var size: Int
    var modified: Double
    var hash: String
  }

  private let cachePath: String
  private var entries: [String: Entry]
  private var changed = false

  /// The identities remembered in a file; a damaged or missing file only costs time.
  public init(cachePath: String) {
    self.cachePath = cachePath
    let data = FileManager.default.contents(atPath: cachePath) ?? Data()
    entries = (try? JSONDecoder().decode([String: Entry].self, from: data)) ?? [:]
  }

  /// The hash of a file's bytes, or the word `absent` for one that cannot be read.
  public func hash(of path: String) -> String {
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: path),
      let size = (attributes[.size] as? NSNumber)?.intValue,
      let modified = (attributes[.modificationDate] as? Date)?.timeIntervalSince1970
    else { return "absent" }
    if let entry = entries[path], entry.size == size, entry.modified == modified {
      return entry.hash
    }
    guard let hash = try? FileHash.sha256(ofFile: path) else { return "absent" }
    entries[path] = Entry(size: size, modified: modified, hash: hash)
    changed = true
    return hash
  }

  /// Writes what was learned; failing to is no failure, since it only saves time.
  public func save() {
    guard changed, let data = try? JSONEncoder().encode(entries) else { return }
    try? data.write(to: URL(fileURLWithPath: cachePath), options: .atomic)
    changed = false
  }
}
