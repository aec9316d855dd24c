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
    let before =
      switch kind {
      case .propose, .confirm: try await concluding(kind, visit, dossier)
      case .handIn: try await beforeOpinion(visit, dossier)
      case .submit, .supply: try await handingIn(visit, dossier)
      default: StepPreface()
      }
    if let label = before.rulesLabel { ask(rulesField, label) }
    model.merge(before.model(words)) { $1 }
    model["blocked"] = kind.handsIn && !before.obstacles.isEmpty
    model["answers"] = kind.handsIn ? HTMLText("/plan/\(dossier.id)/antwoorden") as Any : false
    model["w"] = words.all([
      "obstacles": kind.handsIn
        ? ("Dit moet u eerst doen", "You have to do this first")
        : ("Wat nu niet kan", "What is not possible now"),
      "answers": ("Alle antwoorden bekijken", "See all answers"),
    ])
    model["reasons"] = reasons
    if var choice = try await choice(kind, before.conclusions, dossier, visit) {
      choice["fault"] = fault(of: choiceField)
      model["choice"] = choice
    }
    if kind.handsIn {
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
      let name = try await visit.organisationNames()
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
