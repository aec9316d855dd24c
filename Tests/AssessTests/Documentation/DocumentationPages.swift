import Rules
import TestSupport
import Testing

@testable import Assess

/// Pages as a browser sees them: their places and where their links lead.
struct DocumentationPages: Sendable {
  struct Page: Sendable {
    let text: String
    let ids: [String]
    let links: [String]

    init(_ text: String) {
      self.text = text
      ids = Self.values(of: " id", in: text)
      links = Self.values(of: " href", in: text)
    }

    private static func values(of name: String, in text: String) -> [String] {
      var found: [String] = []
      let bytes = Array(text.utf8)
      let start = Array("\(name)=\"".utf8)
      var index = 0
      while index + start.count < bytes.count {
        guard bytes[index] == start[0], bytes[index..<(index + start.count)].elementsEqual(start)
        else {
          index += 1
          continue
        }
        let from = index + start.count
        let end = bytes[from...].firstIndex(of: UInt8(ascii: "\"")) ?? bytes.count
        found.append(String(decoding: bytes[from..<end], as: UTF8.self))
        index = end
      }
      return found
    }
  }

  /// By their paths below the folder.
  let pages: [String: Page]

  /// What `toets ruleset docs` writes of the rulesets that ship.
  static let shipped: [Language: DocumentationPages] = Dictionary(
    uniqueKeysWithValues: Language.allCases.map { language in
      let world = World()
      let status = world.run(
        "ruleset", "docs", "--html", "uit", "--lang", language.rawValue, "--rulesets",
        rulesets)
      #expect(status == 0, "\(world.error)")
      return (language, DocumentationPages(world, in: "uit", of: catalog))
    })

  static let rulesets = World.package + "rulesets"
  static let catalog = RulesetCatalog(root: rulesets, effects: .process)

  init(_ world: World, in folder: String, of catalog: RulesetCatalog) {
    var paths = ["index.html"]
    for name in (try? catalog.identifiers()) ?? [] {
      let versions = (try? catalog.ruleset(named: name))?.versions.filter(\.isEncoded) ?? []
      paths += versions.map { "\(name)/\($0.version).html" }
    }
    var pages: [String: Page] = [:]
    for path in paths {
      if let text = world.file("\(folder)/\(path)") { pages[path] = Page(text) }
    }
    self.pages = pages
    #expect(pages.count == paths.count, "\(paths)")
  }

  /// The links that lead nowhere, each with its page.
  var deadLinks: [String] {
    pages.sorted { $0.key < $1.key }.flatMap { path, page in
      page.links.filter { !$0.hasPrefix("https://") && !leadsSomewhere($0, from: path) }
        .map { "\(path): \($0)" }
    }
  }

  func leadsSomewhere(_ link: String, from path: String) -> Bool {
    let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    var steps = path.split(separator: "/").dropLast().map(String.init)
    for step in parts[0].split(separator: "/") where step != "." {
      if step == ".." { steps = steps.dropLast() } else { steps.append(String(step)) }
    }
    let target = parts[0].isEmpty ? path : steps.joined(separator: "/")
    guard let page = pages[target] else { return false }
    return parts.count == 1 || page.ids.contains(String(parts[1]))
  }
}
