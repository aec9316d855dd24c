import Foundation
import Rules
import Testing

@testable import Assess

@Suite("A plan that is being written")
struct PlanDraftTests {
  private func read(_ text: String) throws -> PlanDraft {
    PlanDraft(try DataDocument(yaml: SourceText(name: "plan", text: text)))
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
        let shelf = RulesetShelf(catalog, RulesetShelf.Request(day: .epoch))
        let edition = try shelf.edition(for: file)
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
