import Rules

/// A check walked through for the author of its rule: values at every step, and where things stand.
struct DiagnosisPage {
  private var page: TextPage
  private let checks: [String: Report.Check]

  var text: String { page.layout.text }

  private var words: ReportWords { page.words }

  init(_ report: Report, style: TerminalStyle, width: Int) {
    page = TextPage(report: report, style: style, layout: TextLayout(width: width))
    page.showsRules = true
    checks = Dictionary(
      report.conditions.flatMap(\.checks).map { ($0.id, $0) }, uniquingKeysWith: { one, _ in one })
  }

  mutating func check(_ id: String, place: String) {
    guard let check = checks[id] else { return }
    head(check, place: place)
    page.explanation(check, indent: 2, showsRules: true)
    for (index, ground) in (check.explanation?.grounds ?? []).enumerated() {
      let title = index == 0 ? words.ground : words.otherGround
      page.layout.words(VisibleText(title + ":"), indent: 2, style: page.style.faint)
      for input in ground.inputs {
        page.layout.words(
          VisibleText("\(input.path): \(input.value)\(input.isNeeded ? "" : " *")"), indent: 4,
          lead: "• ")
      }
    }
    if let more = check.explanation?.furtherGrounds, more > 0 {
      page.layout.words(VisibleText(words.more(more)), indent: 4, lead: "• ")
    }
    for missing in check.missing {
      page.field(words.missing, "\(missing.path) (\(missing.label))", indent: 2)
    }
    for citation in check.citations {
      page.field(words.source, "\(citation.document), \(citation.section)", indent: 2)
    }
  }

  /// - Parameter partings: where the two plans part ways.
  mutating func comparison(
    _ id: String, place: String, with file: String, _ verdict: Verdict?, _ partings: [Parting]
  ) {
    guard let check = checks[id] else { return }
    head(check, place: place)
    if let verdict {
      page.field(file, "\(verdict.symbol) \(words.verdict(verdict))", indent: 2)
    }
    if partings.isEmpty { page.layout.words(VisibleText(words.noParting), indent: 2) }
    let language = page.report.language
    for parting in partings {
      page.layout.blank()
      if let rule = parting.rule { page.field(words.rule, rule, indent: 2) }
      page.field(page.report.plan.file, parting.first[language], indent: 4)
      page.field(file, parting.second[language], indent: 4)
    }
  }

  private mutating func head(_ check: Report.Check, place: String) {
    page.layout.blank()
    page.layout.words(VisibleText("\(check.id) \(check.title)"), style: page.style.strong)
    let (style, verdict) = (page.style, check.verdict)
    page.layout.words(VisibleText("\(verdict.symbol) \(words.verdict(verdict))"), indent: 2) {
      style.verdict(verdict, $0)
    }
    if !place.isEmpty { page.field(words.place, place, indent: 2) }
    if let answer = check.answer {
      page.layout.words(VisibleText("\(words.answer(answer)). \(answer.explanation)"), indent: 2)
    }
  }
}
