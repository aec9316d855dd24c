import Foundation
import Logging
import Rules

/// The web application: it answers requests, and knows nothing of sockets.
struct Site: Sendable {
  let store: Store
  let library: Library
  let effects: Effects
  let templates: Templates
  let passwords: PasswordKeeper
  let limits = RateLimits()
  let clock: Procedure.Clock
  let logger: Logger
  /// The accounts that a visitor of a demonstration may sign in with.
  let demo: [DemoAccount]
  /// Whom people may sign in with besides passwords and links; `nil` for nobody.
  let openID: OpenIDProvider?
  let views = Recent<PlanView>(most: 48)
  /// The reports of assessments, as they stand in a page.
  let reports = Recent<String>(most: 48)

  /// Somebody of a demonstration, with the password that the start page shows.
  struct DemoAccount: Sendable {
    let email: String
    let password: String
    let label: LocalizedText
  }

  init(
    _ store: Store, _ library: Library, effects: Effects, passwords: PasswordKeeper = .init(),
    clock: Procedure.Clock = .init(), demo: [DemoAccount] = [],
    openID: OpenIDProvider? = nil, logger: Logger = Logger(label: "toets")
  ) throws {
    self.store = store
    self.library = library
    self.effects = effects
    self.passwords = passwords
    self.clock = clock
    self.demo = demo
    self.openID = openID
    self.logger = logger
    templates = try Templates()
  }

  // MARK: Answering

  /// - Returns: always an answer: what fails is logged, and told without what is inside.
  func respond(to request: WebRequest) async -> WebResponse {
    var request = request
    var match: (route: Route, parameters: [String: String])?
    var isKnown = false
    for route in Route.all {
      guard let parameters = route.parameters(of: request.path) else { continue }
      isKnown = true
      if route.method == request.method {
        match = (route, parameters)
        break
      }
    }
    request.parameters = match?.parameters ?? [:]
    var visit: Visit
    do {
      visit = try await Visit(self, request)
    } catch {
      logger.error("visit", metadata: ["error": "\(type(of: error))"])
      return .text("Er ging iets mis. / Something went wrong.\n", status: 500)
    }
    guard let match else {
      return visit.finish(isKnown ? visit.wrongMethod() : visit.notFound())
    }
    do {
      return visit.finish(try await answer(match.route, &visit))
    } catch {
      return visit.finish(visit.failed(error))
    }
  }

  private func answer(_ route: Route, _ visit: inout Visit) async throws -> WebResponse {
    if case .dossier = route.access {
      guard let id = visit.request.parameters["plan"], let dossier = try await store.dossier(id)
      else { return visit.notFound() }
      visit.dossier = dossier
      visit.relation = visit.relation(to: dossier)
    }
    guard route.access.allows(visit.account?.role, visit.relation, visit.dossier?.stage) else {
      // A page that is there for everybody with an account says so.
      if visit.account == nil, visit.request.method == .get {
        switch route.access {
        case .roles, .signedIn:
          return .redirect("/inloggen?terug=\(Form.encoded(visit.request.path))")
        case .everybody, .dossier: break
        }
      }
      return visit.notFound()
    }
    if visit.request.method == .post {
      guard visit.isFromHere else { return visit.crossSite() }
      guard visit.hasProof else { return visit.proofMissing() }
    }
    return try await route.handle(visit)
  }
}
