// swift-tools-version: 6.2
import PackageDescription

/// A package of its own, so that nobody who uses or tests Bauta builds it.
let package = Package(
  name: "BautaBenchmarks",
  products: [.executable(name: "kernel-times", targets: ["KernelTimes"])],
  dependencies: [
    .package(name: "Bauta", path: ".."),
    // without traits it needs no library that a plain system lacks
    .package(url: "https://github.com/ordo-one/benchmark", exact: "1.38.1", traits: []),
  ],
  targets: [
    .executableTarget(
      name: "KernelTimes",
      dependencies: [
        "CAllocations", .product(name: "Volumes", package: "Bauta"),
        .product(name: "Kernels", package: "Bauta"), .product(name: "Canvas", package: "Bauta"),
        .product(name: "Pictures", package: "Bauta"),
      ],
      path: "KernelTimes"),
    // the malloc that counts, for kernel-times alone
    .target(name: "CAllocations", path: "CAllocations"),
    .executableTarget(
      name: "KernelBenchmarks",
      dependencies: [
        .product(name: "Volumes", package: "Bauta"), .product(name: "Kernels", package: "Bauta"),
        .product(name: "Benchmark", package: "benchmark"),
      ],
      path: "Benchmarks/KernelBenchmarks",
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
  ]
)
