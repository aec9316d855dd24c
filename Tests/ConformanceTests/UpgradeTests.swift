import Foundation
import Rules
import Testing

/// The models of the kit, all of which are of version 1.5.
private let models = ["compliance-level-2", "compliance-level-3"].flatMap { Kit.models(of: $0) }

@Test("a model of the newest version stays as it is", .enabled(if: Kit.folder != nil))
func upgradeOfNewest() throws {
  for url in models {
    let document = try DMNDocument(reading: try Kit.source(url))
    #expect(document.upgraded().text == document.tree.text, "\(url.lastPathComponent)")
  }
}

@Test(
  "written with the namespaces of an older version, every model is upgraded to what it was",
  .enabled(if: Kit.folder != nil), arguments: DMNVersion.allCases)
func upgradeOfOlder(version: DMNVersion) throws {
  for url in models {
    let source = try Kit.source(url)
    let text = String(decoding: source.bytes, as: UTF8.self)
    let old = text.replacing(DMNVersion.newest.namespace, with: version.namespace)
    let document = try DMNDocument(reading: SourceText(name: source.name, text: old))
    #expect(document.version == version)
    let newest = try DMNDocument(reading: source)
    let upgraded = document.upgraded().text
    // An import without a name was allowed in 1.1 only, and locations of schemas are not compared.
    #expect(upgraded.comparable == newest.tree.text.comparable, "\(source.name) \(version)")
  }
}

extension String {
  /// Without the places of schemas: an upgrade makes them those of its own version.
  fileprivate var comparable: String {
    replacing(#/ xsi:schemaLocation="[^"]*"/#, with: "")
  }
}
