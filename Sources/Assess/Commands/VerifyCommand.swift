import ArgumentParser
import Rules

struct VerifyCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Beoordeelt een plan opnieuw en vergelijkt dat met een eerdere vastlegging.",
    discussion: "Afsluitcode 0: alles is gelijk; 1: er is verschil, of het plan is gewijzigd.")

  @Argument(
    help: ArgumentHelp(
      "De vastlegging, gemaakt met `toets assess --record`.", valueName: "vastlegging"),
    completion: .file(extensions: ["json"]))
  var record: String

  @Argument(
    help: ArgumentHelp("Het plan.", valueName: "plan"),
    completion: .file(extensions: ["yaml", "yml", "json"]))
  var plan: String

  @Option(
    help: ArgumentHelp(
      "De ruleset, met of zonder versie; zonder deze optie die van de vastlegging.",
      valueName: "id[@versie]"))
  var ruleset: String?

  @Option(
    help: ArgumentHelp("Parameters zoals een organisatie ze vaststelt.", valueName: "bestand"),
    completion: .file(extensions: ["yaml", "yml", "json"]))
  var settings: String?

  @OptionGroup var catalog: CatalogOptions
  @OptionGroup var speech: LanguageOptions

  func validate() throws {
    if record == "-", plan == "-" {
      throw ValidationError("De standaardinvoer kan maar één keer worden gelezen.")
    }
  }

  func run(_ console: Console) throws(Failure) -> ExitStatus {
    let (old, root) = try AssessmentRecord.read(record, effects: console.effects)
    guard let moment = DateAndTime(old.moment) else {
      throw Failure(.badInput, [.recordMoment(at: root["moment"] ?? root)])
    }
    let kept = "\(old.value(.ruleset, "id") ?? "")@\(old.value(.ruleset, "version") ?? "")"
    var request = Editions.Request(
      reference: RulesetReference(ruleset ?? kept), day: moment.date)
    let parameters = try settings.map { path throws(Failure) in
      try ParameterSettings.readWithBytes(path, effects: console.effects)
    }
    if let parameters {
      request.settings = parameters.settings
      request.settingsFile = settings
    }
    let found = try catalog.catalog(console)
    let file = try PlanFile.read(plan, effects: console.effects)
    let edition = try Editions(found, request).edition(for: file)
    let read = ReadPlan(file, by: edition, recordingCauses: true)
    if read.hasErrors { throw Failure(.badInput, read.problems) }
    let assessment: Assessment
    do {
      assessment = try edition.ruleset.assess(
        read.facts, judgements: read.judgements, at: moment)
    } catch {
      throw Failure(error, about: file.name)
    }
    let new = AssessmentRecord(
      assessment, of: file, read: read, by: edition, in: found, settings: parameters?.bytes,
      made: console.effects.now())
    let comparison = RecordComparison(old, new, by: edition.ruleset.model.vocabulary)
    guard !comparison.differences.isEmpty else {
      try console.print(
        console.say(
          "Bevestigd: het plan geeft hetzelfde als in de vastlegging.\n",
          "Confirmed: the plan gives what the record says.\n"))
      return .success
    }
    let lines = comparison.differences.map { "- \($0[language])\n" }.joined()
    try console.print(
      (console.say(
        "Niet gelijk aan de vastlegging:\n", "Not the same as the record:\n") + lines)
        .withoutControls)
    return .negative
  }
}
