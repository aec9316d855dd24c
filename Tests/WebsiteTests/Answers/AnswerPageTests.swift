import Foundation
import Rules
import Testing

@testable import Assess
@testable import Website

@Suite("The page of all answers shows what the answers are, not how a file spells them", .fewAtOnce)
struct AnswerPageTests {
  @Test("yes, numbers, days and labels, in the language of the page")
  func typed() async throws {
    let world = try await SiteWorld()
    let browser = try await world.browser("indiener")
    let text = """
      titel: Een plan
      start: "2024-03-06"
      schaal: regionaal
      businesscase: {saldo: 1250000.50}
      partijen: [{naam: Ziekenhuis, bepalend: WAAR, geraakt: false}]
      """
    var made = Dossier(
      id: Secret.identifier(), track: .plan, ruleset: "iza/plan", title: "Een plan",
      text: Array(text.utf8), at: Moment(world.now))
    made.owner = "zorg"
    try await world.store.add(made, by: "test")
    let page = await browser.get("/plan/\(made.id)/antwoorden").text
    for shown in ["6 maart 2024", "€ 1.250.000,50", ": ja", ": nee"] {
      #expect(page.contains(shown), "\(shown)")
    }
    for spelled in ["WAAR", "1250000.50", "2024-03-06", "false"] {
      #expect(!page.contains(spelled), "\(spelled)")
    }
  }
}
