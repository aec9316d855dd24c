import Assess
import Rules

/// The forms in which the API reads and writes.
enum MediaType: String, Sendable {
  case json = "application/json"
  case yaml = "application/yaml"
  case schema = "application/schema+json"
  case problem = "application/problem+json"
}

/// One operation of the API: where it is, who may use it, what goes in and what comes out.
///
/// Requests are checked against it and the document is made of it, so that they can't tell different
/// stories.
struct Endpoint: Sendable {
  struct Body: Sendable {
    let types: [MediaType]
    /// The name of its schema.
    let schema: String
  }

  struct Answer: Sendable {
    let status: Int
    let about: String
    var types: [MediaType] = [.json]
    let schema: String
    var headers: [String] = []
  }

  /// Whether one has to say which revision was seen.
  enum Basis: Sendable {
    case always
    /// Where there is one already.
    case toChange
  }

  /// Every path begins with this.
  static let root = "/api/v1"

  let method: WebRequest.Method
  /// Below ``root``.
  let path: String
  let access: Access
  /// What programs call it.
  let name: String
  let title: LocalizedText
  var about = ""
  var parameters: [Parameter] = []
  /// Of what changes something that somebody else may have changed meanwhile.
  var basis: Basis?
  var body: Body?
  let answer: Answer
  /// What may go wrong besides what may go wrong with any.
  var problems: [Problem.Kind] = []
  let handle: @Sendable (Visit) async throws -> WebResponse

  /// What may go wrong with any.
  static let commonProblems: [Problem.Kind] = [
    .malformed, .unauthorized, .readOnlyKey, .notAcceptable, .tooOften, .failure, .busy,
  ]

  var route: Route {
    Route(method, Endpoint.root + path, access) { visit in
      try check(visit)
      return try await handle(visit)
    }
  }

  /// What has to be so of every request, whatever it is about.
  private func check(_ visit: Visit) throws(Problem) {
    let faults = parameters.compactMap { $0.fault(in: visit.request.query) }
    if !faults.isEmpty { throw Problem(.malformed, faults: faults) }
    guard visit.request.preferred(answer.types) != nil else { throw Problem(.notAcceptable) }
    guard let body else { return }
    guard let type = visit.request.contentType, body.types.contains(type) else {
      var problem = Problem(.mediaType)
      problem.headers = [("Accept", body.types.map(\.rawValue).joined(separator: ", "))]
      throw problem
    }
  }
}

extension Endpoint {
  /// One parameter of an address.
  struct Parameter: Sendable {
    enum Kind: Sendable {
      case choice([String])
      case day
      case whole(ClosedRange<Int>)
      case truth
      case text(most: Int, example: String)
    }

    let name: String
    let kind: Kind
    let about: String
    var isRequired = false

    fileprivate func fault(in query: Form) -> Problem.Fault? {
      let given = query.all(name)
      guard let text = given.first else {
        return isRequired
          ? fault("'\(name)' ontbreekt in het adres", "'\(name)' is missing in the address") : nil
      }
      if given.count > 1 {
        return fault("'\(name)' staat er meer dan eens", "'\(name)' is given more than once")
      }
      switch kind {
      case .choice(let choices) where !choices.contains(text):
        let list = choices.joined(separator: ", ")
        return fault("'\(name)' is een van: \(list)", "'\(name)' is one of: \(list)")
      case .day where CalendarDate(text) == nil:
        return fault(
          "'\(name)' is een dag, zoals 2024-01-31", "'\(name)' is a day, such as 2024-01-31")
      case .whole(let range) where Int(text).map { !range.contains($0) || "\($0)" != text } ?? true:
        return fault(
          "'\(name)' is een getal van \(range.lowerBound) tot en met \(range.upperBound)",
          "'\(name)' is a number from \(range.lowerBound) to \(range.upperBound)")
      case .truth where text != "true" && text != "false":
        return fault("'\(name)' is true of false", "'\(name)' is true or false")
      case .text(let most, _) where text.isEmpty || text.unicodeScalars.count > most:
        return fault(
          "'\(name)' is een tekst van 1 tot en met \(most) tekens",
          "'\(name)' is a text of 1 to \(most) characters")
      default: return nil
      }
    }

    private func fault(_ nl: String, _ en: String) -> Problem.Fault {
      Problem.Fault(parameter: name, detail: LocalizedText(nl: nl, en: en))
    }
  }
}

extension WebRequest {
  /// Whether it came from a program: it gets problems instead of pages, and no cookie counts.
  var isForPrograms: Bool { path == Endpoint.root || path.hasPrefix(Endpoint.root + "/") }

  /// The language that the address asks for, else the first one of the header that is there.
  var language: Language {
    if let asked = query["lang"].flatMap({ Language(rawValue: $0) }) { return asked }
    for range in WebRequest.ranges(headers["accept-language"] ?? "") {
      if let found = Language(rawValue: String(range.value.prefix(2))) { return found }
    }
    return .nl
  }

  /// The form of the text that was sent; `nil` for one that nothing is written in here.
  var contentType: MediaType? {
    let parts = (headers["content-type"] ?? "").lowercased().split(separator: ";")
      .map { $0.filter { $0 != " " && $0 != "\"" } }
    guard let first = parts.first else { return nil }
    let charset = parts.dropFirst().first { $0.hasPrefix("charset=") }
    guard charset == nil || charset == "charset=utf-8" else { return nil }
    return MediaType(rawValue: first)
  }

  /// The form that is liked best of those there are; `nil` where none will do. Source: RFC 9110, 12.5.1.
  func preferred(_ offered: [MediaType]) -> MediaType? {
    guard let accept = headers["accept"], !accept.isEmpty else { return offered.first }
    let ranges = WebRequest.ranges(accept)
    func weight(_ type: MediaType) -> Double {
      let main = type.rawValue.prefix { $0 != "/" } + "/*"
      // The most exact range decides.
      for name in [type.rawValue, String(main), "*/*"] {
        if let found = ranges.first(where: { $0.value == name }) { return found.weight }
      }
      return 0
    }
    let best = offered.enumerated().max { left, right in
      (weight(left.element), -left.offset) < (weight(right.element), -right.offset)
    }
    return best.flatMap { weight($0.element) > 0 ? $0.element : nil }
  }

  /// The parts of a header with their weights, the heaviest first.
  private static func ranges(_ header: String) -> [(value: String, weight: Double)] {
    header.lowercased().split(separator: ",").prefix(50).enumerated().map { index, part in
      let pieces = part.split(separator: ";").map { $0.filter { $0 != " " } }
      let weight =
        pieces.dropFirst().first { $0.hasPrefix("q=") }
        .flatMap { Double($0.dropFirst(2)) } ?? 1
      return (pieces.first ?? "", weight, index)
    }
    .sorted { ($0.1, -$0.2) > ($1.1, -$1.2) }
    .map { ($0.0, $0.1) }
  }
}

extension Visit {
  /// The form that the answer is to have.
  func form(of types: [MediaType]) -> MediaType { request.preferred(types) ?? .json }

  func json(
    _ tree: JSONTree, status: Int = 200, headers: [(name: String, value: String)] = []
  ) -> WebResponse {
    WebResponse(
      status: status, type: MediaType.json.rawValue, body: Array(tree.text.utf8), headers: headers)
  }

  /// Whom limits on how often are counted by.
  var counted: String { account?.id.map { "account \($0)" } ?? request.address }

  /// Counts one try. What is tried too often is refused.
  func count(_ kind: RateLimits.Kind) throws(Problem) {
    guard site.limits.allows(kind, counted, at: now) else {
      throw .tooOften(kind.wait(at: now))
    }
  }
}

extension Site {
  /// Who a program acts for, by what it sends; `nil` where that does not work.
  func holder(
    of authorization: String, at moment: Moment
  ) async throws -> (account: Account, key: AccessKey)? {
    let parts = authorization.split(separator: " ", maxSplits: 1)
    guard parts.count == 2, parts[0].lowercased() == "bearer",
      let secret = AccessKey.secret(of: parts[1])
    else { return nil }
    return try await store.holder(of: secret, at: moment)
  }
}
