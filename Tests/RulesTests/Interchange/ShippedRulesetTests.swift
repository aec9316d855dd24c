import Foundation
import Rules
import Testing

/// The folder of rulesets that the project ships.
private let rulesets = URL(filePath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  .appending(path: "rulesets")

private func source(_ url: URL, name: String) throws -> SourceText {
  SourceText(name: name, bytes: Array(try Data(contentsOf: url)))
}

private func yamlFiles(in folder: URL) throws -> [URL] {
  guard FileManager.default.fileExists(atPath: folder.path()) else { return [] }
  return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    .filter { $0.pathExtension == "yaml" }.sorted { $0.path() < $1.path() }
}

@Test("every version of every ruleset that ships reads, and so do its example plans")
func shippedRulesets() throws {
  let paths = try FileManager.default.subpathsOfDirectory(atPath: rulesets.path())
    .filter { $0.hasSuffix("/ruleset.yaml") }.sorted()
  #expect(!paths.isEmpty)
  for path in paths {
    let folderURL = rulesets.appending(path: path).deletingLastPathComponent()
    do {
      let folder = try RulesetFolder(
        reading: source(rulesets.appending(path: path), name: path))
      #expect("\(folder.ruleset)/ruleset.yaml" == path)
      for version in folder.versions {
        guard case .files(let names) = version.content else { continue }
        let files = try names.map { try source(folderURL.appending(path: $0), name: $0) }
        let model = try RulesetModel(of: folder, version: version, files: files)
        let ruleset = try Ruleset(compiling: model)
        for plan in try yamlFiles(in: folderURL.appending(path: "examples")) {
          let document = try DataDocument(yaml: source(plan, name: plan.lastPathComponent))
          // A plan is written for the version of its day of submission.
          guard let day = document.root[folder.submissionField].flatMap({ CalendarDate($0.text) }),
            folder.version(on: day)?.version == version.version
          else { continue }
          let problems = ruleset.facts(from: document.root).problems
          #expect(problems.map { RulesetFixture.line($0, .nl) } == [], "\(version.version)")
        }
      }
    } catch let faults as Diagnostics {
      Issue.record("\(path): \(faults.all.map { RulesetFixture.line($0, .nl) })")
    }
  }
}
