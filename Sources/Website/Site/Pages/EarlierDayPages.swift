import Assess
import Rules

/// The day of an older plan, which only an insurer or an administrator sets.
enum EarlierDayPages {
  /// From the address or the reference of a plan to the page that sets its day.
  @Sendable static func find(_ visit: Visit) async throws -> WebResponse {
    let typed = (visit.request.form["plan"] ?? "").filter { !$0.isWhitespace }
    let parts = typed.split(separator: "/")
    let id = parts.firstIndex(of: "plan").flatMap { index in
      parts.indices.contains(index + 1) ? String(parts[index + 1]) : nil
    }
    let store = visit.site.store
    var found = try await store.dossier(id ?? typed)
    if found == nil { found = try await store.dossier(withReference: typed.uppercased()) }
    guard let found, found.stage == .draft || found.stage == .submitted else {
      return visit.message(
        visit.say("Dit plan is er niet", "There is no such plan"),
        [
          visit.say(
            "Geef het kenmerk of het adres van een plan waarvan de beoordeling nog niet is gestart.",
            "Give the reference or the address of a plan whose assessment has not started yet.")
        ], links: [("/beheer", visit.say("Terug naar beheer", "Back to management"))], status: 404,
        echo: true)
    }
    return .redirect("/plan/\(found.id)/dag")
  }

  @Sendable static func form(_ visit: Visit) async throws -> WebResponse {
    page(visit, try visit.theDossier(), fault: nil)
  }

  private static let dayField = "dag"
  private static let reasonField = "reden"

  private static func page(
    _ visit: Visit, _ dossier: Dossier, fault: EarlierDayFault?
  ) -> WebResponse {
    let words = visit.words
    let text = fault?.message[visit.language]
    let isOfReason = fault == .reasonMissing
    let known = dossier.earlier.flatMap { CalendarDate(dayNumber: $0.day) }
    let model: PageModel = [
      "action": HTMLText("/plan/\(dossier.id)/dag"),
      "hidden": [
        ["name": HTMLText("basis"), "value": HTMLText("\(dossier.number)")] as PageModel
      ],
      "button": words("Dag zetten", "Set the day"), "choice": false,
      "paragraphs": [
        words(
          "Is dit plan eerder ergens anders ingediend, en wordt het nu pas ingevoerd? Zet dan hier de dag van toen. Die dag telt als dag van indienen en bepaalt de regels.",
          "Was this plan submitted somewhere else before, and is it entered only now? Then set the day of then here. That day counts as the day of submission and picks the rules."
        ),
        words(
          "De indiener en de zorgverzekeraars zien de dag, uw organisatie en uw reden. Alles staat ook in het logboek. Het kan tot de beoordeling start. De termijn van vier weken loopt vanaf de ontvangst hier.",
          "The applicant and the insurers see the day, your organisation and your reason. All of it is in the log too. It can be done until the assessment starts. The four weeks run from the receipt here."
        ),
      ],
      "date": [
        "label": words("Ingediend op", "Submitted on"),
        "value": HTMLText(
          exact: visit.request.form[dayField]
            ?? known.map { visit.language == .nl ? "\($0.day)-\($0.month)-\($0.year)" : "\($0)" }
            ?? ""),
        "fault": isOfReason ? false : text.map { HTMLText($0) as Any } ?? false,
      ] as PageModel,
      "reasons": [
        [
          "name": HTMLText(reasonField), "label": words("Waar blijkt dat uit?", "What shows that?"),
          "value": HTMLText(
            exact: visit.request.form[reasonField] ?? dossier.earlier?.reason ?? ""),
          "fault": isOfReason ? text.map { HTMLText($0) as Any } ?? false : false,
        ] as PageModel
      ],
    ]
    return visit.page(
      "confirm", model,
      title: visit.say("Dag van indienen van een ouder plan", "Day of submission of an older plan"),
      trail: visit.relation == .office
        ? ("/beheer", visit.say("Beheer", "Management")) : ("/plan/\(dossier.id)", dossier.title),
      faults: text.map { [("#\(isOfReason ? reasonField : dayField)", $0)] } ?? [],
      status: fault == nil ? 200 : 422)
  }

  @Sendable static func set(_ visit: Visit) async throws -> WebResponse {
    let dossier = try visit.theDossier()
    let form = visit.request.form
    var day: CalendarDate?
    if case .answer(let read) = AnswerForm(language: visit.language)
      .read(FieldText(form[dayField] ?? ""), .date)
    {
      day = read.text.flatMap { CalendarDate($0) }
    }
    do {
      try await visit.casework.setDay(
        day, reason: form[reasonField] ?? "", of: dossier, basis: Int(form["basis"] ?? "") ?? 0)
    } catch let fault as EarlierDayFault {
      return page(visit, dossier, fault: fault)
    }
    if visit.relation != .office { return .redirect("/plan/\(dossier.id)") }
    return visit.message(
      visit.say("De dag is gezet", "The day is set"),
      [
        visit.say(
          "'\(dossier.title)' telt als ingediend op \(visit.day(day?.dayNumber ?? 0)).",
          "'\(dossier.title)' counts as submitted on \(visit.day(day?.dayNumber ?? 0)).")
      ], links: [("/beheer", visit.say("Terug naar beheer", "Back to management"))])
  }
}

extension Visit {
  /// The day of an older plan, with who set it and why; nothing where there is none.
  func earlierDay(of dossier: Dossier) async throws -> [(String, String)] {
    guard let earlier = dossier.earlier else { return [] }
    let who = try await people([earlier.by]).name(of: earlier.by)
    return [
      (
        say("Telt als ingediend op", "Counts as submitted on"),
        say(
          "\(day(earlier.day)), want: \(earlier.reason) (gezet door \(who))",
          "\(day(earlier.day)), because: \(earlier.reason) (set by \(who))")
      )
    ]
  }
}
