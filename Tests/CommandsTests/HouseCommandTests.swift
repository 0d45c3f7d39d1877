import Foundation
import Support
import Testing
import Workbench

@testable import Commands

/// Keys and completions.
struct HouseCommandTests {
  @Test(arguments: ["bash", "zsh", "fish"])
  func `completions are scripts of the shell`(_ shell: String) async {
    let run = await Run("completions", shell)
    #expect(run.code == 0 && run.message.isEmpty)
    for word in ["retry", "report", "unset", "bauta"] { #expect(run.result.contains(word)) }
  }

  @Test func `another shell is refused with those that are known`() async {
    let run = await Run("completions", "tcsh")
    #expect(run.code == 64 && run.message.contains("bash"))
  }

  @Test func `keys prints the table`() async {
    let run = await Run("keys")
    #expect(run.code == 0)
    let line = run.result.split(separator: "\n").first { $0.contains(" subject.parameters ") }
    #expect(line?.hasPrefix("e ") == true)
    #expect(line?.contains(" Slices, Face, Agreement, Queue, Matrix ") == true)
    let json = await Run("keys", "--json")
    let rows = json.json as? [[String: Any]]
    #expect(rows?.count == ActionTable.all.count)
  }

  @Test func `a file of keys is checked`() async throws {
    let folder = try ScratchFolder()
    let good = try folder.text("good.yaml", "subject.rerun: '%'\n")
    #expect(await Run("keys", "check", good).code == 0)
    let bad = try folder.text("keys.yaml", "subject.rerun: '%'\ntheme.next: F\nno.action: x\n")
    let run = await Run("keys", "check", bad)
    #expect(run.code == 65)
    #expect(run.result.contains("keys.yaml:3: unknown action 'no.action'"))
    #expect(run.result.contains("keys.yaml:2: F would do both theme.next and updates.freeze"))
    #expect(await Run("keys", "check", folder.file("none.yaml")).code == 66)
  }
}
