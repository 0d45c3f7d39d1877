import Foundation
import Testing

@testable import Jobs

struct EngineLockTests {
  @Test func oneEngineAtATime() throws {
    let folder = try Folder()
    #expect(EngineLock.holder(folder: folder.path) == nil)
    var lock: EngineLock? = try EngineLock.acquire(folder: folder.path)
    #expect(EngineLock.holder(folder: folder.path)?.pid == getpid())
    let error = #expect(throws: JobsError.self) { try EngineLock.acquire(folder: folder.path) }
    #expect(error?.code == .busy)
    #expect(error?.message.contains("\(getpid())") == true)
    withExtendedLifetime(lock) {}
    lock = nil
    #expect(EngineLock.holder(folder: folder.path) == nil)
    _ = try EngineLock.acquire(folder: folder.path)
  }

  @Test func aMissingFolderIsASentence() {
    let error = #expect(throws: JobsError.self) { try EngineLock.acquire(folder: "/nowhere/x") }
    #expect(error?.code == .cannotCreate)
  }
}
