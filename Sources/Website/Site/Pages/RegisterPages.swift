import Assess
import Foundation
import Rules

/// What everybody may see: approved plans in short, and the rules.
enum RegisterPages {
  @Sendable static func list(_ visit: Visit) async throws -> WebResponse {
    let page = visit.pageNumber
    let lines = try await visit.site.store.lines(stages: [.approved], track: .plan, page: page)
    let items = lines.prefix(Store.page).map { line -> PageModel in
      [
        "href": HTMLText("/register/\(line.id)"), "title": HTMLText(line.title),
        "what": HTMLText(line.region ?? ""), "marks": [HTMLText](), "time": false,
      ]
    }
    let regions = try await visit.site.store.regions()
    var model: PageModel = [
      "tabs": false, "empty": false,
      "sections": [
        [
          "id": HTMLText("register"),
          "heading": visit.words("Goedgekeurde plannen", "Approved plans"),
          "empty": items.isEmpty
            ? visit.words(
              "Er zijn nog geen goedgekeurde plannen.", "There are no approved plans yet.")
              as Any : false, "hasItems": !items.isEmpty,
          "items": items.map { item -> PageModel in
            var item = item
            let code = (item["what"] as? HTMLText)?.description
            item["what"] = HTMLText(regions.first { $0.code == code }?.name ?? "")
            return item
          },
        ] as PageModel
      ],
      "w": visit.words.all([
        "filter": ("", ""), "before": ("Vorige", "Previous"), "after": ("Volgende", "Next"),
      ]),
    ]
    let isMore = lines.count > Store.page
    if isMore || page > 1 {
      model["pages"] =
        [
          "before": page > 1 ? HTMLText("/register?pagina=\(page - 1)") as Any : false,
          "after": isMore ? HTMLText("/register?pagina=\(page + 1)") as Any : false,
        ] as PageModel
    }
    return visit.page("lines", model, title: visit.say("Openbaar register", "Public register"))
  }

  @Sendable static func entry(_ visit: Visit) async throws -> WebResponse {
    guard let id = visit.request.parameters["plan"],
      let dossier = try await visit.site.store.dossier(id), dossier.stage == .approved,
      dossier.track == .plan
    else { return visit.notFound() }
    let (view, _) = try await visit.site.services.submittedView(dossier)
    let explainer = visit.site.editions.explainer(view.edition)
    var rows: [PageModel] = []
    for path in view.model.identity.procedure?.published ?? [] {
      guard let field = view.vocabulary.field(at: path) else { continue }
      let lines = published(path[...], view, InputPath([]), explainer, visit)
      guard !lines.isEmpty else { continue }
      let label =
        path.count > 1
        ? view.vocabulary.field(at: [path[0]])?.label ?? field.label : field.label
      rows.append([
        "cells": [
          ListPages.cell(label[visit.language]),
          ListPages.cell(lines.joined(separator: "; ")),
        ]
      ])
    }
    return visit.page(
      "table",
      [
        "lead": lead(view, visit),
        "tables": [
          [
            "id": HTMLText("plan"),
            "heading": visit.words("Het plan in het kort", "The plan in short"),
            "columns": [
              visit.words("Onderwerp", "Subject"),
              visit.words("Wat het plan zegt", "What the plan says"),
            ],
            "rows": rows,
          ] as PageModel
        ], "forms": [PageModel](),
      ], title: dossier.title,
      trail: ("/register", visit.say("Openbaar register", "Public register")))
  }

  /// That it was approved, and by which rules where those of its day are not known.
  private static func lead(_ view: PlanView, _ visit: Visit) -> HTMLText {
    let approved = visit.say(
      "Dit plan is goedgekeurd door de twee marktleidende zorgverzekeraars.",
      "This plan was approved by the two market-leading insurers.")
    let note = Casework.note(on: view.edition).map { " " + $0[visit.language] } ?? ""
    return HTMLText(approved + note)
  }

  /// The answers along a path of names, of every item on the way.
  private static func published(
    _ names: ArraySlice<String>, _ view: PlanView, _ path: InputPath, _ explainer: Explainer,
    _ visit: Visit
  ) -> [String] {
    guard let name = names.first else {
      guard let node = view.draft[path], let kind = view.vocabulary.kind(at: path) else {
        return []
      }
      return AnswerPages.lines(node, kind, path, explainer, visit)
    }
    let path = path.appending(.member(name))
    let rest = names.dropFirst()
    guard !rest.isEmpty, view.vocabulary.kind(at: path)?.isList ?? false else {
      return published(rest, view, path, explainer, visit)
    }
    let count = view.draft[path]?.items.count ?? 0
    return (0..<count).flatMap {
      published(rest, view, path.appending(.item($0 + 1)), explainer, visit)
    }
  }

  @Sendable static func rules(_ visit: Visit) async throws -> WebResponse {
    let folders = try visit.site.editions.folders().values.sorted { $0.ruleset < $1.ruleset }
    let words = ReportWords(visit.language)
    let tables = folders.map { folder -> PageModel in
      let rows = folder.versions.map { version -> PageModel in
        let until = version.validUntil.map { words.date($0) } ?? "–"
        return [
          "cells": [
            ListPages.cell(version.version),
            ListPages.cell(
              version.title[visit.language],
              href: version.isEncoded
                ? SiteEditions.pages.address(of: folder.ruleset, version.version) : nil),
            ListPages.cell(version.validFrom.map { words.date($0) } ?? "–"), ListPages.cell(until),
            ListPages.cell(version.changes[visit.language]),
          ]
        ]
      }
      return [
        "id": HTMLText(ControlMaker.anchor(folder.ruleset)), "heading": visit.words(folder.title),
        "columns": [
          visit.words("Versie", "Version"), visit.words("Naam", "Name"),
          visit.words("Geldig vanaf", "Valid from"), visit.words("Tot en met", "Until"),
          visit.words("Wat veranderde", "What changed"),
        ], "rows": rows,
      ]
    }
    return visit.page(
      "table",
      [
        "lead": visit.words(
          "De dag van indienen bepaalt welke versie geldt.",
          "The day of submission decides which version applies."), "tables": tables,
        "forms": [PageModel](),
      ], title: visit.say("Regels", "Rules"), width: .wide)
  }

  /// What one version asks. It is the same for everybody, so it is made once and kept.
  @Sendable static func version(_ visit: Visit) async throws -> WebResponse {
    let (editions, language) = (visit.site.editions, visit.language)
    guard let name = visit.request.parameters["ruleset"],
      let wanted = visit.request.parameters["versie"], let folder = try editions.folders()[name],
      let version = folder.version(named: wanted), version.isEncoded
    else { return visit.notFound() }
    let body = try await visit.site.rulesetPages.value("\(name)@\(wanted) \(language)") {
      try await visit.site.services.heavyWork.run {
        let told = try editions.documentation(of: version, in: folder)
        let page = RulesetPage(told, SiteEditions.pages, in: language)
        return visit.site.templates.render("ruleset", page)
      }
    }
    return visit.wrapped(
      body, title: version.title[language], trail: ("/regels", visit.say("Regels", "Rules")),
      width: .wide)
  }
}
