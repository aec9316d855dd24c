import Assess
import Rules

/// The words of messages. What is in a plan never goes out by mail: a reference, what to do, and where.
struct Messages: Sendable {
  let store: Store
  let clock: Procedure.Clock
  /// Where the site is for visitors, without a last slash.
  let address: String
  /// Today, for terms.
  let today: CalendarDate
  /// The last day of a draft that was changed last at some moment.
  let draftEnd: @Sendable (Moment) -> CalendarDate

  /// - Returns: `nil` where there is nobody to send it to.
  func message(
    for outgoing: OutgoingMessage, at moment: Moment
  ) async throws -> MailMessage? {
    if outgoing.kind == .newAccount { return try await newAccount(outgoing, at: moment) }
    guard let id = outgoing.account, let account = try await store.account(id), account.isActive,
      let to = MailAddress(account.email)
    else { return nil }
    let (subject, lines): (LocalizedText, [LocalizedText])
    switch outgoing.kind {
    case .newAccount: return nil
    case .accountKnown: (subject, lines) = accountKnown
    case .confirmAddress:
      if account.confirmation != nil { return nil }
      let link = Secret.random()
      try await store.addLink(link, for: .confirmAddress, of: id, at: moment)
      (subject, lines) = Messages.confirmAddress("\(address)/bevestigen/\(link.text)")
    case .newPassword:
      let link = Secret.random()
      try await store.addLink(link, for: .newPassword, of: id, at: moment)
      (subject, lines) = Messages.newPassword("\(address)/wachtwoord/nieuw/\(link.text)")
    case .receipt, .askedMore, .decision:
      guard let dossier = try await store.dossier(outgoing.dossier ?? ""),
        let receipt = try await store.receipt(of: dossier.id)
      else { return nil }
      (subject, lines) = about(outgoing.kind, dossier, receipt)
    case .draftEnds:
      guard let dossier = try await store.dossier(outgoing.dossier ?? ""), dossier.warned != nil
      else { return nil }
      (subject, lines) = ends(dossier)
    }
    return MailMessage(to, subject, lines, in: outgoing.language)
  }

  private func newAccount(
    _ outgoing: OutgoingMessage, at moment: Moment
  ) async throws -> MailMessage? {
    guard let id = outgoing.registration, let asked = try await store.registration(id),
      asked.expires >= moment, let to = MailAddress(asked.email)
    else { return nil }
    let link = Secret.random()
    try await store.setLink(link, of: id)
    return MailMessage(
      to, LocalizedText(nl: "Maak uw account af", en: "Finish your account"),
      [
        LocalizedText(
          nl: "Met dit e-mailadres is een account gevraagd bij Toetssteen.",
          en: "An account was asked for at Toetssteen with this e-mail address."),
        LocalizedText(
          nl:
            "Was u dat? Open dan deze link en vul het wachtwoord in dat u koos:\n\(address)/bevestigen/\(link.text)",
          en:
            "Was it you? Then open this link and fill in the password that you chose:\n\(address)/bevestigen/\(link.text)"
        ),
        LocalizedText(
          nl: "De link werkt zeven dagen. Daarna zijn uw gegevens weg.",
          en: "The link works for seven days. After that your data is gone."),
        LocalizedText(
          nl: "Was u het niet? Dan hoeft u niets te doen. Er komt geen account.",
          en: "Was it not you? Then you need not do anything. There will be no account."),
      ], in: outgoing.language)
  }

  private var accountKnown: (LocalizedText, [LocalizedText]) {
    (
      LocalizedText(nl: "U hebt al een account", en: "You have an account already"),
      [
        LocalizedText(
          nl: "Iemand vroeg een account bij Toetssteen met dit e-mailadres. Er is er al een.",
          en:
            "Somebody asked for an account at Toetssteen with this e-mail address. There is one already."
        ),
        LocalizedText(
          nl:
            "Was u dat? Log dan in, of kies een nieuw wachtwoord:\n\(address)/inloggen\n\(address)/wachtwoord/vergeten",
          en:
            "Was it you? Then sign in, or choose a new password:\n\(address)/inloggen\n\(address)/wachtwoord/vergeten"
        ),
        LocalizedText(
          nl: "Was u het niet? Dan hoeft u niets te doen. Er is niets veranderd.",
          en: "Was it not you? Then you need not do anything. Nothing was changed."),
      ]
    )
  }

  private static func confirmAddress(_ link: String) -> (LocalizedText, [LocalizedText]) {
    (
      LocalizedText(nl: "Bevestig uw e-mailadres", en: "Confirm your e-mail address"),
      [
        LocalizedText(
          nl: "Met dit e-mailadres is een account gemaakt bij Toetssteen.",
          en: "An account was made at Toetssteen with this e-mail address."),
        LocalizedText(
          nl: "Was u dat? Open dan deze link en log in als dat nodig is:\n\(link)",
          en: "Was it you? Then open this link, and sign in if that is needed:\n\(link)"),
        LocalizedText(
          nl: "De link werkt zeven dagen. Pas als uw adres is bevestigd, kunt u iets indienen.",
          en:
            "The link works for seven days. Only once your address is confirmed you can submit something."
        ),
        LocalizedText(
          nl: "Was u het niet? Dan hoeft u niets te doen.",
          en: "Was it not you? Then you need not do anything."),
      ]
    )
  }

  private static func newPassword(_ link: String) -> (LocalizedText, [LocalizedText]) {
    (
      LocalizedText(nl: "Een nieuw wachtwoord kiezen", en: "Choose a new password"),
      [
        LocalizedText(
          nl: "Iemand vroeg een nieuw wachtwoord voor het account met dit e-mailadres.",
          en: "Somebody asked for a new password for the account with this e-mail address."),
        LocalizedText(
          nl: "Was u dat? Kies dan hier een nieuw wachtwoord:\n\(link)",
          en: "Was it you? Then choose a new password here:\n\(link)"),
        LocalizedText(
          nl: "De link werkt één keer, een uur lang.", en: "The link works once, for one hour."),
        LocalizedText(
          nl: "Was u het niet? Dan hoeft u niets te doen. Uw wachtwoord blijft zoals het is.",
          en: "Was it not you? Then you need not do anything. Your password stays as it is."),
      ]
    )
  }

  private func ends(_ dossier: Dossier) -> (LocalizedText, [LocalizedText]) {
    let day = draftEnd(dossier.updated)
    let (nl, en) = (ReportWords(.nl).date(day), ReportWords(.en).date(day))
    return (
      LocalizedText(nl: "Een concept verdwijnt op \(nl)", en: "A draft ends on \(en)"),
      [
        LocalizedText(
          nl:
            "Uw organisatie heeft een concept dat al lang niet is veranderd. Op \(nl) wordt het verwijderd, met alles wat erin staat.",
          en:
            "Your organisation has a draft that was not changed for long. On \(en) it is removed, with all that is in it."
        ),
        LocalizedText(
          nl:
            "Hebt u het nog nodig? Kies dan hier 'Langer bewaren':\n\(address)/plan/\(dossier.id)",
          en: "Do you still need it? Then choose 'Keep longer' here:\n\(address)/plan/\(dossier.id)"
        ),
      ]
    )
  }

  /// What came of something that was handed in.
  private func about(
    _ kind: OutgoingMessage.Kind, _ dossier: Dossier, _ receipt: Receipt
  ) -> (LocalizedText, [LocalizedText]) {
    let (track, reference) = (dossier.track.title, receipt.reference)
    let (nl, en) = (ReportWords(.nl), ReportWords(.en))
    let page = "\(address)/plan/\(dossier.id)"
    switch kind {
    case .askedMore:
      return (
        LocalizedText(
          nl: "Extra informatie nodig: \(reference)", en: "More information needed: \(reference)"),
        [
          LocalizedText(
            nl: "De zorgverzekeraars vragen extra informatie bij uw \(track.nl) (\(reference)).",
            en: "The insurers ask for more information about your \(track.en) (\(reference))."),
          LocalizedText(
            nl: "Wat u moet aanvullen, leest u hier:\n\(page)",
            en: "What you have to add, you read here:\n\(page)"),
        ]
      )
    case .decision:
      return (
        LocalizedText(nl: "Besluit over \(reference)", en: "Decision on \(reference)"),
        [
          LocalizedText(
            nl: "Er is een besluit over uw \(track.nl) (\(reference)).",
            en: "There is a decision on your \(track.en) (\(reference))."),
          LocalizedText(nl: "U leest het hier:\n\(page)", en: "You read it here:\n\(page)"),
        ]
      )
    case .receipt, .newAccount, .accountKnown, .confirmAddress, .newPassword, .draftEnds:
      var lines = [
        LocalizedText(
          nl: "Uw \(track.nl) is ontvangen. Het kenmerk is \(reference).",
          en: "Your \(track.en) was received. The reference is \(reference).")
      ]
      if let due = dossier.proceeding.deadline(on: today, clock)?.due {
        lines.append(
          LocalizedText(
            nl: "U hoort uiterlijk \(nl.date(due)) wat het oordeel is.",
            en: "You hear by \(en.date(due)) at the latest what the judgement is."))
      }
      lines.append(
        LocalizedText(
          nl: "De ontvangstbevestiging staat hier:\n\(page)/ontvangst",
          en: "The receipt is here:\n\(page)/ontvangst"))
      return (
        LocalizedText(nl: "Ontvangen: \(reference)", en: "Received: \(reference)"), lines
      )
    }
  }
}

extension MailMessage {
  fileprivate init(
    _ to: MailAddress, _ subject: LocalizedText, _ lines: [LocalizedText], in language: Language
  ) {
    let closing = LocalizedText(
      nl: "Dit bericht is automatisch gemaakt. Antwoorden op dit bericht leest niemand.",
      en: "This message was made by a machine. Nobody reads answers to it.")
    let body = (lines + [closing]).map { $0[language] }.joined(separator: "\n\n") + "\n"
    self.init(to: to, subject: subject[language], body: body, language: language)
  }
}
