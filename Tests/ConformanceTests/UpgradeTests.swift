import Foundation
import Rules
import Testing

/// The models of the kit, all of which are of version 1.5.
private let models = ["compliance-level-2", "compliance-level-3"].flatMap { Kit.models(of: $0) }

@Test("a model of the newest version stays as it is", .enabled(if: Kit.folder != nil))
func upgradeOfNewest() throws {
  for url in models {
    let document = try DMNDocument(reading: try Kit.source(url))
    let (upgraded, text) = (document.upgraded().text, document.tree.text)
    let isSame = upgraded == text
    #expect(isSame, "\(url.lastPathComponent) \(upgraded.firstDifference(text))")
  }
}

@Test(
  "written with the namespaces of an older version, every model is upgraded to what it was",
  .enabled(if: Kit.folder != nil))
func upgradeOfOlder() throws {
  let versions = DMNVersion.allCases.filter { $0 < .newest }
  for (number, url) in models.enumerated() {
    let version = versions[number % versions.count]
    let source = try Kit.source(url)
    let text = String(decoding: source.bytes, as: UTF8.self)
    let old = text.replacing(DMNVersion.newest.namespace, with: version.namespace)
    let document = try DMNDocument(reading: SourceText(name: source.name, text: old))
    #expect(document.version == version)
    var upgraded = document.upgraded()
    var newest = try DMNDocument(reading: source).tree
    // Where schemas are is not compared: an upgrade names those of its own version.
    upgraded.root.attributes.removeAll { $0.name.local == "schemaLocation" }
    newest.root.attributes.removeAll { $0.name.local == "schemaLocation" }
    // One model names diagrams of 1.2 in passing.
    let wanted = newest.text.replacing("20180521/DMNDI/", with: "20230324/DMNDI/")
      .replacing(
        "http://www.omg.org/spec/DMN/20230324", with: "https://www.omg.org/spec/DMN/20230324")
    let isSame = upgraded.text == wanted
    #expect(
      isSame, "\(source.name) \(version) \(upgraded.text.firstDifference(wanted))")
  }
}

extension String {
  /// The lines that differ first.
  fileprivate func firstDifference(_ other: String) -> String {
    let pair = zip(split(separator: "\n"), other.split(separator: "\n")).first { $0 != $1 }
    return pair.map { "\($0.0) | \($0.1)" } ?? ""
  }
}
