import ArgumentParser
import Foundation
import Support
import Testing

@testable import Commands

struct ParsingTests {
  /// Every command with the words that lead to it.
  private static let commands: [[String]] = {
    func paths(_ type: any ParsableCommand.Type, _ words: [String]) -> [[String]] {
      [words]
        + type.configuration.subcommands.flatMap { next in
          paths(next, words + [next.configuration.commandName ?? ""])
        }
    }
    let groups = Root.configuration.groupedSubcommands.flatMap(\.subcommands)
    return [[]]
      + groups.flatMap { paths($0, [$0.configuration.commandName ?? ""]) }
  }()

  @Test(arguments: commands)
  func `every command has a help text of its own`(_ words: [String]) async {
    let run = await Run(list: words + ["--help"])
    #expect(run.code == 0 && run.message.isEmpty)
    #expect(run.result.contains("OVERVIEW: ") && run.result.contains("USAGE: bauta"))
    let lines = run.result.split(separator: "\n")
    for (line, next) in zip(lines, lines.dropFirst() + [""]) where line.hasPrefix("  -") {
      let isSaid = line.dropFirst(4).contains("  ") || next.hasPrefix("          ")
      #expect(isSaid, "'\(line)' says nothing")
    }
  }

  @Test func `version and help go to stdout`() async {
    let version = await Run("--version")
    #expect(version.code == 0 && version.message.isEmpty)
    #expect(version.result.split(separator: ".").count == 3)
    #expect(await Run("help", "deface").result.contains("--brain-mask"))
  }

  /// Arguments, the exit code, and what the error must say.
  struct Wrong: Sendable {
    var arguments: [String]
    var code: Int32
    var says: [String]
  }

  @Test(arguments: [
    Wrong(arguments: ["defase"], code: 64, says: ["defase"]),
    Wrong(arguments: ["deface"], code: 64, says: ["Missing expected argument"]),
    Wrong(arguments: ["info", "--jsn", "x"], code: 64, says: ["--jsn", "--json"]),
    Wrong(
      arguments: ["deface", "a.nii", "-o", "b.nii", "--method", "quickshare"], code: 64,
      says: ["unknown method 'quickshare'", "did you mean 'quickshear'?"]),
    Wrong(
      arguments: ["themes", "chekc"], code: 64,
      says: ["there is no command 'themes chekc'", "did you mean 'check'?"]),
    Wrong(
      arguments: ["help", "themes", "lst"], code: 64,
      says: ["there is no command 'themes lst'", "did you mean 'list'?"]),
    Wrong(
      arguments: ["deface", "a.nii", "-o", "b.nii", "--method", "plane", "--angle", "80deg"],
      code: 64, says: ["'angle' of plane is '80deg', not an angle from 0 to 75 degrees"]),
    Wrong(
      arguments: [
        "deface", "a.nii", "-o", "b.nii", "--method", "mask-warp", "--face-mask", "m.nii",
      ],
      code: 64,
      says: ["mask-warp needs '--mask-template' and '--polarity remove|keep' as well"]),
    Wrong(
      arguments: ["deface", "a.nii", "-o", "b.nii", "--method", "mask-warp", "--polarity", "kep"],
      code: 64, says: ["'polarity' of mask-warp is 'kep', not remove or keep"]),
    Wrong(
      arguments: ["deface", "a.nii", "-o", "b.nii", "--mode", "robst"], code: 64,
      says: ["'mode' of quickshear is 'robst'", "did you mean 'robust'?"]),
    Wrong(
      arguments: ["deface", "a.nii", "-o", "b.nii", "--fill", "zreo"], code: 64,
      says: ["'fill' of quickshear is 'zreo'", "did you mean 'zero'?"]),
    Wrong(
      arguments: ["deface", "a.nii", "-o", "b.nii", "--buffer", "10"], code: 64,
      says: ["'buffer' of quickshear is '10', not a length such as 10mm"]),
    Wrong(
      arguments: ["deface", "a.nii", "b.nii", "-o", "c", "--mask", "m.nii"], code: 64,
      says: ["take one image, not 2"]),
    Wrong(arguments: ["info", "--threads", "0", "x"], code: 64, says: ["from 1 to 4096, not 0"]),
    Wrong(
      arguments: ["info", "--quiet", "--verbose", "x"], code: 64, says: ["exclude each other"]),
    Wrong(
      arguments: ["convert", "a", "-o", "b", "--axes", "RAL"], code: 64,
      says: ["'RAL' is no axis code"]),
    Wrong(
      arguments: ["convert", "a", "-o", "b", "--dtype", "int17"], code: 64,
      says: ["int17", "int16"]),
    Wrong(
      arguments: ["register", "a", "b", "--dof", "8"], code: 64, says: ["6, 7, 9 or 12, not 8"]),
    Wrong(arguments: ["phantom", "-o", "a.nii", "--voxel", "nan"], code: 64, says: ["--voxel"]),
    Wrong(
      arguments: ["phantom", "-o", "a.nii", "--contrast", "T3"], code: 64, says: ["T1w", "T1c"]),
    Wrong(
      arguments: ["phantom", "-o", "a.nii", "--lesions", "101"], code: 64,
      says: ["'--lesions' must be from 0 to 100, not 101"]),
    Wrong(
      arguments: ["phantom", "-o", "a.nii", "--lesions", "few"], code: 64, says: ["--lesions"]),
    Wrong(
      arguments: ["phantom", "-o", "a.nii", "--lesions", "-3"], code: 64,
      says: ["'--lesions' must be from 0 to 100, not -3"]),
    Wrong(
      arguments: ["phantom", "-o", "a.nii", "--seed", "-1"], code: 64,
      says: ["'-1'", "--seed", "a whole number from 0"]),
    Wrong(
      arguments: ["deface", "a.nii", "-o", "b.nii", "--fill", "noise", "--seed", "1.5"], code: 64,
      says: ["'1.5'", "--seed", "a whole number from 0"]),
    Wrong(
      arguments: ["deface", "a.nii", "-o", "b.nii", "--method", "facemasking", "--mode", "parity"],
      code: 64, says: ["unknown parameter 'mode' of facemasking"]),
    Wrong(
      arguments: ["deface", "a.nii", "-o", "b.nii", "--method", "facemasking", "--depth", "8"],
      code: 64, says: ["a length from 2 to 30 mm", "give the unit: '8mm'"]),
    Wrong(
      arguments: ["deface", "a.nii", "-o", "out", "--bids", "--mask", "m.nii"], code: 64,
      says: ["'--bids' puts masks into the dataset itself"]),
    Wrong(
      arguments: ["deface", "a.nii", "-o", "out", "--personal", "strip"], code: 64,
      says: ["'--personal' is about the sidecars of a dataset"]),
    Wrong(
      arguments: ["info", "--threads", "-2", "x"], code: 64, says: ["from 1 to 4096, not -2"]),
    Wrong(
      arguments: ["segment", "a", "--brain", "b", "-o", "c", "--classes", "5"], code: 64,
      says: ["must be 2, 3 or 4, not 5"]),
    Wrong(
      arguments: ["segment", "a", "--brain", "b", "-o", "c", "--contrast", "T3"], code: 64,
      says: ["T1", "T2", "PD"]),
    Wrong(arguments: ["brain", "a", "-o", "b.nii", "-f", "2"], code: 64, says: ["from 0 to 1"]),
    Wrong(arguments: ["brain", "a", "-o", "b.nii", "-g", "-2"], code: 64, says: ["from -1 to 1"]),
    Wrong(
      arguments: ["brain", "a", "-o", "b.nii", "-r", "5"], code: 64, says: ["from 20 to 200 mm"]),
    Wrong(arguments: ["brain", "a", "-o", "b.nii", "-c", "-1,2"], code: 64, says: ["x,y,z"]),
    Wrong(arguments: ["brain", "a", "-o", "b.nii", "-c", "1,2,x"], code: 64, says: ["x,y,z"]),
    Wrong(
      arguments: ["brain", "/nowhere/a.nii", "-o", "/tmp/b.nii", "--mesh", "/tmp/b.stl"], code: 73,
      says: ["surface should end in .obj"]),
    Wrong(arguments: ["retry", "--kind", "timeuot"], code: 64, says: ["did you mean 'timeout'?"]),
    Wrong(arguments: ["agree", "x.csv"], code: 64, says: ["--reference"]),
    Wrong(
      arguments: ["agree", "x.csv", "--method", "m"], code: 64, says: ["--subject", "--value"]),
    Wrong(arguments: ["view", "a", "--plane", "x"], code: 64, says: ["s is sagittal"]),
    Wrong(
      arguments: ["view", "a", "--encoding", "block"], code: 64, says: ["did you mean 'blocks'?"]),
    Wrong(
      arguments: ["view", "a", "--print", "--pictures", "off"], code: 64,
      says: ["nothing to print"]),
    Wrong(
      arguments: ["open", "--pictures", "brail"], code: 64, says: ["did you mean 'braille'?"]),
    Wrong(arguments: ["open", "--theme", "lagon"], code: 64, says: ["did you mean 'lagoon'?"]),
    Wrong(arguments: ["view", "a", "--theme", "nope"], code: 64, says: ["unknown theme 'nope'"]),
    Wrong(arguments: ["info", "/nowhere/a.nii"], code: 66, says: ["reading the image", "help:"]),
    Wrong(arguments: ["measure", "nbv", "/nowhere/a.nii"], code: 66, says: ["reading the image"]),
    Wrong(
      arguments: ["deface", "/nowhere/a.nii", "-o", "/nowhere/b.nii"], code: 73,
      says: ["folder of an output"]),
    Wrong(
      arguments: ["convert", "/nowhere/a.nii", "-o", "/tmp/b.mnc"], code: 73,
      says: ["should end in .nii"]),
    Wrong(arguments: ["agree", "/nowhere.csv", "--reference", "a"], code: 66, says: ["table"]),
    Wrong(arguments: ["check", "/nowhere"], code: 66, says: ["study.yaml", "bauta init"]),
    Wrong(arguments: ["run", "/nowhere"], code: 66, says: ["study.yaml"]),
    Wrong(arguments: ["status", "/nowhere"], code: 66, says: ["study.yaml"]),
    Wrong(
      arguments: ["info", "--template", "/nowhere/t.nii", "/nowhere/a.nii"], code: 66,
      says: ["reading the image"]),
  ])
  func `a wrong call is told with its code, on stderr alone`(_ wrong: Wrong) async {
    let run = await Run(list: wrong.arguments)
    #expect(run.code == wrong.code)
    #expect(run.result.isEmpty)
    #expect(run.message.hasPrefix("bauta: error: "))
    for text in wrong.says { #expect(run.message.contains(text), "\(run.message)") }
    #expect(!run.message.contains("/nowhere"), "a path only with --detail")
    for line in run.message.split(separator: "\n") {
      #expect(line.hasPrefix("bauta: "))
    }
  }

  @Test(arguments: [
    ("status", false, true), ("view", true, false), ("phantom", true, false),
    ("brain", true, true),
  ])
  func `help shows standard options where they mean something`(
    _ command: String, _ force: Bool, _ template: Bool
  ) async {
    let help = await Run(command, "--help").result
    #expect(help.contains("--force") == force && help.contains("--template") == template)
    let taken = await Run(command, "--force", "--template", "/nowhere/t.nii")
    #expect(!taken.message.isEmpty && !taken.message.contains("Unknown option"))
  }

  @Test func `detail shows the path`() async {
    let run = await Run("info", "--detail", "/nowhere/sub-01.nii")
    #expect(run.message.contains("bauta:  file: /nowhere/sub-01.nii"))
  }

  /// Environment, arguments, and the arguments that come of both.
  struct Double: Sendable {
    var environment: [String: String]
    var given: [String]
    var added: [String]
  }

  @Test(arguments: [
    Double(environment: [:], given: ["info", "a"], added: []),
    Double(environment: ["BAUTA_THREADS": "3"], given: ["info", "a"], added: ["--threads=3"]),
    Double(environment: ["BAUTA_THREADS": "3"], given: ["info", "a", "--threads", "1"], added: []),
    Double(environment: ["BAUTA_THREADS": "3"], given: ["info", "a", "--threads=1"], added: []),
    Double(
      environment: ["BAUTA_FORCE": "1", "BAUTA_QUIET": "no"], given: ["info", "a"],
      added: ["--force"]),
    Double(environment: ["BAUTA_FORCE": ""], given: ["info", "a"], added: []),
    Double(
      environment: ["BAUTA_BRAIN_MASK": "m.nii"], given: ["deface", "a"],
      added: ["--brain-mask=m.nii"]),
    Double(environment: ["BAUTA_BRAIN_MASK": "m.nii"], given: ["info", "a"], added: []),
    Double(environment: ["BAUTA_OUTPUT": "o"], given: ["deface", "a", "-o", "b"], added: []),
    Double(environment: ["BAUTA_JSON": "yes"], given: ["measure", "nbv", "a"], added: ["--json"]),
    Double(environment: ["BAUTA_JSON": "yes"], given: ["themes"], added: ["--json"]),
    Double(
      environment: ["BAUTA_RADIUS": "80", "BAUTA_ROBUST_CENTRE": "1", "BAUTA_GRADIENT": "-0.1"],
      given: ["brain", "a", "-r", "90"], added: ["--gradient=-0.1", "--robust-centre"]),
    Double(
      environment: ["BAUTA_AT": "-20"], given: ["view", "a", "--print"], added: ["--at=-20"]),
    Double(
      environment: ["BAUTA_QUIET": "1"], given: ["info", "a", "--verbose"], added: []),
    Double(environment: ["BAUTA_TEMPLATE": "t"], given: ["info", "a"], added: []),
    Double(
      environment: ["BAUTA_HELP": "1", "BAUTA_VERSION": "1"], given: ["info", "a"], added: []),
    Double(environment: ["BAUTA_THREADS": "3"], given: [], added: []),
  ])
  func `every option has a double in the environment`(_ double: Double) {
    let applied = EnvironmentOptions(environment: double.environment)
      .applied(to: double.given, toolInfo: Root._dumpHelp())
    #expect(applied == double.given + double.added)
  }

  @Test(arguments: [
    (["phantom", "--seed", "-1", "-o", "a"], ["phantom", "--seed=-1", "-o", "a"]),
    (["view", "a", "--at", "-2.5"], ["view", "a", "--at=-2.5"]),
    (["view", "a", "--at", "-x"], ["view", "a", "--at", "-x"]),
    (["phantom", "--tumour", "-1"], ["phantom", "--tumour", "-1"]),
    (["info", "--seed", "-1"], ["info", "--seed", "-1"]),
    (["phantom", "--", "--seed", "-1"], ["phantom", "--", "--seed", "-1"]),
    (["phantom", "--seed"], ["phantom", "--seed"]), ([], []),
  ])
  func `a negative number after an option is its value`(_ given: [String], _ joined: [String]) {
    #expect(NegativeValues.joined(given, toolInfo: Root._dumpHelp()) == joined)
  }

  @Test(arguments: [
    ["info", "/nowhere/a.nii"], ["check", "/nowhere"], ["convert", "a"],
    ["deface", "a.nii", "-o", "b"],
  ])
  func `a command that fails with json says so in one JSON value`(_ words: [String]) async throws {
    let run = await Run(list: words + ["--json"])
    #expect(run.code != 0)
    let failure = try #require(run.object["failure"] as? [String: Any], "\(run.result)")
    #expect((failure["message"] as? String)?.isEmpty == false && failure["kind"] is String)
  }

  @Test func `help on a command that is not there is a mistake`() async {
    let run = await Run("help", "defac")
    #expect(run.code == 64 && run.message.contains("did you mean 'deface'?"))
  }

  @Test func `what stands after two dashes stays there`() {
    let applied = EnvironmentOptions(environment: ["BAUTA_FORCE": "true"])
      .applied(to: ["info", "--", "-a"], toolInfo: Root._dumpHelp())
    #expect(applied == ["info", "--force", "--", "-a"])
  }

  @Test func `a wrong value in the environment is told as such`() async {
    let run = await Run("info", "a", environment: ["BAUTA_THREADS": "many"])
    #expect(run.code == 64 && run.message.contains("BAUTA_THREADS"))
  }
}
