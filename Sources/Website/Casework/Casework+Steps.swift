import Assess
import Rules

/// A step with the words and the choice that go with it.
struct AskedStep: Sendable {
  let kind: Action.Kind
  var reason = ""
  /// A region, a conclusion, a mark, or ``yes`` or ``no``.
  var choice = ""
  /// Why rules are applied that were not those of the day, where a decision rests on such.
  var rules = ""
  /// Of a proposal how far the judgements were that its page showed; `nil` where there was no page.
  var judged: Int?
  /// That whoever hands in has seen what is open and what fails.
  var isConfirmed = false

  static let yes = "ja"
  static let no = "nee"
}

/// Why a step can't be taken as it was asked, besides what the procedure says of it.
enum StepFault: Error, Hashable {
  case reasonMissing
  /// Nothing says why rules are applied that were not those of the day.
  case rulesReasonMissing
  /// No choice, or one that there is not.
  case choiceMissing
  /// Nobody said that it may be handed in as it is.
  case confirmationMissing
  /// Checks that wait for a judgement.
  case unjudged([String])
  /// Several of these at once.
  indirect case several([StepFault])
  /// What stands in the way of handing in, with what people call the places in it.
  case obstacles([LocalizedText])

  var message: LocalizedText {
    switch self {
    case .reasonMissing:
      LocalizedText(nl: "Schrijf op waarom, of wat u vraagt.", en: "Write why, or what you ask.")
    case .rulesReasonMissing:
      LocalizedText(
        nl: "Schrijf op waarom u deze regels toepast.", en: "Write why you apply these rules.")
    case .choiceMissing:
      LocalizedText(nl: "Kies een antwoord uit de lijst.", en: "Choose an answer from the list.")
    case .confirmationMissing:
      LocalizedText(
        nl: "Zet een vinkje om te bevestigen dat u dit wilt indienen.",
        en: "Tick the box to confirm that you want to submit this.")
    case .unjudged(let checks):
      LocalizedText(
        nl: "Geef eerst een oordeel over: \(checks.joined(separator: ", ")).",
        en: "Give a judgement first on: \(checks.joined(separator: ", ")).")
    case .several(let faults):
      LocalizedText(
        nl: faults.map(\.message.nl).joined(separator: " "),
        en: faults.map(\.message.en).joined(separator: " "))
    case .obstacles(let texts):
      LocalizedText(
        nl: texts.map(\.nl).joined(separator: " "), en: texts.map(\.en).joined(separator: " "))
    }
  }
}

extension Action.Kind {
  var asksReason: Bool {
    switch self {
    case .askMore, .handIn, .propose, .decline, .inquire, .withdraw: true
    case .submit, .start, .supply, .confirm, .setFlag, .clearFlag: false
    }
  }

  /// Whether a text is handed in with it.
  var handsIn: Bool { self == .submit || self == .supply }
}

extension Casework {
  /// Takes a step, with everything that has to be so before it and everything that goes with it.
  ///
  /// - Parameter basis: the revision that the person saw.
  /// - Throws: a ``StepFault``, a `Proceeding.Refusal` or a `Store.Conflict`; nothing is changed then.
  @discardableResult
  func take(
    _ asked: AskedStep, of dossier: Dossier, by party: Party, basis: Int
  ) async throws -> Dossier {
    let kind = asked.kind
    var faults: [StepFault] = []
    if kind.asksReason, asked.reason.isBlank { faults.append(.reasonMissing) }
    var given: HandedInText?
    if kind.handsIn {
      let obstacles = try await obstacles(to: dossier)
      guard obstacles.isEmpty else { throw StepFault.obstacles(obstacles) }
    }
    // The text that is frozen below is of this revision.
    guard dossier.number == basis else { throw Store.Conflict.stale(dossier) }
    var judged: [GivenJudgement] = []
    var grounds = ConclusionGrounds()
    if kind == .propose, dossier.version > 0 {
      let (joint, given, _) = try await services.jointAssessment(dossier)
      if let seen = asked.judged, seen != given.revision { throw Store.Conflict.stale(dossier) }
      (judged, grounds) = (given, joint.grounds)
    }
    let action = try await action(asked, grounds)
    if asked.rules.isBlank {
      switch action {
      case .propose(let conclusion, _, _, _):
        if grounds.needsRulesReason(for: conclusion) { faults.append(.rulesReasonMissing) }
      case .confirm:
        if dossier.proceeding.proposal?.needsRulesReason == true {
          faults.append(.rulesReasonMissing)
        }
      default: break
      }
    }
    if action == nil { faults.append(.choiceMissing) }
    if kind.handsIn, !asked.isConfirmed { faults.append(.confirmationMissing) }
    guard let action, faults.isEmpty else { throw faults.count == 1 ? faults[0] : .several(faults) }
    if kind.handsIn {
      given = try await handedIn(dossier, region: kind == .submit ? asked.choice : nil)
    }
    if kind == .handIn {
      let open = try await unjudged(dossier)
      guard open.isEmpty else { throw StepFault.unjudged(open) }
    }
    return try await store.take(
      action, of: dossier.id, by: party, actor: actor, on: today, at: now, clock: services.clock,
      basis: basis, handingIn: given, judged: judged, telling: services.mail.isThere)
  }

  /// The checks that wait for a judgement of the visitor's organisation.
  private func unjudged(_ dossier: Dossier) async throws -> [String] {
    guard let code = account?.organisation else { return [] }
    let (view, _) = try await services.submittedView(dossier)
    let all = try await store.judgements(of: dossier.id, version: dossier.version)
    let mine = Set(all.filter { $0.insurer == code }.map(\.checkId))
    return view.assessment.checks.filter(\.isDemanded).map(\.check.id)
      .filter { !mine.contains($0) }
  }

  private func action(_ asked: AskedStep, _ grounds: ConclusionGrounds) async throws -> Action? {
    let (choice, reason) = (asked.choice, asked.reason)
    switch asked.kind {
    case .submit:
      let region = try await store.regions().first { $0.code == choice }
      return region?.leaders.map { .submit($0) }
    case .start: return .start
    case .askMore: return .askMore(points: reason)
    case .supply: return .supply
    case .handIn:
      return choice == AskedStep.yes
        ? .handIn(agrees: true, reason: reason)
        : choice == AskedStep.no ? .handIn(agrees: false, reason: reason) : nil
    case .propose:
      return Conclusion(rawValue: choice).map {
        .propose($0, reason: reason, on: grounds, rules: asked.rules)
      }
    case .confirm: return .confirm(rules: asked.rules)
    case .decline: return .decline(reason: reason)
    case .inquire: return .inquire(question: reason)
    case .withdraw: return .withdraw(reason: reason)
    case .setFlag: return StageFlag(rawValue: choice).map { .setFlag($0) }
    case .clearFlag: return StageFlag(rawValue: choice).map { .clearFlag($0) }
    }
  }

  // MARK: Handing in

  /// The rules that a text is written by: those of the day of its submission, which is today while it was not
  /// handed in. What is added to something is judged by the rules that it was handed in under.
  func edition(of dossier: Dossier) async throws -> Edition {
    if let kept = try await rules(of: dossier) {
      return try editions.edition(of: kept, on: dossier.submissionDay)
    }
    return try editions.edition(
      of: dossier.ruleset, on: dossier.submissionDay ?? today)
  }

  /// The rules that something was handed in under; `nil` where it was not.
  private func rules(of dossier: Dossier) async throws -> KeptRuleset? {
    guard dossier.version > 0 else { return nil }
    guard let version = try await store.version(dossier.version, of: dossier.id),
      let kept = try await store.keptRuleset(version.rulesetHash)
    else { throw Store.Conflict.gone }
    return kept
  }

  /// The text of a draft as it is handed in now.
  private func handedIn(_ dossier: Dossier, region: String?) async throws -> HandedInText {
    let edition = try await edition(of: dossier)
    let kept = try await rules(of: dossier)
    return HandedInText(
      text: try HandedInText.text(
        dossier.text, on: dossier.submissionDay ?? today, by: edition.ruleset.model),
      rules: try kept ?? editions.files(of: edition), moment: moment, region: region,
      account: account?.id, language: language)
  }

  /// What stands in the way of handing in a draft, in words.
  func obstacles(to dossier: Dossier) async throws -> [LocalizedText] {
    let view = try await draftView(dossier)
    let explainer = editions.explainer(view.edition)
    let found = HandingIn.obstacles(
      dossier, view, by: account, try editions.folders()[dossier.ruleset],
      answers: try await answers(of: dossier),
      lacksOpener: dossier.stage == .draft ? try await lacksOpener(dossier) : false)
    return found.map { $0.message { explainer.label($0, of: view.read.facts) } }
  }

  /// Everything that is told before handing in, with the answers that it is about.
  func handingIn(
    _ dossier: Dossier
  ) async throws -> (view: PlanView, check: HandingIn, answers: DraftAnswers) {
    let view = try await draftView(dossier)
    let explainer = editions.explainer(view.edition)
    let folder = try editions.folders()[dossier.ruleset]
    let answers = try await answers(of: dossier)
    let lacksOpener = dossier.stage == .draft ? try await lacksOpener(dossier) : false
    let account = account
    let check = try await services.heavyWork.run {
      try HandingIn(
        dossier, view, by: account, folder, answers: answers, lacksOpener: lacksOpener,
        explainer: explainer)
    }
    return (view, check, answers)
  }

  /// Whether a plan needs an approved quick test that it does not have.
  func lacksOpener(_ dossier: Dossier) async throws -> Bool {
    guard dossier.track == .plan,
      try editions.folders()[dossier.ruleset]?.procedure?.openedBy != nil
    else { return false }
    guard let id = dossier.opener, let test = try await store.dossier(id) else { return true }
    return test.stage != .approved
  }
}

// MARK: The day of an older plan

/// Why a day can't be that of an older plan.
enum EarlierDayFault: Error, Hashable {
  case unreadable
  case future
  /// There were no rules yet.
  case tooEarly(first: CalendarDate)
  case reasonMissing

  var message: LocalizedText {
    switch self {
    case .unreadable:
      LocalizedText(
        nl: "Vul een datum in, zoals 1-6-2024.", en: "Give a date, such as 2024-06-01.")
    case .future:
      LocalizedText(
        nl: "Kies vandaag of een dag die voorbij is.", en: "Choose today or a day that is past.")
    case .tooEarly(let day):
      LocalizedText(
        nl: "Er waren toen nog geen regels. Kies een dag vanaf \(ReportWords(.nl).date(day)).",
        en: "There were no rules then. Choose a day from \(ReportWords(.en).date(day)) on.")
    case .reasonMissing:
      LocalizedText(
        nl: "Schrijf op waar die dag uit blijkt.", en: "Write what shows that it was that day.")
    }
  }
}

extension Casework {
  /// Sets the day of an older plan that was entered later. Until the assessment starts; the text that was
  /// handed in is frozen anew with that day in it, under the rules of that day.
  ///
  /// - Throws: an ``EarlierDayFault``, or a `Store.Conflict`.
  func setDay(
    _ day: CalendarDate?, reason: String, of dossier: Dossier, basis: Int
  ) async throws {
    guard let day else { throw EarlierDayFault.unreadable }
    guard day <= today else { throw EarlierDayFault.future }
    if let folder = try editions.folders()[dossier.ruleset],
      folder.rules(on: day) == nil, let first = folder.versions.compactMap(\.validFrom).min()
    {
      throw EarlierDayFault.tooEarly(first: first)
    }
    guard reason.hasWords else {
      throw EarlierDayFault.reasonMissing
    }
    let earlier = EarlierDay(day: day.dayNumber, reason: reason, by: actor)
    var given: HandedInText?
    if dossier.version > 0 {
      guard let version = try await store.version(dossier.version, of: dossier.id) else {
        throw Store.Conflict.gone
      }
      let edition = try editions.edition(of: dossier.ruleset, on: day)
      given = HandedInText(
        text: try HandedInText.text(version.text, on: day, by: edition.ruleset.model),
        rules: try editions.files(of: edition), moment: moment)
    }
    try await store.set(
      earlier, of: dossier.id, handingIn: given, basis: basis, at: now)
  }
}
