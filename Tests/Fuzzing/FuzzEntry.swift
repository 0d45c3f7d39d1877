import Glibc

// Compiled together with the sources of Volumes and Agreement into one module by scripts/fuzz.

/// The target that this process fuzzes, named by the environment.
private let target: FuzzTarget = {
  let name = getenv("BAUTA_FUZZ_TARGET").map { String(cString: $0) } ?? ""
  guard let target = FuzzTarget(rawValue: name) else {
    let known = FuzzTarget.allCases.map(\.rawValue).joined(separator: ", ")
    fatalError("BAUTA_FUZZ_TARGET must be one of \(known)")
  }
  return target
}()

/// Called once before all runs: writes the seeds of the target into the folder of the environment.
@_cdecl("LLVMFuzzerInitialize")
public func fuzzerInitialize(
  _ count: UnsafeMutablePointer<Int32>?, _ arguments: UnsafeMutableRawPointer?
) -> Int32 {
  guard let folder = getenv("BAUTA_FUZZ_SEEDS").map({ String(cString: $0) }) else { return 0 }
  for (index, seed) in target.seeds.enumerated() {
    guard let file = fopen("\(folder)/seed-\(index)", "w") else { continue }
    fwrite(seed, 1, seed.count, file)
    fclose(file)
  }
  return 0
}

/// One run on one input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzerTestOneInput(_ data: UnsafePointer<UInt8>, _ count: Int) -> Int32 {
  target.run(Array(UnsafeBufferPointer(start: data, count: count)))
  return 0
}
