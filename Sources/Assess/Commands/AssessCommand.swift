import ArgumentParser
import Rules

struct AssessCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "assess", abstract: "Beoordeelt een of meer plannen en legt de uitkomst uit.")

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, markdown, html
  }

  enum Explanation: String, ExpressibleByArgument, CaseIterable {
    case brief, full, rule
  }

  @Argument(
    help: ArgumentHelp(
      "Plannen in YAML of JSON; '-' leest van de standaardinvoer.", valueName: "plan"),
    completion: .file(extensions: ["yaml", "yml", "json"]))
  var plans: [String]

  @Option(help: "De vorm van het rapport.")
  var format = Format.text

  @Option(
    help: ArgumentHelp(
      "Hoeveel een rapport uitlegt, als tekst of Markdown.",
      discussion: """
        brief: wat u nu kunt doen, een regel per voorwaarde, en waar het staat; full: daarna alles van \
        elke controle, ook waarop het oordeel rust en hoe dichtbij het was; rule: in tekst daarbij ook de \
        regel zelf. Zonder deze optie brief. JSON en HTML hebben altijd alles.
        """))
  var explain: Explanation?

  @Flag(
    inversion: .prefixedNo,
    help: "Zoekt bij elk punt dat niet voldoet de kleinste verandering van het plan die helpt.")
  var suggest = true

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Schrijft het rapport naar een bestand in plaats van naar het scherm.", valueName: "bestand"),
    completion: .file())
  var output: String?

  @Option(
    help: ArgumentHelp(
      "Waar de pagina's van `toets ruleset docs` staan, zodat een HTML-rapport ernaar kan verwijzen.",
      valueName: "map of adres"))
  var docs: String?

  @Option(
    help: ArgumentHelp(
      "Bewaart een vastlegging die `toets verify` later kan nagaan.", valueName: "bestand"),
    completion: .file(extensions: ["json"]))
  var record: String?

  @Flag(name: .shortAndLong, help: "Alleen de uitkomst en een regel per voorwaarde.")
  var quiet = false

  @OptionGroup var choice: ChoiceOptions
  @OptionGroup var catalog: CatalogOptions
  @OptionGroup var speech: LanguageOptions

  func validate() throws {
    if format == .html, plans.count > 1 {
      throw ValidationError("Een HTML-rapport gaat over één plan; noem er één tegelijk.")
    }
    if docs != nil, format != .html {
      throw ValidationError("Verwijzen naar pagina's (--docs) kan alleen vanuit HTML.")
    }
    if explain == .brief, format == .json || format == .html {
      throw ValidationError(
        "Kort (--explain brief) kan niet als \(format): dat heeft altijd alles.")
    }
    if record != nil, plans.count > 1 {
      throw ValidationError("Een vastlegging (--record) gaat over één plan; noem er één tegelijk.")
    }
    if let record, record == output || record == "-" {
      throw ValidationError("Een vastlegging (--record) heeft een eigen bestand nodig.")
    }
    if plans.count(where: { $0 == "-" }) > 1 {
      throw ValidationError("De standaardinvoer kan maar één keer worden gelezen.")
    }
  }

  func run(_ console: Console) throws(Failure) -> ExitStatus {
    let catalog = try self.catalog.catalog(console)
    let (editions, settings) = try choice.editionsWithSettings(catalog, console)
    let moment = choice.moment(console)
    if let output, let plan = plans.first(where: { console.effects.areSameFile($0, output) }) {
      throw Failure(.usage, .outputIsPlan(plan))
    }
    if let record, let plan = plans.first(where: { console.effects.areSameFile($0, record) }) {
      throw Failure(.usage, .recordIsPlan(plan))
    }
    var status = ExitStatus.success
    var reports: [Report] = []
    for path in plans {
      do throws(Failure) {
        let (report, outcome) = try report(
          on: path, editions, settings, at: moment, console)
        reports.append(report)
        status = max(status, outcome)
      } catch {
        console.warn(error)
        status = max(status, error.status)
      }
    }
    if !reports.isEmpty { try console.write(try text(reports, console), to: output) }
    return status
  }

  private func report(
    on path: String, _ editions: Editions, _ settings: [UInt8]?, at moment: DateAndTime,
    _ console: Console
  ) throws(Failure) -> (Report, ExitStatus) {
    let plan = try PlanFile.read(path, effects: console.effects)
    let edition = try editions.edition(for: plan)
    let assessed = try AssessedPlan(plan, by: edition, at: moment)
    console.warn(assessed.warnings)
    let assessment = assessed.assessment
    if let record {
      let kept = AssessmentRecord(
        assessment, of: plan, read: assessed.read, by: edition, in: editions.catalog,
        settings: settings, made: console.effects.now())
      try console.write(kept.text, to: record)
    }
    var report =
      explains(assessment)
      ? try assessed.explainedReport(
        by: Explainer(edition.ruleset), suggests: suggest, only: told(assessment),
        processors: console.effects.processors, in: language)
      : assessed.report(in: language)
    report.pages = docs.map { .files($0) }
    return (report, edition.status(of: assessment))
  }

  /// The checks whose claims are told; `nil` for all. A brief report tells those of no author.
  private func told(_ assessment: Assessment) -> Set<String>? {
    if tellsAll { return nil }
    return Set(assessment.checks.filter(\.lacksReason).map(\.check.id))
  }

  /// Whether more is told than the sentences that authors wrote: asked for, or for want of those.
  private func explains(_ assessment: Assessment) -> Bool {
    if quiet { return false }
    if tellsAll { return true }
    return assessment.checks.contains { $0.lacksReason || suggest && $0.verdict == .fails }
  }

  private func text(_ reports: [Report], _ console: Console) throws(Failure) -> String {
    switch format {
    case .text:
      let isColoured = output == nil && console.isColoured
      let depth: TextReport.Depth = quiet ? .summary : self.depth
      return reports.map {
        TextReport(
          $0, depth: depth, style: isColoured ? .coloured : .plain,
          width: output == nil ? console.columns : .max
        ).text
      }.joined(separator: "\n")
    case .json:
      // One plan is one document; more are a list of the same.
      let texts = reports.map { JSONReport($0).text }
      return plans.count == 1 ? texts.joined() : "[\n\(texts.joined(separator: ",\n"))]\n"
    case .markdown:
      return reports.map { MarkdownReport($0, isFull: isFull).text }.joined(separator: "\n")
    case .html:
      do {
        return try reports.map { try HTMLReport($0).text }.joined()
      } catch {
        throw Failure(
          .output,
          Notice(
            nl: "het sjabloon van de pagina deugt niet: \(error)",
            en: "the template of the page is not right: \(error)"))
      }
    }
  }

  /// Whether all of every check was asked for; a brief report is text or Markdown.
  private var isFull: Bool { explain == .full || explain == .rule }
  private var tellsAll: Bool { format == .json || format == .html || isFull }

  private var depth: TextReport.Depth {
    switch explain {
    case .brief, nil: .brief
    case .full: .full
    case .rule: .rule
    }
  }
}

extension CheckFinding {
  /// Whether a rule decided it and its author wrote no words for that.
  fileprivate var lacksReason: Bool {
    guard check.rule != nil, reasons.isEmpty else { return false }
    return verdict == .passes || verdict == .fails
  }
}

extension Notice {
  fileprivate static func recordIsPlan(_ path: String) -> Notice {
    Notice(
      about: path, nl: "de vastlegging zou over dit plan heen worden geschreven",
      en: "the record would be written over this plan",
      mendNL: "kies bij --record een ander bestand", mendEN: "choose another file with --record")
  }

  fileprivate static func outputIsPlan(_ path: String) -> Notice {
    Notice(
      about: path, nl: "het rapport zou over dit plan heen worden geschreven",
      en: "the report would be written over this plan",
      mendNL: "kies bij --output een ander bestand", mendEN: "choose another file with --output")
  }
}
