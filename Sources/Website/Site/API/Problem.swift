import Assess
import Rules

/// Why a program did not get what it asked for. Source: RFC 9457.
struct Problem: Error, Sendable {
  enum Kind: String, Sendable, CaseIterable {
    case malformed
    case unauthorized
    case readOnlyKey = "read-only-key"
    case notFound = "not-found"
    case wrongMethod = "wrong-method"
    case notAcceptable = "not-acceptable"
    case refused
    case stale
    case tooLarge = "too-large"
    case mediaType = "media-type"
    case invalid
    case tooMuchWork = "too-much-work"
    case basisMissing = "basis-missing"
    case tooOften = "too-often"
    case failure
    case busy

    var status: Int {
      switch self {
      case .malformed: 400
      case .unauthorized: 401
      case .readOnlyKey: 403
      case .notFound: 404
      case .wrongMethod: 405
      case .notAcceptable: 406
      case .refused: 409
      case .stale: 412
      case .tooLarge: 413
      case .mediaType: 415
      case .invalid, .tooMuchWork: 422
      case .basisMissing: 428
      case .tooOften: 429
      case .failure: 500
      case .busy: 503
      }
    }

    /// The page that tells of the API tells of each kind too.
    var type: String { "/api#\(rawValue)" }

    var title: LocalizedText {
      switch self {
      case .malformed:
        LocalizedText(nl: "Het verzoek kan niet worden gelezen", en: "The request can't be read")
      case .unauthorized:
        LocalizedText(nl: "Een sleutel is nodig", en: "A key is needed")
      case .readOnlyKey:
        LocalizedText(nl: "Deze sleutel mag alleen lezen", en: "This key may only read")
      case .notFound: LocalizedText(nl: "Dit is er niet", en: "There is no such thing")
      case .wrongMethod: LocalizedText(nl: "Dit kan hier niet", en: "That can't be done here")
      case .notAcceptable:
        LocalizedText(nl: "Zo is het er niet", en: "It is not there in that form")
      case .refused: LocalizedText(nl: "Dit kan nu niet", en: "This can't be done now")
      case .stale: LocalizedText(nl: "Een ander was u voor", en: "Somebody else was first")
      case .tooLarge: LocalizedText(nl: "Het is te groot", en: "It is too large")
      case .mediaType:
        LocalizedText(nl: "Deze vorm wordt niet gelezen", en: "This form is not read")
      case .invalid: LocalizedText(nl: "Dit moet nog anders", en: "This has to be changed")
      case .tooMuchWork:
        LocalizedText(nl: "Dit vraagt te veel werk", en: "This asks for too much work")
      case .basisMissing:
        LocalizedText(nl: "Zeg welke revisie u zag", en: "Say which revision you saw")
      case .tooOften: LocalizedText(nl: "Te vaak geprobeerd", en: "Tried too often")
      case .failure: LocalizedText(nl: "Er ging iets mis", en: "Something went wrong")
      case .busy: LocalizedText(nl: "Het is nu te druk", en: "It is too busy now")
      }
    }

    /// What there is to say of every one of this kind.
    var about: LocalizedText {
      switch self {
      case .malformed:
        LocalizedText(
          nl: "Het adres, een parameter of de tekst is niet te lezen.",
          en: "The address, a parameter or the text can't be read.")
      case .unauthorized:
        LocalizedText(
          nl: "Er is geen sleutel meegestuurd, of de sleutel werkt niet (meer).",
          en: "No key was sent, or the key does not work (any more).")
      case .readOnlyKey:
        LocalizedText(
          nl: "Maak een sleutel die ook mag veranderen.",
          en: "Make a key that may change things too.")
      case .notFound:
        LocalizedText(
          nl: "Het bestaat niet, of u mag het niet zien.",
          en: "It does not exist, or you may not see it.")
      case .wrongMethod:
        LocalizedText(
          nl: "Deze methode kan hier niet. Allow noemt wat wel kan.",
          en: "This method can't be used here. Allow names those that can.")
      case .notAcceptable:
        LocalizedText(
          nl: "Geen van de vormen die Accept noemt, is er.",
          en: "There is none of the forms that Accept names.")
      case .refused:
        LocalizedText(
          nl: "De procedure laat dit nu niet toe.", en: "The procedure does not allow this now.")
      case .stale:
        LocalizedText(
          nl: "Er is iets veranderd nadat u keek. Er is niets overschreven.",
          en: "Something was changed after you looked. Nothing was overwritten.")
      case .tooLarge:
        LocalizedText(
          nl: "De tekst is te groot of kwam te langzaam.", en: "The text is too large, or too slow."
        )
      case .mediaType:
        LocalizedText(
          nl: "Content-Type noemt een vorm die hier niet wordt gelezen.",
          en: "Content-Type names a form that is not read here.")
      case .invalid:
        LocalizedText(
          nl: "De tekst is te lezen, maar klopt niet. 'errors' noemt alle fouten tegelijk.",
          en: "The text can be read, but is not right. 'errors' names all faults at once.")
      case .tooMuchWork:
        LocalizedText(
          nl: "Een regel vroeg op deze antwoorden meer dan de grenzen toelaten.",
          en: "On these answers a rule asked for more than the limits allow.")
      case .basisMissing:
        LocalizedText(
          nl: "Stuur If-Match mee met de ETag van wat u zag.",
          en: "Send If-Match with the ETag of what you saw.")
      case .tooOften:
        LocalizedText(
          nl: "Wacht zo veel seconden als Retry-After zegt.",
          en: "Wait as many seconds as Retry-After says.")
      case .failure:
        LocalizedText(nl: "Het ligt aan ons, niet aan u.", en: "It is our fault, not yours.")
      case .busy:
        LocalizedText(
          nl: "Er wachten al te veel beoordelingen. Probeer het zo nog eens.",
          en: "Too many assessments are waiting already. Try again soon.")
      }
    }
  }

  /// One thing that is wrong with what was sent.
  struct Fault: Sendable {
    /// The parameter of the address it is in; `nil` for what is in the text.
    var parameter: String?
    /// Where in the text, as a JSON pointer (RFC 6901); of YAML the same of the data.
    var pointer: String?
    var place: SourceText.Position?
    let detail: LocalizedText
    var mend: LocalizedText?
  }

  let kind: Kind
  /// What is so of this one only; `nil` for what its kind says.
  var detail: LocalizedText?
  var faults: [Fault] = []
  /// Members besides those of the standard.
  var more: [(key: String, value: JSONTree)] = []
  var headers: [(name: String, value: String)] = []

  init(_ kind: Kind, _ detail: LocalizedText? = nil, faults: [Fault] = []) {
    self.kind = kind
    self.detail = detail
    self.faults = faults
  }

  init(_ kind: Kind, _ nl: String, _ en: String) {
    self.init(kind, LocalizedText(nl: nl, en: en))
  }

  /// - Parameter challenge: how to be known.
  static func unauthorized(_ challenge: String) -> Problem {
    var problem = Problem(.unauthorized)
    problem.headers = [("WWW-Authenticate", challenge)]
    return problem
  }

  /// - Parameter methods: those that there are.
  static func wrongMethod(_ methods: [WebRequest.Method]) -> Problem {
    var problem = Problem(.wrongMethod)
    problem.headers = [("Allow", WebRequest.Method.header(methods))]
    return problem
  }

  static func tooOften(_ seconds: Int) -> Problem {
    var problem = Problem(.tooOften)
    problem.headers = [("Retry-After", "\(seconds)")]
    return problem
  }

  // MARK: Faults of plans

  /// Faults that are told; nobody mends more at a time.
  private static let most = 100

  /// - Parameter plan: the document that they were found in, for the pointers; `nil` where it could not
  ///   be read.
  init(_ failure: Failure, in plan: DataDocument?) {
    let isUnread = plan == nil && !failure.diagnostics.isEmpty
    let kind: Kind =
      failure.status == .limit ? .tooMuchWork : isUnread ? .malformed : .invalid
    var faults = failure.notices.map { notice in
      // The option of the command and the parameter of the address have one name.
      Fault(
        detail: notice.message,
        mend: notice.mend.map { mend in
          LocalizedText(
            nl: mend.nl.replacing("--ruleset", with: "ruleset"),
            en: mend.en.replacing("--ruleset", with: "ruleset"))
        })
    }
    faults += failure.diagnostics.prefix(Problem.most).map { Fault($0, in: plan) }
    self.init(kind, faults: faults)
  }

  // MARK: Going out

  func response(to request: WebRequest, in language: Language) -> WebResponse {
    var members: [(key: String, value: JSONTree)] = [
      ("type", .string(kind.type)), ("title", .string(kind.title[language])),
      ("status", .number(Double(kind.status))),
      ("detail", .string((detail ?? kind.about)[language])),
      ("instance", .string(request.escapedPath)),
    ]
    if !faults.isEmpty { members.append(("errors", .list(faults.map { $0.tree(in: language) }))) }
    members += more
    return WebResponse(
      status: kind.status, type: MediaType.problem.rawValue,
      body: Array(JSONTree.object(members).text.utf8), headers: headers)
  }
}

extension Problem.Fault {
  init(_ diagnostic: Diagnostic, in plan: DataDocument?) {
    detail = diagnostic.message
    mend = diagnostic.mend
    // A fault of the rules is in no text that was sent.
    guard plan == nil || diagnostic.source.name == plan?.source.name else { return }
    place = diagnostic.source.position(at: diagnostic.range.start)
    if let plan {
      pointer = plan.root.path(to: diagnostic.range.start).pointer
    }
  }

  fileprivate func tree(in language: Language) -> JSONTree {
    var members: [(key: String, value: JSONTree)] = [("detail", .string(detail[language]))]
    if let mend { members.append(("mend", .string(mend[language]))) }
    if let parameter { members.append(("parameter", .string(parameter))) }
    if let pointer { members.append(("pointer", .string(pointer))) }
    if let place {
      members.append(("line", .number(Double(place.line))))
      members.append(("column", .number(Double(place.column))))
    }
    return .object(members)
  }
}

extension InputPath {
  /// The same place as a JSON pointer. Source: RFC 6901.
  var pointer: String {
    steps.map { step in
      switch step {
      case .member(let name):
        "/" + name.replacing("~", with: "~0").replacing("/", with: "~1")
      case .item(let number): "/\(number - 1)"
      }
    }.joined()
  }
}

extension WebRequest.Method {
  /// The value of `Allow`.
  static func header(_ methods: [WebRequest.Method]) -> String {
    methods.flatMap { $0 == .get ? ["GET", "HEAD"] : [$0.rawValue] }.joined(separator: ", ")
  }
}

extension WebRequest {
  /// The path as it stands in an address, without the query.
  var escapedPath: String {
    path.split(separator: "/", omittingEmptySubsequences: false).map { Form.encoded(String($0)) }
      .joined(separator: "/")
  }
}

extension Visit {
  /// What a program is told of something that went wrong.
  func problem(of error: any Error) -> Problem {
    switch error {
    case let problem as Problem: return problem
    case let failure as Failure: return Problem(failure, in: nil)
    case Store.Conflict.gone: return Problem(.notFound)
    case Store.Conflict.stale(let now): return stale(now)
    case Store.Conflict.closed:
      return Problem(
        .refused, "De antwoorden staan vast. Er is niets veranderd.",
        "The answers are fixed. Nothing was changed.")
    case let refusal as Proceeding.Refusal:
      let message = refusal.message(dossier?.track ?? .plan)
      return Problem(.refused, LocalizedText(nl: message.nl + ".", en: message.en + "."))
    case StepFault.obstacles(let texts):
      return Problem(
        .refused, StepFault.obstacles(texts).message,
        faults: texts.map { Problem.Fault(detail: $0) })
    case StepFault.confirmationMissing:
      return Problem(
        .invalid,
        faults: [
          Problem.Fault(pointer: "/confirmed", detail: StepFault.confirmationMissing.message)
        ])
    case let fault as StepFault: return Problem(.refused, fault.message)
    case is Gate.Full, is Answering.Busy, is PasswordKeeper.Busy, is CancellationError:
      var problem = Problem(.busy)
      problem.headers = [("Retry-After", "\((error as? Gate.Full)?.seconds ?? 1)")]
      return problem
    default:
      logFailure(error)
      return Problem(.failure)
    }
  }
}
