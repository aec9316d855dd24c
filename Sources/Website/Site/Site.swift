import Assess
import Foundation
import Logging
import Rules

/// The web application: it answers requests, and knows nothing of sockets.
struct Site: Sendable {
  let services: Services
  let effects: Effects
  let templates: Templates
  let passwords: PasswordKeeper
  /// For those that people choose: whoever signs in does not wait for them.
  let newPasswords: PasswordKeeper
  let limits = RateLimits()
  /// Days that a draft is kept which nobody changes.
  let keepingDrafts: Int
  /// Where visitors find the site, for links in messages; without a last slash.
  let address: String
  let logger: Logger
  /// The accounts that a visitor of a demonstration may sign in with.
  let demo: [DemoAccount]
  /// Whom people may sign in with besides passwords and links; `nil` for nobody.
  let openID: OpenIDProvider?
  /// The reports of assessments, as they stand in a page; each takes a third of a megabyte.
  let reports = Recent<String>(bytes: 64 << 20) { $0.utf8.count }
  /// The pages of rulesets, one a version and language; each takes half a megabyte.
  let rulesetPages = Recent<String>(bytes: 32 << 20) { $0.utf8.count }
  /// Pages of large plans, of which putting them together takes a while by itself.
  let largePages: Gate
  let document: APIDocument

  /// Somebody of a demonstration, with the password that the start page shows.
  struct DemoAccount: Sendable {
    let email: String
    let password: String
    let label: LocalizedText
  }

  init(
    _ store: Store, _ editions: SiteEditions, effects: Effects, passwords: PasswordKeeper = .init(),
    clock: Procedure.Clock = .init(), zone: ZoneDesignator = Site.netherlands,
    mail: MailDelivery = .none, address: String = "http://localhost:8080",
    keepingDrafts: Int = 365,
    demo: [DemoAccount] = [],
    openID: OpenIDProvider? = nil, logger: Logger = Logger(label: "toets")
  ) throws {
    self.effects = effects
    self.passwords = passwords
    newPasswords = PasswordKeeper(cost: passwords.cost, most: 8)
    self.address = address
    self.keepingDrafts = keepingDrafts
    self.demo = demo
    self.openID = openID
    self.logger = logger
    // A core is left for pages. Where there is one, it is theirs first.
    let cores = ProcessInfo.processInfo.activeProcessorCount
    let time = ProcessorTime()
    services = Services(
      store: store, editions: editions, clock: clock, zone: zone, mail: mail,
      heavyWork: WorkerPool(threads: cores - 1, longest: 16, niceness: 10, time),
      lightWork: WorkerPool(threads: cores / 2, spare: 1, longest: 200, niceness: 5, time))
    largePages = Gate(most: cores / 2, longest: 64, time)
    templates = try Templates()
    document = try APIDocument()
  }

  static let netherlands = ZoneDesignator(identifier: "Europe/Amsterdam") ?? .utc

  /// The moment as the clocks of the site's zone show it, with how far they are from UTC then.
  var now: DateAndTime { effects.now().shown(in: zone) }

  var postman: Postman {
    Postman(
      store: store, delivery: services.mail, clock: clock, address: address,
      draftEnd: { [draftTerm, zone] in draftTerm.end(of: $0).shown(in: zone).date }, logger: logger)
  }

  var draftTerm: DraftTerm { DraftTerm(store: store, days: keepingDrafts, logger: logger) }

  var store: Store { services.store }
  var editions: SiteEditions { services.editions }
  var zone: ZoneDesignator { services.zone }
  var clock: Procedure.Clock { services.clock }

  // MARK: Answering

  /// - Returns: always an answer: what fails is logged, and told without what is inside.
  func respond(to request: WebRequest) async -> WebResponse {
    var request = request
    var match: (route: Route, parameters: [String: String])?
    for route in Route.all where route.method == request.method {
      guard let parameters = route.parameters(of: request.path) else { continue }
      match = (route, parameters)
      break
    }
    request.parameters = match?.parameters ?? [:]
    request.route = match?.route.path ?? "-"
    var visit: Visit
    do {
      visit = try await Visit(self, request)
    } catch {
      logger.error("visit", metadata: ["error": "\(type(of: error))"])
      if request.isForPrograms {
        return Problem(.failure).response(to: request, in: request.language)
      }
      return .text("Er ging iets mis. / Something went wrong.\n", status: 500)
    }
    do {
      if request.isForPrograms { try admit(visit) }
      guard let match else {
        let methods = Route.methods(at: request.path)
        return visit.finish(methods.isEmpty ? visit.notFound() : visit.wrongMethod(methods))
      }
      return visit.finish(
        try await Asker.$current.withValue(visit.asker) {
          try await answer(match.route, &visit)
        })
    } catch {
      return visit.finish(visit.failed(error))
    }
  }

  private func answer(_ route: Route, _ visit: inout Visit) async throws -> WebResponse {
    // Who sends no key learns nothing of what there is either: all of it takes one.
    if visit.request.isForPrograms, visit.account == nil, !route.access.isForEverybody {
      throw Problem.unauthorized("Bearer realm=\"toetssteen\"")
    }
    if let key = visit.key, !key.mayWrite, visit.request.method != .get,
      !route.access.isForEverybody
    {
      throw Problem(.readOnlyKey)
    }
    if case .dossier = route.access {
      guard let id = visit.request.parameters["plan"], let dossier = try await store.dossier(id)
      else { return visit.notFound() }
      visit.dossier = dossier
      visit.relation = visit.caller.relation(to: dossier)
    }
    guard route.access.allows(visit.account?.role, visit.relation, visit.dossier?.stage) else {
      if visit.request.isForPrograms { throw refusal(visit) }
      // A page that is there for everybody with an account says so.
      if visit.account == nil, visit.request.method == .get {
        switch route.access {
        case .roles, .signedIn:
          return .redirect("/inloggen?terug=\(Form.encoded(visit.request.path))")
        case .everybody, .dossier: break
        }
      }
      // Whoever was still writing when it was handed in is told so.
      if visit.relation == .owner, visit.request.method == .post,
        route.access.allows(visit.account?.role, .owner, .draft), visit.isFromHere, visit.hasProof
      {
        throw Store.Conflict.closed
      }
      return visit.notFound()
    }
    // No cookie counts for a program, so no other site can send its request.
    if visit.request.method != .get, !visit.request.isForPrograms {
      guard visit.isFromHere else { return visit.crossSite() }
      guard visit.hasProof else { return visit.proofMissing() }
    }
    guard let size = visit.dossier?.text.count, size > Services.small else {
      return try await route.handle(visit)
    }
    let ready = visit
    return try await largePages.pass(visit.asker) { try await route.handle(ready) }
  }

  // MARK: Programs

  /// - Throws: for a key that does not work, and for too many requests.
  private func admit(_ visit: Visit) throws(Problem) {
    guard visit.hasWrongKey else { return try visit.count(.program) }
    try visit.count(.wrongKey)
    throw .unauthorized("Bearer realm=\"toetssteen\", error=\"invalid_token\"")
  }

  /// Why a program may not use a route: what it may not see is not there for it.
  private func refusal(_ visit: Visit) -> Problem {
    let methods = Route.methods(at: visit.request.path) {
      $0.allows(visit.account?.role, visit.relation, visit.dossier?.stage)
    }
    guard !methods.isEmpty else { return Problem(.notFound) }
    return .wrongMethod(methods)
  }
}

extension DateAndTime {
  /// The same moment as clocks in a zone show it; the offset is written out, so that the text of it says the
  /// same without a table of zones.
  func shown(in zone: ZoneDesignator) -> DateAndTime {
    let nanosecond = time.nanosecondOfDay % 1_000_000_000
    guard let instant,
      let there = DateAndTime(instant: instant, nanosecond: nanosecond, zone: zone),
      let local = there.date.midnightUTC.instant.map({
        $0 + there.time.nanosecondOfDay / 1_000_000_000
      }), let offset = ZoneDesignator(offsetSeconds: local - instant)
    else { return self }
    return DateAndTime(instant: instant, nanosecond: nanosecond, zone: offset) ?? self
  }
}
