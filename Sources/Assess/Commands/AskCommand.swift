import ArgumentParser
import Rules

struct AskCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "ask",
    abstract: "Stelt de vragen die nog tellen, één voor één, en zet de antwoorden in het plan.",
    discussion: """
      Na elk antwoord is het bestand bewaard; opmerkingen en volgorde blijven zoals ze zijn. Er komt \
      alleen wat nog verschil maakt. Typ ? voor hulp, < om terug te gaan, overslaan of stop. Aan het \
      eind volgt de beoordeling, met dezelfde afsluitcodes. Een bestand dat er nog niet is, wordt \
      gemaakt; noem dan met --ruleset de regels.
      """)

  @Argument(
    help: ArgumentHelp("Het plan in YAML of JSON.", valueName: "plan"),
    completion: .file(extensions: ["yaml", "yml", "json"]))
  var plan: String

  @OptionGroup var choice: ChoiceOptions
  @OptionGroup var catalog: CatalogOptions
  @OptionGroup var speech: LanguageOptions

  func validate() throws {
    if plan == "-" {
      throw ValidationError(
        "De antwoorden komen van de standaardinvoer; noem voor het plan een bestand.")
    }
  }

  func run(_ console: Console) throws(Failure) -> ExitStatus {
    let editions = try choice.editions(try catalog.catalog(console), console)
    let moment = choice.moment(console)
    let source = try source(console)
    let file = try PlanFile(reading: source)
    let edition = try editions.edition(for: file)
    console.warn(try AssessedPlan(file, by: edition, at: moment).warnings)
    var interview = Interview(plan, source, edition, at: moment, console)
    let end = try interview.run()
    return try conclude(end, interview, console)
  }

  /// The plan as it is, or the beginning of one.
  private func source(_ console: Console) throws(Failure) -> SourceText {
    do throws(FileFault) {
      let bytes = try console.effects.readFile(plan, ReadingLimits.plan.bytes)
      if bytes.contains(where: { !" \t\r\n".utf8.contains($0) }) {
        return SourceText(name: plan, bytes: bytes)
      }
    } catch .missing {
    } catch {
      throw Failure(.badInput, error, about: plan)
    }
    guard let name = choice.ruleset else {
      throw Failure(
        .usage,
        Notice(
          about: plan, nl: "dit plan is er nog niet", en: "this plan is not there yet",
          mendNL: "noem met --ruleset voor welke regels het wordt, of kies een ander bestand",
          mendEN: "name with --ruleset what rules it is for, or choose another file"))
    }
    // With the version, if one was asked for: the plan goes on with the same rules.
    return SourceText(name: plan, text: "ruleset: \(name)\n")
  }

  private func conclude(
    _ end: Interview.End, _ interview: Interview, _ console: Console
  ) throws(Failure) -> ExitStatus {
    switch end {
    case .complete:
      try console.print(
        console.say("\nEr is niets meer te vragen.\n\n", "\nThere is nothing left to ask.\n\n"))
    case .stopped(let open):
      try console.print(
        console.say(
          "\nDe antwoorden staan in \(plan). Er zijn nog \(open) vragen open. Ga later verder met: toets ask \(plan)\n\n",
          "\nThe answers are in \(plan). There are \(open) questions open. Go on later with: toets ask \(plan)\n\n"
        ))
    }
    do {
      let file = PlanFile(document: try DataDocument(reading: interview.source))
      let read = ReadPlan(file, by: interview.edition, recordingCauses: true)
      let ruleset = interview.edition.ruleset
      let facts: Facts
      switch end {
      case .complete:
        facts = try interview.explainer.settled(
          read.facts, judgements: read.judgements, at: interview.moment)
      case .stopped: facts = read.facts
      }
      let assessment = try ruleset.assess(
        facts, judgements: read.judgements, at: interview.moment)
      let report = Report(
        assessment, by: interview.edition,
        of: Report.Plan(title: file.title(by: ruleset.model), file: file.name), in: language)
      let style = console.isColoured ? TerminalStyle.coloured : .plain
      try console.print(
        TextReport(report, depth: .brief, style: style, width: console.columns).text)
      return interview.edition.status(of: assessment)
    } catch let failure as Failure {
      throw failure
    } catch let error as EvaluationError {
      throw Failure(error, about: plan)
    } catch let diagnostics as Diagnostics {
      throw Failure(.badInput, diagnostics)
    } catch {
      throw Failure(.output, Notice(LocalizedText(nl: "\(error)", en: "\(error)")))
    }
  }
}
