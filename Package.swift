// swift-tools-version: 6.2
import PackageDescription

let careful: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

// Where a target reads C's `struct stat`, several modules declare its members at once, and which of them
// counts depends on the files that are compiled along. So that target does without this check.
let strict = careful + [.enableUpcomingFeature("MemberImportVisibility")]

// Linux alone: files, terminals, threads and memory are those of its C library, and `/proc` tells where the program lies.
let package = Package(
  name: "toetssteen",
  products: [
    .library(name: "Rules", targets: ["Rules"]),
    .executable(name: "toets", targets: ["toets"]),
    .executable(name: "toets-site", targets: ["toets-site"]),
    .executable(name: "toets-bench", targets: ["Benchmarks"]),
    .library(name: "FuzzTargets", targets: ["FuzzTargets"]),
  ],
  dependencies: [
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    // Without what it has for Foundation's types: bytes are given by a descriptor.
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
  ],
  targets: [
    .target(
      name: "Rules", dependencies: [.product(name: "Yams", package: "Yams")],
      swiftSettings: strict),
    .target(
      name: "Assess",
      dependencies: [
        "Rules", .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Mustache", package: "swift-mustache"),
      ],
      resources: [
        .embedInCode("Documentation/documentation.mustache"),
        .embedInCode("Documentation/ruleset.css"),
        .embedInCode("Documentation/ruleset.mustache"),
        .embedInCode("Documentation/ruleset-annex.mustache"),
        .embedInCode("Documentation/ruleset-fold.mustache"),
        .embedInCode("Documentation/ruleset-row.mustache"),
        .embedInCode("Documentation/ruleset-sentence.mustache"),
        .embedInCode("Documentation/ruleset-table.mustache"),
        .embedInCode("Reports/assessment.mustache"),
        .embedInCode("Reports/report.mustache"),
        .embedInCode("Reports/report-check.mustache"),
        .embedInCode("Reports/report-head.mustache"),
        .embedInCode("Reports/report.css"),
        .embedInCode("Reports/assessment.schema.json"),
        .embedInCode("Records/record.schema.json"),
      ],
      swiftSettings: careful),
    .executableTarget(
      name: "toets", dependencies: ["Assess", "CMalloc"], swiftSettings: strict),
    .target(
      name: "Website",
      dependencies: [
        "Rules", "Assess", "CMalloc",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
        .product(name: "Mustache", package: "swift-mustache"),
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "JWTKit", package: "jwt-kit"),
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "Subprocess", package: "swift-subprocess"),
      ],
      resources: [
        .embedInCode("Site/Templates"),
        .embedInCode("SignIn/common-passwords.txt"),
        .embedInCode("Site/API/schemas.json"),
      ],
      swiftSettings: careful),
    .systemLibrary(name: "CMalloc"),
    .executableTarget(name: "toets-site", dependencies: ["Website"], swiftSettings: strict),
    .executableTarget(
      name: "Benchmarks", dependencies: ["Rules", "FuzzTargets", "CMalloc"], path: "Benchmarks",
      exclude: [
        "README.md", "workload", "ours.sh", "check-workload.sh", "counted.sh", "counted.txt",
        "peers.sh", "site",
      ],
      swiftSettings: strict),
    .target(
      name: "FuzzTargets", dependencies: ["Rules"], path: "Tests/FuzzTargets",
      swiftSettings: strict),
    .testTarget(
      name: "RulesTests", dependencies: ["Rules", "FuzzTargets"],
      exclude: ["Values/number_vectors.py", "Values/number_vectors.txt"], swiftSettings: strict),
    .testTarget(
      name: "ConformanceTests", dependencies: ["Rules"], exclude: ["known-gaps.txt"],
      swiftSettings: strict),
    .target(
      name: "TestSupport", dependencies: ["Assess", "Rules"], path: "Tests/TestSupport",
      swiftSettings: strict),
    .testTarget(
      name: "AssessTests", dependencies: ["Assess", "Rules", "TestSupport"],
      exclude: ["Fixtures", "Golden"], swiftSettings: strict),
    .testTarget(
      name: "WebsiteTests", dependencies: ["Website", "Assess", "Rules", "TestSupport"],
      swiftSettings: strict),
  ]
)
