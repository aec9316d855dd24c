import Assess
import Foundation
import Logging
import Rules

/// One request with who makes it.
struct Visit: Sendable {
  let site: Site
  let request: WebRequest
  private(set) var caller: Caller
  let session: Secret?
  /// What the browser is known by, signed in or not; forms are tied to it.
  let visitor: Secret
  private let isNewVisitor: Bool
  /// Whether a program sent something to be known by that does not work.
  let hasWrongKey: Bool
  var dossier: Dossier?
  var relation = Relation.none

  static let sessionCookie = "__Host-sessie"
  static let visitorCookie = "__Host-bezoek"
  static let linksCookie = "__Host-concepten"
  static let languageCookie = "taal"

  init(_ site: Site, _ request: WebRequest) async throws {
    self.site = site
    self.request = request
    let cookies = request.isForPrograms ? [:] : request.cookies
    var caller = Caller(
      language: request.isForPrograms
        ? request.language : cookies[Visit.languageCookie] == "en" ? .en : .nl,
      moment: site.now)
    let known = cookies[Visit.visitorCookie].flatMap { Secret($0) }
    visitor = known ?? .random()
    isNewVisitor = known == nil
    caller.links = (cookies[Visit.linksCookie] ?? "").split(separator: ".")
      .prefix(Casework.linksKept).compactMap { Secret(String($0)) }
    session = cookies[Visit.sessionCookie].flatMap { Secret($0) }
    var hasWrongKey = false
    if let given = request.isForPrograms ? request.headers["authorization"] : nil {
      let found = try await site.holder(of: given, at: caller.now)
      caller.account = found?.account
      caller.key = found?.key
      hasWrongKey = found == nil
    } else if let session {
      caller.account = try await site.store.account(of: session, at: caller.now)
    }
    self.hasWrongKey = hasWrongKey
    self.caller = caller
  }

  /// What whoever makes the request can do.
  var casework: Casework { Casework(services: site.services, caller: caller) }

  var account: Account? { caller.account }
  var key: AccessKey? { caller.key }
  var links: [Secret] { caller.links }
  var language: Language { caller.language }
  var moment: DateAndTime { caller.moment }
  var now: Moment { caller.now }
  var today: CalendarDate { caller.today }
  var actor: String { caller.actor }
  var words: PageWords { PageWords(language: language) }

  /// A text with the language of the visitor.
  func say(_ text: LocalizedText) -> String { text[language] }

  func say(_ nl: String, _ en: String) -> String { language == .nl ? nl : en }

  /// Whoever what is computed here is for: an account wherever it comes from, else a place.
  var asker: Asker {
    Asker(
      names: [account?.id.map { "account \($0)" } ?? "address \(request.address)"],
      isStranger: account == nil)
  }

  /// As the procedure knows whoever acts.
  var party: Party? {
    switch relation {
    case .owner: .applicant
    case .leader, .otherInsurer: account.map { .insurer($0.organisation) }
    case .office, .none: nil
    }
  }

  /// The dossier of this route; the table of routes made sure that there is one.
  func theDossier() throws -> Dossier {
    guard let dossier else { throw Store.Conflict.gone }
    return dossier
  }

  /// As somebody who is not signed in any more.
  var signedOut: Visit {
    var visit = self
    visit.caller.account = nil
    return visit
  }

  // MARK: Forms

  static let proofField = "bewijs"

  /// What a form of this site carries, and no other site can know.
  var proof: String { (session ?? visitor).derived(for: "form") }

  var hasProof: Bool {
    let given =
      request.form[Visit.proofField] ?? request.upload?[Visit.proofField].map {
        String(decoding: $0.bytes, as: UTF8.self)
      } ?? ""
    return given.isSameSecret(as: proof)
  }

  /// Whether the browser says that a form was sent from a page of this site. Source: the Fetch
  /// standard, and Fetch Metadata.
  var isFromHere: Bool {
    if let site = request.headers["sec-fetch-site"], site != "same-origin", site != "none" {
      return false
    }
    guard let origin = request.headers["origin"] else { return true }
    guard let host = request.headers["host"] else { return false }
    return origin == "http://\(host)" || origin == "https://\(host)"
  }

  // MARK: Pages

  func page(
    _ template: String, _ model: PageModel, title: String,
    trail: (href: String, label: String)? = nil,
    notice: String? = nil, faults: [(href: String?, text: String)] = [],
    width: PageWidth = .reading,
    status: Int = 200
  ) -> WebResponse {
    var model = model
    model["title"] = HTMLText(title)
    model["csrf"] = HTMLText(proof)
    let body = site.templates.render(template, model)
    return wrapped(
      body, title: title, trail: trail, notice: notice, faults: faults, width: width,
      status: status)
  }

  func wrapped(
    _ body: String, title: String, trail: (href: String, label: String)? = nil,
    notice: String? = nil, faults: [(href: String?, text: String)] = [],
    width: PageWidth = .reading,
    status: Int = 200
  ) -> WebResponse {
    var layout: PageModel = [
      "language": HTMLText(language.rawValue), "title": HTMLText(title), "csrf": HTMLText(proof),
      "otherLanguage": HTMLText(language == .nl ? "en" : "nl"),
      "here": HTMLText(Form.encoded(request.method == .get ? request.path : "/")), "body": body,
      "hasFault": !faults.isEmpty, "width": HTMLText(width.rawValue), "menu": menu,
      "w": words.all([
        "skip": ("Naar de inhoud", "To the content"), "menu": ("Menu", "Menu"),
        "signOut": ("Uitloggen", "Sign out"), "otherLanguage": ("English", "Nederlands"),
        "fault": ("Fout", "Fault"),
        "faultsHeading": ("Dit moet nog anders", "This has to be changed"),
        "footer": (
          "Toetssteen helpt bij de beoordeling. Het besluit nemen mensen.",
          "Toetssteen helps with the assessment. People take the decision."
        ),
        "privacy": ("Welke gegevens wij bewaren", "What data we keep"),
        "programs": ("Voor programma's (API)", "For programs (API)"),
      ]),
    ]
    if let trail {
      layout["trail"] = ["href": HTMLText(trail.href), "label": HTMLText(trail.label)] as PageModel
    }
    if let notice { layout["notice"] = HTMLText(notice) }
    if !faults.isEmpty {
      layout["faults"] =
        [
          "items": faults.map { fault -> PageModel in
            ["href": fault.href.map { HTMLText($0) as Any } ?? false, "text": HTMLText(fault.text)]
          }
        ] as PageModel
    }
    if let account {
      layout["account"] =
        ["name": HTMLText(account.name), "role": words(account.role.title)] as PageModel
    }
    return .page(site.templates.render("layout", layout), status: status)
  }

  private var menu: [PageModel] {
    var items: [(String, String)] = []
    switch account?.role {
    case .applicant: items.append(("/plannen", say("Mijn plannen", "My plans")))
    case .reviewer: items.append(("/werk", say("Mijn werk", "My work")))
    case .monitor: items.append(("/stand", say("Stand van zaken", "State of affairs")))
    case .administrator:
      items.append(("/beheer", say("Beheer", "Management")))
      items.append(("/stand", say("Stand van zaken", "State of affairs")))
    case .author, nil: break
    }
    items.append(("/register", say("Openbaar register", "Public register")))
    items.append(("/regels", say("Regels", "Rules")))
    if account == nil { items.append(("/inloggen", say("Inloggen", "Sign in"))) }
    return items.map { href, label in
      ["href": HTMLText(href), "label": HTMLText(label), "isHere": request.path == href]
    }
  }

  /// Fields that nobody typed, and the one that nobody may read over a shoulder.
  private static let unseen: Set = [
    proofField, "basis", "versie", "regels", "terug", "wachtwoord", "oordelen",
  ]

  func message(
    _ title: String, _ paragraphs: [String], links: [(href: String, label: String)] = [],
    status: Int = 200, echo: Bool = false
  ) -> WebResponse {
    // What somebody typed is not lost with the page that could not take it.
    let typed =
      echo
      ? request.form.fields.filter {
        !Visit.unseen.contains($0.name) && !$0.name.hasPrefix("#")
          && $0.value.contains { !$0.isWhitespace }
      } : []
    let model: PageModel = [
      "paragraphs": paragraphs.map { HTMLText($0) },
      "links": links.map { ["href": HTMLText($0.href), "label": HTMLText($0.label)] as PageModel },
      "hasTyped": !typed.isEmpty,
      "typed": typed.enumerated().map { index, field -> PageModel in
        [
          "id": HTMLText("tekst-\(index)"), "name": label(ofField: field.name),
          "value": HTMLText(exact: chosen(field.value)),
        ]
      },
      "w": words.all([
        "typed": ("Wat u had ingevuld", "What you had filled in"),
        "typedAbout": (
          "Dit is niet bewaard. U kunt het hier kopiëren.",
          "This is not saved. You can copy it here."
        ),
      ]),
    ]
    return page("message", model, title: title, status: status)
  }

  /// What the field of a form is called on the page that it is on.
  private func label(ofField name: String) -> HTMLText {
    switch name {
    case "reden": words("Uw toelichting", "Your explanation")
    case "toepassing": words("Waarom u deze regels toepast", "Why you apply these rules")
    case "keuze", "oordeel": words("Uw keuze", "Your choice")
    case "naam": words("Naam", "Name")
    case "email": words("E-mailadres", "E-mail address")
    case "organisatie": words("Organisatie", "Organisation")
    default: HTMLText(name)
    }
  }

  func notFound() -> WebResponse {
    if request.isForPrograms { return Problem(.notFound).response(to: request, in: language) }
    var links = [("/", say("Naar de startpagina", "To the start page"))]
    if account == nil { links.append(("/inloggen", say("Inloggen", "Sign in"))) }
    return message(
      say("Deze pagina is er niet", "There is no such page"),
      [
        say(
          "De pagina bestaat niet, of u mag haar niet zien. Misschien bent u niet (meer) ingelogd.",
          "The page does not exist, or you may not see it. Perhaps you are not signed in (any more)."
        )
      ], links: links, status: 404, echo: request.method == .post && isFromHere)
  }

  func wrongMethod(_ methods: [WebRequest.Method]) -> WebResponse {
    let problem = Problem.wrongMethod(methods)
    if request.isForPrograms { return problem.response(to: request, in: language) }
    var response = message(
      say("Dit kan zo niet", "This can't be done like that"),
      [say("Ga terug en probeer het opnieuw.", "Go back and try again.")], status: 405)
    response.headers = problem.headers
    return response
  }

  func crossSite() -> WebResponse {
    message(
      say("Dit formulier kwam van een andere site", "This form came from another site"),
      [
        say(
          "Er is niets veranderd. Vul het formulier hier in.",
          "Nothing was changed. Fill in the form here.")
      ], status: 403)
  }

  func proofMissing() -> WebResponse {
    message(
      say("Deze pagina was te oud", "This page was too old"),
      [
        say(
          "Er is niets bewaard. Open de pagina opnieuw en vul haar nog eens in. Uw tekst staat hieronder.",
          "Nothing was saved. Open the page again and fill it in once more. Your text is below.")
      ], links: [(request.path, say("De pagina opnieuw openen", "Open the page again"))],
      status: 403, echo: true)
  }

  func tooOften() -> WebResponse {
    message(
      say("Te vaak geprobeerd", "Tried too often"),
      [
        say(
          "Wacht een kwartier en probeer het dan opnieuw.",
          "Wait a quarter of an hour, then try again.")
      ],
      status: 429, echo: true)
  }

  /// Tells the log what failed without what is inside: neither the address nor the words of an error may
  /// hold what somebody wrote.
  func logFailure(_ error: any Error) {
    site.logger.error(
      "request failed",
      metadata: ["route": "\(request.route)", "error": "\(Store.kind(of: error))"])
  }

  /// What somebody chose, as the list that it was chosen from says it.
  private func chosen(_ value: String) -> String {
    (Conclusion(rawValue: value)?.title ?? StageFlag(rawValue: value)?.title)?[language] ?? value
  }

  /// Words of a refusal, which begin with a small letter, as a sentence.
  func sentence(_ words: LocalizedText) -> String {
    words[language].prefix(1).uppercased() + words[language].dropFirst() + "."
  }

  func failed(_ error: any Error) -> WebResponse {
    if request.isForPrograms { return problem(of: error).response(to: request, in: language) }
    switch error {
    case let failure as Failure:
      return message(
        say("Dit kan niet worden gelezen", "This can't be read"),
        failure.texts(in: language).map { String($0.prefix(1_000)) }.prefix(20).map { $0 },
        status: 422, echo: true)
    case Store.Conflict.gone: return notFound()
    case Store.Conflict.stale:
      return message(
        say("Een ander was u voor", "Somebody else was first"),
        [
          say(
            "Dit plan is veranderd nadat u de pagina opende. Er is niets overschreven. Bekijk het plan opnieuw.",
            "This plan was changed after you opened the page. Nothing was overwritten. Look at the plan again."
          )
        ], links: dossier.map { [("/plan/\($0.id)", $0.title)] } ?? [], status: 409, echo: true)
    case Store.Conflict.closed:
      return message(
        say("Dit plan is al ingediend", "This plan has been submitted already"),
        [
          say(
            "De antwoorden staan vast. Er is niets veranderd.",
            "The answers are fixed. Nothing was changed.")
        ], links: dossier.map { [("/plan/\($0.id)", $0.title)] } ?? [], status: 409, echo: true)
    case is Gate.Full, is Answering.Busy, is PasswordKeeper.Busy, is CancellationError:
      var response = message(
        say("Het is nu te druk", "It is too busy now"),
        [
          say(
            "Probeer het over een paar tellen opnieuw. Wat u had ingevuld, staat hieronder.",
            "Try again in a few seconds. What you had filled in is below.")
        ], status: 503, echo: true)
      response.headers.append(("Retry-After", "\((error as? Gate.Full)?.seconds ?? 1)"))
      return response
    case is Casework.LinksFull:
      return message(
        say("Er is geen plaats voor nog een concept", "There is no room for another draft"),
        [
          say(
            "In deze browser staan al \(Casework.linksKept) concepten zonder account. Maak een account en bewaar ze daar, of gebruik een andere browser.",
            "This browser has \(Casework.linksKept) drafts without an account already. Make an account and keep them there, or use another browser."
          )
        ], links: [("/account", say("Een account maken", "Make an account"))], status: 409,
        echo: true)
    case let refusal as Proceeding.Refusal:
      let track = dossier?.track ?? .plan
      return message(
        say("Dit kan nu niet", "This can't be done now"),
        [sentence(refusal.message(track))],
        links: dossier.map { [("/plan/\($0.id)", $0.title)] } ?? [], status: 409, echo: true)
    default:
      logFailure(error)
      return message(
        say("Er ging iets mis", "Something went wrong"),
        [
          say(
            "Het ligt aan ons, niet aan u. Wat u had ingevuld, staat hieronder. Probeer het later opnieuw.",
            "It is our fault, not yours. What you had filled in is below. Try again later.")
        ], status: 500, echo: true)
    }
  }

  /// The answer with the cookies that every page may need.
  func finish(_ response: WebResponse) -> WebResponse {
    var response = response
    if isNewVisitor, !response.isPublic, !response.setsNoCookie, !request.isForPrograms {
      response.cookies.append((Visit.visitorCookie, visitor.text, 365))
    }
    return response
  }

  var hasRoomForLinks: Bool { links.count < Casework.linksKept }

  /// The cookie that holds the private links, with one more.
  func cookie(adding link: Secret) -> (name: String, value: String, days: Int?) {
    let kept = [link] + links.filter { $0 != link }.prefix(Casework.linksKept - 1)
    return (Visit.linksCookie, kept.map(\.text).joined(separator: "."), 365)
  }
}

/// How much room a page takes.
enum PageWidth: String, Sendable {
  /// Lines of text that one reads.
  case reading
  /// Tables and reports.
  case wide
  /// All there is: two parts beside each other.
  case work
}
