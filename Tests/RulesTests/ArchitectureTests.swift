import Foundation
import Testing

/// The folders of `Rules` in the order data passes through them, each with those it may use.
private let folders: [(name: String, mayUse: Set<String>)] = [
  ("Text", []),
  ("Values", ["Text"]),
  ("Patterns", ["Text"]),
  ("Functions", ["Text", "Values", "Patterns"]),
  ("Syntax", ["Text"]),
  ("Model", ["Text", "Values"]),
  ("Interchange", ["Text", "Values", "Model"]),
  ("Check", ["Text", "Values", "Functions", "Syntax", "Model"]),
  ("Compile", ["Text", "Values", "Functions", "Syntax", "Model", "Check"]),
  ("Decisions", ["Text", "Values", "Model", "Interchange", "Check", "Compile"]),
  ("Assessment", ["Text", "Values", "Model", "Interchange", "Check", "Compile"]),
  ("Review", ["Text", "Values", "Functions", "Syntax", "Model", "Check", "Assessment"]),
  (
    "Explanation",
    ["Text", "Values", "Syntax", "Model", "Interchange", "Check", "Compile", "Assessment"]
  ),
  ("Export", ["Text", "Values", "Syntax", "Model", "Interchange", "Check", "Assessment"]),
]

/// The sources are read once: each file by its path below `Sources`, as written and as code alone.
private let sources: [(path: String, text: String, code: String)] = {
  let root = URL(filePath: #filePath).appending(path: "../../../Sources").standardized
  let found = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
  return found.filter { $0.hasSuffix(".swift") }.sorted().compactMap { path in
    (try? String(contentsOf: root.appending(path: path), encoding: .utf8)).map {
      (path, $0, codeAlone($0))
    }
  }
}()

/// Swift text without its comments and without what stands between quotes.
private func codeAlone(_ text: String) -> String {
  text.replacing(#/"""(?s:.*?)"""/#, with: "\"\"")
    .replacing(#/\/\/[^\n]*/#, with: "")
    .replacing(#/"(?:\\.|[^"\\\n])*"/#, with: "\"\"")
}

private func code(in folder: String) -> String {
  sources.filter { $0.path.hasPrefix("Rules/\(folder)/") }.map(\.code).joined(separator: "\n")
}

/// The types that a folder declares: at the left margin, or inside others.
private func types(in folder: String, nested: Bool) -> Set<String> {
  let code = code(in: folder)
  let declaration =
    #/^(?<indentation> *)(?:[a-z]+(?:\(\w+\))? )*(?:struct|enum|protocol|class|actor|typealias) (?<name>\w+)/#
  return Set(
    code.matches(of: declaration.anchorsMatchLineEndings())
      .filter { $0.output.indentation.isEmpty != nested }
      .map { String($0.output.name) })
}

@Test("the folders of Rules are these")
func folderNames() {
  let found = Set(
    sources.filter { $0.path.hasPrefix("Rules/") }.compactMap {
      $0.path.split(separator: "/").dropFirst().first.map(String.init)
    })
  #expect(found == Set(folders.map(\.name)))
}

@Test("a folder names only the types of folders it may use")
func dependencyDirection() {
  let declared = Dictionary(
    uniqueKeysWithValues: folders.map {
      ($0.name, (top: types(in: $0.name, nested: false), nested: types(in: $0.name, nested: true)))
    })
  for (position, (name, mayUse)) in folders.enumerated() {
    let earlier = Set(folders.prefix(position).map(\.name))
    #expect(mayUse.isSubset(of: earlier), "\(name) may use a later folder")
    let words = Set(code(in: name).matches(of: #/\w+/#).map { String($0.output) })
    // `Parameter` inside `FunctionValue` is not the `Parameter` of a ruleset.
    let own = mayUse.union([name]).reduce(into: Set<String>()) { all, folder in
      all.formUnion(declared[folder]?.nested ?? [])
    }
    for (other, _) in folders where other != name {
      let used = words.subtracting(own).intersection(declared[other]?.top ?? []).sorted()
      if !mayUse.contains(other) {
        #expect(used.isEmpty, "\(name) uses \(used) of \(other)")
      } else {
        #expect(!used.isEmpty, "\(name) does not use \(other), so it need not be allowed to")
      }
    }
  }
}

@Test("only the edges of Rules import anything")
func imports() {
  let line = #/^(?:[a-z@_]+ )*import (?:(?:struct|class|enum|func|protocol) )?(\w+)/#
  for (path, _, code) in sources where path.hasPrefix("Rules/") {
    for match in code.matches(of: line.anchorsMatchLineEndings()) {
      switch match.output.1 {
      case "Foundation":
        #expect(
          path.hasPrefix("Rules/Interchange/") || path == "Rules/Values/ZoneRules.swift", "\(path)")
      case "CYaml", "Yams": #expect(path.hasPrefix("Rules/Interchange/"), "\(path)")
      default: Issue.record("\(path) imports \(match.output.1)")
      }
    }
  }
}

@Test("what is known to crash, to hang or to hide a fault is not used")
func forbidden() {
  let code: [(what: String, pattern: Regex<Substring>)] = [
    ("a parser of XML that crashes", #/\bFoundationXML\b|\bXMLParser\b|\bXMLDocument\b/#),
    ("patterns that never end", #/\bNSRegularExpression\b|\bRegex\b/#),
    ("a trap", #/\btry!|\bas!|\bfatalError\(|\bunsafelyUnwrapped\b/#),
    ("an unchecked promise", #/@unchecked|\bunowned\(unsafe\)|\bnonisolated\(unsafe\)/#),
  ]
  for (path, _, text) in sources {
    for (what, pattern) in code {
      #expect(text.firstMatch(of: pattern) == nil, "\(path) uses \(what)")
    }
  }
  for (path, text, _) in sources {
    #expect(text.firstMatch(of: #/\bTODO\b|\bFIXME\b|\bXXX\b/#) == nil, "\(path) is unfinished")
  }
}

/// What the procedure stands in: who submits to whom, and what a submission is called.
private let procedure = [
  "Casework", "Procedure", "Store", "Site", "Server", "Commands/ServeCommand.swift",
]

@Test(
  "the code knows no ruleset: what a ruleset asks stands in rulesets, and only the procedure knows who takes part in it"
)
func noRulesetInCode() {
  let asked = #/\biza\b|beoordelingskader|gemeente|ziekenhui|\bggz\b/#.ignoresCase()
  let takingPart = #/zorg|verzeker|insurer|transformati/#.ignoresCase()
  for (path, text, _) in sources {
    var words = [asked]
    if !procedure.contains(where: { path.hasPrefix("Assess/\($0)") }) { words.append(takingPart) }
    for found in words.compactMap({ text.firstMatch(of: $0) }) {
      Issue.record("\(path) speaks of \(found.output)")
    }
  }
}
