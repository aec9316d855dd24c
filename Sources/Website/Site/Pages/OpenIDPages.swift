import Assess
import Logging
import Rules

/// Signing in through another provider: leaving for it, and coming back.
enum OpenIDPages {
  /// What a browser on the way is known by.
  static let cookie = "__Host-inlogpoging"

  /// The link on the page to sign in. A link and not a form: what a form may lead to holds for its redirects
  /// too (Content Security Policy, `form-action`).
  static func link(_ visit: Visit, back: String?) -> PageModel? {
    guard let provider = visit.site.openID else { return nil }
    let path =
      back.flatMap { $0.isEmpty ? nil : "\(OpenIDSettings.wayOut)?terug=\(Form.encoded($0))" }
      ?? OpenIDSettings.wayOut
    let name = provider.settings.name
    return [
      "href": HTMLText(path),
      "label": HTMLText(visit.say("Inloggen met \(name)", "Sign in with \(name)")),
    ]
  }

  @Sendable static func leave(_ visit: Visit) async throws -> WebResponse {
    guard let provider = visit.site.openID else { return visit.notFound() }
    let back = visit.request.query["terug"].map { visit.localPath($0) }
    if let account = visit.account { return .redirect(back ?? AccountPages.home(account.role)) }
    // The way back needs no limit: without an attempt that began here nothing is done there.
    guard visit.site.limits.allows(.signInByAddress, visit.request.address, at: visit.now) else {
      return visit.tooOften()
    }
    do {
      let (cookie, address) = try await provider.begin(
        back: back, in: visit.language, at: visit.now)
      var response = WebResponse.redirect(address)
      response.cookies = [(OpenIDPages.cookie, cookie.text, nil)]
      return response
    } catch {
      return refused(error, provider.settings.name, visit)
    }
  }

  @Sendable static func comeBack(_ visit: Visit) async throws -> WebResponse {
    guard let provider = visit.site.openID else { return visit.notFound() }
    let name = provider.settings.name
    let shown = try await OpenIDPages.visit(visit, shownAt: "/inloggen")
    var response: WebResponse
    do {
      let cookie = visit.request.cookies[OpenIDPages.cookie].flatMap { Secret($0) }
      let arrival = try await provider.finish(visit.request.query, cookie: cookie, at: visit.now)
      let person =
        try await visit.site.store.knows(arrival.person)
        ? arrival.person : try await provider.complete(arrival, at: visit.now)
      response = try await enter(person, name, shown, to: arrival.back)
    } catch OpenIDFault.notBegun {
      // The cookie stays: another site may have sent the browser here in the middle of an attempt.
      return refused(.notBegun, name, shown)
    } catch let fault as OpenIDFault {
      if case .unproven(let reason) = fault {
        try await visit.site.store.logUnproven(
          provider.settings.issuer.text, reason, at: visit.now)
      }
      response = refused(fault, name, shown)
    }
    response.cookies.append((OpenIDPages.cookie, "", nil))
    return response
  }

  private static func enter(
    _ person: VouchedPerson, _ name: String, _ visit: Visit, to path: String?
  ) async throws -> WebResponse {
    let token = Secret.random()
    let entrance = try await visit.site.store.enter(person, token: token, at: visit.now)
    let account: Account
    var lostPassword = false
    switch entrance {
    case .known(let known): account = known
    case .linked(let linked, let lost): (account, lostPassword) = (linked, lost)
    case .refused(let refusal): return refused(refusal, person, name, visit)
    }
    // Whoever was signed in here is not any more.
    if let session = visit.session { try await visit.site.store.signOut(session) }
    var response = WebResponse.redirect(path ?? AccountPages.home(account.role))
    if lostPassword {
      let shown = try await OpenIDPages.visit(
        visit, shownAt: AccountPages.home(account.role), in: token)
      response = passwordIsGone(shown, name, account, to: path)
    }
    response.cookies.append((Visit.sessionCookie, token.text, nil))
    return response
  }

  // MARK: Pages

  /// The same visit, as of another page: the way back can't be opened again, so nothing that is shown there,
  /// such as the link to the other language, may lead to it.
  private static func visit(
    _ visit: Visit, shownAt path: String, in session: Secret? = nil
  ) async throws -> Visit {
    var request = visit.request
    request.path = path
    if let session { request.cookies[Visit.sessionCookie] = session.text }
    return try await Visit(visit.site, request)
  }

  private static func passwordIsGone(
    _ visit: Visit, _ name: String, _ account: Account, to path: String?
  ) -> WebResponse {
    visit.message(
      visit.say("U bent ingelogd met \(name)", "You are signed in with \(name)"),
      [
        visit.say(
          "Uw account hoort nu bij \(name). Log voortaan zo in.",
          "Your account now belongs to \(name). Sign in like this from now on."),
        visit.say(
          "Het wachtwoord van dit account werkt niet meer. Niemand had nagegaan of wie het koos, ook dit e-mailadres heeft. U kunt een nieuw wachtwoord kiezen.",
          "The password of this account does not work any more. Nobody had checked that whoever chose it also has this e-mail address. You can choose a new password."
        ),
      ],
      links: [
        (path ?? AccountPages.home(account.role), visit.say("Verder", "Go on")),
        ("/wachtwoord", visit.say("Een wachtwoord kiezen", "Choose a password")),
      ])
  }

  private static func refused(
    _ fault: OpenIDFault, _ name: String, _ visit: Visit
  ) -> WebResponse {
    visit.site.logger.warning("OpenID", metadata: ["reason": "\(fault.reason)"])
    let again = visit.say(
      "Probeer het opnieuw. U kunt ook inloggen met uw wachtwoord, als u dat hebt.",
      "Try again. You can also sign in with your password, if you have one.")
    let (title, text, status): (String, String, Int) =
      switch fault {
      case .unreachable:
        (
          visit.say("\(name) is nu niet bereikbaar", "\(name) can't be reached now"),
          visit.say(
            "Deze website kreeg geen antwoord. Dat ligt niet aan u.",
            "This site got no answer. That is not your fault."), 502
        )
      case .unusable:
        (
          visit.say("Inloggen met \(name) werkt nu niet", "Signing in with \(name) fails now"),
          visit.say(
            "Deze website kan niet verder met het antwoord van \(name). Dat ligt niet aan u. De beheerder vindt de reden in het logboek van de server.",
            "This site can't go on with the answer of \(name). That is not your fault. The administrator finds the reason in the log of the server."
          ), 502
        )
      case .notBegun:
        (
          visit.say("U begon hier niet met inloggen", "You did not begin to sign in here"),
          visit.say(
            "Of het is langer dan tien minuten geleden, of u was al klaar. U bent daarom niet ingelogd.",
            "Or it was more than ten minutes ago, or you had finished. So you were not signed in."
          ), 400
        )
      case .declined("access_denied"):
        (
          visit.say("U bent niet ingelogd", "You are not signed in"),
          visit.say(
            "U hebt het inloggen bij \(name) afgebroken, of \(name) liet u niet toe.",
            "You stopped signing in at \(name), or \(name) did not let you."), 403
        )
      case .declined:
        (
          visit.say("\(name) kon u niet inloggen", "\(name) could not sign you in"),
          visit.say(
            "\(name) meldde een fout. U bent daarom niet ingelogd.",
            "\(name) reported a fault. So you were not signed in."), 502
        )
      case .unproven:
        (
          visit.say("Inloggen is niet gelukt", "Signing in failed"),
          visit.say(
            "Uit het antwoord van \(name) blijkt niet wie u bent. U bent daarom niet ingelogd.",
            "The answer of \(name) does not prove who you are. So you were not signed in."), 403
        )
      }
    return page(title, [text, again], status, visit)
  }

  private static func refused(
    _ refusal: Store.Refusal, _ person: VouchedPerson, _ name: String, _ visit: Visit
  ) -> WebResponse {
    let email = String((person.email ?? "").prefix(254))
    let ask = visit.say("Neem contact op met de beheerder.", "Contact the administrator.")
    switch refusal {
    case .unverified where person.email == nil:
      return page(
        visit.say("Uw e-mailadres is niet bekend", "Your e-mail address is not known"),
        [
          visit.say(
            "\(name) heeft uw e-mailadres niet doorgegeven. Log opnieuw in, en sta toe dat deze website het krijgt.",
            "\(name) did not tell your e-mail address. Sign in again, and let this site have it.")
        ], 403, visit)
    case .unverified:
      return page(
        visit.say("Uw e-mailadres staat niet vast", "Your e-mail address is not certain"),
        [
          visit.say(
            "\(name) heeft niet nagegaan wat uw e-mailadres is. Bevestig uw e-mailadres bij \(name) en log dan opnieuw in.",
            "\(name) has not checked what your e-mail address is. Confirm your e-mail address at \(name), then sign in again."
          )
        ], 403, visit)
    case .unknown:
      return page(
        visit.say("U hebt hier nog geen account", "You have no account here yet"),
        [
          visit.say(
            "\(name) kent u als \(email). Met dit e-mailadres is hier geen account. De beheerder moet eerst een account voor u maken.",
            "\(name) knows you as \(email). There is no account here with this e-mail address. The administrator has to make you an account first."
          )
        ], 403, visit)
    case .closed:
      return page(
        visit.say("Uw account is gesloten", "Your account is closed"),
        [
          visit.say(
            "Met dit account kunt u niet meer inloggen.",
            "You can't sign in with this account any more."), ask,
        ], 403, visit)
    case .taken:
      return page(
        visit.say(
          "Dit account hoort bij een ander", "This account belongs to somebody else"),
        [
          visit.say(
            "Iemand anders van \(name) logde eerder in met dit e-mailadres.",
            "Somebody else of \(name) signed in with this e-mail address before."), ask,
        ], 403, visit)
    }
  }

  private static func page(
    _ title: String, _ paragraphs: [String], _ status: Int, _ visit: Visit
  ) -> WebResponse {
    visit.message(
      title, paragraphs,
      links: [("/inloggen", visit.say("Naar de pagina om in te loggen", "To the sign-in page"))],
      status: status)
  }
}
