import Assess
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
          "button": visit.words("Doorgaan", "Go on"), "choice": false, "reasons": [PageModel](),
        ], title: dossier.title, trail: ("/plan/\(dossier.id)", dossier.title))
    }
    guard let kind = Action.Kind(rawValue: step), let party = visit.party,
      dossier.proceeding.steps(of: party, on: visit.today).contains(kind)
    else { return visit.notFound() }
    return try await form(visit, dossier, kind, faults: [])
  }

  /// What is wrong with a field of the form.
  private struct Fault {
    let field: String
    let text: String
  }

  private static let reasonField = "reden"
  private static let rulesField = "toepassing"
  private static let choiceField = "keuze"
  private static let confirmationField = "akkoord"

  private static func form(
    _ visit: Visit, _ dossier: Dossier, _ kind: Action.Kind,
    faults: [Fault], status: Int? = nil
  ) async throws -> WebResponse {
    let words = visit.words
    func fault(of field: String) -> Any {
      faults.first { $0.field == field }.map { HTMLText($0.text) as Any } ?? false
    }
    var model: PageModel = [
      "action": HTMLText("/plan/\(dossier.id)/stap/\(kind.rawValue)"),
      "hidden": [
        ["name": HTMLText("basis"), "value": HTMLText("\(dossier.number)")] as PageModel
      ],
      "button": HTMLText(label(kind, dossier, visit)), "reasons": [PageModel](), "choice": false,
      "paragraphs": about(kind, dossier).map { words($0) },
    ]
    var reasons: [PageModel] = []
    func ask(_ field: String, _ label: LocalizedText, _ said: String? = nil) {
      reasons.append([
        "name": HTMLText(field), "label": words(label),
        "value": HTMLText(exact: visit.request.form[field] ?? said ?? ""),
        "fault": fault(of: field),
      ])
    }
    if kind.asksReason { ask(reasonField, reasonLabel(kind), said(kind, dossier, visit)) }
    var conclusions = Conclusion.allCases
    if kind == .propose, dossier.version > 0 {
      // What the other says is hidden until both are in.
      var joint: JointAssessment?
      var said: [GivenJudgement] = []
      if dossier.proceeding.areOpinionsIn {
        let (now, given, _) = try await visit.site.services.jointAssessment(dossier)
        (joint, said) = (now, given)
        model["judged"] = HTMLText("\(given.revision)")
        if now.grounds.isIndicative {
          ask(
            rulesField,
            LocalizedText(
              nl: "Waarom past u deze regels toe? (Niet nodig bij 'geen vervolg'.)",
              en: "Why do you apply these rules? (Not needed for 'discontinued'.)"))
          model["note"] = Casework.note(on: now.view.edition).map { words($0) as Any } ?? false
        }
      }
      let grounds = joint?.grounds ?? ConclusionGrounds()
      let refused = conclusions.flatMap { conclusion -> [(Conclusion, Proceeding.Refusal)] in
        let first = dossier.proceeding.refusal(of: conclusion, grounds, on: visit.today.dayNumber)
        guard let first else { return [] }
        let all = grounds.refusals(of: conclusion)
        return (all.first == first ? all : [first]).map { (conclusion, $0) }
      }
      conclusions.removeAll { conclusion in refused.contains { $0.0 == conclusion } }
      let names = try await visit.site.store.organisations()
      model.merge(
        weighing(joint, said, refused, visit, dossier) { code in
          names.first { $0.code == code }?.name ?? code
        }
      ) { $1 }
    }
    if kind == .handIn, let unmet = try await unmetByOwn(visit, dossier) {
      model.merge(unmet) { $1 }
    }
    // Whoever confirms sees what the letter will say.
    if kind == .confirm {
      let (joint, said, _) = try await visit.site.services.jointAssessment(dossier)
      let names = try await visit.site.store.organisations()
      model.merge(
        weighing(joint, said, [], visit, dossier) { code in
          names.first { $0.code == code }?.name ?? code
        }
      ) { $1 }
    }
    if kind == .confirm, dossier.proceeding.proposal?.needsRulesReason == true {
      ask(
        rulesField,
        LocalizedText(
          nl: "Waarom past u deze regels toe?", en: "Why do you apply these rules?"))
      let edition = try await visit.casework.edition(of: dossier)
      model["note"] = Casework.note(on: edition).map { words($0) as Any } ?? false
    }
    model["reasons"] = reasons
    if var choice = try await choice(kind, conclusions, dossier, visit) {
      choice["fault"] = fault(of: choiceField)
      model["choice"] = choice
    }
    if kind.handsIn {
      model.merge(try await check(visit, dossier)) { $1 }
      model["confirmation"] =
        [
          "name": HTMLText(confirmationField),
          "label": words(
            "Ik heb dit gelezen en wil het zo indienen.",
            "I have read this and want to submit it as it is."),
          "isTicked": visit.request.form[confirmationField] == AskedStep.yes,
          "value": HTMLText(AskedStep.yes), "fault": fault(of: confirmationField),
        ] as PageModel
    }
    return visit.page(
      "confirm", model, title: label(kind, dossier, visit),
      trail: ("/plan/\(dossier.id)", dossier.title),
      faults: faults.map { ("#\($0.field)", $0.text) },
      status: status ?? (faults.isEmpty ? 200 : 422))
  }

  /// What one's organisation said before, to be changed.
  private static func said(_ kind: Action.Kind, _ dossier: Dossier, _ visit: Visit) -> String? {
    guard kind == .handIn, let code = visit.account?.organisation else { return nil }
    return dossier.proceeding.opinions[code]?.reason
  }

  // MARK: Before handing in

  /// What stands in the way, what is open and what fails, each with the way to its question.
  private static func check(_ visit: Visit, _ dossier: Dossier) async throws -> PageModel {
    let (view, check) = try await visit.casework.handingIn(dossier)
    let explainer = visit.site.editions.explainer(view.edition)
    func link(_ path: InputPath) -> PageModel {
      [
        "href": HTMLText(visit.address(of: path, dossier, view.model)),
        "label": HTMLText(explainer.label(path, of: view.read.facts)[visit.language]),
        "said": [HTMLText](),
      ]
    }
    var model: PageModel = [
      "blocked": !check.obstacles.isEmpty, "obstacles": false, "failing": false, "open": false,
      "answers": HTMLText("/plan/\(dossier.id)/antwoorden"),
      "note": Casework.note(on: view.edition).map { visit.words($0) as Any } ?? false,
      "w": visit.words.all([
        "obstacles": ("Dit moet u eerst doen", "You have to do this first"),
        "failing": ("Hieraan voldoet het nu niet", "This is not met as it is"),
        "failingAbout": (
          "U mag het zo indienen. De zorgverzekeraars beslissen.",
          "You may submit it as it is. The insurers decide."
        ),
        "open": ("Dit is nog niet beantwoord", "This has not been answered yet"),
        "openAbout": (
          "U mag het zo indienen. De zorgverzekeraars kunnen er nog om vragen.",
          "You may submit it as it is. The insurers can still ask for it."
        ),
        "answers": ("Alle antwoorden bekijken", "See all answers"),
      ]),
    ]
    if !check.obstacles.isEmpty {
      model["obstacles"] =
        [
          "items": check.obstacles.map { obstacle -> PageModel in
            [
              "text": visit.words(
                obstacle.message { explainer.label($0, of: view.read.facts) }),
              "links": links(obstacle, visit, dossier, view, link),
            ]
          }
        ] as PageModel
    }
    if !check.failing.isEmpty {
      model["failing"] =
        [
          "items": check.failing.map { condition -> PageModel in
            [
              "title": visit.words(condition.title),
              "checks": condition.checks.map { check -> PageModel in
                [
                  "text": HTMLText(check.reasons.map { visit.say($0) }.joined(separator: " ")),
                  "links": check.answers.prefix(5).map { link($0) },
                ]
              },
            ]
          }
        ] as PageModel
    }
    if !check.open.isEmpty {
      let questionnaire = Questionnaire(view.model)
      let shown = check.open.prefix(openShown)
      let more = check.open.count - shown.count
      model["open"] =
        [
          "topics": questionnaire.topics.compactMap { topic -> PageModel? in
            let paths = shown.filter { path in
              topic.fields.contains { $0.name == path.field.first }
            }
            return paths.isEmpty
              ? nil : ["title": visit.words(topic.title), "links": paths.map { link($0) }]
          },
          "more": more > 0
            ? visit.words(
              "En nog \(more) vragen. U ziet ze bij uw antwoorden.",
              "And \(more) more questions. You see them with your answers.") as Any : false,
        ] as PageModel
    }
    return model
  }

  /// More open questions than these are counted, not listed.
  private static let openShown = 20

  /// Where somebody goes to take an obstacle away.
  private static func links(
    _ obstacle: HandingIn.Obstacle, _ visit: Visit, _ dossier: Dossier, _ view: PlanView,
    _ link: (InputPath) -> PageModel
  ) -> [PageModel] {
    func page(_ href: String, _ nl: String, _ en: String) -> PageModel {
      ["href": HTMLText(href), "label": visit.words(nl, en), "said": [HTMLText]()]
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

  private static func about(_ kind: Action.Kind, _ dossier: Dossier) -> [LocalizedText] {
    switch kind {
    case .submit:
      [
        LocalizedText(
          nl:
            "U dient het in bij de twee marktleiders van de regio. Deze tekst ligt dan vast. U kunt hem alleen nog aanvullen als zij daarom vragen. Intrekken kan tot de beoordeling start.",
          en:
            "You submit it to the two market leaders of the region. This text is then fixed. You can only add to it when they ask for that. You can withdraw it until the assessment starts."
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
    case .handIn where dossier.proceeding.areOpinionsIn:
      [
        LocalizedText(
          nl:
            "Beide zorgverzekeraars hebben ingeleverd. U kunt het oordeel van uw organisatie veranderen om tot één conclusie te komen. De andere zorgverzekeraar ziet dat.",
          en:
            "Both insurers have handed in. You can change the opinion of your organisation to come to one conclusion. The other insurer sees that."
        )
      ]
    case .handIn:
      [
        LocalizedText(
          nl:
            "U levert het oordeel van uw organisatie in. De andere zorgverzekeraar ziet het pas als die zelf heeft ingeleverd. Tot dan kunt u het niet veranderen. Als beide oordelen er zijn, kunt u het herzien om tot één conclusie te komen.",
          en:
            "You hand in the opinion of your organisation. The other insurer only sees it when it has handed in its own. Until then you can't change it. Once both opinions are there, you can change it to come to one conclusion."
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
            nl: "U bevestigt de conclusie: \($0.conclusion.title.nl). De reden: \($0.reason)",
            en: "You confirm the conclusion: \($0.conclusion.title.en). The reason: \($0.reason)")
        } ?? LocalizedText(nl: "Er ligt geen conclusie.", en: "There is no conclusion.")
      ]
        + (dossier.proceeding.proposal?.rules ?? [:]).values.map {
          LocalizedText(
            nl: "Waarom de andere marktleider deze regels toepast: \($0)",
            en: "Why the other market leader applies these rules: \($0)")
        }
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
  ///
  /// - Parameter conclusions: those that can be proposed now.
  private static func choice(
    _ kind: Action.Kind, _ conclusions: [Conclusion], _ dossier: Dossier, _ visit: Visit
  ) async throws -> PageModel? {
    let options: [(value: String, label: String)]
    let label: LocalizedText
    var chosen = visit.request.form["keuze"]
    switch kind {
    case .submit:
      label = LocalizedText(nl: "Regio", en: "Region")
      // Who will decide is named where it is chosen.
      let names = try await visit.site.store.organisations()
      func name(_ code: String) -> String { names.first { $0.code == code }?.name ?? code }
      options = try await visit.site.store.regions().map { region in
        let both = visit.say(
          "\(name(region.first)) en \(name(region.second))",
          "\(name(region.first)) and \(name(region.second))")
        return (region.code, "\(region.name) (\(both))")
      }
      chosen = chosen ?? dossier.region
    case .handIn:
      label = LocalizedText(nl: "Oordeel van uw organisatie", en: "Opinion of your organisation")
      options = [
        (AskedStep.yes, visit.say("akkoord", "agreed")),
        (AskedStep.no, visit.say("niet akkoord", "not agreed")),
      ]
    case .propose:
      label = LocalizedText(nl: "Conclusie", en: "Conclusion")
      options = conclusions.map { ($0.rawValue, $0.title[visit.language]) }
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

  /// Where something is wrong.
  private static func field(of fault: StepFault) -> String {
    switch fault {
    case .reasonMissing: reasonField
    case .rulesReasonMissing: rulesField
    case .confirmationMissing: confirmationField
    case .choiceMissing, .unjudged, .obstacles, .several: choiceField
    }
  }

  // MARK: Taking it

  @Sendable static func take(_ visit: Visit) async throws -> WebResponse {
    let dossier = try visit.theDossier()
    guard let kind = Action.Kind(rawValue: visit.request.parameters["stap"] ?? ""),
      let party = visit.party
    else { return visit.notFound() }
    guard dossier.proceeding.allows(kind, by: party) else {
      // Whoever sends a form twice is told what the first came to.
      guard dossier.proceeding.isFor(kind, party) else { return visit.notFound() }
      throw Proceeding.Refusal.notNow(kind, dossier.stage)
    }
    let asked = AskedStep(
      kind: kind, reason: visit.request.form[reasonField] ?? "",
      choice: visit.request.form[choiceField] ?? "",
      rules: visit.request.form[rulesField] ?? "",
      judged: visit.request.form["oordelen"].flatMap { Int($0) },
      isConfirmed: visit.request.form[confirmationField] == AskedStep.yes)
    do {
      try await visit.casework.take(
        asked, of: dossier, by: party, basis: Int(visit.request.form["basis"] ?? "") ?? 0)
    } catch let fault as StepFault {
      if case .obstacles = fault {
        return try await form(visit, dossier, kind, faults: [], status: 409)
      }
      let all = if case .several(let faults) = fault { faults } else { [fault] }
      return try await form(
        visit, dossier, kind,
        faults: all.map { Fault(field: field(of: $0), text: $0.message[visit.language]) })
    }
    if kind.handsIn { return .redirect("/plan/\(dossier.id)/ontvangst") }
    return .redirect(
      visit.relation == .owner ? "/plan/\(dossier.id)" : "/plan/\(dossier.id)/beoordelen")
  }
}

extension Visit {
  /// The page of a question: that of the item that it is in, or of its topic.
  func address(of path: InputPath, _ dossier: Dossier, _ model: RulesetModel) -> String {
    let base = "/plan/\(dossier.id)"
    guard let topic = Questionnaire(model).topic(of: path),
      let place = casework.place(of: path, dossier)
    else { return base }
    let item = place.surrounding
    let query = item.steps.isEmpty ? "" : "?bij=\(Form.encoded(item.description))"
    return
      "\(base)/vragen/\(topic.number)\(query)#v-\(ControlMaker.anchor(place.description))"
  }
}
