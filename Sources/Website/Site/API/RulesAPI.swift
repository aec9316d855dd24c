import Assess
import Rules

/// What anybody may ask of the rules: which there are, what a plan by them holds, and what they say of one.
enum RulesAPI {
  @Sendable static func document(_ visit: Visit) async throws -> WebResponse {
    WebResponse(status: 200, type: MediaType.json.rawValue, body: visit.site.document.bytes)
  }

  /// The same as `toets assess --format json`.
  @Sendable static func assess(_ visit: Visit) async throws -> WebResponse {
    try visit.count(.assessment)
    let query = visit.request.query
    let asked = query["ruleset"].map { RulesetReference($0) }
    let moment = query["date"].flatMap { CalendarDate($0)?.midnightUTC } ?? visit.moment
    let (suggests, language) = (query["suggest"] == "true", visit.language)
    let editions = visit.site.editions
    let plan = try PlanFile.sent(visit.request)
    do {
      if try asked == nil && plan.reference() == nil {
        let names = try editions.folders().keys.sorted()
        if names.count > 1 {
          let list = names.joined(separator: ", ")
          throw Problem(
            .invalid,
            faults: [
              Problem.Fault(
                pointer: "/ruleset",
                detail: LocalizedText(
                  nl: "welke ruleset? Kies uit: \(list)", en: "which ruleset? Choose from: \(list)"),
                mend: LocalizedText(
                  nl: "zet 'ruleset' in het plan of in het adres",
                  en: "put 'ruleset' in the plan or in the address"))
            ])
        }
      }
      let text = try await visit.site.services.heavyWork.run {
        let edition = try editions.edition(for: plan, asked: asked, on: moment.date)
        let assessed = try AssessedPlan(plan, by: edition, at: moment)
        let report = try assessed.explainedReport(
          by: editions.explainer(edition), suggests: suggests, processors: 1, in: language)
        return JSONReport(report).text
      }
      return WebResponse(status: 200, type: MediaType.json.rawValue, body: Array(text.utf8))
    } catch let failure as Failure {
      throw Problem(failure, in: plan.document)
    }
  }

  @Sendable static func list(_ visit: Visit) async throws -> WebResponse {
    let folders = try visit.site.editions.folders().values.sorted { $0.ruleset < $1.ruleset }
    return visit.json(.object([("rulesets", .list(folders.map(\.tree)))]))
  }

  /// The same as `toets ruleset schema`.
  @Sendable static func schema(_ visit: Visit) async throws -> WebResponse {
    let query = visit.request.query
    let reference = RulesetReference(query["ruleset"] ?? "")
    let day = query["date"].flatMap { CalendarDate($0) }
    let (editions, language, today) = (visit.site.editions, visit.language, visit.today)
    let text: String
    do {
      text = try await visit.site.services.heavyWork.run {
        let model = try editions.edition(reference, on: day, today: today).ruleset.model
        return model.vocabulary.jsonSchema(title: model.identity.title, in: language)
      }
    } catch let failure as Failure {
      throw Problem(
        .malformed,
        faults: Problem(failure, in: nil).faults.map {
          Problem.Fault(parameter: "ruleset", detail: $0.detail, mend: $0.mend)
        })
    }
    return WebResponse(
      status: 200, type: visit.form(of: [.schema, .json]).rawValue, body: Array(text.utf8))
  }

  @Sendable static func regions(_ visit: Visit) async throws -> WebResponse {
    let names = try await visit.site.store.organisations()
    let regions = try await visit.site.store.regions().map { region -> JSONTree in
      .object([
        ("code", .string(region.code)), ("name", .string(region.name)),
        (
          "leaders", .list([region.first, region.second].map { JSONTree(organisation: $0, names) })
        ),
      ])
    }
    return visit.json(.object([("regions", .list(regions))]))
  }
}

extension RulesetFolder {
  fileprivate var tree: JSONTree {
    .object([
      ("id", .string(ruleset)), ("title", JSONTree(title)), ("about", JSONTree(about)),
      ("authority", JSONTree(authority)), ("track", JSONTree(procedure?.step.track.rawValue)),
      (
        "versions",
        .list(
          versions.map { version in
            .object([
              ("version", .string(version.version)), ("title", JSONTree(version.title)),
              ("validFrom", JSONTree(version.validFrom?.description)),
              ("validUntil", JSONTree(version.validUntil?.description)),
              ("isEncoded", .boolean(version.isEncoded)),
            ])
          })
      ),
      (
        "links",
        .object([
          (
            "schema",
            .string("\(Endpoint.root)/rulesets/schema?ruleset=\(Form.encoded(ruleset))")
          )
        ])
      ),
    ])
  }
}

extension JSONTree {
  init(_ text: LocalizedText) {
    self = .object([("nl", .string(text.nl)), ("en", .string(text.en))])
  }

  /// A word of the program with what people call it.
  init(code: String, _ title: LocalizedText) {
    self = .object([
      ("code", .string(code)), ("nl", .string(title.nl)), ("en", .string(title.en)),
    ])
  }

  /// `null` where there is none.
  init(organisation code: String?, _ all: [Organisation]) {
    self =
      code.map { code in
        let found = all.first { $0.code == code }
        return .object([
          ("code", .string(code)), ("name", .string(found?.name ?? code)),
          ("isVerified", .boolean(found?.alike == nil)),
        ])
      } ?? .null
  }
}
