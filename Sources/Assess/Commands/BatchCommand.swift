import ArgumentParser
import Rules

struct BatchCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "batch",
    abstract: "Beoordeelt een stroom van plannen: JSON Lines op de standaardinvoer.",
    discussion: """
      Elke regel is een plan in JSON; elk plan geeft één regel JSON, in dezelfde volgorde. Een regel \
      die niet deugt geeft een regel met "error", en de rest gaat door; de afsluitcode is dan 3. \
      Wat wel is gelezen, maar misschien anders was bedoeld, staat in "warnings". \
      Lege regels tellen niet mee.
      """)

  @Flag(help: "Ook het oordeel per check.")
  var checks = false

  @OptionGroup var choice: ChoiceOptions
  @OptionGroup var catalog: CatalogOptions
  @OptionGroup var speech: LanguageOptions

  func run(_ console: Console) throws(Failure) -> ExitStatus {
    let editions = try choice.editions(try catalog.catalog(console), console)
    // A ruleset that was asked for by name and does not work is told once, not on every line.
    try editions.verifyRequest()
    let worker = BatchWorker(
      editions: editions, moment: choice.moment(console), language: language, namesChecks: checks)
    return try BatchRun(worker: worker, console: console).run()
  }
}
