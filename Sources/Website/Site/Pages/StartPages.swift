import Assess
import Rules

/// The start page, and what every page needs.
enum StartPages {
  @Sendable static func start(_ visit: Visit) async throws -> WebResponse {
    let words = visit.words
    var rulesets: [PageModel] = []
    for track in [Track.quickTest, .plan] {
      for folder in try visit.site.editions.rulesets(for: track) {
        let desk = try await visit.casework.desk(of: folder)
        rulesets.append([
          "title": words(folder.title), "about": words(folder.about),
          "id": HTMLText(folder.ruleset), "today": today(desk, visit),
          "begin": words(
            "Begin: \(folder.title.nl)", "Begin: \(folder.title.en)"),
        ])
      }
    }
    var model: PageModel = [
      "rulesets": rulesets,
      "w": words.all([
        "heading": ("Toets uw plan voordat u het indient", "Assess your plan before you submit it"),
        "lead": (
          "Beantwoord de vragen. U ziet steeds waar uw plan aan voldoet, waaraan niet, en waarom.",
          "Answer the questions. You see all the time what your plan meets, what it does not, and why."
        ),
        "howHeading": ("Zo werkt het", "How it works"),
        "how1": (
          "Om te beginnen hebt u geen account nodig. U krijgt een eigen link om later verder te gaan. Indienen doet u met een account.",
          "You need no account to begin. You get a link of your own to go on later. To submit you need an account."
        ),
        "how2": (
          "Wat u invult, wordt bewaard. Alleen u ziet het, tot u indient.",
          "What you fill in is saved. Only you see it until you submit."
        ),
        "how3": (
          "U krijgt alleen vragen die nog uitmaken.", "You only get questions that still matter."
        ),
        "demoHeading": ("Rondkijken", "Look around"),
        "demoAbout": (
          "Dit is een proefopstelling met voorbeelden. Log in als:",
          "This is a demonstration with examples. Sign in as:"
        ),
      ]),
    ]
    if !visit.site.demo.isEmpty {
      model["demo"] =
        [
          "accounts": visit.site.demo.map { account -> PageModel in
            [
              "email": HTMLText(account.email), "password": HTMLText(account.password),
              "label": words(account.label),
            ]
          }
        ] as PageModel
    }
    return visit.page("start", model, title: visit.say("Begin", "Start"))
  }

  /// What handing in today means: the rules that count, and what the day alone decides.
  private static func today(_ desk: Desk, _ visit: Visit) -> PageModel {
    let words = visit.words
    let day = visit.day(desk.day.dayNumber)
    var notes: [HTMLText] = []
    if let rules = desk.rules {
      if let note = desk.note { notes.append(words(note)) }
      if desk.note == nil {
        notes.append(
          HTMLText(
            visit.say(
              "De regels van vandaag: \(rules.title.nl). \(rules.changes.nl)",
              "The rules of today: \(rules.title.en). \(rules.changes.en)")))
      }
    } else {
      notes.append(words("Er zijn nog geen regels.", "There are no rules yet."))
    }
    if desk.findings.contains(where: { !$0.holds }) {
      notes.append(
        words(
          "U kunt het wel invullen en indienen. De zorgverzekeraars beslissen.",
          "You can still fill it in and submit it. The insurers decide."))
    }
    return [
      "heading": HTMLText(
        visit.say("Als u vandaag indient (\(day))", "If you submit today (\(day))")),
      "findings": desk.findings.map { finding -> PageModel in
        let verdict: Verdict = finding.holds ? .passes : .fails
        return [
          "symbol": HTMLText(verdict.symbol), "tone": HTMLText(verdict.rawValue),
          "title": HTMLText(
            finding.holds
              ? finding.title[visit.language]
              : visit.say("Voldoet niet: ", "Not met: ") + finding.title[visit.language]),
          "reasons": finding.reasons.map { words($0) },
        ]
      }, "notes": notes,
    ]
  }

  @Sendable static func language(_ visit: Visit) async throws -> WebResponse {
    let asked = visit.request.parameters["taal"]
    guard asked == "nl" || asked == "en" else { return visit.notFound() }
    var response = WebResponse.redirect(visit.localPath(visit.request.query["terug"]))
    response.cookies = [(Visit.languageCookie, asked ?? "nl", 365)]
    return response
  }

  @Sendable static func style(_: Visit) async throws -> WebResponse {
    asset(Templates.style, "text/css; charset=utf-8")
  }

  @Sendable static func script(_: Visit) async throws -> WebResponse {
    asset(Templates.script, "text/javascript; charset=utf-8")
  }

  @Sendable static func sign(_: Visit) async throws -> WebResponse {
    asset(Templates.sign, "image/svg+xml")
  }

  private static func asset(_ bytes: [UInt8], _ type: String) -> WebResponse {
    WebResponse(status: 200, type: type, body: bytes, isPublic: true)
  }

  /// Whether the process answers.
  @Sendable static func health(_: Visit) async throws -> WebResponse {
    sign("ok\n", status: 200)
  }

  /// Nobody may keep it: it tells of this moment.
  private static func sign(_ text: String, status: Int) -> WebResponse {
    var response = WebResponse.text(text, status: status)
    response.setsNoCookie = true
    return response
  }

  /// Whether it can do its work: the database answers, and there are rules.
  @Sendable static func readiness(_ visit: Visit) async throws -> WebResponse {
    do {
      _ = try await visit.site.store.regions()
    } catch {
      visit.logFailure(error)
      return sign("no database\n", status: 503)
    }
    guard let rulesets = try? visit.site.editions.folders(), !rulesets.isEmpty else {
      return sign("no rulesets\n", status: 503)
    }
    return sign("ok\n", status: 200)
  }
}

extension Visit {
  /// A path of this site, whatever somebody put into an address.
  func localPath(_ text: String?) -> String {
    guard let text, text.hasPrefix("/"), !text.hasPrefix("//"), !text.contains("\\"),
      text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
    else { return "/" }
    return text
  }
}
