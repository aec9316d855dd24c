import Foundation
import GRDB
import Rules

/// A step in the procedure: a page that says what it does and asks what it needs, and the step itself.
enum StepPages {
  /// What a button says.
  static func label(_ kind: Action.Kind, _ dossier: Dossier, _ visit: Visit) -> String {
    if kind == .handIn, dossier.proceeding.areOpinionsIn {
      return visit.say("Het oordeel herzien", "Change the opinion")
    }
    let title = kind.title[visit.language]
    return title.prefix(1).uppercased() + title.dropFirst()
  }

  /// Steps beside the procedure, which lead to another dossier or to an account.
  private static let others: [String: (nl: String, en: String)] = [
    "aanpassen": (
      "U maakt een nieuwe versie met dezelfde antwoorden. De afgekeurde blijft zoals zij is.",
      "You make a new version with the same answers. The rejected one stays as it is."
    ),
    "uitwerken": (
      "U begint een plan dat bij deze goedgekeurde snelle toets hoort.",
      "You begin a plan that belongs to this approved quick test."
    ),
    "overnemen": (
      "Het plan komt bij uw account. De eigen link werkt daarna niet meer.",
      "The plan comes to your account. The private link no longer works after that."
    ),
  ]

  @Sendable static func form(_ visit: Visit) async throws -> WebResponse {
    let dossier = try visit.theDossier()
    let step = visit.request.parameters["stap"] ?? ""
    if let about = others[step], visit.relation == .owner {
      return visit.page(
        "confirm",
        [
          "action": HTMLText("/plan/\(dossier.id)/\(step)"),
          "paragraphs": [visit.words(about.nl, about.en)],
          "button": visit.words("Doorgaan", "Go on"), "choice": false, "reason": false,
        ], title: dossier.title, trail: ("/plan/\(dossier.id)", dossier.title))
    }
    guard let kind = Action.Kind(rawValue: step), let party = visit.party,
      dossier.proceeding.allows(kind, by: party)
    else { return visit.notFound() }
    return try await form(visit, dossier, kind, faults: [])
  }

  /// What is wrong with a field of the form.
  private struct Fault {
    let field: String
    let text: String
  }

  private static let reasonField = "reden"
  private static let choiceField = "keuze"

  private static func form(
    _ visit: Visit, _ dossier: Dossier, _ kind: Action.Kind,
    faults: [Fault]
  ) async throws -> WebResponse {
    let words = visit.words
    var model: PageModel = [
      "action": HTMLText("/plan/\(dossier.id)/stap/\(kind.rawValue)"),
      "hidden": [
        ["name": HTMLText("basis"), "value": HTMLText("\(dossier.number)")] as PageModel
      ],
      "button": HTMLText(label(kind, dossier, visit)), "reason": false, "choice": false,
      "paragraphs": about(kind, dossier).map { words($0) },
    ]
    if kind.asksReason {
      model["reason"] =
        [
          "label": words(reasonLabel(kind)),
          "value": HTMLText(exact: visit.request.form["reden"] ?? ""),
          "fault": faults.first { $0.field == reasonField }
            .map { HTMLText($0.text) as Any } ?? false,
        ] as PageModel
    }
    if var choice = try await choice(kind, dossier, visit) {
      let fault = faults.first { $0.field == choiceField }
      choice["fault"] = fault.map { HTMLText($0.text) as Any } ?? false
      model["choice"] = choice
    }
    return visit.page(
      "confirm", model, title: label(kind, dossier, visit),
      trail: ("/plan/\(dossier.id)", dossier.title),
      faults: faults.map { ("#\($0.field)", $0.text) }, status: faults.isEmpty ? 200 : 422)
  }

  private static func about(_ kind: Action.Kind, _ dossier: Dossier) -> [LocalizedText] {
    switch kind {
    case .submit:
      [
        LocalizedText(
          nl:
            "U dient het in bij de twee marktleiders van de regio. Deze tekst ligt dan vast. Tijdens de beoordeling kunt u hem niet veranderen.",
          en:
            "You submit it to the two market leaders of the region. This text is then fixed. During the assessment you can't change it."
        ),
        LocalizedText(
          nl: "De beoordeling die u hier ziet, is uw zelftoets. Zij wordt bewaard bij het plan.",
          en: "The assessment that you see here is your self-assessment. It is kept with the plan."),
      ]
    case .start:
      [
        LocalizedText(
          nl: "Beide marktleiders kunnen dan beoordelen, los van elkaar.",
          en: "Both market leaders can then assess, independently.")
      ]
    case .askMore:
      [
        LocalizedText(
          nl:
            "De indiener krijgt het plan terug met uw punten. De tijd staat stil tot de aanvulling er is. Na de aanvulling beoordelen beide zorgverzekeraars opnieuw.",
          en:
            "The applicant gets the plan back with your points. The time stands still until the addition is there. After it both insurers assess anew."
        )
      ]
    case .supply:
      [
        LocalizedText(
          nl: "U levert de aanvulling in. De beoordeling gaat dan verder.",
          en: "You hand in the addition. The assessment then goes on.")
      ]
    case .handIn:
      [
        LocalizedText(
          nl:
            "U levert het oordeel van uw organisatie in. Daarna kunt u het niet meer veranderen. De andere zorgverzekeraar ziet het pas als die zelf heeft ingeleverd.",
          en:
            "You hand in the opinion of your organisation. After that you can't change it. The other insurer only sees it when it has handed in its own."
        )
      ]
    case .propose:
      [
        LocalizedText(
          nl: "De andere marktleider moet de conclusie bevestigen. Pas dan geldt zij.",
          en: "The other market leader has to confirm the conclusion. Only then it counts.")
      ]
    case .confirm:
      [
        dossier.proceeding.proposal.map {
          LocalizedText(
            nl: "U bevestigt de conclusie: \($0.conclusion.title.nl).",
            en: "You confirm the conclusion: \($0.conclusion.title.en).")
        } ?? LocalizedText(nl: "Er ligt geen conclusie.", en: "There is no conclusion.")
      ]
    case .decline:
      [
        LocalizedText(
          nl: "Er wordt dan niets besloten. Beide oordelen blijven staan.",
          en: "Nothing is decided then. Both opinions stay.")
      ]
    case .inquire:
      [
        LocalizedText(
          nl: "De twee marktleiders zien uw vraag. U beslist niet mee.",
          en: "The two market leaders see your question. You have no part in the decision.")
      ]
    case .withdraw:
      [
        LocalizedText(
          nl:
            "De status wordt 'vervallen'. Dit kunt u niet ongedaan maken. Uw tekst blijft bewaard.",
          en: "The status becomes 'lapsed'. You can't undo this. Your text is kept.")
      ]
    case .setFlag, .clearFlag: []
    }
  }

  private static func reasonLabel(_ kind: Action.Kind) -> LocalizedText {
    switch kind {
    case .askMore:
      LocalizedText(nl: "Wat moet de indiener aanvullen?", en: "What has the applicant to add?")
    case .inquire: LocalizedText(nl: "Uw vraag", en: "Your question")
    default: LocalizedText(nl: "Waarom?", en: "Why?")
    }
  }

  /// What has to be chosen besides; the value of its field is `keuze`.
  private static func choice(
    _ kind: Action.Kind, _ dossier: Dossier, _ visit: Visit
  ) async throws -> PageModel? {
    let options: [(value: String, label: String)]
    let label: LocalizedText
    var chosen = visit.request.form["keuze"]
    switch kind {
    case .submit:
      label = LocalizedText(nl: "Regio", en: "Region")
      options = try await visit.site.store.regions().map { ($0.code, $0.name) }
      chosen = chosen ?? dossier.region
    case .handIn:
      label = LocalizedText(nl: "Oordeel van uw organisatie", en: "Opinion of your organisation")
      options = [
        (AskedStep.yes, visit.say("akkoord", "agreed")),
        (AskedStep.no, visit.say("niet akkoord", "not agreed")),
      ]
    case .propose:
      label = LocalizedText(nl: "Conclusie", en: "Conclusion")
      options = Conclusion.allCases.map { ($0.rawValue, $0.title[visit.language]) }
    case .setFlag, .clearFlag:
      label = LocalizedText(nl: "Kenmerk", en: "Mark")
      options = StageFlag.allCases
        .filter { dossier.proceeding.flags.contains($0) == (kind == .clearFlag) }
        .map { ($0.rawValue, $0.title[visit.language]) }
    default: return nil
    }
    // What nobody chose is not decided: the list begins with nothing.
    let isChosen = options.contains { $0.value == chosen }
    let shown = (isChosen ? [] : [("", visit.say("Maak een keuze", "Choose one"))]) + options
    return [
      "name": HTMLText(choiceField), "label": visit.words(label), "help": false,
      "options": shown.map { option -> PageModel in
        [
          "value": HTMLText(option.value), "label": HTMLText(option.label),
          "isChosen": option.value == chosen,
        ]
      },
    ]
  }

  // MARK: Taking it

  @Sendable static func take(_ visit: Visit) async throws -> WebResponse {
    let dossier = try visit.theDossier()
    guard let kind = Action.Kind(rawValue: visit.request.parameters["stap"] ?? ""),
      let party = visit.party, dossier.proceeding.allows(kind, by: party)
    else { return visit.notFound() }
    let asked = AskedStep(
      kind: kind, reason: visit.request.form[reasonField] ?? "",
      choice: visit.request.form[choiceField] ?? "")
    do {
      try await take(
        asked, of: dossier, by: party, basis: Int(visit.request.form["basis"] ?? "") ?? 0, visit)
    } catch let fault as StepFault {
      guard fault != .openerMissing else {
        return visit.message(
          visit.say("Eerst de snelle toets", "The quick test first"),
          [fault.message[visit.language]],
          links: [("/", visit.say("Naar de snelle toets", "To the quick test"))], status: 409)
      }
      let field = fault == .reasonMissing ? reasonField : choiceField
      return try await form(
        visit, dossier, kind,
        faults: [Fault(field: field, text: fault.message[visit.language])])
    }
    return .redirect(
      visit.relation == .owner ? "/plan/\(dossier.id)" : "/plan/\(dossier.id)/beoordelen")
  }

  /// A step with the words and the choice that go with it.
  struct AskedStep: Sendable {
    let kind: Action.Kind
    var reason = ""
    /// A region, a conclusion, a mark, or ``yes`` or ``no``.
    var choice = ""

    static let yes = "ja"
    static let no = "nee"
  }

  /// Takes a step, with everything that has to be so before it and everything that goes with it.
  ///
  /// - Parameter basis: the revision that the person saw.
  /// - Throws: a ``StepFault``, a `Proceeding.Refusal` or a `Store.Conflict`; nothing is changed then.
  @discardableResult
  static func take(
    _ asked: AskedStep, of dossier: Dossier, by party: Party, basis: Int, _ visit: Visit
  ) async throws -> Dossier {
    let kind = asked.kind
    if kind.asksReason, !asked.reason.contains(where: { !$0.isWhitespace }) {
      throw StepFault.reasonMissing
    }
    guard let action = try await action(asked, visit) else { throw StepFault.choiceMissing }
    if kind == .handIn {
      let open = try await ReviewPages.unjudged(visit, dossier)
      guard open.isEmpty else { throw StepFault.unjudged(open) }
    }
    let freeze = kind == .submit || kind == .supply ? try version(visit, dossier) : nil
    if kind == .submit, try await visit.lacksOpener(dossier) { throw StepFault.openerMissing }
    let region = kind == .submit ? asked.choice : nil
    let (actor, today, moment, clock) = (visit.actor, visit.today, visit.now, visit.site.clock)
    let exact = visit.moment.description
    return try await visit.site.store.take(
      action, of: dossier.id, by: party, actor: actor, on: today, at: moment, clock: clock,
      basis: basis
    ) { database, dossier in
      if let region { dossier.region = region }
      if let freeze {
        dossier.version += 1
        try freeze.kept.insert(database, onConflict: .ignore)
        try SubmittedVersion(
          dossier: dossier.id, number: dossier.version, text: dossier.text,
          hash: ContentHash.plain(Array(dossier.text)), ruleset: freeze.kept.reference,
          rulesetHash: freeze.kept.hash, moment: exact, made: moment
        ).insert(database)
      }
    }
  }

  /// The rules that a text is submitted under.
  private static func version(_ visit: Visit, _ dossier: Dossier) throws -> (
    kept: KeptRuleset, Void
  ) {
    let file = try PlanView.file(Array(dossier.text), name: dossier.title)
    let edition = try visit.site.library.edition(for: file, of: dossier.ruleset, on: visit.today)
    return (try visit.site.library.files(of: edition), ())
  }

  private static func action(_ asked: AskedStep, _ visit: Visit) async throws -> Action? {
    let (choice, reason) = (asked.choice, asked.reason)
    switch asked.kind {
    case .submit:
      let region = try await visit.site.store.regions().first { $0.code == choice }
      return region?.leaders.map { .submit($0) }
    case .start: return .start
    case .askMore: return .askMore(points: reason)
    case .supply: return .supply
    case .handIn:
      return choice == AskedStep.yes
        ? .handIn(agrees: true, reason: reason)
        : choice == AskedStep.no ? .handIn(agrees: false, reason: reason) : nil
    case .propose: return Conclusion(rawValue: choice).map { .propose($0, reason: reason) }
    case .confirm: return .confirm
    case .decline: return .decline(reason: reason)
    case .inquire: return .inquire(question: reason)
    case .withdraw: return .withdraw(reason: reason)
    case .setFlag: return StageFlag(rawValue: choice).map { .setFlag($0) }
    case .clearFlag: return StageFlag(rawValue: choice).map { .clearFlag($0) }
    }
  }
}

/// Why a step can't be taken as it was asked, besides what the procedure says of it.
enum StepFault: Error, Hashable {
  case reasonMissing
  /// No choice, or one that there is not.
  case choiceMissing
  /// Checks that wait for a judgement.
  case unjudged([String])
  /// The quick test that has to be approved first.
  case openerMissing

  var message: LocalizedText {
    switch self {
    case .reasonMissing:
      LocalizedText(nl: "Schrijf op waarom, of wat u vraagt.", en: "Write why, or what you ask.")
    case .choiceMissing:
      LocalizedText(nl: "Kies een antwoord uit de lijst.", en: "Choose an answer from the list.")
    case .unjudged(let checks):
      LocalizedText(
        nl: "Geef eerst een oordeel over: \(checks.joined(separator: ", ")).",
        en: "Give a judgement first on: \(checks.joined(separator: ", ")).")
    case .openerMissing:
      LocalizedText(
        nl:
          "Een plan kan pas worden ingediend als de snelle toets is goedgekeurd. Begin met de snelle toets. Is die goedgekeurd, kies daar dan 'Het plan uitwerken'. Wat u hier al hebt ingevuld, kunt u downloaden en daar als bestand inlezen.",
        en:
          "A plan can only be submitted when its quick test has been approved. Begin with the quick test. Once that is approved, choose 'Prepare the plan' there. What you have filled in here you can download, and read as a file there."
      )
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
}

extension Visit {
  /// Whether a plan needs an approved quick test that it does not have.
  func lacksOpener(_ dossier: Dossier) async throws -> Bool {
    guard dossier.track == .plan,
      try site.library.folders()[dossier.ruleset]?.procedure?.openedBy != nil
    else { return false }
    guard let id = dossier.opener, let test = try await site.store.dossier(id) else { return true }
    return test.stage != .approved
  }
}
