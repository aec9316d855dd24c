import Rules
import TestSupport
import Testing

@testable import Assess
@testable import Website

@Suite("the rules that the site assesses by")
struct SiteEditionsTests {
  @Test(
    "what explains verdicts is made of the rules that gave them, also where others have their name")
  func explainerOfItsRules() throws {
    func editions() -> SiteEditions {
      SiteEditions(
        RulesetCatalog(root: World.rulesets, effects: .process), settings: .init())
    }
    func edition(_ editions: SiteEditions) throws -> Edition {
      try editions.edition(of: "gemeente/buurtfonds", on: try #require(CalendarDate("2024-11-25")))
    }
    let site = editions()
    let (own, other) = (try edition(site), try edition(editions()))
    #expect(own.ruleset.model.identity.version == other.ruleset.model.identity.version)
    #expect(!own.ruleset.isSame(as: other.ruleset))
    for edition in [own, other, own] {
      #expect(site.explainer(edition).ruleset.isSame(as: edition.ruleset))
    }
    #expect(site.explainer(own) === site.explainer(own))
  }
}
