import Foundation
import Rules
import TestSupport
import Testing

@testable import Assess

@Suite("A plan that is being written")
struct PlanDraftTests {
  private func read(_ text: String) throws -> PlanDraft {
    PlanDraft(try DataDocument(yaml: SourceText(name: "plan", text: text)))
  }

  /// Of every scalar its text, and whether it may stand for more than a text.
  private func scalars(_ tree: PlanTree) -> [String] {
    switch tree {
    case .scalar(let text, let isPlain):
      // What stands for nothing is one thing, however it is spelled.
      tree.isAbsent ? ["nothing"] : ["\(isPlain) \(text)"]
    case .sequence(let items): ["["] + items.flatMap { scalars($0) } + ["]"]
    case .mapping(let entries):
      ["{"] + entries.flatMap { ["\($0.key):"] + scalars($0.value) } + ["}"]
    }
  }

  private static let unquoted = [
    "", "~", "null", "Null", "NULL", "+5", ".5", "-.5", "+.5", "-5", "−5", "2,5", "12.500",
    "1250,00",
    "€ 1.250", "50%", "1 juni 2029", "6/1/2029", "1-6-2029", "1e6", "1E+3", "0x1F", ".inf", "-.inf",
    ".nan", "1_000", "ja", "yes", "waar", "on", "-x", "--", "a, b", "x:y", "http://x.nl/a#b", "½",
    "2.031",
    "12 500", "[~]", "{}", "a b  c", "- ", "?x", "=", "<<",
  ]

  @Test(
    "what was not quoted means the same after it is written, once and again: nothing stays nothing, a number a number"
  )
  func unquoted() throws {
    for word in Self.unquoted {
      let text = """
        titel: \(word)
        lijst:
          - \(word)
          - naam: \(word)
            diep: [\(word.contains(where: { ",[]{}".contains($0) }) ? "x" : word), x]

        """
      guard let draft = try? read(text) else { continue }
      let once = try read(draft.yaml)
      #expect(
        scalars(once.root).filter { $0.hasPrefix("true") || $0 == "nothing" }
          == scalars(draft.root).filter { $0.hasPrefix("true") || $0 == "nothing" }, "\(word)")
      #expect(try read(once.yaml).yaml == once.yaml, "\(word)")
    }
  }

  @Test("so it is with whatever somebody may type without quotes")
  func anyUnquoted() throws {
    var dice = SeededDice(state: 11)
    let letters = Array("~+-.,:0159eExnulNaj #'\"[]{}&*!|>%@`?=_€½\u{A0}")
    var seen = 0
    for _ in 0..<4_000 {
      let word = String((0...dice.below(5)).map { _ in dice.pick(letters) })
      guard let draft = try? read("a: \(word)\nb:\n  - \(word)\n  - c: \(word)\n") else { continue }
      seen += 1
      let once = try read(draft.yaml)
      for (before, after) in zip(scalars(draft.root), scalars(once.root)) where before != after {
        // A text may lose its quotes, where it can stand for nothing else.
        #expect(before.dropFirst(6) == after.dropFirst(5) && before.hasPrefix("false"), "\(word)")
      }
    }
    #expect(seen > 1_000)
  }

  @Test(
    "any text is written so that it is read as that text",
    arguments: [
      "gewoon", "ja", "no", "12", "012", "1.10", "2024-03-06", "~", "null", "", " ", " voor", "na ",
      "a: b", "# geen commentaar", "- geen lijst", "[x", "{x", "\"aan\"", "'op'", "een\ntwee",
      "een\n\ntwee", "een\n  ingesprongen\ntwee", "  begin\ntwee", "een\n", "\neen", "een \ntwee",
      "tab\thier", "a\u{0}b", "\u{FEFF}bom", "\u{2028}", "emoji 🧑‍⚕️", "%", "@x", "&x", "*x", "!x",
      "|", ">", "| \nx", "---", "...", "a\r\nb", "\u{7F}", "\u{85}", "\u{202E}om", "true", "1e3",
      "één", "a #b", "x:", "?", "? x", ":", "- ", "2024-03-06T10:00:00Z",
    ])
  func texts(text: String) throws {
    var draft = PlanDraft()
    draft.set(InputPath([.member("titel")]), to: .scalar(text, isPlain: false))
    draft.set(
      InputPath([.member("lijst"), .item(1), .member("naam")]), to: .scalar(text, isPlain: false))
    draft.set(InputPath([.member("los")]), to: .sequence([.scalar(text, isPlain: false)]))
    let again = try read(draft.yaml)
    for path in [
      InputPath([.member("titel")]),
      InputPath([.member("lijst"), .item(1), .member("naam")]),
      InputPath([.member("los"), .item(1)]),
    ] {
      guard case .scalar(let found, _)? = again[path] else {
        Issue.record("\(path) is no text")
        continue
      }
      #expect(found == text)
    }
    #expect(again.yaml == draft.yaml)
  }

  @Test("every example plan means the same after it was written again")
  func examples() throws {
    let root = URL(filePath: #filePath).appending(path: "../../../../rulesets/iza").standardized
    let effects = Effects.process
    let catalog = RulesetCatalog(root: root.deletingLastPathComponent().path, effects: effects)
    var tried = 0
    for ruleset in ["plan", "snelle-toets"] {
      let folder = root.appending(path: "\(ruleset)/examples").path
      for entry in effects.entries(folder) ?? [] where entry.name.hasSuffix(".yaml") {
        let file = try PlanFile.read("\(folder)/\(entry.name)", effects: effects)
        let draft = PlanDraft(file.document)
        let written = PlanFile(
          document: try DataDocument(yaml: SourceText(name: "plan", text: draft.yaml)))
        let editions = Editions(catalog, Editions.Request(day: .epoch))
        let edition = try editions.edition(for: file)
        let (old, new) = (
          ReadPlan(file, by: edition, recordingCauses: false),
          ReadPlan(written, by: edition, recordingCauses: false)
        )
        for (before, after) in zip(old.facts.values, new.facts.values) {
          #expect(before.json() == after.json(), "\(entry.name)")
        }
        #expect(old.judgements == new.judgements)
        #expect(old.problems.count == new.problems.count)
        let json = try DataDocument(
          json: SourceText(name: "plan", text: draft.json(edition.ruleset.model.vocabulary.fields)))
        let third = ReadPlan(PlanFile(document: json), by: edition, recordingCauses: false)
        for (before, after) in zip(old.facts.values, third.facts.values) {
          #expect(before.json() == after.json(), "\(entry.name)")
        }
        tried += 1
      }
    }
    #expect(tried > 20)
  }

  @Test("an answer is put, changed and taken away; an empty group goes with its last answer")
  func changes() throws {
    var draft = try read("ruleset: x\ngroep:\n  a: 1\nlijst:\n  - naam: een\n  - naam: twee\n")
    let a = InputPath([.member("groep"), .member("a")])
    draft.set(a, to: .scalar("2", isPlain: true))
    #expect(draft[a]?.text == "2")
    draft.set(a, to: nil)
    #expect(draft[InputPath([.member("groep")])] == nil)
    draft.removeItem(1, of: InputPath([.member("lijst")]))
    #expect(draft.yaml == "ruleset: x\nlijst:\n  - naam: twee\n")
  }

  @Test("nobody speaks for a reviewer in a plan of one's own")
  func reviewers() throws {
    var draft = try read(
      """
      oordelen:
        C1.1: { oordeel: voldoet, toelichting: ja, door: beoordelaar }
        C1.2: { oordeel: voldoet niet, toelichting: nee }
      """)
    let found = draft.takeOverReviewers()
    #expect(found.keys.sorted() == ["C1.1"])
    #expect(!draft.yaml.contains("beoordelaar"))
    #expect(draft.yaml.contains("aanvrager"))
  }
}
