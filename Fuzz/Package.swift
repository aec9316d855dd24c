// swift-tools-version: 6.2
import PackageDescription

// Built only by `Fuzz/run`, with flags of its own; the package above knows nothing of it.
let package = Package(
  name: "fuzz",
  dependencies: [.package(name: "toetssteen", path: "..")],
  targets: [
    .target(name: "LibFuzzer"),
    .executableTarget(
      name: "Fuzzer",
      dependencies: ["LibFuzzer", .product(name: "FuzzTargets", package: "toetssteen")],
      swiftSettings: [.swiftLanguageMode(.v6), .treatAllWarnings(as: .error)]),
  ]
)
