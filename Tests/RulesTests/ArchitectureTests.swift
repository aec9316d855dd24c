import Foundation
import Testing

/// A part of the sources with the folders in it, in the order data passes through them, each with those it may use.
private struct Part: CustomTestStringConvertible {
  let name: String
  let folders: [(name: String, mayUse: Set<String>)]

  var testDescription: String { name }
}

private let parts = [
  Part(name: "Rules", folders: rules), Part(name: "Assess", folders: assess),
  Part(name: "Website", folders: website),
]

private let rules: [(name: String, mayUse: Set<String>)] = [
  ("Text", []),
  ("Values", ["Text"]),
  ("Cells", ["Values"]),
  ("Patterns", ["Text"]),
  ("Functions", ["Text", "Values", "Patterns"]),
  ("Syntax", ["Text"]),
  ("Model", ["Text", "Values"]),
  ("Interchange/Data", ["Text", "Values"]),
  ("Interchange/XML", ["Text", "Interchange/Data"]),
  ("Interchange/Facts", ["Text", "Values", "Cells", "Model", "Interchange/Data"]),
  (
    "Interchange/Authoring", ["Text", "Values", "Model", "Interchange/Data", "Interchange/Facts"]
  ),
  ("Interchange/DMN", ["Text", "Values", "Model", "Interchange/XML"]),
  ("Check", ["Text", "Values", "Functions", "Syntax", "Model", "Interchange/Data"]),
  ("Compile", ["Text", "Values", "Functions", "Syntax", "Model", "Check"]),
  ("Machine", ["Text", "Values", "Cells", "Functions", "Syntax", "Check", "Compile"]),
  ("Decisions", ["Text", "Values", "Model", "Interchange/DMN", "Check", "Compile"]),
  (
    "Assessment",
    [
      "Text", "Values", "Cells", "Model", "Interchange/Data", "Interchange/Facts", "Check",
      "Compile",
      "Machine",
    ]
  ),
  ("Analysis", ["Values", "Syntax", "Model", "Check", "Compile"]),
  (
    "Review",
    [
      "Text", "Values", "Functions", "Syntax", "Model", "Interchange/Data", "Interchange/Facts",
      "Check", "Decisions", "Assessment", "Analysis",
    ]
  ),
  (
    "Explanation",
    [
      "Text", "Values", "Cells", "Syntax", "Model", "Interchange/Facts", "Check", "Compile",
      "Machine", "Assessment",
    ]
  ),
  (
    "Export",
    [
      "Text", "Values", "Syntax", "Model", "Interchange/XML", "Interchange/DMN", "Check",
      "Assessment",
    ]
  ),
]

private let assess: [(name: String, mayUse: Set<String>)] = [
  ("Effects", []),
  ("Text", []),
  ("Rulesets", ["Effects"]),
  ("Plans", ["Effects", "Rulesets"]),
  ("Assessing", ["Effects", "Rulesets", "Plans"]),
  ("Answers", ["Effects", "Plans"]),
  ("Reports", ["Effects", "Text", "Rulesets", "Plans", "Assessing"]),
  ("Documentation", ["Effects", "Text", "Rulesets", "Plans", "Assessing", "Reports"]),
  ("Records", ["Effects", "Rulesets", "Plans", "Assessing"]),
  ("RulesetTests", ["Effects", "Rulesets", "Plans", "Assessing", "Reports"]),
  ("Checks", ["Effects", "Rulesets", "RulesetTests"]),
  ("Interview", ["Effects", "Text", "Plans", "Assessing", "Answers"]),
  ("Batch", ["Effects", "Plans", "Assessing"]),
  ("Expressions", ["Effects", "Batch"]),
  ("Decisions", ["Effects", "Text", "Plans", "Reports"]),
  ("Diagrams", ["Text"]),
  (
    "Commands",
    [
      "Effects", "Text", "Rulesets", "Plans", "Assessing", "Reports", "Documentation", "Records",
      "RulesetTests", "Checks", "Interview", "Batch", "Expressions", "Decisions", "Diagrams",
    ]
  ),
]

private let website: [(name: String, mayUse: Set<String>)] = [
  ("Procedure", []),
  ("Secrets", []),
  ("Work", []),
  ("Web", []),
  ("Mail", []),
  ("Drafts", ["Secrets"]),
  ("Store", ["Procedure", "Secrets", "Drafts"]),
  ("SignIn", ["Secrets", "Web", "Store"]),
  ("Casework", ["Procedure", "Secrets", "Work", "Mail", "Drafts", "Store"]),
  (
    "Site",
    ["Procedure", "Secrets", "Work", "Web", "Mail", "Drafts", "Store", "SignIn", "Casework"]
  ),
  ("Server", ["Procedure", "Web", "Store", "Casework", "Site"]),
  (
    "Commands",
    ["Procedure", "Secrets", "Mail", "Store", "SignIn", "Casework", "Site", "Server"]
  ),
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

extension Part {
  func code(in folder: String) -> String {
    sources.filter { $0.path.hasPrefix("\(name)/\(folder)/") }.map(\.code).joined(separator: "\n")
  }

  /// The types that a folder declares: at the left margin, or inside others.
  func types(in folder: String, nested: Bool) -> Set<String> {
    let declaration =
      #/^(?<indentation> *)(?:[a-z]+(?:\(\w+\))? )*(?:struct|enum|protocol|class|actor|typealias) (?<name>\w+)/#
    return Set(
      code(in: folder).matches(of: declaration.anchorsMatchLineEndings())
        .filter { $0.output.indentation.isEmpty != nested }
        .map { String($0.output.name) })
  }
}

extension Part {
  /// What a folder adds to the types of other folders, by names that nothing else in the part has.
  func additions(in folder: String) -> Set<String> {
    let own = types(in: folder, nested: false)
    var added: Set<String> = []
    let code = code(in: folder)
    let extensions = #/^(?:(?<modifier>[a-z]+) )*extension (?<type>\w+)[^{]*\{(?<body>(?s:.*?))^\}/#
    for found in code.matches(of: extensions.anchorsMatchLineEndings())
    where !own.contains(String(found.output.type))
      && !["private", "fileprivate"].contains(found.output.modifier ?? "")
    {
      let member = #/^  (?<modifiers>(?:[a-z]+ )*)(?:func|var|let) (?<name>\w+)/#
      for member in found.output.body.matches(of: member.anchorsMatchLineEndings())
      where !member.output.modifiers.contains("private") {
        added.insert(String(member.output.name))
      }
    }
    return added
  }

  /// How often a name is declared in the whole part.
  var declarations: [String: Int] {
    var counts: [String: Int] = [:]
    for (path, _, code) in sources where path.hasPrefix("\(name)/") {
      for found in code.matches(of: #/(?:func|var|let|case) (\w+)/#) {
        counts[String(found.output.1), default: 0] += 1
      }
    }
    return counts
  }
}

@Test(
  "nor does it use what a folder that it may not use adds to the types of others", arguments: parts)
private func dependencyOfMembers(part: Part) {
  let counts = part.declarations
  let used = part.folders.map { folder in
    Set(part.code(in: folder.name).matches(of: #/\.(\w+)/#).map { String($0.output.1) })
  }
  var tried = 0
  for (other, _) in part.folders {
    // The standard library has the last one too.
    let added = part.additions(in: other).filter { counts[$0] == 1 }.subtracting(["insert"])
    tried += added.count
    for ((name, mayUse), words) in zip(part.folders, used)
    where name != other && !mayUse.contains(other) {
      let found = words.intersection(added).sorted()
      #expect(found.isEmpty, "\(name) uses \(found) of \(other)")
    }
  }
  #expect(tried > 20)
}

@Test("the folders of each part are these, and hold all that it is made of", arguments: parts)
private func folderNames(part: Part) {
  var empty = Set(part.folders.map(\.name))
  for (path, _, _) in sources where path.hasPrefix("\(part.name)/") {
    let folder = part.folders.first { path.hasPrefix("\(part.name)/\($0.name)/") }
    #expect(folder != nil, "\(path) is in no folder")
    if let folder { empty.remove(folder.name) }
  }
  #expect(empty.isEmpty)
}

@Test("a folder names only the types of folders it may use", arguments: parts)
private func dependencyDirection(part: Part) {
  let declared = Dictionary(
    uniqueKeysWithValues: part.folders.map {
      (
        $0.name,
        (top: part.types(in: $0.name, nested: false), nested: part.types(in: $0.name, nested: true))
      )
    })
  for (position, (name, mayUse)) in part.folders.enumerated() {
    let earlier = Set(part.folders.prefix(position).map(\.name))
    #expect(mayUse.isSubset(of: earlier), "\(name) may use a later folder")
    let words = Set(part.code(in: name).matches(of: #/\w+/#).map { String($0.output) })
    // `Parameter` inside `FunctionValue` is not the `Parameter` of a ruleset.
    let own = mayUse.union([name]).reduce(into: Set<String>()) { all, folder in
      all.formUnion(declared[folder]?.nested ?? [])
    }
    for (other, _) in part.folders where other != name {
      let used = words.subtracting(own).intersection(declared[other]?.top ?? []).sorted()
      if !mayUse.contains(other) {
        #expect(used.isEmpty, "\(name) uses \(used) of \(other)")
      } else {
        #expect(!used.isEmpty, "\(name) does not use \(other), so it need not be allowed to")
      }
    }
  }
}

@Test("what pages and programs both do stands below both: the API names no page")
func noPageInAPI() throws {
  let site = try #require(parts.last)
  let pages = site.types(in: "Site/Pages", nested: false)
  let words = Set(site.code(in: "Site/API").matches(of: #/\w+/#).map { String($0.output) })
  #expect(pages.count > 10 && words.count > 100)
  #expect(words.isDisjoint(with: pages), "\(words.intersection(pages).sorted())")
}

/// What a part of the sources may import besides Foundation, the C library, and what each part below it is: the first
/// part of a path that fits.
private let imported: [(part: String, may: Set<String>)] = [
  ("Rules/Values/ZoneRules.swift", ["Foundation"]),
  ("Rules/Interchange/", ["Foundation", "CYaml"]),
  ("Rules/Assessment/OnDemand.swift", ["Synchronization"]),
  ("Rules/", []),
  ("Assess/Commands/", world.union(["ArgumentParser", "Rules"])),
  ("Assess/Records/", world.union(["Crypto", "Rules"])),
  ("Assess/Reports/", world.union(["Mustache", "Rules"])),
  ("Assess/Documentation/", world.union(["Mustache", "Rules"])),
  ("Assess/", world.union(["Rules"])),
  ("toets/", world.union(["Assess", "CMalloc"])),
  ("Website/Procedure/", ["Rules", "Assess"]),
  ("Website/Secrets/", application.union(["Crypto", "CryptoExtras"])),
  ("Website/Store/", application.union(["GRDB", "Crypto"])),
  ("Website/SignIn/OpenIDTransport.swift", ["AsyncHTTPClient", "NIOCore", "NIOHTTP1"]),
  ("Website/SignIn/KeySet.swift", application.union(["JWTKit"])),
  ("Website/SignIn/", application.union(["Crypto"])),
  ("Website/Work/", world),
  ("Website/Web/", application),
  ("Website/Drafts/", application),
  ("Website/Mail/", application.union(["Subprocess"])),
  ("Website/Casework/", application.union(["Logging"])),
  ("Website/Site/Templates.swift", application.union(["Mustache"])),
  ("Website/Site/", application.union(["Logging"])),
  (
    "Website/Server/",
    application.union(["Hummingbird", "HummingbirdCore", "HTTPTypes", "NIOCore", "Logging"])
  ),
  ("Website/Commands/", application.union(["ArgumentParser", "CMalloc", "Logging"])),
  ("toets-site/", world.union(["Assess", "Website"])),
]

private let world: Set<String> = ["Foundation", "Glibc", "Dispatch", "Synchronization"]
private let application = world.union(["Rules", "Assess"])

@Test(
  "each part imports what it is for: the store alone knows the database, the server alone the network"
)
func imports() {
  let line = #/^(?:[a-z@_]+ )*import (?:(?:struct|class|enum|func|protocol) )?(\w+)/#
  var used = imported.map { _ in Set<String>() }
  for (path, _, code) in sources {
    guard let part = imported.firstIndex(where: { path.hasPrefix($0.part) }) else {
      Issue.record("\(path) is in no part")
      continue
    }
    for match in code.matches(of: line.anchorsMatchLineEndings()) {
      let name = String(match.output.1)
      #expect(imported[part].may.contains(name), "\(path) imports \(name)")
      used[part].insert(name)
    }
  }
  for (part, used) in zip(imported, used) {
    let idle = part.may.subtracting(application).subtracting(used)
    #expect(idle.isEmpty, "\(part.part) does not use \(idle)")
  }
}

/// What the procedure stands in: who submits to whom, and what a submission is called.
private let procedure = ["Website/", "Assess/Commands/WebsiteCommand.swift"]

@Test(
  "the code knows no ruleset: what a ruleset asks stands in rulesets, and only the procedure knows who takes part in it"
)
func noRulesetInCode() {
  let asked = #/\biza\b|beoordelingskader|gemeente|ziekenhui|\bggz\b/#.ignoresCase()
  let takingPart = #/zorg|verzeker|insurer|transformati/#.ignoresCase()
  for (path, text, _) in sources {
    var words = [asked]
    if !procedure.contains(where: { path.hasPrefix($0) }) { words.append(takingPart) }
    for found in words.compactMap({ text.firstMatch(of: $0) }) {
      Issue.record("\(path) speaks of \(found.output)")
    }
  }
}
