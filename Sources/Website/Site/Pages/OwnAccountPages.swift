import Assess
import Rules

/// What somebody sees and does of their own account.
enum OwnAccountPages {
  @Sendable static func show(_ visit: Visit) async throws -> WebResponse {
    guard let account = visit.account else { return visit.notFound() }
    let organisation = try await visit.site.store.organisations()
      .first { $0.code == account.organisation }
    var rows: [(String, String, String?)] = [
      (visit.say("Naam", "Name"), account.name, nil),
      (
        visit.say("E-mailadres", "E-mail address"),
        account.confirmation == nil
          ? visit.say(
            "\(account.email) (nog niet bevestigd)", "\(account.email) (not confirmed yet)")
          : account.email, "/account/adres"
      ),
      (
        visit.say("Organisatie", "Organisation"), organisation.map { visit.words(of: $0) } ?? "",
        nil
      ),
      (visit.say("Rol", "Role"), account.role.title[visit.language], nil),
      (
        visit.say("Wachtwoord", "Password"),
        account.password == nil
          ? visit.say("een wachtwoord kiezen", "choose a password")
          : visit.say("het wachtwoord veranderen", "change the password"), "/wachtwoord"
      ),
    ]
    let keys = try await visit.site.store.keys(of: account).count
    rows.append(
      (
        visit.say("Sleutels voor programma's", "Keys for programs"),
        keys == 0 ? visit.say("geen", "none") : "\(keys)", "/account/sleutels"
      ))
    let table: PageModel = [
      "id": HTMLText("gegevens"), "heading": visit.words("Uw gegevens", "Your data"),
      "columns": [visit.words("Wat", "What"), visit.words("Gegeven", "Value")],
      "rows": rows.map { row -> PageModel in
        ["cells": [ListPages.cell(row.0), ListPages.cell(row.1, href: row.2)]]
      },
    ]
    let everywhere: PageModel = [
      "id": HTMLText("overal"),
      "heading": visit.words("Overal uitloggen", "Sign out everywhere"),
      "about": visit.words(
        "Hebt u ergens een scherm open laten staan? Hiermee logt u uit op alle apparaten. Sleutels voor programma's blijven werken.",
        "Did you leave a screen open somewhere? This signs you out on all devices. Keys for programs go on working."
      ),
      "action": HTMLText("/uitloggen/overal"), "fields": [PageModel](),
      "button": visit.words("Overal uitloggen", "Sign out everywhere"),
    ]
    return visit.page(
      "table",
      [
        "lead": false, "tables": [table], "forms": [everywhere],
        "after": [
          "links": [
            [
              "href": HTMLText("/account/weg"),
              "label": visit.words("Mijn account verwijderen", "Remove my account"),
            ] as PageModel,
            [
              "href": HTMLText("/privacy"),
              "label": visit.words("Welke gegevens wij bewaren", "What data we keep"),
            ] as PageModel,
          ]
        ] as PageModel,
      ], title: visit.say("Uw account", "Your account"),
      trail: ("/", visit.say("Startpagina", "Start page")))
  }

  @Sendable static func signOutEverywhere(_ visit: Visit) async throws -> WebResponse {
    guard let account = visit.account else { return visit.notFound() }
    try await visit.site.store.signOutEverywhere(account, at: visit.now)
    return signedOut(
      visit, visit.say("U bent overal uitgelogd", "You are signed out everywhere"),
      visit.say(
        "Op elk apparaat moet u opnieuw inloggen.", "On every device you have to sign in anew."))
  }

  private static func signedOut(_ visit: Visit, _ title: String, _ text: String) -> WebResponse {
    var response = visit.signedOut.message(
      title, [text], links: [("/", visit.say("Naar de startpagina", "To the start page"))])
    response.cookies = [(Visit.sessionCookie, "", nil)]
    return response
  }

  // MARK: Its end

  @Sendable static func eraseForm(_ visit: Visit) async throws -> WebResponse {
    try await eraseForm(visit, [:])
  }

  private static func eraseForm(
    _ visit: Visit, _ faults: [String: String]
  ) async throws -> WebResponse {
    AccountPages.form(
      visit, try await AccountPages.asksCurrent(visit) ? [.current] : [], faults,
      action: "/account/weg",
      title: LocalizedText(nl: "Uw account verwijderen?", en: "Remove your account?"),
      about: LocalizedText(
        nl:
          "Uw naam, uw e-mailadres, uw wachtwoord en uw sleutels worden gewist. Dat kan niet ongedaan worden gemaakt. Wat is ingediend en beoordeeld, blijft bewaard, zonder uw naam. Bent u de laatste van uw organisatie? Dan worden ook de concepten gewist die nog niet zijn ingediend.",
        en:
          "Your name, your e-mail address, your password and your keys are erased. That can't be undone. What was submitted and judged stays, without your name. Are you the last one of your organisation? Then drafts that were not submitted are erased too."
      ),
      send: LocalizedText(nl: "Account verwijderen", en: "Remove the account"))
  }

  @Sendable static func erase(_ visit: Visit) async throws -> WebResponse {
    guard let account = visit.account else { return visit.notFound() }
    guard visit.site.limits.allows(.newPassword, "\(account.id ?? 0)", at: visit.now) else {
      return visit.tooOften()
    }
    if let fault = try await AccountPages.currentFault(visit, account) {
      return try await eraseForm(visit, [AccountPages.Field.current.name: fault])
    }
    do {
      try await visit.site.store.erase(account, at: visit.now)
    } catch Store.Indispensable.lastAdministrator {
      return visit.message(
        visit.say("Dit account kan nu niet weg", "This account can't go now"),
        [
          visit.say(
            "U bent de enige beheerder. Maak eerst een andere beheerder.",
            "You are the only administrator. Make another administrator first.")
        ], links: [("/beheer", visit.say("Naar beheer", "To management"))], status: 409)
    }
    return signedOut(
      visit, visit.say("Uw account is verwijderd", "Your account is removed"),
      visit.say(
        "Uw naam en adres staan niet meer op deze website. In kopieën die de beheerder eerder maakte, staan zij nog zolang die bestaan.",
        "Your name and address are no longer on this site. In copies that the administrator made before, they are as long as those exist."
      ))
  }
}
