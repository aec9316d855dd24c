import Assess
import Rules

/// Accounts, organisations and regions, for the administrator.
enum OfficePages {
  @Sendable static func overview(_ visit: Visit) async throws -> WebResponse {
    try await page(visit)
  }

  private static func page(
    _ visit: Visit, notice: String? = nil, faults: [String] = []
  ) async throws -> WebResponse {
    let store = visit.site.store
    let accounts = try await store.accounts()
    let organisations = try await store.organisations()
    let regions = try await store.regions()
    func name(_ code: String) -> String { organisations.first { $0.code == code }?.name ?? code }
    let proof = HTMLText(visit.proof)
    func button(_ path: String, _ label: String, _ about: String, _ hidden: [PageModel] = [])
      -> PageModel
    {
      [
        "action": HTMLText(path), "csrf": proof, "button": HTMLText(label),
        "about": HTMLText("\(label): \(about)"), "hidden": hidden,
      ]
    }
    let accountRows = accounts.map { account -> PageModel in
      let path = "/beheer/accounts/\(account.id ?? 0)"
      let toggle = account.isActive ? visit.say("Sluiten", "Close") : visit.say("Openen", "Open")
      let next: PageModel = [
        "name": HTMLText("actief"), "value": HTMLText(account.isActive ? "0" : "1"),
      ]
      return [
        "cells": [
          ListPages.cell(account.name), ListPages.cell(account.email),
          ListPages.cell(account.role.title[visit.language]),
          ListPages.cell(name(account.organisation)),
          account.confirmation.map {
            ListPages.cell(visit.say("bevestigd ", "confirmed ") + $0.title[visit.language])
          }
            ?? ListPages.cell(
              "",
              form: button(
                "\(path)/bevestigen", visit.say("Adres bevestigen", "Confirm the address"),
                account.name)),
          ListPages.cell(
            "",
            form: button(
              "\(path)/link", visit.say("Inloglink", "Sign-in link"), account.name)),
          ListPages.cell("", form: button("\(path)/stand", toggle, account.name, [next])),
        ]
      ]
    }
    var tables: [PageModel] = [
      table(
        visit, "accounts", visit.say("Accounts", "Accounts"),
        [
          visit.say("Naam", "Name"), visit.say("E-mailadres", "E-mail address"),
          visit.say("Rol", "Role"), visit.say("Organisatie", "Organisation"),
          visit.say("Adres", "Address"), visit.say("Toegang", "Access"),
          visit.say("Stand", "State"),
        ], accountRows),
      table(
        visit, "organisaties", visit.say("Organisaties", "Organisations"),
        [
          visit.say("Code", "Code"), visit.say("Naam", "Name"), visit.say("Soort", "Kind"),
          visit.say("Lijkt op", "Is like"),
        ],
        organisations.map { organisation in
          [
            "cells": [
              ListPages.cell(organisation.code), ListPages.cell(organisation.name),
              ListPages.cell(organisation.kind.title[visit.language]),
              organisation.alike.map { other in
                ListPages.cell(
                  name(other),
                  form: button(
                    "/beheer/organisaties/\(organisation.code)/nagegaan",
                    visit.say("Nagegaan", "Verified"), organisation.name))
              } ?? ListPages.cell(""),
            ]
          ]
        }),
      table(
        visit, "regios", visit.say("Regio's", "Regions"),
        [
          visit.say("Code", "Code"), visit.say("Naam", "Name"),
          visit.say("Eerste marktleider", "First market leader"),
          visit.say("Tweede marktleider", "Second market leader"),
        ],
        regions.map {
          [
            "cells": [
              ListPages.cell($0.code), ListPages.cell($0.name), ListPages.cell(name($0.first)),
              ListPages.cell(name($0.second)),
            ]
          ]
        }),
    ]
    let lost = try await store.givenUpMessages()
    if !lost.isEmpty {
      tables.append(
        table(
          visit, "berichten",
          visit.say("Berichten die niet weg konden", "Messages that could not be sent"),
          [visit.say("Wanneer", "When"), visit.say("Soort", "Kind"), visit.say("Aan", "To")],
          lost.map { message in
            let email = accounts.first { $0.id == message.account }?.email ?? ""
            return [
              "cells": [
                ListPages.cell(visit.time(message.made)),
                ListPages.cell(message.kind.title[visit.language]), ListPages.cell(email),
              ]
            ]
          }))
    }
    let insurers = organisations.filter { $0.kind == .insurer }.map { ($0.code, $0.name) }
    let forms: [PageModel] = [
      form(
        visit, "nieuw-account", "/beheer/accounts",
        visit.say("Account toevoegen", "Add an account"),
        [
          .text("naam", visit.say("Naam", "Name")),
          .text("email", visit.say("E-mailadres", "E-mail address")),
          .choice(
            "rol", visit.say("Rol", "Role"),
            Role.allCases.map { ($0.rawValue, $0.title[visit.language]) }),
          .choice(
            "organisatie", visit.say("Organisatie", "Organisation"),
            organisations.map { ($0.code, $0.name) }),
        ]),
      form(
        visit, "nieuwe-organisatie", "/beheer/organisaties",
        visit.say("Organisatie toevoegen", "Add an organisation"),
        [
          .text("code", visit.say("Code van de organisatie", "Code of the organisation")),
          .text("naam", visit.say("Naam van de organisatie", "Name of the organisation")),
          .choice(
            "soort", visit.say("Soort", "Kind"),
            Organisation.Kind.allCases.map { ($0.rawValue, $0.title[visit.language]) }),
        ]),
      form(
        visit, "nieuwe-regio", "/beheer/regios", visit.say("Regio zetten", "Set a region"),
        [
          .text("code", visit.say("Code van de regio", "Code of the region")),
          .text("naam", visit.say("Naam van de regio", "Name of the region")),
          .choice("eerste", visit.say("Eerste marktleider", "First market leader"), insurers),
          .choice("tweede", visit.say("Tweede marktleider", "Second market leader"), insurers),
        ]),
      form(
        visit, "ouder-plan", "/beheer/dag",
        visit.say("Dag van een ouder plan zetten", "Set the day of an older plan"),
        [
          .text(
            "plan",
            visit.say("Kenmerk of adres van het plan", "Reference or address of the plan"))
        ]),
    ]
    return visit.page(
      "table", ["lead": false, "tables": tables, "forms": forms],
      title: visit.say("Beheer", "Management"), notice: notice,
      faults: faults.map { (nil, $0) }, width: .wide, status: faults.isEmpty ? 200 : 422)
  }

  private static func table(
    _ visit: Visit, _ id: String, _ heading: String, _ columns: [String], _ rows: [PageModel]
  ) -> PageModel {
    [
      "id": HTMLText(id), "heading": HTMLText(heading), "columns": columns.map { HTMLText($0) },
      "rows": rows,
    ]
  }

  private enum Asked {
    case text(String, String)
    case choice(String, String, [(String, String)])
  }

  private static func form(
    _ visit: Visit, _ id: String, _ action: String, _ heading: String, _ asked: [Asked]
  ) -> PageModel {
    let fields = asked.map { asked -> PageModel in
      switch asked {
      case .text(let name, let label):
        return [
          "id": HTMLText("\(id)-\(name)"), "name": HTMLText(name), "label": HTMLText(label),
          "isInput": true, "type": HTMLText("text"),
          "value": HTMLText(
            exact: visit.request.path == action ? visit.request.form[name] ?? "" : ""),
          "options": false,
        ]
      case .choice(let name, let label, let options):
        return [
          "id": HTMLText("\(id)-\(name)"), "name": HTMLText(name), "label": HTMLText(label),
          "isInput": false,
          "options": options.enumerated().map { index, option -> PageModel in
            [
              "first": index == 0, "last": index == options.count - 1,
              "value": HTMLText(option.0), "label": HTMLText(option.1), "isChosen": false,
            ]
          },
        ]
      }
    }
    return [
      "id": HTMLText(id), "action": HTMLText(action), "heading": HTMLText(heading),
      "fields": fields, "button": visit.words("Bewaren", "Save"),
    ]
  }

  // MARK: Actions

  @Sendable static func addAccount(_ visit: Visit) async throws -> WebResponse {
    let form = visit.request.form
    let organisations = try await visit.site.store.organisations()
    let name = VisibleText(form["naam"] ?? "").text
    let email = (form["email"] ?? "").filter { !$0.isWhitespace }
    guard !name.isEmpty, AccountPages.isAddress(email),
      let role = Role(rawValue: form["rol"] ?? ""),
      let organisation = organisations.first(where: { $0.code == form["organisatie"] }),
      organisation.kind == role.organisation
    else {
      return try await page(
        visit,
        faults: [
          visit.say(
            "Vul een naam en een e-mailadres in, en kies een organisatie die bij de rol hoort.",
            "Fill in a name and an e-mail address, and choose an organisation that fits the role.")
        ])
    }
    let added = try await visit.site.store.add(
      Account(
        email: email, name: name, role: role, organisation: organisation.code,
        confirmation: .administrator),
      of: organisation, by: visit.actor, at: visit.now)
    guard added != nil else {
      return try await page(
        visit,
        faults: [
          visit.say(
            "Dit e-mailadres heeft al een account.", "This e-mail address has an account already.")
        ])
    }
    return .redirect("/beheer")
  }

  @Sendable static func addOrganisation(_ visit: Visit) async throws -> WebResponse {
    let form = visit.request.form
    let code = form["code"] ?? ""
    let name = VisibleText(form["naam"] ?? "").text
    let known = try await visit.site.store.organisations()
    let isCode =
      !code.isEmpty && code.utf8.count <= 40
      && code.utf8.allSatisfy {
        (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) || $0 == 0x2D
      }
    guard isCode, !name.isEmpty, let kind = Organisation.Kind(rawValue: form["soort"] ?? ""),
      known.first(where: { $0.code == code }).map({ $0.kind == kind }) ?? true
    else {
      return try await page(
        visit,
        faults: [
          visit.say(
            "Vul een code in van kleine letters, cijfers en streepjes, en een naam.",
            "Fill in a code of small letters, digits and hyphens, and a name.")
        ])
    }
    try await visit.site.store.put(
      Organisation(code: code, name: name, kind: kind), by: visit.actor, at: visit.now)
    return .redirect("/beheer")
  }

  @Sendable static func verifyOrganisation(_ visit: Visit) async throws -> WebResponse {
    guard let code = visit.request.parameters["organisatie"],
      try await visit.site.store.organisations().contains(where: { $0.code == code })
    else { return visit.notFound() }
    try await visit.site.store.verify(organisation: code, by: visit.actor, at: visit.now)
    return .redirect("/beheer")
  }

  @Sendable static func setRegion(_ visit: Visit) async throws -> WebResponse {
    let form = visit.request.form
    let insurers = try await visit.site.store.organisations().filter { $0.kind == .insurer }
    let name = VisibleText(form["naam"] ?? "").text
    let code = VisibleText(form["code"] ?? "").text
    guard !name.isEmpty, !code.isEmpty, code.utf8.count <= 40,
      let first = insurers.first(where: { $0.code == form["eerste"] }),
      let second = insurers.first(where: { $0.code == form["tweede"] }), first != second
    else {
      return try await page(
        visit,
        faults: [
          visit.say(
            "Vul een code en een naam in, en kies twee verschillende zorgverzekeraars.",
            "Fill in a code and a name, and choose two different insurers.")
        ])
    }
    try await visit.site.store.put(
      Region(code: code, name: name, first: first.code, second: second.code), by: visit.actor,
      at: visit.now)
    return .redirect("/beheer")
  }

  @Sendable static func link(_ visit: Visit) async throws -> WebResponse {
    guard let id = Int64(visit.request.parameters["account"] ?? ""),
      let account = try await visit.site.store.accounts().first(where: { $0.id == id })
    else { return visit.notFound() }
    let token = Secret.random()
    try await visit.site.store.addSignInLink(token, for: id, at: visit.now)
    return visit.message(
      visit.say("Inloglink voor \(account.name)", "Sign-in link for \(account.name)"),
      [
        visit.say(
          "Geef deze link zelf aan deze persoon. Hij werkt één keer, 24 uur lang, en wordt niet nog eens getoond.",
          "Give this link to this person yourself. It works once, for 24 hours, and is not shown again."
        ),
        "\(visit.site.address)/inloggen/\(token.text)",
      ], links: [("/beheer", visit.say("Terug naar beheer", "Back to management"))])
  }

  @Sendable static func confirm(_ visit: Visit) async throws -> WebResponse {
    guard let id = Int64(visit.request.parameters["account"] ?? ""),
      try await visit.site.store.account(id) != nil
    else { return visit.notFound() }
    try await visit.site.store.confirm(
      id, by: .administrator, actor: visit.actor, at: visit.now)
    return .redirect("/beheer")
  }

  @Sendable static func activate(_ visit: Visit) async throws -> WebResponse {
    guard let id = Int64(visit.request.parameters["account"] ?? ""),
      try await visit.site.store.accounts().contains(where: { $0.id == id })
    else { return visit.notFound() }
    if id == visit.account?.id {
      return try await page(
        visit,
        faults: [
          visit.say("U kunt uw eigen account niet sluiten.", "You can't close your own account.")
        ])
    }
    do {
      try await visit.site.store.setActive(
        visit.request.form["actief"] == "1", account: id, by: visit.actor, at: visit.now)
    } catch Store.Indispensable.lastAdministrator {
      return try await page(
        visit,
        faults: [
          visit.say(
            "Dit is de laatste beheerder die er nog is.", "This is the last administrator there is."
          )
        ])
    }
    return .redirect("/beheer")
  }
}

extension Organisation.Kind {
  var title: LocalizedText {
    switch self {
    case .applicant: LocalizedText(nl: "indiener", en: "applicant")
    case .insurer: LocalizedText(nl: "zorgverzekeraar", en: "insurer")
    case .office: LocalizedText(nl: "kantoor", en: "office")
    }
  }
}
