import Foundation
import GRDB
import Testing

@testable import Jobs

struct StoreFileTests {
  @Test func theModeIsSaid() throws {
    let folder = try Folder()
    let store = try folder.store()
    #expect(store.journalMode.isWAL)
    let mode = try store.read("asking") { try String.fetchOne($0, sql: "PRAGMA journal_mode") }
    #expect(mode == "wal")
  }

  @Test func aFileCanBeReadAsItStands() throws {
    let folder = try Folder()
    try folder.store().add([TaskSpec(id: "a", kind: "k")])
    var configuration = Configuration()
    configuration.readonly = true
    let queue = try DatabaseQueue(
      path: StoreFile.immutable(folder.path + "/study.sqlite"), configuration: configuration)
    #expect(try queue.read { try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM tasks") } == 1)
  }

  @Test func twoClaimersNeverGetTheSameTask() async throws {
    let folder = try Folder()
    let count = 400
    try folder.store().add((0..<count).map { TaskSpec(id: "t\($0)", kind: "k") })
    let taken = try await withThrowingTaskGroup(of: [String].self) { group in
      for name in ["one", "two", "three"] {
        group.addTask {
          let store = try folder.store()
          let claimant = Claimant(owner: name, version: "1")
          var ids: [String] = []
          while let lease = try store.claim(claimant).first { ids.append(lease.spec.id) }
          return ids
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    #expect(taken.count == count)
    #expect(Set(taken).count == count)
  }

  @Test func manyMayMakeTheSameDatabaseAtOnce() async throws {
    for _ in 0..<10 {
      let folder = try Folder()
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 0..<6 {
          group.addTask { _ = try folder.store().add([TaskSpec(id: "t\(number)", kind: "k")]) }
        }
        try await group.waitForAll()
      }
      #expect(try folder.store().summaries().count == 6)
    }
  }

  @Test func aHeldDatabaseIsASentence() throws {
    let folder = try Folder()
    let store = try TaskStore(folder: folder.path, durability: .process, busySeconds: 0.05)
    let holder = try Holder(store.path)
    try holder.hold()
    let error = #expect(throws: JobsError.self) { try store.add([TaskSpec(id: "a", kind: "k")]) }
    #expect(error?.code == .busy)
    #expect(try store.summaries().isEmpty)
    try holder.release()
    #expect(try store.add([TaskSpec(id: "a", kind: "k")]).added == 1)
  }

  @Test func aFileThatIsNoDatabaseIsASentence() throws {
    let folder = try Folder()
    let bytes = Data(repeating: 65, count: 5000)
    try bytes.write(to: URL(fileURLWithPath: folder.path + "/study.sqlite"))
    let error = #expect(throws: JobsError.self) { try folder.store() }
    #expect(error?.code == .badData)
    #expect(error?.remedy != nil)
  }

  @Test func aDatabaseOfALaterVersionIsRefused() throws {
    let folder = try Folder()
    let path = try folder.store().path
    try DatabaseQueue(path: path).write {
      try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('9 later')")
    }
    let error = #expect(throws: JobsError.self) { try folder.store() }
    #expect(error?.code == .badData)
  }

  @Test func lookingNeverMakesNorChanges() throws {
    let folder = try Folder()
    let error = #expect(throws: JobsError.self) {
      try TaskStore(folder: folder.path, isReadOnly: true)
    }
    #expect(error?.code == .missing)
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/study.sqlite"))
    let store = try folder.store()
    try store.add([TaskSpec(id: "a", kind: "k")])
    let reader = try TaskStore(folder: folder.path, isReadOnly: true)
    #expect(try reader.summaries().count == 1)
    #expect(throws: JobsError.self) { try reader.cancel(.all) }
    #expect(try store.counts()[.queued] == 1)
  }

  @Test func aRefusedJournalUndoesTheChange() throws {
    let folder = try Folder()
    let store = try folder.store()
    try store.add([TaskSpec(id: "a", kind: "k")])
    let journal = folder.path + "/journal.jsonl"
    try FileManager.default.removeItem(atPath: journal)
    try FileManager.default.createDirectory(atPath: journal, withIntermediateDirectories: true)
    let error = #expect(throws: JobsError.self) { try store.cancel(.all) }
    #expect(error?.code == .cannotCreate)
    #expect(try store.counts()[.queued] == 1)
  }

  @Test(arguments: [
    ("/home/a/study", "nfs4"), ("/home/b c/x", "lustre"), ("/homes", "ext4"), ("/", "ext4"),
    ("/home", "nfs4"),
  ])
  func fileSystemsAreFoundByTheLongestMountPoint(_ path: String, _ type: String) {
    let mounts = """
      29 1 253:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
      40 29 0:43 / /home rw,nosuid shared:9 - nfs4 server:/home rw
      41 40 0:44 / /home/b\\040c rw master:2 shared:9 - lustre mds:/b rw
      broken line
      """
    #expect(FileSystem.type(of: path, mounts: mounts) == type)
    #expect(FileSystem.networkTypes.contains(type) == (type != "ext4"))
  }
}
