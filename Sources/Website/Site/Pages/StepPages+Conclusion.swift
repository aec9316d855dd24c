import Assess
import Rules

/// What the page of a proposal says before a conclusion is chosen.
extension StepPages {
  /// What one's own organisation says is not met, before it says whether it agrees; `nil` where there is nothing.
  static func unmetByOwn(_ visit: Visit, _ dossier: Dossier) async throws -> PageModel? {
    let (view, _) = try await visit.site.services.submittedView(dossier)
    let mine = try await visit.casework.seenJudgements(dossier).mine
    let items = view.assessment.criteria.compactMap { criterion -> PageModel? in
      let unmet = criterion.checks.filter { finding in
        finding.check.force == .condition && finding.verdict != .notApplicable
          && (mine[finding.check.id].map { !$0.holds } ?? (finding.verdict == .fails))
      }
      guard !unmet.isEmpty else { return nil }
      return [
        "title": visit.words(criterion.criterion.title),
        "checks": unmet.map { finding -> PageModel in
          let check = finding.check
          let link: PageModel = [
            "href": HTMLText("/plan/\(dossier.id)/beoordelen/\(Form.encoded(check.id))"),
            "label": HTMLText("\(check.id) \(check.title[visit.language])"), "said": [HTMLText](),
          ]
          return ["text": HTMLText(""), "links": [link]]
        },
      ]
    }
    guard !items.isEmpty else { return nil }
    return [
      "failing": ["items": items] as PageModel,
      "w": visit.words.all([
        "failing": (
          "Dit voldoet nu niet, volgens de regels en uw oordelen",
          "This is not met, by the rules and your judgements"
        ),
        "failingAbout": (
          "'Akkoord' past hier niet bij. Goedkeuren kan pas als u en de andere marktleider dit allebei anders zien.",
          "'Agreed' does not go with this. Approval takes both you and the other market leader to see it otherwise."
        ),
      ]),
    ]
  }

  /// Which conclusions do not follow, and why; about what the two differ, and what is not met.
  static func weighing(
    _ joint: JointAssessment?, _ given: [GivenJudgement],
    _ refused: [(Conclusion, Proceeding.Refusal)], _ visit: Visit, _ dossier: Dossier,
    _ name: (String) -> String
  ) -> PageModel {
    func link(_ id: String) -> PageModel {
      let check = joint?.view.assessment.checks.first { $0.check.id == id }?.check
      return [
        "href": HTMLText("/plan/\(dossier.id)/beoordelen/\(Form.encoded(id))"),
        "label": HTMLText("\(id) \(check?.title[visit.language] ?? "")"), "said": said(id),
      ]
    }
    // What each says of it, side by side.
    func said(_ id: String) -> [HTMLText] {
      given.filter { $0.checkId == id }.sorted { $0.insurer < $1.insurer }.map { judgement in
        let word =
          judgement.holds
          ? visit.say("voldoet", "meets it") : visit.say("voldoet niet", "does not meet it")
        return HTMLText("\(name(judgement.insurer)): \(word). \(judgement.reason)")
      }
    }
    // Several conclusions that fail for one reason are told of together.
    var reasons: [(conclusions: [Conclusion], refusal: Proceeding.Refusal)] = []
    for (conclusion, refusal) in refused {
      if let index = reasons.firstIndex(where: { $0.refusal == refusal }) {
        reasons[index].conclusions.append(conclusion)
      } else {
        reasons.append(([conclusion], refusal))
      }
    }
    var model: PageModel = [
      "w": visit.words.all([
        "obstacles": ("Wat nu niet kan", "What is not possible now"),
        "failing": ("Hieraan voldoet het niet", "This is not met"),
        "failingAbout": (
          "Dit volgt uit de regels en uit wat u allebei vindt. Zo komt het in de brief.",
          "This follows from the rules and from what you both say. The letter will say so."
        ),
        "differing": ("Hierover oordeelt u nog verschillend", "You still judge this differently"),
        "differingAbout": (
          "Het beslist niet mee. Beslist u nu, dan noemt de brief wat u elk vindt.",
          "It does not count. If you decide now, the letter says what each of you finds."
        ),
      ])
    ]
    if !reasons.isEmpty {
      model["obstacles"] =
        [
          "items": reasons.map { reason -> PageModel in
            let names = reason.conclusions.map { "'\($0.title[visit.language])'" }
            let message = reason.refusal.message(dossier.track)[visit.language]
            let checks: [String] =
              switch reason.refusal {
              case .judgementsDiffer(let checks), .notKnown(let checks): checks
              default: []
              }
            return [
              "text": HTMLText("\(names.joined(separator: ", ")): \(message)."),
              "links": checks.map(link),
            ]
          }
        ] as PageModel
    }
    func conditions(_ checks: [String]) -> PageModel? {
      guard let joint, !checks.isEmpty else { return nil }
      let told = Set(checks)
      return [
        "items": joint.view.assessment.criteria.compactMap { criterion -> PageModel? in
          let ids = criterion.checks.map(\.check.id).filter { told.contains($0) }
          guard !ids.isEmpty else { return nil }
          return [
            "title": visit.words(criterion.criterion.title),
            "checks": ids.map { ["text": HTMLText(""), "links": [link($0)]] as PageModel },
          ]
        }
      ]
    }
    model["failing"] = conditions(joint?.grounds.failing ?? []).map { $0 as Any } ?? false
    // Where nothing fails they stand in the way, and are told of with that.
    let grounds = joint?.grounds ?? ConclusionGrounds()
    let differing = grounds.failing.isEmpty ? [] : grounds.differing
    model["differing"] = conditions(differing).map { $0 as Any } ?? false
    return model
  }
}
