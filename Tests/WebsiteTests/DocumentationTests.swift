import Assess
import Foundation
import TestSupport
import Testing
import Website

/// What a document names: something between backticks, a line of commands, or where a link leads.
private struct Mention {
  enum Kind { case span, line, link }
  let kind: Kind
  let line: Int
  let text: String

  /// All of a document, in order. Blocks in a language other than that of the shell name nothing.
  static func all(in text: String) -> [Mention] {
    var found: [Mention] = []
    var block: String?
    // A span may go on in the next line.
    var open = ""
    // What stands further in after an empty line is a block, else it goes on with an item of a list.
    var mayBeBlock = true
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      func add(_ kind: Kind, _ text: some StringProtocol) {
        found.append(Mention(kind: kind, line: index + 1, text: String(text)))
      }
      let trimmed = line.trimmingCharacters(in: .whitespaces)
      defer { mayBeBlock = trimmed.isEmpty || mayBeBlock && line.hasPrefix("    ") }
      if trimmed.hasPrefix("```") {
        block = block == nil ? String(trimmed.dropFirst(3)) : nil
      } else if block == "" || block == "sh" || block == nil && mayBeBlock && line.hasPrefix("    ")
      {
        // What follows is said of the command.
        let end = trimmed.firstRange(of: #/  | #/#)?.lowerBound ?? trimmed.endIndex
        add(.line, trimmed[..<end])
      } else if block == nil {
        for link in line.matches(of: #/\]\(([^)#:]+)[)#]/#) { add(.link, link.output.1) }
        let parts = (open + line).split(separator: "`", omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated().dropLast() where !index.isMultiple(of: 2) {
          add(.span, part)
        }
        open = parts.count.isMultiple(of: 2) ? "`\(parts.last ?? "") " : ""
      }
    }
    return found
  }
}

/// A command with the options that it takes and the commands in it, as the program itself tells.
private struct KnownCommand {
  var options: Set<String>
  var parts: [String: KnownCommand]

  init(_ told: DocumentCheck.Value?) {
    let names = (told?["arguments"]?.items ?? []).flatMap { $0["names"]?.items ?? [] }
    options = Set(names.compactMap { $0["name"]?.text.map { "--\($0)" } })
    parts = [:]
    for part in told?["subcommands"]?.items ?? [] {
      if let name = part["commandName"]?.text { parts[name] = KnownCommand(part) }
    }
  }

  /// Of both programs: those of the website are its own.
  static func toets() throws -> KnownCommand {
    func told(by tool: World.Tool) throws -> KnownCommand {
      let world = World()
      _ = world.run("--experimental-dump-help", by: tool)
      return KnownCommand(try DocumentCheck(Array(world.output.utf8)).root["command"])
    }
    var command = try told(by: AssessTool.run)
    command.parts.merge(try told(by: WebsiteTool.run).parts) { $1 }
    // Without a command a plan is assessed.
    command.options.formUnion(command.parts["assess"]?.options ?? [])
    command.options.insert("--generate-completion-script")
    return command
  }

  /// - Parameter words: what follows the name of the program.
  func fault(in words: some Collection<Substring>) -> String? {
    var (command, options, rest) = (self, options, Array(words)[...])
    if rest.first == "help" { rest.removeFirst() }
    while let word = rest.first, let part = command.parts[String(word)] {
      (command, rest) = (part, rest.dropFirst())
      options.formUnion(part.options)
    }
    if !command.parts.isEmpty, let word = rest.first, word.wholeMatch(of: #/[a-z]+/#) != nil {
      return "there is no command '\(word)'"
    }
    let unknown = rest.first {
      $0.hasPrefix("--") && !options.contains(String($0.prefix { $0 != "=" }))
    }
    return unknown.map { "there is no option '\($0)'" }
  }

  func takes(_ option: String) -> Bool {
    options.contains(option) || parts.values.contains { $0.takes(option) }
  }
}

/// What the repository holds: its files, and the words of its code.
private struct Repository {
  static let here = Repository()

  /// Each path and each end of one, of a Swift file also without what its name ends in: `Site/API`, `Value+Logic`.
  private(set) var paths: Set<String> = []
  private(set) var documents: [String] = []
  private var words: Set<String> = []
  private var declared: Set<String> = []

  private static let declaring: Set<String> = [
    "struct", "class", "enum", "actor", "protocol", "typealias", "case", "func", "var", "let",
  ]
  /// What others declare.
  private static let others: Set<String> = [
    "CYaml", "CryptoExtras", "Decimal", "ETag", "Host", "MemoryMax", "NSRegularExpression",
    "OpenID", "Process", "Regex", "Secure", "Sendable",
  ]
  /// Files that others have, or that work leaves behind.
  private static let elsewhere: Set<String> = [
    "facts.json", "Fuzz/corpus", "Fuzz/findings", "run.sh", "WORKLOAD.md",
  ]

  /// This file names what is not there.
  private static let ownPath = "Tests/WebsiteTests/DocumentationTests.swift"

  private static var file: Regex<Substring> {
    #/\w\.(?:swift|md|yaml|py|json|txt|sh|mustache|css|js|toml)$/#
  }

  private init() { enter("") }

  private mutating func enter(_ folder: String) {
    for entry in Effects.process.entries(World.package + folder) ?? [] {
      let path = folder + entry.name
      if entry.name == ".git" || path.hasPrefix(".build") || Self.elsewhere.contains(path) {
        continue
      }
      let parts = path.split(separator: "/")
      for start in parts.indices {
        let end = parts[start...].joined(separator: "/")
        paths.formUnion(end.hasSuffix(".swift") ? [end, String(end.dropLast(6))] : [end])
      }
      if entry.isFolder {
        enter(path + "/")
      } else if path.hasSuffix(".md") {
        // What is in a golden file was said by the program.
        if !path.contains("/Golden/") { documents.append(path) }
      } else if entry.name.contains(#/^[^.]+$|\.(?:swift|py|sh)$/#),
        path != Self.ownPath, !path.hasPrefix("Tests/Corpus/")
      {
        learn(from: path)
      }
    }
  }

  private mutating func learn(from path: String) {
    let bytes = (try? Effects.process.readFile(World.package + path, 1 << 22)) ?? []
    var last = ""
    for word in bytes.split(whereSeparator: { !isPartOfWord($0) }) {
      let word = String(decoding: word, as: UTF8.self)
      words.insert(word)
      if Self.declaring.contains(last) { declared.insert(word) }
      last = word
    }
  }

  private func isPartOfWord(_ byte: UInt8) -> Bool {
    switch UnicodeScalar(byte) {
    case "a"..."z", "A"..."Z", "0"..."9", "_", "-": true
    default: false
    }
  }

  /// Why something that is named is not there; `nil` where it is, or where it is no name of ours.
  func fault(_ mention: Mention, in document: String, of toets: KnownCommand) -> String? {
    let words = mention.text.split(separator: " ")
    guard let first = words.first else { return nil }
    switch mention.kind {
    case .link:
      let folder = URL(filePath: World.package + document).deletingLastPathComponent()
      let end = folder.appending(path: mention.text).standardized.path()
      return FileManager.default.fileExists(atPath: end) ? nil : "it leads nowhere"
    case .span where first.hasPrefix("--"):
      let isThere = toets.takes(String(first)) || self.words.contains(String(first))
      return isThere ? nil : "nothing takes this option"
    case .span where words.count == 1: return fault(ofName: mention.text)
    case .span, .line:
      if let fault = words.lazy.compactMap({ faultOfPath(in: $0) }).first { return fault }
      let called = words.starts(with: ["swift", "run"]) ? words.dropFirst(2) : words[...]
      guard let name = called.first, name == "toets" || name.hasSuffix("/toets") else { return nil }
      return toets.fault(in: called.dropFirst())
    }
  }

  /// Of a path among the words of a command: one that begins at the top of the repository.
  private func faultOfPath(in word: Substring) -> String? {
    let isOurs = word.contains("/") && paths.contains(String(word.prefix { $0 != "/" }))
    return isOurs ? fault(ofPath: String(word)) : nil
  }

  /// Up to what stands for something else: `FILE`, `*`, `…`; without the version of a ruleset.
  private func fault(ofPath path: String) -> String? {
    let parts = path.prefix { $0 != "@" }.split(separator: "/").prefix {
      $0.wholeMatch(of: #/[A-Z]+|.*[*…].*/#) == nil
    }
    let known = parts.joined(separator: "/")
    let isThere = known.isEmpty || paths.contains(known) || Self.elsewhere.contains(known)
    return isThere || path.hasPrefix(".build") ? nil : "there is no such file or folder"
  }

  private func fault(ofName name: String) -> String? {
    let isPath = name.contains("/") || name.contains("+") || name.contains(Self.file)
    if isPath, name.wholeMatch(of: #/[\w.+-]+(?:\/[\w.+@*…-]+)*\/?/#) != nil {
      return fault(ofPath: name)
    }
    if let type = name.wholeMatch(of: #/([A-Z]\w*[a-z]\w*(?:\.\w+)*)(?:\(.*\))?/#) {
      let missing = type.output.1.split(separator: ".").map(String.init).first {
        !declared.contains($0) && !paths.contains($0) && !Self.others.contains($0)
      }
      return missing.map { "nothing declares '\($0)'" }
    }
    if let word = name.wholeMatch(of: #/([a-z]+[A-Z]\w*|[A-Z]+_[A-Z_]+|[A-Z_]+(?==))(?:=\S+)?/#) {
      return words.contains(String(word.output.1)) ? nil : "the code does not know it"
    }
    return nil
  }
}

@Suite("What the documents name")
struct DocumentationTests {
  @Test("every path, type and command is there", arguments: Repository.here.documents)
  func named(document: String) throws {
    let toets = try KnownCommand.toets()
    let text = try String(contentsOfFile: World.package + document, encoding: .utf8)
    for mention in Mention.all(in: text) {
      if let fault = Repository.here.fault(mention, in: document, of: toets) {
        Issue.record("\(document):\(mention.line): `\(mention.text)`: \(fault)")
      }
    }
  }

  @Test(
    "what is not there is found",
    arguments: [
      "`Sources/Rules/Gone`", "`Gone.swift`", "`Value+Gone`", "`GoneForGood`", "`Ruleset.goneToo`",
      "`isGoneToo`", "`GONE_TOO`", "`GONE=1`", "`toets gone`", "`toets ruleset gone`",
      "`toets serve --gone`", "`--gone`", "[this](Gone.md)", "```sh\nTests/Gone/run\n```",
      "    swift run toets log gone DIR", "`toets log\ngone DIR`",
    ])
  func missing(text: String) throws {
    let toets = try KnownCommand.toets()
    let faults = Mention.all(in: text).compactMap {
      Repository.here.fault($0, in: "README.md", of: toets)
    }
    #expect(faults.count == 1)
  }
}
