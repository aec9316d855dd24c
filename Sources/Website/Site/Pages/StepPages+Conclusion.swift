import Assess
import Rules

/// What the page of a proposal says before a conclusion is chosen.
extension StepPages {
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
    if let joint, !joint.grounds.failing.isEmpty {
      let failing = Set(joint.grounds.failing)
      model["failing"] =
        [
          "items": joint.view.assessment.criteria.compactMap { criterion -> PageModel? in
            let ids = criterion.checks.map(\.check.id).filter { failing.contains($0) }
            guard !ids.isEmpty else { return nil }
            return [
              "title": visit.words(criterion.criterion.title),
              "checks": ids.map { ["text": HTMLText(""), "links": [link($0)]] as PageModel },
            ]
          }
        ] as PageModel
    }
    return model
  }
}
