import Foundation
import Rules

/// The standard's test kit: in the folder that `DMN_TCK` names, else beside the project.
enum Kit {
  static let folder: URL? = {
    let package = URL(filePath: #filePath).appending(path: "../../..").standardized
    let named = ProcessInfo.processInfo.environment["DMN_TCK"].map { URL(filePath: $0) }
    let candidates =
      named.map { [$0] } ?? [package.appending(path: "../shared/dmn-tck").standardized]
    return candidates.first { FileManager.default.fileExists(atPath: $0.path) }
  }()

  static let off = "the DMN conformance kit is not at hand: set DMN_TCK to its folder"

  /// One file of test cases, and the folder of the model that it is about.
  struct TestFile: Sendable, CustomStringConvertible {
    /// Below the kit: `compliance-level-3/0001-filter/0001-filter-test-01.xml`.
    let path: String
    let url: URL

    var description: String { path }
  }

  /// The files of test cases of one level, by name.
  static func files(of level: String) -> [TestFile] {
    guard let folder else { return [] }
    let root = folder.appending(path: level)
    let found =
      FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
    return found.filter { $0.hasSuffix(".xml") }.sorted().map {
      TestFile(path: "\(level)/\($0)", url: root.appending(path: $0))
    }
  }

  /// The files of models of one level, by path.
  static func models(of level: String) -> [URL] {
    guard let folder else { return [] }
    let root = folder.appending(path: level)
    let found =
      FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
    return found.filter { $0.hasSuffix(".dmn") }.sorted().map { root.appending(path: $0) }
  }

  /// What the results of a file came to, each with its name: `path case result`.
  static func outcomes(
    of file: TestFile, externals: ExternalFunctions = .kit
  ) throws -> [(name: String, outcome: DecisionTestRun.Outcome)] {
    let tests = try DecisionTests(reading: try source(file.url))
    let folder = file.url.deletingLastPathComponent()
    let main = try DMNDocument(reading: try source(folder.appending(path: tests.modelName)))
    let others = main.imports.isEmpty ? [] : documents(in: folder, except: tests.modelName)
    let (model, _) = try DecisionModel.reading(main, importing: others)
    let executable = try ExecutableModel(compiling: model, externals: externals)
    let run = DecisionTestRun(executable, at: moment)
    return tests.cases.flatMap { testCase in
      run.outcomes(of: testCase).map {
        ("\(file.path) \(testCase.id) \($0.expected?.name ?? "")", $0)
      }
    }
  }

  private static func documents(in folder: URL, except name: String) -> [DMNDocument] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".dmn") && $0 != name }.sorted().compactMap {
      try? DMNDocument(reading: source(folder.appending(path: $0)))
    }
  }

  static func source(_ url: URL) throws -> SourceText {
    SourceText(name: url.lastPathComponent, bytes: Array(try Data(contentsOf: url)))
  }

  static let moment =
    CalendarDate(year: 2026, month: 3, day: 5)?.midnightUTC ?? CalendarDate.epoch.midnightUTC
}

extension DecisionTestRun.Outcome {
  /// `expected 3, was null: a division by zero has no result`
  var difference: String {
    let why = reasons.map(\.text.en).joined(separator: "; ")
    return "expected \(expectedValue.literal), was \(actual.literal)"
      + (why.isEmpty ? "" : ": \(why)")
  }
}
