// swift-tools-version: 6.2
import PackageDescription

/// One module of the house: what it may see of the house, and what it takes from outside.
struct Module {
  enum Kind { case swift, kernel, c, curses, system(header: String, library: String) }

  var name: String
  var uses: [String] = []
  var outside: [Target.Dependency] = []
  var kind = Kind.swift
  /// Files that become part of the code, by their path in the folder of the module.
  var embedded: [String] = []
  /// Files and folders that are not compiled.
  var without: [String] = []
}

let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")
let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")

/// The floors, lowest first. A module uses only modules on lower floors.
let floors: [[Module]] = [
  [
    Module(name: "CZlib", kind: .system(header: "zlib1g-dev", library: "z")),
    Module(name: "CDeflate", kind: .system(header: "libdeflate-dev", library: "deflate")),
    Module(name: "CNcurses", kind: .curses),
    // what outcome measures have learnt, as bytes of the program
    Module(name: "COutcomeModels", kind: .c),
    Module(name: "CMemory", kind: .c),
    // where faces can lie, as bytes of the program
    Module(name: "CFacePrior", kind: .c),
  ],
  [
    Module(name: "Volumes", uses: ["CZlib", "CDeflate"], kind: .kernel),
    Module(name: "Agreement"),
    Module(name: "Canvas", kind: .kernel),
  ],
  [
    Module(name: "Kernels", uses: ["Volumes"], kind: .kernel),
    Module(name: "DICOM", uses: ["Volumes"], kind: .kernel),
    Module(name: "Jobs", outside: [grdb, subprocess]),
    Module(name: "Terminal", uses: ["CNcurses", "Canvas"], outside: [yams]),
  ],
  [Module(name: "Anatomy", uses: ["Volumes", "Kernels"], kind: .kernel)],
  [
    Module(name: "Defacing", uses: ["Volumes", "Kernels", "Anatomy"], kind: .kernel),
    Module(name: "Faces", uses: ["Volumes", "Agreement", "Kernels", "Anatomy"], kind: .kernel),
    Module(
      name: "Outcomes", uses: ["Volumes", "Kernels", "Anatomy", "COutcomeModels"], kind: .kernel,
      embedded: ["Resources/lpa.json"], without: ["Resources/gbv.forest"]),
    Module(name: "Phantoms", uses: ["Volumes", "Kernels"], kind: .kernel),
    Module(name: "Pictures", uses: ["Volumes", "Canvas", "Kernels", "Anatomy"], kind: .kernel),
  ],
  [
    Module(
      name: "Study",
      uses: [
        "Volumes", "Agreement", "Canvas", "Kernels", "Jobs", "Anatomy", "Defacing", "Faces",
        "Outcomes", "Phantoms", "Pictures", "CFacePrior",
      ],
      outside: [yams], kind: .kernel)
  ],
  [
    Module(
      name: "Workbench",
      uses: [
        "Volumes", "Agreement", "Canvas", "Kernels", "Jobs", "Terminal", "Anatomy", "Faces",
        "Pictures", "Study",
      ],
      kind: .kernel)
  ],
  [
    Module(
      name: "Commands",
      uses: [
        "Volumes", "Agreement", "Canvas", "Kernels", "DICOM", "Jobs", "Terminal", "Anatomy",
        "Defacing", "Faces", "Outcomes", "Phantoms", "Pictures", "Study", "Workbench", "CMemory",
      ],
      outside: [argumentParser])
  ],
  [Module(name: "bauta", uses: ["Commands"])],
]

var below: Set<String> = []
for floor in floors {
  for module in floor {
    let stray = module.uses.filter { !below.contains($0) }
    precondition(
      stray.isEmpty,
      "\(module.name) may not use \(stray.joined(separator: ", ")): not on a lower floor. "
        + "Move the shared part down, see docs/architecture.md.")
  }
  below.formUnion(floor.map(\.name))
}

let strict = Context.environment["CI"] != nil || Context.environment["BAUTA_STRICT"] != nil

let swiftSettings: [SwiftSetting] =
  [.swiftLanguageMode(.v6), .enableUpcomingFeature("ExistentialAny")]
  + (strict ? [.treatAllWarnings(as: .error)] : [])

/// Voxel loops are many times slower without the optimiser, also while testing.
let kernelSettings = swiftSettings + [.unsafeFlags(["-O"], .when(configuration: .debug))]

func target(_ module: Module) -> Target {
  let dependencies = module.uses.map { Target.Dependency(stringLiteral: $0) } + module.outside
  switch module.kind {
  case .system(let package, _):
    return .systemLibrary(name: module.name, providers: [.apt([package])])
  case .c:
    return .target(name: module.name)
  case .curses:
    return .target(
      name: module.name, cSettings: [.define("_GNU_SOURCE")],
      linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")])
  case .kernel:
    return .target(
      name: module.name, dependencies: dependencies, exclude: module.without,
      resources: module.embedded.map { .embedInCode($0) }, swiftSettings: kernelSettings)
  case .swift where module.name == "bauta":
    return .executableTarget(
      name: module.name, dependencies: dependencies, swiftSettings: swiftSettings)
  case .swift:
    return .target(name: module.name, dependencies: dependencies, swiftSettings: swiftSettings)
  }
}

/// Every Swift module has tests of its own, which see it, all below it and the shared support.
func tests(_ module: Module, sees visible: Set<String>) -> Target? {
  switch module.kind {
  case .system, .c, .curses: return nil
  case .swift, .kernel: break
  }
  if module.name == "bauta" { return nil }
  let house = visible.intersection(Set(module.uses)).union([module.name, "Support"]).sorted()
  return .testTarget(
    name: module.name + "Tests",
    dependencies: house.map { Target.Dependency(stringLiteral: $0) } + module.outside,
    swiftSettings: swiftSettings)
}

let modules = floors.flatMap { $0 }

let package = Package(
  name: "Bauta",
  products: [
    .executable(name: "bauta", targets: ["bauta"]),
    // what the package in Benchmarks/ measures
    .library(name: "Volumes", targets: ["Volumes"]),
    .library(name: "Kernels", targets: ["Kernels"]),
    .library(name: "Anatomy", targets: ["Anatomy"]),
    .library(name: "Canvas", targets: ["Canvas"]),
    .library(name: "Pictures", targets: ["Pictures"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
  ],
  targets: modules.map(target)
    + modules.compactMap { tests($0, sees: below) }
    + [
      .target(
        name: "Support", dependencies: ["Volumes"], path: "Tests/Support",
        swiftSettings: kernelSettings),
      .testTarget(
        name: "EndToEndTests", dependencies: ["Support", "Volumes", "Phantoms", "bauta"],
        swiftSettings: swiftSettings),
    ],
  cLanguageStandard: .gnu2x
)
