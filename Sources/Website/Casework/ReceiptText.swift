import Assess
import Rules

/// What somebody who handed in is told: that it was received, and what happens next and when. Of the plan
/// only its title.
struct ReceiptText: Sendable {
  let reference: String
  let rows: [(label: LocalizedText, value: LocalizedText)]
  let next: [LocalizedText]

  static let title = LocalizedText(nl: "Ontvangstbevestiging", en: "Receipt")
  static let nextTitle = LocalizedText(nl: "Wat er nu gebeurt", en: "What happens now")

  /// - Parameters:
  ///   - rules: the title of the rules that it is judged by.
  ///   - note: that those are not the rules of its day; `nil` where they are.
  ///   - names: what organisations are called, by their codes.
  init(
    _ dossier: Dossier, _ receipt: Receipt, _ version: SubmittedVersion, region: Region?,
    rules: LocalizedText, note: LocalizedText?, deadline: Deadline?, names: [String: String],
    in zone: ZoneDesignator
  ) {
    reference = receipt.reference
    let received = version.made.shown(in: zone)
    let clock = "\(received.time)".prefix(5)
    func date(_ day: CalendarDate) -> LocalizedText {
      LocalizedText(nl: ReportWords(.nl).date(day), en: ReportWords(.en).date(day))
    }
    func same(_ text: String) -> LocalizedText { LocalizedText(nl: text, en: text) }
    var rows: [(LocalizedText, LocalizedText)] = [
      (LocalizedText(nl: "Kenmerk", en: "Reference"), same(receipt.reference)),
      (LocalizedText(nl: "Titel", en: "Title"), same(dossier.title)),
      (LocalizedText(nl: "Soort", en: "Kind"), dossier.track.title),
    ]
    if let day = dossier.submissionDay {
      rows.append((LocalizedText(nl: "Ingediend op", en: "Submitted on"), date(day)))
    }
    let day = date(received.date)
    rows.append(
      (
        LocalizedText(
          nl: version.number > 1 ? "Laatste tekst ontvangen" : "Ontvangen",
          en: version.number > 1 ? "Last text received" : "Received"),
        LocalizedText(nl: "\(day.nl), \(clock) uur", en: "\(day.en), \(clock)")
      ))
    if let owner = dossier.owner.flatMap({ names[$0] }) {
      rows.append((LocalizedText(nl: "Indiener", en: "Applicant"), same(owner)))
    }
    if let region {
      rows.append((LocalizedText(nl: "Regio", en: "Region"), same(region.name)))
    }
    if let leaders = dossier.leaders {
      let both = leaders.both.map { names[$0] ?? $0 }.joined(separator: ", ")
      rows.append((LocalizedText(nl: "Marktleiders", en: "Market leaders"), same(both)))
    }
    rows.append((LocalizedText(nl: "Regels", en: "Rules"), rules))
    rows.append(
      (LocalizedText(nl: "Kenmerk van de tekst", en: "Mark of the text"), same(version.hash)))
    self.rows = rows
    let first = dossier.leaders.flatMap { names[$0.first] } ?? ""
    var next: [LocalizedText] = note.map { [$0] } ?? []
    switch dossier.stage {
    case .submitted:
      next.append(
        LocalizedText(
          nl: "\(first) begint met de beoordeling. Tot dan kunt u het intrekken.",
          en: "\(first) begins the assessment. Until then you can withdraw it."))
    case .assessing, .moreInformation, .intended:
      next.append(dossier.stage.about(dossier.track))
    case .draft, .approved, .rejected, .lapsed, .discontinued:
      next.append(dossier.stage.about(dossier.track))
    }
    if let due = deadline?.due.map(date) {
      next.append(
        dossier.stage == .intended
          ? LocalizedText(
            nl: "De volgende termijn loopt tot en met \(due.nl).",
            en: "The next time limit ends on \(due.en).")
          : LocalizedText(
            nl:
              "Uiterlijk \(due.nl) hoort u wat de twee marktleiders vinden. Vragen zij extra informatie, dan kan het langer duren.",
            en:
              "By \(due.en) at the latest you hear what the two market leaders think. If they ask for more information, it can take longer."
          ))
    }
    self.next = next
  }

  /// As a file to keep.
  func text(in language: Language, at address: String) -> String {
    let width = rows.map { $0.label[language].count }.max() ?? 0
    let lines = rows.map { row in
      let label = row.label[language]
      return label + ":" + String(repeating: " ", count: width - label.count + 1)
        + row.value[language]
    }
    let next = next.map { "- " + $0[language] }
    return
      (["Toetssteen: \(ReceiptText.title[language])", ""] + lines + [
        "", ReceiptText.nextTitle[language],
      ] + next + ["", address]).joined(separator: "\n") + "\n"
  }
}

extension Casework {
  /// - Returns: `nil` where nothing was handed in.
  func receiptText(_ dossier: Dossier) async throws -> ReceiptText? {
    guard let receipt = try await store.receipt(of: dossier.id),
      let version = try await store.version(dossier.version, of: dossier.id),
      let kept = try await store.keptRuleset(version.rulesetHash)
    else { return nil }
    let edition = try editions.edition(of: kept, on: dossier.submissionDay)
    let model = edition.ruleset.model
    let names = try await store.organisations()
    let identity = model.identity
    return ReceiptText(
      dossier, receipt, version,
      region: try await store.regions().first { $0.code == dossier.region },
      rules: LocalizedText(
        nl: "\(identity.title.nl), \(identity.versionTitle.nl)",
        en: "\(identity.title.en), \(identity.versionTitle.en)"),
      note: Self.note(on: edition),
      deadline: dossier.proceeding.deadline(on: today, services.clock),
      names: Dictionary(names.map { ($0.code, $0.name) }, uniquingKeysWith: { $1 }),
      in: services.zone)
  }
}
