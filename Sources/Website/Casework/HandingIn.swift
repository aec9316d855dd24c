import Assess
import Foundation
import Rules

/// What has to be so before something is handed in, and what is told of it before.
///
/// What nobody could judge is not taken in. What is merely open, or fails, is told; whether to hand it in is
/// for its writer to say.
struct HandingIn: Sendable {
  /// What stands in the way.
  enum Obstacle: Hashable, Sendable {
    /// Nobody is signed in as an applicant.
    case accountMissing
    /// Whoever is signed in came by the private link: the plan is not kept with an account.
    case ownerMissing
    case addressUnconfirmed
    /// The quick test that has to be approved first.
    case openerMissing
    /// Answers without which nobody could judge it, or know whom to ask.
    case missing([InputPath])
    /// Where something was typed that can't be read.
    case unreadable([InputPath])
    /// Where two answered at the same time, and nobody chose yet.
    case undecided([InputPath])
  }

  /// A condition that the plan does not meet as it is.
  struct Failing: Sendable {
    let title: LocalizedText
    let checks: [Check]

    struct Check: Sendable {
      let id: String
      let reasons: [LocalizedText]
      /// The answers that settle it.
      let answers: [InputPath]
    }
  }

  let obstacles: [Obstacle]
  /// Questions that still matter, in the order of the questionnaire.
  let open: [InputPath]
  let failing: [Failing]

  /// - Parameters:
  ///   - account: who hands it in; `nil` for nobody who is signed in.
  ///   - answers: the draft with the texts that wait beside it.
  /// - Throws: when a rule asks for more than the limits allow.
  init(
    _ dossier: Dossier, _ view: PlanView, by account: Account?, _ folder: RulesetFolder?,
    answers: DraftAnswers, lacksOpener: Bool, explainer: Explainer
  ) throws(EvaluationError) {
    obstacles = HandingIn.obstacles(
      dossier, view, by: account, folder, answers: answers, lacksOpener: lacksOpener)
    open = view.questions.paths
    var failing: [Failing] = []
    for finding in view.assessment.criteria where finding.verdict == .fails {
      var checks: [Failing.Check] = []
      for check in finding.checks where check.verdict == .fails {
        let ground = try explainer.ground(
          of: check.check.id, view.read.facts, judgements: view.read.judgements,
          at: view.moment)
        let day = InputPath([.member(view.model.identity.submissionField)])
        checks.append(
          Failing.Check(
            id: check.check.id,
            reasons: check.reasons.isEmpty ? [check.check.title] : check.reasons,
            answers: ground.filter { $0 != day }))
      }
      failing.append(Failing(title: finding.criterion.title, checks: checks))
    }
    self.failing = failing
  }

  /// The obstacles alone, which take no explaining.
  static func obstacles(
    _ dossier: Dossier, _ view: PlanView, by account: Account?, _ folder: RulesetFolder?,
    answers: DraftAnswers, lacksOpener: Bool
  ) -> [Obstacle] {
    var found: [Obstacle] = []
    if let account, account.role == .applicant {
      if dossier.owner != account.organisation { found.append(.ownerMissing) }
      if account.confirmation == nil { found.append(.addressUnconfirmed) }
    } else {
      found.append(.accountMissing)
    }
    if lacksOpener { found.append(.openerMissing) }
    let missing = (folder?.procedure?.neededToHandIn ?? []).filter { names in
      !isAnswered(names[...], view.draft.root)
    }
    if !missing.isEmpty {
      found.append(.missing(missing.map { InputPath($0.map { .member($0) }) }))
    }
    // What waits to be read, and what a text itself says that can't be.
    let faults = AnswerFaults(view.plan, view.read).paths
    let unread = answers.waiting(.unread)
    let unreadable = unread + faults.filter { !unread.contains($0) && !$0.steps.isEmpty }
    let undecided = answers.waiting(.beside)
    if !unreadable.isEmpty { found.append(.unreadable(unreadable)) }
    if !undecided.isEmpty { found.append(.undecided(undecided)) }
    return found
  }

  /// Whether something was said there. That a list is empty says something; an empty text does not. Of a
  /// list on the way one item has to.
  private static func isAnswered(_ names: ArraySlice<String>, _ tree: PlanTree) -> Bool {
    switch tree {
    case .scalar: names.isEmpty && tree.text.map { !$0.isBlank } ?? false
    case .sequence(let items):
      names.isEmpty && items.isEmpty || items.contains { isAnswered(names, $0) }
    case .mapping(let entries):
      if let name = names.first {
        entries.contains { $0.key == name && isAnswered(names.dropFirst(), $0.value) }
      } else {
        entries.contains { isAnswered([], $0.value) }
      }
    }
  }
}

extension HandingIn.Obstacle {
  /// What is so, for who wants to hand in.
  ///
  /// - Parameter label: what people call a place.
  func message(_ label: (InputPath) -> LocalizedText) -> LocalizedText {
    switch self {
    case .accountMissing:
      LocalizedText(
        nl: "Indienen kan alleen met een account.", en: "Submitting takes an account.")
    case .ownerMissing:
      LocalizedText(
        nl: "Bewaar het plan eerst bij uw account. Dan weten de zorgverzekeraars wie het indient.",
        en: "Keep the plan with your account first. Then the insurers know who submits it.")
    case .addressUnconfirmed:
      LocalizedText(
        nl: "Uw e-mailadres is nog niet bevestigd.",
        en: "Your e-mail address is not confirmed yet.")
    case .openerMissing:
      LocalizedText(
        nl:
          "Een plan kan pas worden ingediend als de snelle toets is goedgekeurd. Begin met de snelle toets. Is die goedgekeurd, kies daar dan 'Het plan uitwerken'. Wat u hier al hebt ingevuld, kunt u downloaden en daar als bestand inlezen.",
        en:
          "A plan can only be submitted when its quick test has been approved. Begin with the quick test. Once that is approved, choose 'Prepare the plan' there. What you have filled in here you can download, and read as a file there."
      )
    case .missing(let paths):
      LocalizedText(
        nl:
          "Zonder deze antwoorden kan niemand het beoordelen: \(paths.map { label($0).nl }.joined(separator: ", ")).",
        en:
          "Without these answers nobody can judge it: \(paths.map { label($0).en }.joined(separator: ", "))."
      )
    case .unreadable(let paths):
      LocalizedText(
        nl:
          "Wat hier staat, kan niet worden gelezen: \(paths.map { label($0).nl }.joined(separator: ", ")).",
        en: "What stands here can't be read: \(paths.map { label($0).en }.joined(separator: ", "))."
      )
    case .undecided(let paths):
      LocalizedText(
        nl:
          "Hier schreven twee mensen tegelijk. Kies eerst: \(paths.map { label($0).nl }.joined(separator: ", ")).",
        en:
          "Two people wrote here at the same time. Choose first: \(paths.map { label($0).en }.joined(separator: ", "))."
      )
    }
  }
}

extension HandedInText {
  /// The text of a plan with the day of submission in it, which only the site writes there.
  static func text(
    _ text: Data, on day: CalendarDate, by model: RulesetModel
  ) throws(Failure) -> [UInt8] {
    var draft = PlanDraft(try PlanFile.draft(Array(text), name: "plan").document)
    draft.set(
      InputPath([.member(model.identity.submissionField)]),
      to: .scalar(day.description, isPlain: true))
    return Array(draft.yaml.utf8)
  }
}
