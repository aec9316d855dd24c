import Assess
import Rules

/// Signing in and out, and accounts that people make themselves.
enum AccountPages {
  @Sendable static func signInForm(_ visit: Visit) async throws -> WebResponse {
    if visit.account != nil { return .redirect(home(visit.account?.role)) }
    return form(visit, email: "", back: visit.request.query["terug"], isWrong: false)
  }

  private static func form(
    _ visit: Visit, email: String, back: String?, isWrong: Bool
  ) -> WebResponse {
    visit.page(
      "signin",
      [
        "email": HTMLText(exact: email), "back": HTMLText(exact: back ?? ""),
        "openID": OpenIDPages.link(visit, back: back).map { $0 as Any } ?? false,
        "w": visit.words.all([
          "email": ("E-mailadres", "E-mail address"), "password": ("Wachtwoord", "Password"),
          "signIn": ("Inloggen", "Sign in"),
          "noAccount": ("Nog geen account?", "No account yet?"),
          "makeAccount": ("Maak een account", "Make an account"),
          "forgotten": ("Wachtwoord vergeten?", "Forgotten your password?"),
        ]),
      ], title: visit.say("Inloggen", "Sign in"),
      faults: isWrong
        ? [
          (
            "#email",
            visit.say(
              "Dit e-mailadres en wachtwoord horen niet bij elkaar. Hebt u net een account gemaakt? Open dan eerst de link in uw e-mail.",
              "This e-mail address and password do not belong together. Have you just made an account? Open the link in your e-mail first."
            )
          )
        ] : [], status: isWrong ? 422 : 200)
  }

  @Sendable static func signIn(_ visit: Visit) async throws -> WebResponse {
    let email = visit.request.form["email"] ?? ""
    let password = visit.request.form["wachtwoord"] ?? ""
    let back = visit.request.form["terug"]
    guard password.utf8.count <= PasswordKeeper.longest * 4,
      visit.site.limits.allows(.signInByAddress, visit.request.address, at: visit.now),
      visit.site.limits.allows(
        .signInByAccountAndAddress, "\(visit.request.address) \(email.lowercased())", at: visit.now),
      visit.site.limits.allows(.signInByAccount, email.lowercased(), at: visit.now)
    else { return visit.tooOften() }
    let account = try await visit.site.store.account(withEmail: email)
    let isRight: Bool
    do {
      isRight = try await visit.site.passwords.verify(password, against: account?.password)
    } catch is PasswordKeeper.Busy {
      return visit.tooOften()
    }
    guard isRight, let account, account.isActive else {
      return form(visit, email: email, back: back, isWrong: true)
    }
    return try await signedIn(
      account, visit, to: back.flatMap { $0.isEmpty ? nil : visit.localPath($0) })
  }

  static func signedIn(
    _ account: Account, _ visit: Visit, to path: String?
  ) async throws -> WebResponse {
    let token = Secret.random()
    try await visit.site.store.signIn(account, token: token, at: visit.now)
    var response = WebResponse.redirect(path ?? home(account.role))
    response.cookies = [(Visit.sessionCookie, token.text, nil)]
    return response
  }

  /// Where somebody begins.
  static func home(_ role: Role?) -> String {
    switch role {
    case .applicant: "/plannen"
    case .reviewer: "/werk"
    case .author: "/regels"
    case .monitor: "/stand"
    case .administrator: "/beheer"
    case nil: "/"
    }
  }

  @Sendable static func linkForm(_ visit: Visit) async throws -> WebResponse {
    guard let link = visit.request.parameters["link"], Secret(link) != nil else {
      return visit.notFound()
    }
    // Programs that look at addresses before people do must not use the link up.
    return visit.page(
      "confirm",
      [
        "action": HTMLText("/inloggen/\(link)"),
        "paragraphs": [
          visit.words(
            "Met deze link kunt u één keer inloggen.", "With this link you can sign in once.")
        ], "button": visit.words("Inloggen", "Sign in"),
      ], title: visit.say("Inloggen met een link", "Sign in with a link"))
  }

  @Sendable static func signInByLink(_ visit: Visit) async throws -> WebResponse {
    guard visit.site.limits.allows(.signInByAddress, visit.request.address, at: visit.now) else {
      return visit.tooOften()
    }
    guard let link = visit.request.parameters["link"].flatMap({ Secret($0) }),
      let account = try await visit.site.store.useSignInLink(link, at: visit.now)
    else {
      return visit.message(
        visit.say("Deze link werkt niet (meer)", "This link does not work (any more)"),
        [
          visit.say(
            "Een link werkt één keer, en 24 uur lang. Vraag de beheerder om een nieuwe.",
            "A link works once, for 24 hours. Ask the administrator for a new one.")
        ], status: 410)
    }
    return try await signedIn(account, visit, to: account.password == nil ? "/wachtwoord" : nil)
  }

  @Sendable static func signOut(_ visit: Visit) async throws -> WebResponse {
    if let session = visit.session { try await visit.site.store.signOut(session) }
    var response = WebResponse.redirect("/")
    response.cookies = [(Visit.sessionCookie, "", nil)]
    return response
  }

  // MARK: An account of one's own

  struct Field {
    let name: String
    let label: LocalizedText
    let type: String
    let complete: String
    var help: LocalizedText?

    static let email = Field(
      name: "email", label: LocalizedText(nl: "E-mailadres", en: "E-mail address"), type: "email",
      complete: "email")
    static let password = Field(
      name: "wachtwoord", label: LocalizedText(nl: "Wachtwoord", en: "Password"),
      type: "password", complete: "new-password",
      help: LocalizedText(
        nl: "Minstens \(PasswordKeeper.shortest) tekens. Een zin is goed.",
        en: "At least \(PasswordKeeper.shortest) characters. A sentence is fine."))
    static let chosen = Field(
      name: "wachtwoord", label: LocalizedText(nl: "Wachtwoord", en: "Password"),
      type: "password", complete: "current-password")
    static let current = Field(
      name: "huidig", label: LocalizedText(nl: "Uw wachtwoord nu", en: "Your password now"),
      type: "password", complete: "current-password")
  }

  private static let fields = [
    Field(
      name: "naam", label: LocalizedText(nl: "Uw naam", en: "Your name"), type: "text",
      complete: "name"),
    Field(
      name: "organisatie", label: LocalizedText(nl: "Uw organisatie", en: "Your organisation"),
      type: "text", complete: "organization"),
    .email, .password,
  ]

  @Sendable static func newForm(_ visit: Visit) async throws -> WebResponse {
    newForm(visit, [:])
  }

  private static func newForm(_ visit: Visit, _ faults: [String: String]) -> WebResponse {
    form(
      visit, fields, faults, action: "/account",
      title: LocalizedText(nl: "Account maken", en: "Make an account"),
      about: LocalizedText(
        nl: "Met een account kunt u indienen, en ziet u al uw plannen bij elkaar.",
        en: "With an account you can submit, and see all your plans together."),
      send: LocalizedText(nl: "Account maken", en: "Make the account"))
  }

  private static func passwordForm(
    _ visit: Visit, _ faults: [String: String]
  ) async throws -> WebResponse {
    try await form(
      visit, try await asksCurrent(visit) ? [.current, .password] : [.password], faults,
      keysOf: visit.account,
      action: "/wachtwoord",
      title: LocalizedText(nl: "Wachtwoord", en: "Password"),
      about: LocalizedText(
        nl: "Kies een wachtwoord om mee in te loggen.", en: "Choose a password to sign in with."),
      send: LocalizedText(nl: "Bewaren", en: "Save"))
  }

  static let endKeysField = "sleutels"

  /// - Parameter account: whose keys may be ended too.
  static func form(
    _ visit: Visit, _ fields: [Field], _ faults: [String: String], keysOf account: Account?,
    action: String, title: LocalizedText, about: LocalizedText, send: LocalizedText
  ) async throws -> WebResponse {
    var keys: LocalizedText?
    if let account {
      let count = try await visit.site.store.keys(of: account).count
      if count > 0 {
        keys = LocalizedText(
          nl: "Beëindig ook mijn \(count) sleutels voor programma's",
          en: "End my \(count) keys for programs too")
      }
    }
    return form(
      visit, fields, faults, tick: keys.map { (endKeysField, $0) }, action: action, title: title,
      about: about, send: send)
  }

  static func form(
    _ visit: Visit, _ fields: [Field], _ faults: [String: String],
    tick: (name: String, label: LocalizedText)? = nil, action: String,
    title: LocalizedText, about: LocalizedText, send: LocalizedText
  ) -> WebResponse {
    let model: PageModel = [
      "action": HTMLText(action),
      // A program that keeps passwords has to know whose this is.
      "username": action != "/wachtwoord"
        ? false : visit.account.map { HTMLText(exact: $0.email) as Any } ?? false,
      "fields": fields.map { field -> PageModel in
        let fault = faults[field.name]
        let notes =
          (field.help == nil ? [] : ["\(field.name)-hulp"])
          + (fault == nil ? [] : ["\(field.name)-fout"])
        return [
          "name": HTMLText(field.name), "label": visit.words(field.label),
          "type": HTMLText(field.type), "complete": HTMLText(field.complete),
          "help": field.help.map { visit.words($0) as Any } ?? false,
          "fault": fault.map { HTMLText($0) as Any } ?? false,
          "described": notes.isEmpty ? false : HTMLText(notes.joined(separator: " ")),
          "value": field.type == "password"
            ? HTMLText("") : HTMLText(exact: visit.request.form[field.name] ?? ""),
        ]
      },
      "tick": tick.map { tick -> PageModel in
        [
          "name": HTMLText(tick.name), "label": visit.words(tick.label),
          "isTicked": visit.request.form[tick.name] != nil,
        ]
      } as Any? ?? false,
      "w": ["about": visit.words(about), "send": visit.words(send)] as PageModel,
    ]
    return visit.page(
      "account", model, title: title[visit.language],
      faults: fields.compactMap { field in faults[field.name].map { ("#\(field.name)", $0) } },
      status: faults.isEmpty ? 200 : 422)
  }

  @Sendable static func make(_ visit: Visit) async throws -> WebResponse {
    guard visit.site.limits.allows(.newAccount, visit.request.address, at: visit.now) else {
      return visit.tooOften()
    }
    let form = visit.request.form
    var faults = passwordFaults(visit)
    let name = VisibleText(form["naam"] ?? "").text
    let organisation = VisibleText(form["organisatie"] ?? "").text
    let email = (form["email"] ?? "").filter { !$0.isWhitespace }
    if name.isEmpty { faults["naam"] = visit.say("Vul uw naam in.", "Fill in your name.") }
    if organisation.isEmpty {
      faults["organisatie"] = visit.say(
        "Vul de naam van uw organisatie in.", "Fill in the name of your organisation.")
    }
    if !isAddress(email) {
      faults["email"] = visit.say(
        "Vul een e-mailadres in, zoals naam@voorbeeld.nl.",
        "Fill in an e-mail address, such as name@example.com.")
    }
    if visit.site.services.mail.isThere, faults["email"] == nil, MailAddress(email) == nil {
      faults["email"] = visit.say(
        "Naar dit e-mailadres kan geen bericht. Neem een ander.",
        "No message can go to this e-mail address. Take another one.")
    }
    guard faults.isEmpty else { return newForm(visit, faults) }
    let spelled = try await visit.site.newPasswords.spelled(form["wachtwoord"] ?? "")
    if visit.site.services.mail.isThere {
      // Whoever asks too often for one address gets the same answer, and no message goes.
      if visit.site.limits.allows(.message, email.lowercased(), at: visit.now) {
        try await visit.site.store.ask(
          for: Registration(
            email: email, name: String(name.prefix(200)),
            organisation: String(organisation.prefix(200)), password: spelled, at: visit.now),
          in: visit.language, at: visit.now)
      }
      return AddressPages.lookAtMail(
        visit,
        visit.say(
          "Wij hebben een bericht gestuurd naar \(email). Open de link die erin staat. Pas dan is uw account klaar. Komt er niets? Kijk bij de ongewenste berichten.",
          "We have sent a message to \(email). Open the link in it. Only then your account is ready. Does nothing come? Look among the unwanted messages."
        ))
    }
    let code = Secret.identifier()
    let account = Account(
      email: email, name: String(name.prefix(200)), role: .applicant, organisation: code,
      password: spelled)
    let added = try await visit.site.store.add(
      account,
      of: Organisation(code: code, name: String(organisation.prefix(200)), kind: .applicant),
      by: LogActor.visitor.spelled, at: visit.now)
    guard let added else {
      faults["email"] = visit.say(
        "Met dit e-mailadres kan geen account worden gemaakt. Hebt u er al een? Log dan in.",
        "No account can be made with this e-mail address. Do you have one already? Sign in then.")
      return newForm(visit, faults)
    }
    return try await signedIn(added, visit, to: "/account/adres")
  }

  static func isAddress(_ email: String) -> Bool {
    let parts = email.split(separator: "@", omittingEmptySubsequences: false)
    return parts.count == 2 && !parts[0].isEmpty && parts[1].contains(".")
      && parts[1].first != "." && parts[1].last != "." && email.utf8.count <= 254
      && email.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F }
  }

  static func passwordFaults(_ visit: Visit) -> [String: String] {
    let password = visit.request.form["wachtwoord"] ?? ""
    if password.count < PasswordKeeper.shortest {
      return [
        "wachtwoord": visit.say(
          "Kies een wachtwoord van minstens \(PasswordKeeper.shortest) tekens.",
          "Choose a password of at least \(PasswordKeeper.shortest) characters.")
      ]
    }
    if Set(password).count < PasswordKeeper.fewest {
      return [
        "wachtwoord": visit.say(
          "Kies een wachtwoord met meer verschillende tekens.",
          "Choose a password with more different characters.")
      ]
    }
    let email = visit.request.form["email"] ?? visit.account?.email ?? ""
    if CommonPasswords.contains(password) || password.lowercased() == email.lowercased() {
      return [
        "wachtwoord": visit.say(
          "Dit wachtwoord gebruiken veel mensen. Kies een zin die alleen u kent.",
          "Many people use this password. Choose a sentence that only you know.")
      ]
    }
    if password.count > PasswordKeeper.longest {
      return [
        "wachtwoord": visit.say(
          "Kies een wachtwoord van hoogstens \(PasswordKeeper.longest) tekens.",
          "Choose a password of at most \(PasswordKeeper.longest) characters.")
      ]
    }
    return [:]
  }

  @Sendable static func passwordForm(_ visit: Visit) async throws -> WebResponse {
    try await passwordForm(visit, [:])
  }

  /// Whether somebody has to show that it is still the owner who sits there: there is a password, and the owner
  /// did not sign in a moment ago.
  static func asksCurrent(_ visit: Visit) async throws -> Bool {
    guard visit.account?.password != nil, let session = visit.session else { return false }
    return try await !visit.site.store.isFresh(session, at: visit.now)
  }

  /// What is wrong with the password that somebody gives to show who they are; `nil` where it is right or not
  /// asked for.
  static func currentFault(_ visit: Visit, _ account: Account) async throws -> String? {
    guard try await asksCurrent(visit) else { return nil }
    let given = visit.request.form[Field.current.name] ?? ""
    let isRight =
      given.count <= PasswordKeeper.longest
      ? try await visit.site.newPasswords.verify(given, against: account.password) : false
    return isRight ? nil : visit.say("Dit is niet uw wachtwoord.", "This is not your password.")
  }

  @Sendable static func setPassword(_ visit: Visit) async throws -> WebResponse {
    let faults = passwordFaults(visit)
    guard faults.isEmpty, let account = visit.account else {
      return try await passwordForm(visit, faults)
    }
    guard visit.site.limits.allows(.newPassword, "\(account.id ?? 0)", at: visit.now) else {
      return visit.tooOften()
    }
    if let fault = try await currentFault(visit, account) {
      return try await passwordForm(visit, [Field.current.name: fault])
    }
    let spelled = try await visit.site.newPasswords.spelled(visit.request.form["wachtwoord"] ?? "")
    let next = Secret.random()
    try await visit.site.store.setPassword(
      spelled, of: account, next: next, endingKeys: visit.request.form[endKeysField] != nil,
      at: visit.now)
    var response = WebResponse.redirect(home(account.role))
    response.cookies = [(Visit.sessionCookie, next.text, nil)]
    return response
  }
}
