import Foundation
import Support
import Testing

/// A call, how it must end, and on which stream it must speak.
struct Call: Sendable {
  var arguments: [String]
  var code: Int32
  var result: String?
  var message: String?
}

struct CommandLineTests {
  @Test(arguments: [
    Call(arguments: ["--version"], code: 0, result: "0."),
    Call(arguments: ["--help"], code: 0, result: "SUBCOMMANDS"),
    Call(arguments: ["deface", "--help"], code: 0, result: "--brain-mask"),
    Call(arguments: ["themes"], code: 0, result: "lagoon"),
    Call(arguments: ["defase"], code: 64, message: "bauta: error: "),
    Call(
      arguments: ["info", "/nowhere/a.nii"], code: 66, message: "bauta: error: reading the image: "),
    Call(arguments: ["info", "/dev/null"], code: 66, message: "bauta: error: reading the image: "),
    Call(arguments: ["phantom", "-o", "/nowhere/a.nii"], code: 73, message: "bauta: error: "),
    Call(arguments: ["check", "/nowhere"], code: 66, message: "bauta:  help: "),
  ])
  func `results go to stdout, all else to stderr, and the code says how it ended`(_ call: Call)
    throws
  {
    let ending = try Program.start(call.arguments).ending()
    #expect(ending.code == call.code && !ending.wasKilled)
    if let text = call.result {
      #expect(ending.result.contains(text) && ending.message.isEmpty)
    }
    if let text = call.message {
      #expect(ending.message.contains(text) && ending.result.isEmpty)
    }
  }

  @Test func `a reader that goes away does no harm`() throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Program.path)
    process.arguments = ["--help"]
    let pipe = Pipe()
    process.standardOutput = pipe
    try pipe.fileHandleForReading.close()
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationReason == .exit && process.terminationStatus == 0)
  }

  @Test func `closed streams do no harm`() throws {
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    shell.arguments = [
      "-c", "\"$0\" info /nowhere <&- >&- 2>&-; a=$?; \"$0\" --help | true; exit $a", Program.path,
    ]
    try shell.run()
    shell.waitUntilExit()
    #expect(shell.terminationStatus == 66)
  }

  @Test func `a result that finds no room is no success`() throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Program.path)
    process.arguments = ["--help"]
    process.standardOutput = FileHandle(forWritingAtPath: "/dev/full")
    let pipe = Pipe()
    process.standardError = pipe
    try process.run()
    process.waitUntilExit()
    let message = String(
      decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    #expect(process.terminationStatus == 73)
    #expect(message.contains("could not be written whole: No space left"))
  }

  @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
  func `a signal leaves no part of an output behind`(_ number: Int32) throws {
    let folder = try ScratchFolder()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Program.path)
    process.arguments = [
      "phantom", "-o", folder.file("a.nii.gz"), "--labels", folder.file("l.nii.gz"), "--voxel", "3",
    ]
    try process.run()
    // Struck while it writes; a process that was faster has all its files.
    while try process.isRunning && folder.names.isEmpty { sched_yield() }
    kill(process.processIdentifier, number)
    process.waitUntilExit()
    let names = try folder.names
    if process.terminationReason == .exit {
      #expect(process.terminationStatus == 0 && names == ["a.nii.gz", "l.nii.gz"])
    } else {
      #expect(process.terminationStatus == number && !names.contains { $0.hasPrefix(".") })
    }
  }

  @Test func `an image that memory does not hold is refused, with the sizes`() throws {
    let folder = try ScratchFolder()
    // A sparse file: its bytes cost nothing until they are read.
    let header = NiftiFixture {
      ($0.dim, $0.datatype, $0.bitpix) = ([3, 1200, 1200, 800, 1, 1, 1, 1], 2, 8)
      $0.voxels = []
    }.file
    let path = try folder.write(header, as: "a.nii")
    truncate(path, header.count + 1200 * 1200 * 800)
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    shell.arguments = [
      "-c", "ulimit -v 900000; exec \"$0\" convert \"$1\" -o \"$1.gz\" 2>\"$1.txt\"",
      Program.path, path,
    ]
    try shell.run()
    shell.waitUntilExit()
    #expect(shell.terminationReason == .exit && shell.terminationStatus == 65)
    let message = String(decoding: try folder.bytes(of: "a.nii.txt"), as: UTF8.self)
    #expect(message.contains("takes 1098 MB of memory, but this process may only take"))
    #expect(try folder.names == ["a.nii", "a.nii.txt"])
  }

  @Test func `the environment doubles the options`() throws {
    let folder = try ScratchFolder()
    let path = try folder.write(NiftiFixture().file, as: "a.nii")
    let ending = try Program.run("info", path, environment: ["BAUTA_JSON": "1"])
    #expect(ending.object["axes"] as? String == "RAS")
  }
}
