import Assess
import Rules

/// How a program uses the site.
enum APIPage {
  @Sendable static func show(_ visit: Visit) async throws -> WebResponse {
    let words = visit.words
    let base = "\(visit.site.address)\(Endpoint.root)"
    let model: PageModel = [
      "examples": examples(base).map { example -> PageModel in
        ["about": words(example.about), "text": HTMLText(example.text)]
      },
      "endpoints": Endpoint.all.map { endpoint -> PageModel in
        [
          "method": HTMLText(endpoint.method.rawValue),
          "path": HTMLText(Endpoint.root + endpoint.path), "what": words(endpoint.title),
          "who": words(who(endpoint.access)),
        ]
      },
      "problems": Problem.Kind.allCases.map { kind -> PageModel in
        [
          "id": HTMLText(kind.rawValue), "status": HTMLText("\(kind.status)"),
          "title": words(kind.title), "about": words(kind.about),
        ]
      },
      "signs": [
        ("/gezond", LocalizedText(nl: "antwoordt het programma?", en: "does the program answer?")),
        (
          "/gereed",
          LocalizedText(
            nl: "werken de database en de regels? Zo niet: 503",
            en: "do the database and the rules work? If not: 503")
        ),
        (
          "/cijfers",
          LocalizedText(
            nl: "hoeveel verzoeken, met welk antwoord, hoe snel (Prometheus)",
            en: "how many requests, with what answer, how fast (Prometheus)")
        ),
      ].map { ["path": HTMLText($0.0), "about": words($0.1)] as PageModel },
      "document": HTMLText("\(Endpoint.root)/openapi.json"),
      "hasAccount": visit.account != nil,
      "w": words.all([
        "lead": (
          "Dit kan een programma ook: een plan toetsen, antwoorden bewaren, een stap zetten en beoordelen.",
          "This a program can do too: assess a plan, save answers, take a step and judge."
        ),
        "documentLink": ("De beschrijving in OpenAPI 3.1", "The description in OpenAPI 3.1"),
        "keyHeading": ("Een sleutel", "A key"),
        "keyAbout": (
          "Een plan toetsen kan zonder sleutel. Voor uw eigen plannen stuurt het programma een sleutel mee. Inloggen met een cookie telt hier niet.",
          "Assessing a plan takes no key. For plans of your own the program sends a key along. Signing in with a cookie does not count here."
        ),
        "keyLink": ("Uw sleutels", "Your keys"), "signIn": ("Eerst inloggen", "Sign in first"),
        "examplesHeading": ("Voorbeelden", "Examples"),
        "endpointsHeading": ("Wat er is", "What there is"), "method": ("Methode", "Method"),
        "path": ("Adres", "Address"), "what": ("Wat het doet", "What it does"),
        "who": ("Voor wie", "For whom"),
        "basisHeading": ("Niets wordt overschreven", "Nothing is overwritten"),
        "basisAbout": (
          "Wie een plan verandert, zegt in If-Match welke revisie hij zag: de ETag van het vorige antwoord. Was een ander eerder, dan verandert er niets. U krijgt beide teksten terug.",
          "Whoever changes a plan says in If-Match which revision was seen: the ETag of the last answer. Where somebody else was first, nothing changes. You get both texts back."
        ),
        "problemsHeading": ("Als het niet lukt", "When it fails"),
        "problemsAbout": (
          "Een fout is een 'problem' volgens RFC 9457. 'type' wijst naar deze lijst. 'errors' noemt alle fouten tegelijk, met hun plaats.",
          "A fault is a 'problem' by RFC 9457. 'type' points to this list. 'errors' names all faults at once, with their places."
        ),
        "status": ("Status", "Status"), "kind": ("Soort", "Kind"),
        "signsHeading": ("Voor wie de site draaiend houdt", "For whoever keeps the site running"),
      ]),
    ]
    return visit.page(
      "api", model, title: visit.say("Voor programma's", "For programs"), width: .wide)
  }

  private static func examples(_ base: String) -> [(about: LocalizedText, text: String)] {
    [
      (
        LocalizedText(nl: "Een plan toetsen", en: "Assess a plan"),
        """
        curl -H 'Content-Type: application/yaml' --data-binary @plan.yaml '\(base)/assessments'
        """
      ),
      (
        LocalizedText(nl: "Uw plannen", en: "Your plans"),
        "curl -H 'Authorization: Bearer toets_…' '\(base)/plans'"
      ),
      (
        LocalizedText(nl: "Antwoorden bewaren", en: "Save answers"),
        """
        curl -X PUT -H 'Authorization: Bearer toets_…' -H 'If-Match: "7"' \
        -H 'Content-Type: application/yaml' --data-binary @plan.yaml '\(base)/plans/…/answers'
        """
      ),
      (
        LocalizedText(nl: "Een stap zetten", en: "Take a step"),
        """
        curl -H 'Authorization: Bearer toets_…' -H 'If-Match: "8"' \
        -H 'Content-Type: application/json' -d '{"step": "submit", "region": "…"}' \
        '\(base)/plans/…/steps'
        """
      ),
    ]
  }

  private static func who(_ access: Access) -> LocalizedText {
    switch access {
    case .everybody: return LocalizedText(nl: "iedereen", en: "everybody")
    case .signedIn: return LocalizedText(nl: "iedereen met een sleutel", en: "everybody with a key")
    case .roles(let roles):
      let titles = Role.allCases.filter { roles.contains($0) }.map(\.title)
      return LocalizedText(
        nl: titles.map(\.nl).joined(separator: ", "), en: titles.map(\.en).joined(separator: ", "))
    case .dossier(let grants):
      let titles = Relation.allCases.filter { grants[$0] != nil }.map(\.title)
      return LocalizedText(
        nl: titles.map(\.nl).joined(separator: ", "), en: titles.map(\.en).joined(separator: ", "))
    }
  }
}

extension Relation {
  fileprivate var title: LocalizedText {
    switch self {
    case .owner: Party.Kind.applicant.title
    case .leader: Party.Kind.leader.title
    case .otherInsurer: Party.Kind.otherInsurer.title
    case .office: Role.administrator.title
    case .none: LocalizedText(nl: "niemand", en: "nobody")
    }
  }
}
