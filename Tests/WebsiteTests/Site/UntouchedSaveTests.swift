import Foundation
import Rules
import Testing

@testable import Assess
@testable import Website

/// Law: a page that is opened and saved untouched changes not one byte.
@Suite("A page that nobody changed", .fewAtOnce)
struct UntouchedSaveTests {
  static let plans = ["snelle-toets", "plan"].flatMap { folder in
    let path = "\(SiteWorld.rulesets)/iza/\(folder)/examples"
    return (Effects.process.entries(path) ?? []).map { "\(folder)/examples/\($0.name)" }
      .filter { $0.hasSuffix(".yaml") }
  }

  /// One example of each ruleset in every run; all with `LAW_CASES=1` or more.
  static let tried =
    ProcessInfo.processInfo.environment["LAW_CASES"] != nil
    ? plans : plans.filter { $0.contains("vaatchirurgie") || $0.contains("valpreventie") }

  @Test("is saved without changing a byte of the plan, in both languages", arguments: tried)
  func untouched(_ name: String) async throws {
    let world = try await SiteWorld()
    let id = try await world.dossier(
      name.hasPrefix("plan") ? .plan : .quickTest, at: .draft,
      of: name.replacing(".yaml", with: ""))
    let before = try #require(try await world.store.dossier(id))
    for language in ["nl", "en"] {
      let browser = try await world.browser("indiener")
      browser.set("taal", language)
      var questions = 0
      for address in await addresses(browser, id) {
        let page = await browser.get(address)
        let form = page.sheet
        questions += form.all(AnswerSheet.shownField).count
        let saved = await browser.post(address, form.fields.map { ($0.name, $0.value) })
        #expect(saved.status == 200, "\(address)")
      }
      let after = try #require(try await world.store.dossier(id))
      #expect(after == before, "\(name) in \(language)")
      #expect(questions > 20)
    }
    #expect(try await world.store.openTexts(of: id).isEmpty)
  }

  /// Every page of questions: the topics, and the items on them.
  private func addresses(_ browser: Browser, _ id: String) async -> [String] {
    var found: [String] = []
    var next: [String] = []
    var number = 1
    while await browser.get("/plan/\(id)/vragen/\(number)").status == 200 {
      next.append("/plan/\(id)/vragen/\(number)?alle=1")
      number += 1
    }
    while let address = next.popLast() {
      found.append(address)
      let text = await browser.get(address).text
      for match in text.matches(of: /href="(\/plan\/[a-z0-9]+\/vragen\/[0-9]+\?bij=[^"]+)"/) {
        let link = String(match.1)
        if !found.contains(link), !next.contains(link) { next.append(link) }
      }
    }
    return found
  }
}
