import Rules

/// Who may use a route. What somebody may not use does not exist for them.
enum Access: Sendable {
  case everybody
  case signedIn
  case roles(Set<Role>)
  /// By what somebody is to the dossier, and the stage that it is at.
  case dossier([Relation: Set<Stage>])

  var isForEverybody: Bool { if case .everybody = self { true } else { false } }

  func allows(_ role: Role?, _ relation: Relation, _ stage: Stage?) -> Bool {
    switch self {
    case .everybody: true
    case .signedIn: role != nil
    case .roles(let roles): role.map { roles.contains($0) } ?? false
    case .dossier(let grants):
      stage.map { grants[relation]?.contains($0) ?? false } ?? false
    }
  }
}

/// One page or action: its address, who may use it, and what it does.
struct Route: Sendable {
  let method: WebRequest.Method
  /// With `{name}` for what differs, and `{name...}` for one or more parts of a path.
  let path: String
  let access: Access
  let handle: @Sendable (Visit) async throws -> WebResponse

  init(
    _ method: WebRequest.Method, _ path: String, _ access: Access,
    _ handle: @escaping @Sendable (Visit) async throws -> WebResponse
  ) {
    self.method = method
    self.path = path
    self.access = access
    self.handle = handle
  }

  static let owner: Access = .dossier([.owner: .all])
  private static let writer: Access = .dossier([.owner: .written])
  private static let dater: Access = .dossier([
    .leader: [.submitted], .office: [.draft, .submitted],
  ])
  static let readers: Access = .dossier([
    .owner: .all, .leader: .submitted, .otherInsurer: .known,
  ])
  static let reviewers: Access = .dossier([.leader: .submitted, .otherInsurer: .known])

  /// Every route that there is.
  static let all: [Route] = pages + Endpoint.all.map(\.route)

  /// The methods that a path takes, of the routes with a given access.
  static func methods(
    at path: String, where isAllowed: (Access) -> Bool = { _ in true }
  ) -> [WebRequest.Method] {
    WebRequest.Method.allCases.filter { method in
      all.contains {
        $0.method == method && isAllowed($0.access) && $0.parameters(of: path) != nil
      }
    }
  }

  /// What people see, with forms and cookies.
  static let pages: [Route] = [
    Route(.get, "/", .everybody, StartPages.start),
    Route(.get, "/taal/{taal}", .everybody, StartPages.language),
    Route(.get, "/stijl.css", .everybody, StartPages.style),
    Route(.get, "/script.js", .everybody, StartPages.script),
    Route(.get, "/teken.svg", .everybody, StartPages.sign),
    Route(.get, "/gezond", .everybody, StartPages.health),
    Route(.get, "/gereed", .everybody, StartPages.readiness),

    Route(.get, "/inloggen", .everybody, AccountPages.signInForm),
    Route(.post, "/inloggen", .everybody, AccountPages.signIn),
    Route(.get, OpenIDSettings.wayOut, .everybody, OpenIDPages.leave),
    Route(.get, OpenIDSettings.wayBack, .everybody, OpenIDPages.comeBack),
    Route(.get, "/inloggen/{link}", .everybody, AccountPages.linkForm),
    Route(.post, "/inloggen/{link}", .everybody, AccountPages.signInByLink),
    Route(.post, "/uitloggen", .signedIn, AccountPages.signOut),
    Route(.get, "/account", .everybody, AccountPages.newForm),
    Route(.post, "/account", .everybody, AccountPages.make),
    Route(.get, "/account/mijn", .signedIn, OwnAccountPages.show),
    Route(.post, "/uitloggen/overal", .signedIn, OwnAccountPages.signOutEverywhere),
    Route(.get, "/account/weg", .signedIn, OwnAccountPages.eraseForm),
    Route(.post, "/account/weg", .signedIn, OwnAccountPages.erase),
    Route(.get, "/privacy", .everybody, KeptDataPage.show),
    Route(.get, "/wachtwoord", .signedIn, AccountPages.passwordForm),
    Route(.post, "/wachtwoord", .signedIn, AccountPages.setPassword),
    Route(.get, "/wachtwoord/vergeten", .everybody, AddressPages.forgottenForm),
    Route(.post, "/wachtwoord/vergeten", .everybody, AddressPages.forgotten),
    Route(.get, "/wachtwoord/nieuw/{link}", .everybody, AddressPages.newPasswordForm),
    Route(.post, "/wachtwoord/nieuw/{link}", .everybody, AddressPages.newPassword),
    Route(.get, "/account/adres", .signedIn, AddressPages.show),
    Route(.post, "/account/adres", .signedIn, AddressPages.send),
    Route(.get, "/bevestigen/{link}", .everybody, AddressPages.confirmForm),
    Route(.post, "/bevestigen/{link}", .everybody, AddressPages.confirm),
    Route(.get, "/berichten", .everybody, AddressPages.messages),
    Route(.get, "/account/sleutels", .signedIn, KeyPages.list),
    Route(.post, "/account/sleutels", .signedIn, KeyPages.make),
    Route(.post, "/account/sleutels/{sleutel}/einde", .signedIn, KeyPages.end),
    Route(.get, "/api", .everybody, APIPage.show),

    Route(.post, "/nieuw", .everybody, DossierPages.begin),
    Route(.get, "/concept/{link}", .everybody, DossierPages.byLink),
    Route(.get, "/plannen", .roles([.applicant]), ListPages.own),
    Route(.get, "/plan/{plan}", readers, DossierPages.overview),
    Route(.get, "/plan/{plan}/vragen/{onderwerp}", writer, TopicPages.show),
    Route(.post, "/plan/{plan}/vragen/{onderwerp}", writer, TopicPages.save),
    Route(.get, "/plan/{plan}/antwoorden", readers, AnswerPages.show),
    Route(.get, "/plan/{plan}/beoordeling", readers, AnswerPages.assessment),
    Route(.get, "/plan/{plan}/beoordeling/{controle}", readers, AnswerPages.check),
    Route(.get, "/plan/{plan}/plan.yaml", readers, AnswerPages.yaml),
    Route(.get, "/plan/{plan}/plan.json", readers, AnswerPages.json),
    Route(.post, "/plan/{plan}/bestand", writer, AnswerPages.upload),
    Route(.post, "/plan/{plan}/bijlagen", writer, AnswerPages.attach),
    Route(.get, "/plan/{plan}/bijlagen/{bijlage}", readers, AnswerPages.attachment),
    Route(.post, "/plan/{plan}/bijlagen/{bijlage}/weg", writer, AnswerPages.removeAttachment),
    Route(.get, "/plan/{plan}/weg", .dossier([.owner: [.draft]]), DossierPages.eraseForm),
    Route(.post, "/plan/{plan}/weg", .dossier([.owner: [.draft]]), DossierPages.erase),
    Route(.post, "/plan/{plan}/langer", .dossier([.owner: [.draft]]), DossierPages.keep),
    Route(.post, "/plan/{plan}/overnemen", owner, DossierPages.claim),
    Route(.get, "/plan/{plan}/logboek", readers, DossierPages.log),
    Route(.post, "/plan/{plan}/aanpassen", .dossier([.owner: [.rejected]]), DossierPages.revise),
    Route(
      .post, "/plan/{plan}/uitwerken", .dossier([.owner: [.approved]]), DossierPages.elaborate),
    Route(.get, "/plan/{plan}/stap/{stap}", readers, StepPages.form),
    Route(.post, "/plan/{plan}/stap/{stap}", readers, StepPages.take),
    Route(.get, "/plan/{plan}/ontvangst", .dossier([.owner: .submitted]), ReceiptPages.show),
    Route(.get, "/plan/{plan}/ontvangst.txt", .dossier([.owner: .submitted]), ReceiptPages.file),
    Route(.get, "/plan/{plan}/dag", dater, EarlierDayPages.form),
    Route(.post, "/plan/{plan}/dag", dater, EarlierDayPages.set),
    Route(
      .get, "/plan/{plan}/brief",
      .dossier([.owner: .decided, .leader: .decided]), LetterPages.show),

    Route(.get, "/werk", .roles([.reviewer]), ListPages.work),
    Route(.get, "/werk/termijnen.ics", .roles([.reviewer]), WorkFiles.deadlines),
    Route(.get, "/werk/plannen.csv", .roles([.reviewer]), WorkFiles.list),
    Route(.get, "/plan/{plan}/beoordelen", reviewers, ReviewPages.overview),
    Route(
      .post, "/plan/{plan}/beoordelen", .dossier([.leader: .judged]), JudgingPages.judgeSeveral),
    Route(.get, "/plan/{plan}/beoordelen/{controle}", reviewers, JudgingPages.check),
    Route(
      .post, "/plan/{plan}/beoordelen/{controle}", .dossier([.leader: .judged]),
      JudgingPages.judge),

    Route(.get, "/register", .everybody, RegisterPages.list),
    Route(.get, "/register/{plan}", .everybody, RegisterPages.entry),
    Route(.get, "/regels", .everybody, RegisterPages.rules),
    Route(.get, "/regels/{ruleset...}/{versie}", .everybody, RegisterPages.version),
    Route(.get, "/stand", .roles([.monitor, .administrator]), ListPages.counts),

    Route(.get, "/beheer", .roles([.administrator]), OfficePages.overview),
    Route(.post, "/beheer/accounts", .roles([.administrator]), OfficePages.addAccount),
    Route(.post, "/beheer/organisaties", .roles([.administrator]), OfficePages.addOrganisation),
    Route(
      .post, "/beheer/organisaties/{organisatie}/nagegaan", .roles([.administrator]),
      OfficePages.verifyOrganisation),
    Route(.post, "/beheer/regios", .roles([.administrator]), OfficePages.setRegion),
    Route(.post, "/beheer/accounts/{account}/link", .roles([.administrator]), OfficePages.link),
    Route(
      .post, "/beheer/accounts/{account}/bevestigen", .roles([.administrator]),
      OfficePages.confirm),
    Route(.post, "/beheer/dag", .roles([.administrator]), EarlierDayPages.find),
    Route(
      .post, "/beheer/accounts/{account}/stand", .roles([.administrator]), OfficePages.activate),
  ]

  /// The values of what differs, where a path is one of this route.
  func parameters(of path: String) -> [String: String]? {
    let pattern = self.path.split(separator: "/", omittingEmptySubsequences: false)
    var parts = path.split(separator: "/", omittingEmptySubsequences: false)
    var found: [String: String] = [:]
    if let long = pattern.firstIndex(where: { $0.hasSuffix("...}") }) {
      let more = parts.count - pattern.count
      guard more >= 0 else { return nil }
      let whole = parts[long...(long + more)]
      guard !whole.contains(where: \.isEmpty) else { return nil }
      let joined = whole.joined(separator: "/")
      parts.replaceSubrange(long...(long + more), with: [joined[...]])
      found[String(pattern[long].dropFirst().dropLast(4))] = joined
    }
    guard pattern.count == parts.count else { return nil }
    for (expected, part) in zip(pattern, parts) where !expected.hasSuffix("...}") {
      if expected.first == "{" {
        guard !part.isEmpty else { return nil }
        found[String(expected.dropFirst().dropLast())] = String(part)
      } else if expected != part {
        return nil
      }
    }
    return found
  }
}
