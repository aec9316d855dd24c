import Assess
import Rules

/// Whether an address is that of its account, and messages that show it.
enum AddressPages {
  // MARK: The address of an account

  @Sendable static func show(_ visit: Visit) async throws -> WebResponse {
    try await page(visit, isAsked: false)
  }

  private static func page(_ visit: Visit, isAsked: Bool) async throws -> WebResponse {
    guard let account = visit.account else { return visit.notFound() }
    var paragraphs: [HTMLText] = []
    var button: HTMLText?
    if let way = account.confirmation {
      paragraphs = [
        HTMLText(
          visit.say(
            "Uw e-mailadres \(account.email) is bevestigd \(way.title.nl). U kunt iets indienen.",
            "Your e-mail address \(account.email) is confirmed \(way.title.en). You can submit."))
      ]
    } else {
      paragraphs = [
        HTMLText(
          visit.say(
            "Uw e-mailadres is \(account.email). Het is nog niet bevestigd. Dat is nodig om iets in te dienen.",
            "Your e-mail address is \(account.email). It is not confirmed yet. That is needed to submit something."
          ))
      ]
      switch visit.site.services.mail {
      case .none:
        paragraphs.append(
          visit.words(
            "Deze website stuurt geen e-mail. Vraag de beheerder om uw adres te bevestigen.",
            "This site sends no e-mail. Ask the administrator to confirm your address."))
      case .command, .shown:
        paragraphs.append(
          isAsked
            ? visit.words(
              "Wij hebben een bericht gestuurd. Open de link die erin staat. Komt er niets? Kijk bij de ongewenste berichten.",
              "We have sent a message. Open the link in it. Does nothing come? Look among the unwanted messages."
            )
            : visit.words(
              "Wij sturen een bericht met een link. Open die link om uw adres te bevestigen.",
              "We send a message with a link. Open that link to confirm your address."))
        button = visit.words("Bericht sturen", "Send the message")
      }
    }
    return visit.page(
      "address",
      [
        "paragraphs": paragraphs, "action": HTMLText("/account/adres"),
        "button": button.map { $0 as Any } ?? false, "demo": demoLink(visit),
        "next": HTMLText(AccountPages.home(account.role)),
        "w": visit.words.all([
          "next": ("Verder", "Go on"), "demo": ("De berichten bekijken", "See the messages"),
        ]),
      ], title: visit.say("Uw e-mailadres", "Your e-mail address"))
  }

  private static func demoLink(_ visit: Visit) -> Any {
    if case .shown = visit.site.services.mail { return HTMLText("/berichten") }
    return false
  }

  @Sendable static func send(_ visit: Visit) async throws -> WebResponse {
    guard let account = visit.account, let id = account.id else { return visit.notFound() }
    guard visit.site.services.mail.isThere, account.confirmation == nil else {
      return try await show(visit)
    }
    guard visit.site.limits.allows(.message, "\(id)", at: visit.now) else {
      return visit.tooOften()
    }
    try await visit.casework.askForConfirmation(of: id)
    return try await page(visit, isAsked: true)
  }

  // MARK: The link in a message

  @Sendable static func confirmForm(_ visit: Visit) async throws -> WebResponse {
    guard let link = visit.request.parameters["link"], let secret = Secret(link) else {
      return visit.notFound()
    }
    if try await visit.site.store.registration(with: secret, at: visit.now) != nil {
      return finishForm(visit, link, [:])
    }
    guard visit.account != nil else {
      return .redirect("/inloggen?terug=\(Form.encoded(visit.request.path))")
    }
    // Programs that look at addresses before people do must not use the link up.
    return visit.page(
      "confirm",
      [
        "action": HTMLText("/bevestigen/\(link)"),
        "paragraphs": [
          HTMLText(
            visit.say(
              "U bevestigt dat \(visit.account?.email ?? "") uw e-mailadres is.",
              "You confirm that \(visit.account?.email ?? "") is your e-mail address."))
        ], "button": visit.words("Bevestigen", "Confirm"),
      ], title: visit.say("Uw e-mailadres bevestigen", "Confirm your e-mail address"))
  }

  @Sendable static func confirm(_ visit: Visit) async throws -> WebResponse {
    guard let link = visit.request.parameters["link"].flatMap({ Secret($0) }) else {
      return visit.notFound()
    }
    guard visit.site.limits.allows(.signInByAddress, visit.request.address, at: visit.now) else {
      return visit.tooOften()
    }
    if let asked = try await visit.site.store.registration(with: link, at: visit.now) {
      return try await finish(visit, link, asked)
    }
    guard let account = visit.account else {
      return broken(
        visit,
        visit.say(
          "Een link werkt één keer, zeven dagen lang. Log in, of maak opnieuw een account.",
          "A link works once, for seven days. Sign in, or make an account anew."),
        ("/inloggen", visit.say("Inloggen", "Sign in")))
    }
    guard try await visit.site.store.confirmAddress(by: link, of: account, at: visit.now) else {
      return broken(
        visit,
        visit.say(
          "Een link werkt één keer, zeven dagen lang, en alleen voor het account waarvoor hij is gemaakt. Vraag zo nodig een nieuwe.",
          "A link works once, for seven days, and only for the account that it was made for. Ask for a new one if you need it."
        ), ("/account/adres", visit.say("Naar uw e-mailadres", "To your e-mail address")))
    }
    return visit.message(
      visit.say("Uw e-mailadres is bevestigd", "Your e-mail address is confirmed"),
      [visit.say("U kunt nu iets indienen.", "You can submit something now.")],
      links: [(AccountPages.home(account.role), visit.say("Verder", "Go on"))])
  }

  private static func broken(
    _ visit: Visit, _ text: String, _ link: (href: String, label: String)
  ) -> WebResponse {
    visit.message(
      visit.say("Deze link werkt niet (meer)", "This link does not work (any more)"), [text],
      links: [link], status: 410)
  }

  private static func finishForm(
    _ visit: Visit, _ link: String, _ faults: [String: String]
  ) -> WebResponse {
    AccountPages.form(
      visit, [.chosen], faults, action: "/bevestigen/\(link)",
      title: LocalizedText(nl: "Uw account afmaken", en: "Finish your account"),
      about: LocalizedText(
        nl:
          "Vul het wachtwoord in dat u koos. Hebt u dit account niet gevraagd? Sluit dan deze pagina.",
        en:
          "Fill in the password that you chose. Did you not ask for this account? Then close this page."
      ),
      send: LocalizedText(nl: "Account afmaken", en: "Finish the account"))
  }

  /// Whoever reads the message has to know the password too: an account that a stranger asked for with somebody's
  /// address never becomes theirs together.
  private static func finish(
    _ visit: Visit, _ link: Secret, _ asked: Registration
  ) async throws -> WebResponse {
    let given = visit.request.form[AccountPages.Field.chosen.name] ?? ""
    guard given.count <= PasswordKeeper.longest,
      try await visit.site.newPasswords.verify(given, against: asked.password)
    else {
      return finishForm(
        visit, link.text,
        [
          AccountPages.Field.chosen.name: visit.say(
            "Dit is niet het wachtwoord dat u koos. Weet u het niet meer? Maak dan opnieuw een account.",
            "This is not the password that you chose. Don't you know it any more? Then make an account anew."
          )
        ])
    }
    guard let account = try await visit.site.store.complete(asked, at: visit.now) else {
      return broken(
        visit,
        visit.say(
          "Er is al een account met dit e-mailadres.",
          "There is an account with this e-mail address already."),
        ("/inloggen", visit.say("Inloggen", "Sign in")))
    }
    return try await AccountPages.signedIn(account, visit, to: "/plannen?welkom=1")
  }

  /// The answer to whoever asked for a message, the same whether it goes.
  static func lookAtMail(_ visit: Visit, _ text: String) -> WebResponse {
    visit.message(
      visit.say("Kijk in uw e-mail", "Look at your e-mail"), [text],
      links: [("/inloggen", visit.say("Inloggen", "Sign in"))] + demoLinks(visit))
  }

  // MARK: A forgotten password

  @Sendable static func forgottenForm(_ visit: Visit) async throws -> WebResponse {
    guard visit.site.services.mail.isThere else {
      return visit.message(
        visit.say("Wachtwoord vergeten", "Forgotten password"),
        [
          visit.say(
            "Deze website stuurt geen e-mail. Vraag de beheerder om een inloglink.",
            "This site sends no e-mail. Ask the administrator for a sign-in link.")
        ], links: [("/inloggen", visit.say("Inloggen", "Sign in"))])
    }
    return forgottenForm(visit, isWrong: false)
  }

  private static func forgottenForm(_ visit: Visit, isWrong: Bool) -> WebResponse {
    let field = AccountPages.Field.email
    return AccountPages.form(
      visit, [field],
      isWrong
        ? [
          field.name: visit.say(
            "Vul een e-mailadres in, zoals naam@voorbeeld.nl.",
            "Fill in an e-mail address, such as name@example.com.")
        ] : [:],
      action: "/wachtwoord/vergeten",
      title: LocalizedText(nl: "Wachtwoord vergeten", en: "Forgotten password"),
      about: LocalizedText(
        nl: "Wij sturen een bericht met een link. Daarmee kiest u een nieuw wachtwoord.",
        en: "We send a message with a link. With it you choose a new password."),
      send: LocalizedText(nl: "Bericht sturen", en: "Send the message"))
  }

  @Sendable static func forgotten(_ visit: Visit) async throws -> WebResponse {
    guard visit.site.services.mail.isThere else { return try await forgottenForm(visit) }
    let email = (visit.request.form["email"] ?? "").filter { !$0.isWhitespace }
    guard AccountPages.isAddress(email) else { return forgottenForm(visit, isWrong: true) }
    guard visit.site.limits.allows(.messageByAddress, visit.request.address, at: visit.now) else {
      return visit.tooOften()
    }
    // Whoever asks too often for one address gets the same answer, and no message goes.
    if visit.site.limits.allows(.message, email.lowercased(), at: visit.now) {
      try await visit.casework.askForPassword(for: email)
    }
    return lookAtMail(
      visit,
      visit.say(
        "Is er een account met dit e-mailadres, dan komt er een bericht. De link daarin werkt één keer, een uur lang.",
        "If there is an account with this e-mail address, a message comes. The link in it works once, for one hour."
      ))
  }

  private static func demoLinks(_ visit: Visit) -> [(href: String, label: String)] {
    guard case .shown = visit.site.services.mail else { return [] }
    return [("/berichten", visit.say("De berichten bekijken", "See the messages"))]
  }

  @Sendable static func newPasswordForm(_ visit: Visit) async throws -> WebResponse {
    guard let link = visit.request.parameters["link"], let secret = Secret(link) else {
      return visit.notFound()
    }
    return try await newPasswordForm(visit, link, secret, [:])
  }

  private static func newPasswordForm(
    _ visit: Visit, _ link: String, _ secret: Secret, _ faults: [String: String]
  ) async throws -> WebResponse {
    let account = try await visit.site.store.holder(of: secret, for: .newPassword, at: visit.now)
    return try await AccountPages.form(
      visit, [.password], faults, keysOf: account, action: "/wachtwoord/nieuw/\(link)",
      title: LocalizedText(nl: "Nieuw wachtwoord", en: "New password"),
      about: LocalizedText(
        nl: "Kies een wachtwoord om mee in te loggen. Wie nu nog is ingelogd, wordt uitgelogd.",
        en: "Choose a password to sign in with. Whoever is still signed in is signed out."),
      send: LocalizedText(nl: "Bewaren", en: "Save"))
  }

  @Sendable static func newPassword(_ visit: Visit) async throws -> WebResponse {
    guard let link = visit.request.parameters["link"], let secret = Secret(link) else {
      return visit.notFound()
    }
    guard visit.site.limits.allows(.signInByAddress, visit.request.address, at: visit.now) else {
      return visit.tooOften()
    }
    let faults = AccountPages.passwordFaults(visit)
    guard faults.isEmpty else { return try await newPasswordForm(visit, link, secret, faults) }
    let store = visit.site.store
    // A password takes time to be kept; nobody spends it without a link that works.
    guard
      try await store.holder(of: secret, for: .newPassword, at: visit.now) != nil,
      try await store.setPassword(
        visit.site.newPasswords.spelled(visit.request.form["wachtwoord"] ?? ""), by: secret,
        endingKeys: visit.request.form[AccountPages.endKeysField] != nil, at: visit.now)
    else {
      return broken(
        visit,
        visit.say(
          "Een link werkt één keer, een uur lang. Vraag zo nodig een nieuwe.",
          "A link works once, for one hour. Ask for a new one if you need it."),
        ("/wachtwoord/vergeten", visit.say("Een nieuwe link vragen", "Ask for a new link")))
    }
    return visit.message(
      visit.say("Uw wachtwoord is veranderd", "Your password is changed"),
      [visit.say("Log nu in met het nieuwe wachtwoord.", "Sign in with the new password now.")],
      links: [("/inloggen", visit.say("Inloggen", "Sign in"))])
  }

  // MARK: A demonstration

  /// The messages that a demonstration would send: everybody may read them, for nobody gets them.
  @Sendable static func messages(_ visit: Visit) async throws -> WebResponse {
    guard case .shown(let mailbox) = visit.site.services.mail else { return visit.notFound() }
    try await visit.site.postman.deliver(at: visit.moment)
    return visit.page(
      "messages",
      [
        "messages": mailbox.messages.map { message -> PageModel in
          [
            "to": HTMLText(exact: message.to.text), "subject": HTMLText(message.subject),
            "paragraphs": message.body.split(separator: "\n\n").map { text -> PageModel in
              [
                "lines": text.split(separator: "\n").map { line -> PageModel in
                  let path =
                    line.hasPrefix(visit.site.address + "/")
                    ? String(line.dropFirst(visit.site.address.count)) : nil
                  return [
                    "text": HTMLText(exact: String(line)),
                    "href": path.map { HTMLText($0) as Any } ?? false,
                  ]
                }
              ]
            },
          ]
        },
        "w": visit.words.all([
          "about": (
            "Deze proefopstelling stuurt geen e-mail. Wat zij zou sturen, staat hier, en iedereen kan het lezen.",
            "This demonstration sends no e-mail. What it would send is here, and everybody can read it."
          ), "to": ("Aan", "To"),
        ]),
      ], title: visit.say("Berichten van deze proefopstelling", "Messages of this demonstration"))
  }
}
