import Testing

@testable import Rules

@Suite("a ruleset is refused where a rule asks for what is not there yet")
struct RulesetRefusalTests {
  private func problems(
    _ basis: (old: String, new: String) = ("", ""), criterion: (old: String, new: String) = ("", "")
  ) throws -> [Diagnostic] {
    func changed(_ text: String, _ change: (old: String, new: String)) -> String {
      change.old.isEmpty ? text : text.replacing(change.old, with: change.new)
    }
    let model = try RulesetFixture.read(
      basis: changed(RulesetFixture.basis, basis),
      criterion: changed(RulesetFixture.criterion, criterion))
    do throws(Diagnostics) {
      _ = try Ruleset(compiling: model)
      return []
    } catch {
      return error.all
    }
  }

  /// What an answer must meet, and the words at fault.
  static let constraints: [(tests: String, at: String?)] = [
    ("? >= 0", nil), ("[0..100]", nil), ("? = floor(?)", nil), ("not(13)", nil),
    ("? >= drempel", "? >= drempel"), ("? >= dubbel", "? >= dubbel"),
    ("? >= count(partijen)", "? >= count(partijen)"), ("if alles then ? > 0 else true", nil),
    ("? > 0, C1", nil), ("? < today().year", "? < today().year"),
    ("now().day < ?", "now().day < ?"),
  ]

  @Test("what is asked of an answer speaks of that answer alone", arguments: constraints)
  func constraint(_ row: (tests: String, at: String?)) throws {
    let found = try problems(
      ("constraint: \"? >= 0\"", "constraint: \"\(row.tests)\""))
    let isRefused = ["drempel", "dubbel", "partijen", "alles", "C1", "today", "now"]
      .contains { row.tests.contains($0) }
    #expect(isRefused == !found.isEmpty, "\(found)")
    if let at = row.at {
      let told = try #require(found.first { $0.message.en.contains("that answer alone") })
      #expect(told.source.text(in: told.range) == at)
    }
  }

  /// Where a rule may not speak of the verdict of a criterion.
  static let places: [(old: String, new: String, of: String)] = [
    ("applies: saldo > 5", "applies: C1 = true", "controle 'C1.2'"),
    ("rule: saldo > 0", "rule: saldo > 0 and C1 != false", "controle 'C1.1'"),
    (
      "checks:\n",
      "applies: C1 = null\nnot applicable: { nl: N, en: N }\nchecks:\n", "criterium 'C1'"
    ),
  ]

  @Test("what a verdict rests on does not rest on a verdict", arguments: places)
  func verdict(_ row: (old: String, new: String, of: String)) throws {
    let found = try problems(criterion: (row.old, row.new))
    #expect(found.count == 1 && found[0].message.nl.hasPrefix("\(row.of) hangt af"), "\(found)")
    #expect(found.first.map { $0.source.text(in: $0.range).contains("C1") } ?? false)
  }
}
