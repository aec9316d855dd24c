import Foundation
import Rules
import TestSupport
import Testing

@testable import Assess

@Suite("toets ruleset docs")
struct RulesetDocumentationTests {
  private static func page(_ path: String, _ language: Language = .nl) throws
    -> DocumentationPages.Page
  {
    try #require(DocumentationPages.shipped[language]?.pages[path])
  }

  private static let latest = "iza/plan/kader-2024-09.html"

  @Test(
    "every place on every page is there once, and every link leads to one",
    arguments: Language.allCases)
  func links(_ language: Language) throws {
    let all = try #require(DocumentationPages.shipped[language])
    #expect(all.pages.count == 7)
    #expect(all.deadLinks == [])
    for (path, page) in all.pages {
      #expect(Set(page.ids).count == page.ids.count, "\(path)")
      #expect(page.text.contains("<html lang=\"\(language.rawValue)\">"))
      #expect(!page.text.contains("<script"))
    }
  }

  @Test("headings go down one step at a time", arguments: Language.allCases)
  func headings(_ language: Language) throws {
    for (path, page) in try #require(DocumentationPages.shipped[language]).pages {
      let levels = page.text.components(separatedBy: "<h").dropFirst().compactMap {
        $0.first?.wholeNumberValue
      }
      #expect(levels.first == 1)
      #expect(levels.count { $0 == 1 } == 1, "\(path)")
      for (one, next) in zip(levels, levels.dropFirst()) {
        #expect(next <= one + 1, "\(path): h\(one), h\(next)")
      }
    }
  }

  @Test(
    "a page names every criterion, check, source, parameter and reading",
    arguments: Language.allCases)
  func everything(_ language: Language) throws {
    let catalog = DocumentationPages.catalog
    for name in try catalog.identifiers() {
      let folder = try catalog.ruleset(named: name)
      for version in folder.versions where version.isEncoded {
        let model = try catalog.model(folder, version)
        let page = try Self.page("\(name)/\(version.version).html", language)
        let ids = Set(page.ids)
        func has(_ anchor: RulesetAnchor, _ text: String) {
          #expect(ids.contains(anchor.id), "\(anchor)")
          #expect(page.text.contains(HTMLText(text).description), "\(text)")
        }
        for criterion in model.criteria {
          has(.code(criterion.id), criterion.requirement[language])
          for check in criterion.checks {
            has(.code(check.id), check.title[language])
            if let words = check.words { has(.code(check.id), words[language]) }
          }
        }
        for source in model.sources {
          has(.source(source.key), source.title)
          for section in source.sections {
            has(.section(section.key, of: source.key), section.title)
          }
        }
        for parameter in model.parameters {
          has(.parameter(parameter.name), parameter.title[language])
        }
        for reading in model.readings { has(.reading(reading.key), reading.choice[language]) }
      }
    }
  }

  /// The part of a page about one check.
  private static func part(_ id: String, of page: DocumentationPages.Page) throws -> String {
    let start = try #require(page.text.range(of: "<h3 id=\"\(id)\">"))
    let rest = page.text[start.lowerBound...]
    return String(rest[..<(rest.range(of: "</article>")?.lowerBound ?? rest.endIndex)])
  }

  @Test(
    "C7.1 has its rule in words, its source, how that is read, and what it rests on, without FEEL outside the fold"
  )
  func oneCheck() throws {
    let part = try Self.part("C7.1", of: Self.page(Self.latest))
    let text = part.components(separatedBy: "<details").first ?? ""
    for words in [
      ">moet<", "Voor elk onderdeel van &#39;Resultaten&#39; geldt minstens één hiervan:",
      "worden binnen vijf jaar behaald", "href=\"#bron:kader:stap-3-vw-5\"",
      "href=\"#lezing:H24\"", "href=\"#parameter:anker_vijf_jaar\"", "Hart voor Elkaar",
      "de start van het plan", "&#39;Start van het plan&#39; plus 5 jaar",
    ] {
      #expect(text.contains(words), "\(words): \(text)")
    }
    #expect(!text.contains("satisfies"))
    #expect(part.contains("every r in resultaten satisfies"))
  }

  @Test("the history of a check is what the versions differ in")
  func history() throws {
    for path in ["iza/plan/kader-2023-02.html", Self.latest] {
      let page = try Self.page(path)
      #expect(try Self.part("M2", of: page).contains("soepeler"))
      #expect(try Self.part("C2.7", of: page).contains("strenger"))
      #expect(try Self.part("C7.1", of: page).contains("Daarna niet veranderd"))
    }
  }

  @Test(
    "every citation and every check of a report leads to its place", arguments: Language.allCases)
  func citations(_ language: Language) throws {
    let all = try #require(DocumentationPages.shipped[language])
    let catalog = DocumentationPages.catalog
    let editions = Editions(catalog, .init(day: .epoch))
    var count = 0
    for name in try catalog.identifiers() {
      let path = "\(catalog.folder(of: name))/examples"
      for file in catalog.yamlFiles(below: path) {
        let plan = try PlanFile.read("\(path)/\(file)", effects: .process)
        let edition = try editions.edition(for: plan)
        let assessed = try AssessedPlan(plan, by: edition, at: World.moment)
        var report = assessed.report(in: language)
        report.pages = .files("regels/")
        let links = DocumentationPages.Page(try HTMLReport(report).text).links
          .filter { $0.hasPrefix("regels/") }
        let checks = edition.ruleset.model.criteria.flatMap(\.checks).count
        #expect(links.count > checks, "\(file)")
        for link in links where !all.leadsSomewhere(String(link.dropFirst(7)), from: "") {
          Issue.record("\(file): \(link)")
        }
        count += links.count
        report.pages = nil
        #expect(!(try HTMLReport(report).text.contains("regels/")))
      }
    }
    #expect(count > 5_000)
  }

  // MARK: What anybody may write

  @Test("texts that would steer the page are text, and strange names have a place of their own")
  func hostile() throws {
    let bad = "<script>alert(1)</script>\\\"'&{{title}}\\u202E"
    let both = "{ nl: \"\(bad)\", en: \"\(bad)\" }"
    let files = [
      "/fout/a/b/ruleset.yaml": """
      ruleset: a/b
      title: \(both)
      authority: \(both)
      about: \(both)
      submission date: dag
      plan title: titel
      versions:
        - { version: "v'1%", valid from: 2024-01-01, title: \(both), changes: \(both), files: [a.yaml] }
      """,
      "/fout/a/b/a.yaml": """
      sources:
        "k <b>": { title: "\(bad)", publisher: "\(bad)", date: 2024-01-01, url: "javascript:alert(1)", note: \(both), sections: { "s _": "\(bad)", "s~20_": "\(bad)" } }
      readings:
        "H'1": { point: \(both), choice: \(both) }
      vocabulary:
        titel: { type: string, label: \(both) }
        dag: { type: date, label: \(both) }
        soort: { type: string, allowed: { a: \(both) } }
      parameters:
        "grens één": { kind: threshold, type: number, title: \(both), why: \(both) }
      criterion: C1
      number: \(both)
      title: \(both)
      requirement: \(both)
      source: ["k <b>#s _"]
      checks:
        - check: C1.1
          title: \(both)
          source: ["k <b>#s _", "k <b>#s~20_"]
          basis: source
          force: condition
          words: \(both)
          reading: "H'1"
          rule: 'titel = "<script>" or soort = "a" or grens één > 3'
          passes: \(both.replacing("{{", with: "{{{{"))
          fails: \(both.replacing("{{", with: "{{{{"))
      outcome:
        source: ["k <b>#s _"]
        decide: 'if C1 = false then "nee" else "ja"'
        results:
          ja: { effect: positive, title: \(both), text: \(both) }
          nee: { effect: negative, title: \(both), text: \(both) }
        undecided:
          answers missing: { title: \(both), text: \(both) }
          judgement needed: { title: \(both), text: \(both) }
      """,
      "/fout/a/b/examples/x.yaml": "titel: \"\(bad)\"\ndag: 2024-02-01\nsoort: a\n",
    ]
    let world = World(files)
    let status = world.run("ruleset", "docs", "--html", "uit", "--rulesets", "/fout")
    #expect(status == 0, "\(world.error)")
    let page = DocumentationPages.Page(
      try #require(world.file("uit/a/b/v'1%.html"), "\(world.error)"))
    #expect(!page.text.contains("<script") && !page.text.contains("<b>"))
    #expect(!page.text.unicodeScalars.contains("\u{202E}"))
    #expect(!page.text.contains("href=\"javascript"))
    #expect(page.text.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
    #expect(page.text.contains("{{title}}"))
    #expect(Set(page.ids).count == page.ids.count)
    for link in page.links where link.hasPrefix("#") {
      #expect(page.ids.contains(String(link.dropFirst())), "\(link)")
    }
    let index = DocumentationPages.Page(try #require(world.file("uit/index.html")))
    #expect(index.links.contains("./a/b/v%271%25.html"))
  }

  static let anchors: [(RulesetAnchor, String)] = [
    (.code("C7.1"), "C7.1"), (.parameter("anker vijf jaar"), "parameter:anker_vijf_jaar"),
    (.section("2.e.7", of: "iza-concept"), "bron:iza-concept:2.e.7"),
    (.reading("A_B é"), "lezing:A~5FB_~C3~A9"), (.source("a/b"), "bron:a~2Fb"),
  ]

  @Test("an anchor is what people can type, and no two things share one", arguments: anchors)
  func anchor(_ row: (anchor: RulesetAnchor, id: String)) {
    #expect(row.anchor.id == row.id)
  }

  // MARK: The command

  static let refused: [(arguments: [String], status: Int32)] = [
    (["ruleset", "docs"], 64), (["ruleset", "docs", "iza/niets", "--html", "uit"], 4),
    (["ruleset", "docs", "iza/plan@niets", "--html", "uit"], 4),
    (["ruleset", "docs", "iza/plan@kader-2025-07", "--html", "uit"], 4),
    (["ruleset", "docs", "iza/snelle-toets@kader-2025-07", "--html", "/nowhere/uit"], 74),
    (["assess", World.plan, "--docs", "uit"], 64),
  ]

  @Test("what can't be written is told, and how to mend it", arguments: refused)
  func refusals(_ row: (arguments: [String], status: Int32)) {
    let world = World()
    let status = world.run(row.arguments + ["--rulesets", DocumentationPages.rulesets])
    #expect(status == row.status, "\(row.arguments): \(world.error)")
    #expect(!world.error.isEmpty)
  }

  @Test("one version is one page, and a report on the command line links to it")
  func oneVersion() throws {
    let world = World()
    #expect(world.run("ruleset", "docs", "gemeente/buurtfonds@regeling-2024", "--html", "uit") == 0)
    let page = try #require(world.file("uit/gemeente/buurtfonds/regeling-2024.html"))
    #expect(world.file("uit/gemeente/buurtfonds/regeling-2023.html") == nil)
    let ids = DocumentationPages.Page(page).ids
    let report = World()
    #expect(
      report.run(
        "assess", World.plan, "--format", "html", "--docs", "../uit", "--ruleset",
        "gemeente/buurtfonds@regeling-2024") < 2)
    let links = DocumentationPages.Page(report.output).links.filter { $0.hasPrefix("../uit/") }
    #expect(!links.isEmpty)
    for link in links {
      let parts = link.split(separator: "#")
      #expect(parts[0] == "../uit/gemeente/buurtfonds/regeling-2024.html")
      #expect(ids.contains(String(parts[1])), "\(link)")
    }
  }
}
