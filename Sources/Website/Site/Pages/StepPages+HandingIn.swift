import Assess
import Rules

/// What the page of handing in says before its form.
extension StepPages {
  /// What stands in the way, what fails and what is open, each with the way to its question.
  static func handingIn(_ visit: Visit, _ dossier: Dossier) async throws -> StepPreface {
    let (view, check, answers) = try await visit.casework.handingIn(dossier)
    let explainer = visit.site.editions.explainer(view.edition)
    let questionnaire = Questionnaire(view.model)
    func link(_ path: InputPath) -> StepSection.Link {
      StepSection.Link(
        href: questionnaire.address(of: path, in: dossier, answers.items),
        label: explainer.label(path, of: view.read.facts)[visit.language])
    }
    let obstacles = check.obstacles.map { obstacle in
      StepSection.Line(
        text: obstacle.message { explainer.label($0, of: view.read.facts) }[visit.language],
        links: links(obstacle, visit, dossier, link))
    }
    let failing = StepSection(
      anchor: "voldoet-niet",
      heading: visit.words("Hieraan voldoet het nu niet", "This is not met as it is"),
      about: visit.words(
        "U mag het zo indienen. De zorgverzekeraars beslissen.",
        "You may submit it as it is. The insurers decide."),
      items: check.failing.map { condition in
        StepSection.Item(
          title: visit.words(condition.title),
          lines: condition.checks.map { check in
            StepSection.Line(
              text: check.reasons.map { visit.say($0) }.joined(separator: " "),
              links: check.answers.prefix(answersShown).map(link))
          })
      })
    return StepPreface(
      note: Casework.note(on: view.edition), obstacles: obstacles,
      sections: [failing, open(check.open, questionnaire, visit, link)].filter { !$0.items.isEmpty }
    )
  }

  /// Of a check that fails the way leads to at most so many of its answers.
  private static let answersShown = 5
  /// More open questions than these are counted, not listed.
  private static let openShown = 20

  private static func open(
    _ open: [InputPath], _ questionnaire: Questionnaire, _ visit: Visit,
    _ link: (InputPath) -> StepSection.Link
  ) -> StepSection {
    let shown = open.prefix(openShown)
    let more = open.count - shown.count
    return StepSection(
      anchor: "open",
      heading: visit.words("Dit is nog niet beantwoord", "This has not been answered yet"),
      about: visit.words(
        "U mag het zo indienen. De zorgverzekeraars kunnen er nog om vragen.",
        "You may submit it as it is. The insurers can still ask for it."),
      items: questionnaire.topics.compactMap { topic in
        let paths = shown.filter { path in
          topic.fields.contains { $0.name == path.field.first }
        }
        guard !paths.isEmpty else { return nil }
        return StepSection.Item(
          title: visit.words(topic.title), lines: paths.map { StepSection.Line(links: [link($0)]) })
      },
      more: more > 0
        ? visit.words(
          "En nog \(more) vragen. U ziet ze bij uw antwoorden.",
          "And \(more) more questions. You see them with your answers.") : nil)
  }

  /// Where somebody goes to take an obstacle away.
  private static func links(
    _ obstacle: HandingIn.Obstacle, _ visit: Visit, _ dossier: Dossier,
    _ link: (InputPath) -> StepSection.Link
  ) -> [StepSection.Link] {
    func page(_ href: String, _ nl: String, _ en: String) -> StepSection.Link {
      StepSection.Link(href: href, label: visit.say(nl, en))
    }
    let back = Form.encoded("/plan/\(dossier.id)/stap/submit")
    switch obstacle {
    case .accountMissing:
      return [
        page("/inloggen?terug=\(back)", "Inloggen", "Sign in"),
        page("/account", "Een account maken", "Make an account"),
      ]
    case .ownerMissing:
      return [
        page(
          "/plan/\(dossier.id)/stap/overnemen", "Bij mijn account bewaren",
          "Keep with my account")
      ]
    case .addressUnconfirmed:
      return [page("/account/adres", "Mijn adres bevestigen", "Confirm my address")]
    case .openerMissing: return [page("/", "Naar de snelle toets", "To the quick test")]
    case .missing(let paths), .unreadable(let paths), .undecided(let paths):
      return paths.map(link)
    }
  }
}
