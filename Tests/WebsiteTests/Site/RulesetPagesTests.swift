import Foundation
import Rules
import Testing

@testable import Assess
@testable import Website

@Suite("The pages of rules on the site")
struct RulesetPagesTests {
  /// What stands between quotes after a name.
  private static func values(of name: String, in text: String) -> [String] {
    text.components(separatedBy: " \(name)=\"").dropFirst().map {
      String($0.prefix { $0 != "\"" })
    }
  }

  /// Where links lead that are not to a place on their own page.
  private static func rules(in text: String) -> [String] {
    values(of: "href", in: text).filter { $0.hasPrefix("/regels/") }
  }

  @Test("everybody finds every version from the list, with all its checks, in both languages")
  func versions() async throws {
    let world = try await SiteWorld(isEmpty: true)
    let browser = Browser(world.site)
    let list = Self.rules(in: await browser.get("/regels").text)
    let folders = try world.site.editions.folders()
    #expect(list.count == folders.values.flatMap(\.versions).count(where: \.isEncoded))
    let latest = "/regels/iza/plan/kader-2024-09"
    #expect(list.contains(latest))
    let page = await browser.get(latest)
    #expect(page.status == 200)
    let ids = Self.values(of: "id", in: page.text)
    #expect(Set(ids).count == ids.count)
    #expect(ids.contains("C7.1"))
    for href in Self.values(of: "href", in: page.text) where href.hasPrefix("#") {
      #expect(ids.contains(String(href.dropFirst())), "\(href)")
    }
    #expect(page.text.contains("Zo lezen wij de bron"))
    _ = await browser.get("/taal/en")
    let english = await browser.get(latest)
    #expect(english.text.contains("How the source is read"))
    #expect(!english.text.contains("Zo lezen wij de bron"))
    #expect(Self.values(of: "id", in: english.text) == ids)
  }

  static let absent = [
    "/regels/iza/plan/kader-2025-07", "/regels/iza/plan/niets", "/regels/iza/kader-2024-09",
    "/regels/iza/plan/", "/regels//plan/kader-2024-09", "/regels/../plan/kader-2024-09",
    "/regels/iza/plan/kader-2024-09/x",
  ]

  @Test("there is no page of what has no rules", arguments: absent)
  func notThere(_ address: String) async throws {
    let world = try await SiteWorld(isEmpty: true)
    #expect(await Browser(world.site).get(address).status == 404)
  }

  @Test("a page is made once, however many ask for it at the same time")
  func once() async throws {
    let world = try await SiteWorld(isEmpty: true)
    let address = "/regels/iza/snelle-toets/kader-2025-07"
    let pages = await withTaskGroup(of: String.self) { group in
      for _ in 0..<8 { group.addTask { await Browser(world.site).get(address).text } }
      return await group.reduce(into: Set<String>()) { found, text in
        found.insert(text.components(separatedBy: "<main").last ?? "")
      }
    }
    #expect(pages.count == 1)
    #expect(world.site.rulesetPages.bytes > 100_000)
    #expect(world.site.rulesetPages.bytes < 2_000_000)
  }

  @Test("a report, a judgement and a letter lead to the rules that they speak of")
  func links() async throws {
    let world = try await SiteWorld()
    let id = try await world.dossier(at: .rejected)
    let browser = try await world.browser("eerste")
    let owner = try await world.browser("indiener")
    let pages = [
      await owner.get("/plan/\(id)/beoordeling"), await owner.get("/plan/\(id)/brief"),
      await browser.get("/plan/\(id)/beoordelen/C7.1"),
    ]
    var known: [String: Set<String>] = [:]
    for page in pages {
      #expect(page.status == 200)
      let links = Self.rules(in: page.text)
      #expect(!links.isEmpty, "\(page.path)")
      for link in Set(links) {
        let parts = link.split(separator: "#", maxSplits: 1).map(String.init)
        if known[parts[0]] == nil {
          known[parts[0]] = Set(Self.values(of: "id", in: await owner.get(parts[0]).text))
        }
        #expect(known[parts[0]]?.contains(parts[1]) == true, "\(page.path): \(link)")
      }
    }
  }

  @Test("rules that are not those of the catalog any more have no page to lead to")
  func changed() async throws {
    let world = try await SiteWorld(isEmpty: true)
    let editions = world.site.editions
    let edition = try editions.edition(
      RulesetReference("iza/plan@kader-2024-09"), on: nil, today: world.today)
    #expect(editions.pages(of: edition) != nil)
    let folder = try #require(try editions.folders()["iza/plan"])
    let version = try #require(folder.version(named: "kader-2024-09"))
    let model = try editions.catalog.model(folder, version)
    let other = try RulesetModel(
      of: folder, version: version,
      files: model.identity.files.enumerated().map { index, file in
        index == 0 ? SourceText(name: file.name, bytes: Array(file.bytes) + [10]) : file
      })
    #expect(editions.pages(of: Edition(try Ruleset(compiling: other))) == nil)
  }
}
