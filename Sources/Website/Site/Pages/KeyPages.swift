import Assess
import Rules

/// The keys with which somebody's programs use the site: made, shown once, ended.
enum KeyPages {
  @Sendable static func list(_ visit: Visit) async throws -> WebResponse {
    try await page(visit)
  }

  private static func page(
    _ visit: Visit, notice: String? = nil, faults: [String] = []
  ) async throws -> WebResponse {
    guard let account = visit.account else { return visit.notFound() }
    let keys = try await visit.site.store.keys(of: account)
    let words = ReportWords(visit.language)
    func day(_ moment: Moment) -> String {
      words.date(moment.shown(in: visit.moment.zone).date)
    }
    let end = visit.say("Beëindigen", "End")
    let rows = keys.map { key -> PageModel in
      [
        "cells": [
          ListPages.cell(key.name), ListPages.cell(rights(key.mayWrite, visit)),
          ListPages.cell(day(key.made)),
          ListPages.cell(
            key.expires < visit.now
              ? visit.say("verlopen", "expired") : day(key.expires)),
          ListPages.cell(key.used.map { day($0) } ?? visit.say("nog niet", "not yet")),
          ListPages.cell(
            "",
            form: [
              "action": HTMLText("/account/sleutels/\(key.id)/einde"),
              "csrf": HTMLText(visit.proof), "button": HTMLText(end),
              "about": HTMLText("\(end): \(key.name)"), "hidden": [PageModel](),
            ]),
        ]
      ]
    }
    let table: PageModel = [
      "id": HTMLText("sleutels"), "heading": visit.words("Uw sleutels", "Your keys"),
      "columns": [
        visit.words("Naam", "Name"), visit.words("Mag", "May"), visit.words("Gemaakt", "Made"),
        visit.words("Werkt tot en met", "Works until"),
        visit.words("Laatst gebruikt", "Last used"), visit.words("Beëindigen", "End"),
      ], "rows": rows,
    ]
    let form: PageModel = [
      "id": HTMLText("nieuw"), "heading": visit.words("Een sleutel maken", "Make a key"),
      "action": HTMLText("/account/sleutels"), "button": visit.words("Maken", "Make"),
      "fields": [
        [
          "id": HTMLText("naam"), "name": HTMLText("naam"), "type": HTMLText("text"),
          "value": HTMLText(exact: faults.isEmpty ? "" : visit.request.form["naam"] ?? ""),
          "label": visit.words(
            "Naam van de sleutel: waar gebruikt u hem voor?",
            "Name of the key: what do you use it for?"), "isInput": true,
          "options": [PageModel](),
        ] as PageModel,
        choice(
          rightsField, visit.say("Wat mag het programma?", "What may the program do?"),
          [("lezen", rights(false, visit)), ("schrijven", rights(true, visit))], visit),
        choice(
          termField, visit.say("Hoe lang werkt de sleutel?", "How long does the key work?"),
          AccessKey.terms.map {
            ("\($0)", visit.say("\($0) dagen", "\($0) days"))
          }, visit),
      ],
    ]
    return visit.page(
      "table",
      [
        "lead": visit.words(
          "Met een sleutel gebruikt een programma de site in uw naam. Geef hem niet meer rechten dan nodig, en bewaar hem als een wachtwoord.",
          "With a key a program uses the site in your name. Give it no more rights than it needs, and keep it like a password."
        ), "tables": keys.isEmpty ? [PageModel]() : [table], "forms": [form],
      ], title: visit.say("Sleutels voor programma's", "Keys for programs"),
      trail: ("/api", visit.say("Voor programma's", "For programs")), notice: notice,
      faults: faults.map { ("#naam", $0) }, status: faults.isEmpty ? 200 : 422)
  }

  private static let rightsField = "mag"
  private static let termField = "dagen"

  private static func rights(_ mayWrite: Bool, _ visit: Visit) -> String {
    mayWrite
      ? visit.say(
        "lezen en veranderen wat u mag veranderen", "read, and change what you may change")
      : visit.say("alleen lezen wat u mag lezen", "only read what you may read")
  }

  private static func choice(
    _ name: String, _ label: String, _ options: [(value: String, label: String)], _ visit: Visit
  ) -> PageModel {
    [
      "id": HTMLText(name), "name": HTMLText(name), "label": HTMLText(label), "isInput": false,
      "options": options.enumerated().map { index, option -> PageModel in
        [
          "first": index == 0, "last": index == options.count - 1,
          "value": HTMLText(option.value), "label": HTMLText(option.label),
          "isChosen": visit.request.form[name] == option.value,
        ]
      },
    ]
  }

  @Sendable static func make(_ visit: Visit) async throws -> WebResponse {
    guard let account = visit.account else { return visit.notFound() }
    guard visit.site.limits.allows(.newKey, visit.counted, at: visit.now) else {
      return visit.tooOften()
    }
    let name = String(VisibleText(visit.request.form["naam"] ?? "").text.prefix(100))
    guard name.hasWords else {
      return try await page(
        visit, faults: [visit.say("Geef de sleutel een naam.", "Give the key a name.")])
    }
    let secret = Secret.random()
    guard
      try await visit.site.store.addKey(
        secret, named: name, for: account, mayWrite: visit.request.form[rightsField] == "schrijven",
        days: AccessKey.terms.first { visit.request.form[termField] == "\($0)" }
          ?? AccessKey.terms[0], at: visit.now)
    else {
      return try await page(
        visit,
        faults: [
          visit.say(
            "U hebt al \(Store.mostKeys) sleutels. Beëindig er eerst een.",
            "You have \(Store.mostKeys) keys already. End one first.")
        ])
    }
    let key = AccessKey.spelled(secret)
    return try await page(
      visit,
      notice: visit.say(
        "Dit is uw sleutel. U ziet hem maar één keer, dus bewaar hem nu: \(key)",
        "This is your key. You see it only once, so keep it now: \(key)"))
  }

  @Sendable static func end(_ visit: Visit) async throws -> WebResponse {
    guard let account = visit.account,
      let key = Int64(visit.request.parameters["sleutel"] ?? ""),
      try await visit.site.store.endKey(key, of: account, at: visit.now)
    else { return visit.notFound() }
    return .redirect("/account/sleutels")
  }
}
