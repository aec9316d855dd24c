import ArgumentParser
import Rules

struct ExplainCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Laat van een controle stap voor stap zien waarop het oordeel rust.",
    discussion: """
      Voor makers van regels en beoordelaars: de regel met de waarden van het plan, de antwoorden die \
      het oordeel bepalen, hoe dichtbij het was en waar de regel staat. Een sterretje bij een \
      antwoord: niet aangetoond dat het nodig is. Afsluitcode 0, wat het oordeel ook is.
      """)

  @Argument(
    help: ArgumentHelp("Een plan in YAML of JSON.", valueName: "plan"),
    completion: .file(extensions: ["yaml", "yml", "json"]))
  var plan: String

  @Option(
    help: ArgumentHelp(
      "De controle, bijvoorbeeld C7.1; mag vaker. Zonder deze optie: alles wat niet voldoet.",
      valueName: "id"))
  var check: [String] = []

  @Option(
    help: ArgumentHelp(
      "Laat zien waar dit andere plan uit elkaar loopt met het eerste.", valueName: "plan"),
    completion: .file(extensions: ["yaml", "yml", "json"]))
  var compare: String?

  @OptionGroup var choice: ChoiceOptions
  @OptionGroup var catalog: CatalogOptions
  @OptionGroup var speech: LanguageOptions

  func run(_ console: Console) throws(Failure) -> ExitStatus {
    let editions = try choice.editions(try catalog.catalog(console), console)
    let moment = choice.moment(console)
    let file = try PlanFile.read(plan, effects: console.effects)
    let edition = try editions.edition(for: file)
    let read = try self.read(file, edition)
    let other: (file: PlanFile, read: ReadPlan)?
    if let compare {
      let file = try PlanFile.read(compare, effects: console.effects)
      other = (file, try self.read(file, edition))
    } else {
      other = nil
    }
    let checks = try chosen(edition.ruleset.model)
    let style = console.isColoured ? TerminalStyle.coloured : .plain
    do {
      let assessment = try edition.ruleset.assess(
        read.facts, judgements: read.judgements, at: moment)
      console.warn(read.warnings(in: file, by: assessment))
      let explained = try Explained(
        by: Explainer(edition.ruleset), read, assessment, suggests: false,
        only: checks ?? Set(assessment.checks.filter { $0.verdict == .fails }.map(\.check.id)),
        processors: console.effects.processors)
      let report = Report(
        assessment, by: edition,
        of: Report.Plan(title: file.title(by: edition.ruleset.model), file: file.name),
        explained: explained, in: language)
      let second = try other.map { other in
        try edition.ruleset.assess(
          other.read.facts, judgements: other.read.judgements, at: moment)
      }
      if let other, let second { console.warn(other.read.warnings(in: other.file, by: second)) }
      if checks == nil, explained.checks.isEmpty {
        try console.print(
          console.say(
            "Er is niets dat niet voldoet. Kies met --check een controle, zoals C7.1.\n",
            "Nothing fails. Choose a check with --check, such as C7.1.\n"))
      }
      var page = DiagnosisPage(report, style: style, width: console.columns)
      for finding in assessment.checks where explained.checks[finding.check.id] != nil {
        let id = finding.check.id
        guard let other, let second else {
          page.check(id, place: finding.check.placeOfRule)
          continue
        }
        let partings = try explained.explainer.partings(
          of: id, read.facts, other.read.facts, at: moment)
        page.comparison(
          id, place: finding.check.placeOfRule, with: other.file.name,
          second.checks.first { $0.check.id == id }?.verdict, partings ?? [])
      }
      try console.print(page.text)
    } catch let error as EvaluationError {
      throw Failure(error, about: file.name)
    } catch let failure as Failure {
      throw failure
    } catch {
      throw Failure(.output, Notice(LocalizedText(nl: "\(error)", en: "\(error)")))
    }
    return .success
  }

  private func read(
    _ file: PlanFile, _ edition: Edition
  ) throws(Failure) -> ReadPlan {
    let read = ReadPlan(file, by: edition, recordingCauses: true)
    if read.hasErrors { throw Failure(.badInput, read.problems) }
    return read
  }

  /// The checks that were asked for; `nil` where none was named.
  private func chosen(_ model: RulesetModel) throws(Failure) -> Set<String>? {
    guard !check.isEmpty else { return nil }
    let known = model.criteria.flatMap(\.checks).map(\.id)
    for id in check where !known.contains(id) {
      throw Failure(
        .usage,
        Notice(
          nl: "deze regels hebben geen controle '\(id)'",
          en: "this ruleset has no check '\(id)'",
          mendNL: "kies uit: \(known.joined(separator: ", "))",
          mendEN: "choose from: \(known.joined(separator: ", "))"))
    }
    return Set(check)
  }
}

extension Check {
  /// The file and line where its rule stands.
  fileprivate var placeOfRule: String {
    guard let rule else { return "" }
    return "\(rule.source.name):\(rule.source.position(at: rule.start).line)"
  }
}
