import Assess
import Rules

/// Lists of dossiers: one's own, an insurer's inbox, how many stand where.
enum ListPages {
  @Sendable static func own(_ visit: Visit) async throws -> WebResponse {
    guard let account = visit.account else { return visit.notFound() }
    let page = visit.pageNumber
    let lines = try await visit.site.store.lines(ofOwner: account.organisation, page: page)
    var model = model(
      visit, [(nil, lines)], page: page, path: "/plannen",
      empty: visit.say(
        "U hebt nog geen plannen. Begin op de startpagina.",
        "You have no plans yet. Begin on the start page."))
    model["tabs"] = false
    let welcome =
      visit.request.query["welkom"] != nil
      ? visit.say("Uw account is klaar.", "Your account is ready.") : nil
    return visit.page(
      "lines", model, title: visit.say("Mijn plannen", "My plans"),
      notice: [welcome, try await visit.likeness].compactMap { $0 }.joined(separator: " ").nonEmpty)
  }

  private static let tabs: [(key: String, title: LocalizedText, stages: [Stage])] = [
    (
      "open", LocalizedText(nl: "Te doen", en: "To do"),
      [.submitted, .assessing, .intended]
    ),
    (
      "wacht", LocalizedText(nl: "Wacht op de indiener", en: "Waits for the applicant"),
      [.moreInformation]
    ),
    (
      "besloten", LocalizedText(nl: "Besloten", en: "Decided"),
      [.approved, .rejected, .lapsed, .discontinued]
    ),
  ]

  @Sendable static func work(_ visit: Visit) async throws -> WebResponse {
    guard let account = visit.account else { return visit.notFound() }
    let key = visit.request.query["status"] ?? "open"
    guard let tab = tabs.first(where: { $0.key == key }) else { return visit.notFound() }
    let page = visit.pageNumber
    let store = visit.site.store
    let mine = try await store.lines(
      ofLeader: account.organisation, stages: tab.stages, page: page)
    var sections: [(String?, [Store.Line])] = [
      (visit.say("U bent marktleider", "You are market leader"), mine)
    ]
    if key == "open" {
      let others = try await store.lines(forOtherInsurer: account.organisation, page: 1)
        .filter { $0.proceeding.takesInquiries(on: visit.today) }
      sections.append(
        (
          visit.say(
            "Voorgenomen besluiten van anderen: u mag vragen stellen",
            "Intended decisions of others: you may ask questions"), others
        ))
    }
    var model = model(
      visit, sections, page: page, path: "/werk?status=\(key)",
      empty: visit.say("Hier ligt niets.", "There is nothing here."), review: true)
    model["tabs"] =
      [
        "items": tabs.map { item -> PageModel in
          [
            "href": HTMLText("/werk?status=\(item.key)"), "label": visit.words(item.title),
            "isHere": item.key == key,
          ]
        }
      ] as PageModel
    model["files"] =
      [
        "items": [
          (
            "/werk/termijnen.ics",
            visit.say("Termijnen voor uw agenda", "Deadlines for your calendar")
          ),
          (
            "/werk/plannen.csv",
            visit.say("Lijst als rekenblad (CSV)", "List as a spreadsheet (CSV)")
          ),
        ].map { ["href": HTMLText($0.0), "label": HTMLText($0.1)] as PageModel }
      ] as PageModel
    return visit.page(
      "lines", model, title: visit.say("Mijn werk", "My work"), notice: try await visit.likeness)
  }

  static func model(
    _ visit: Visit, _ sections: [(heading: String?, lines: [Store.Line])], page: Int, path: String,
    empty: String, review: Bool = false
  ) -> PageModel {
    let joint = path.contains("?") ? "&" : "?"
    var model: PageModel = [
      "empty": false,
      "sections": sections.enumerated().map { index, section -> PageModel in
        [
          "id": HTMLText("lijst-\(index)"),
          "heading": HTMLText(section.heading ?? visit.say("Plannen", "Plans")),
          "empty": section.lines.isEmpty ? HTMLText(empty) as Any : false,
          "hasItems": !section.lines.isEmpty,
          "items": section.lines.prefix(Store.page).map { line(visit, $0, review: review) },
        ]
      },
      "w": visit.words.all([
        "filter": ("Kies een status", "Choose a status"), "before": ("Vorige", "Previous"),
        "after": ("Volgende", "Next"),
      ]),
    ]
    let isMore = sections.first.map { $0.lines.count > Store.page } ?? false
    if isMore || page > 1 {
      model["pages"] =
        [
          "before": page > 1 ? HTMLText("\(path)\(joint)pagina=\(page - 1)") as Any : false,
          "after": isMore ? HTMLText("\(path)\(joint)pagina=\(page + 1)") as Any : false,
        ] as PageModel
    }
    return model
  }

  private static func line(_ visit: Visit, _ line: Store.Line, review: Bool) -> PageModel {
    let stage = line.stage.title(line.track)[visit.language]
    let deadline = line.proceeding.deadline(on: visit.today, visit.site.clock)
    var marks = line.proceeding.flags.sorted().map { $0.title[visit.language] }
    if review { marks += waiting(visit, line) }
    return [
      "href": HTMLText("/plan/\(line.id)\(review ? "/beoordelen" : "")"),
      "title": HTMLText(line.title),
      "what": HTMLText("\(line.track.title[visit.language]), \(stage)"),
      "marks": marks.map { HTMLText($0) },
      "time": deadline.map { deadline -> Any in
        [
          "text": HTMLText(visit.text(of: deadline)),
          "tone": HTMLText(deadline.left < 0 ? "late" : "early"),
        ] as PageModel
      } ?? false,
    ]
  }

  /// What a plan waits for, to one of its market leaders; nothing for anybody else.
  static func waiting(_ visit: Visit, _ line: Store.Line) -> [String] {
    var marks: [String] = []
    if let code = visit.account?.organisation,
      line.proceeding.leaders?.both.contains(code) ?? false
    {
      if let proposal = line.proceeding.proposal {
        marks.append(
          proposal.by != code
            ? visit.say("wacht op uw bevestiging", "waits for your confirmation")
            : visit.say("wacht op de ander", "waits for the other"))
      } else if line.stage == .assessing, line.proceeding.opinions[code] == nil {
        marks.append(visit.say("uw oordeel ontbreekt", "your opinion is missing"))
      } else if line.stage == .assessing, !line.proceeding.areOpinionsIn {
        marks.append(visit.say("wacht op de ander", "waits for the other"))
      }
      if line.stage == .intended, !line.proceeding.inquiries.isEmpty {
        marks.append(visit.say("er zijn vragen gesteld", "questions were asked"))
      }
    }
    return marks
  }

  @Sendable static func counts(_ visit: Visit) async throws -> WebResponse {
    let counts = try await visit.site.store.counts()
    let tables = Track.allCases.map { track -> PageModel in
      let rows = Stage.allCases.map { stage -> PageModel in
        let number = counts[track]?[stage] ?? 0
        return [
          "cells": [
            cell(stage.title(track)[visit.language]), cell("\(number)"),
          ]
        ]
      }
      return [
        "id": HTMLText("stand-\(track.rawValue)"), "heading": visit.words(track.title),
        "columns": [visit.words("Status", "Status"), visit.words("Aantal", "Number")],
        "rows": rows,
      ]
    }
    return visit.page(
      "table", ["tables": tables, "forms": [PageModel](), "lead": false],
      title: visit.say("Stand van zaken", "State of affairs"))
  }

  static func cell(_ text: String, href: String? = nil, form: PageModel? = nil) -> PageModel {
    [
      "text": HTMLText(text), "href": href.map { HTMLText($0) as Any } ?? false,
      "form": form.map { $0 as Any } ?? false,
    ]
  }
}

extension Visit {
  /// What both should know of two organisations whose names are much alike, while nobody has looked at it; `nil`
  /// for most.
  fileprivate var likeness: String? {
    get async throws {
      let all = try await site.store.organisations()
      guard let own = all.first(where: { $0.code == account?.organisation }) else { return nil }
      var texts: [String] = []
      if let other = all.first(where: { $0.code == own.alike }) {
        texts.append(
          say(
            "De naam van uw organisatie lijkt op '\(other.name)'. Anderen zien erbij dat dit nog niet is nagegaan, tot de beheerder ernaar heeft gekeken.",
            "The name of your organisation is much like '\(other.name)'. Others see that this was not verified, until the administrator has looked at it."
          ))
      }
      let others = all.filter { $0.alike == own.code }.map { "'\($0.name)'" }
      if !others.isEmpty {
        let list = others.prefix(5).joined(separator: ", ")
        texts.append(
          say(
            "Iemand maakte een account voor een organisatie met een naam die op die van u lijkt: \(list). Klopt dat niet? Meld het de beheerder.",
            "Somebody made an account for an organisation with a name much like yours: \(list). Is that not right? Tell the administrator."
          ))
      }
      return texts.isEmpty ? nil : texts.joined(separator: " ")
    }
  }
}

extension Visit {
  var pageNumber: Int { min(max(Int(request.query["pagina"] ?? "") ?? 1, 1), 100_000) }
}
