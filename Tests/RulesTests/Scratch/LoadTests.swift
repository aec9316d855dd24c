import Foundation
import Testing
@testable import Rules

@Test func loadAll() throws {
  let root = URL(filePath: #filePath).appending(path: "../../../../rulesets/iza/plan").standardized
  func text(_ n: String) throws -> SourceText {
    SourceText(name: n, bytes: Array(try Data(contentsOf: root.appending(path: n))))
  }
  let folder = try RulesetFolder(reading: try text("ruleset.yaml"))
  for v in folder.versions {
    guard case .files(let files) = v.content else { continue }
    do {
      let m = try RulesetModel(of: folder, version: v, files: try files.map(text))
      let r = try Ruleset(compiling: m)
      print(v.version, r.criteria.count)
    } catch let d as Diagnostics {
      for x in d.all.prefix(60) { print(x.rendered(in: .en)) }
      print(v.version, d.all.count)
    }
    break
  }
}
