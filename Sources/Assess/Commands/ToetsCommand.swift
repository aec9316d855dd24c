package import ArgumentParser
package import Rules

struct ToetsCommand: ParsableCommand {
  static let configuration = AssessTool.configuration(website: WebsiteCommands.all)
}

extension AssessTool {
  /// The commands and what is said of them all.
  ///
  /// - Parameter website: the commands of the website; here they are handed over, there they are done.
  package static func configuration(
    website: [any ParsableCommand.Type]
  ) -> CommandConfiguration {
    CommandConfiguration(
      commandName: "toets",
      abstract: "Beoordeelt plannen volgens regels, en zegt waarom.",
      discussion: """
        Afsluitcodes: 0 uitkomst positief, 1 uitkomst negatief (of een test faalt, of er is een verschil gevonden), 2 nog niet te \
        beslissen, 3 iets mis met de invoer, 4 iets mis met een ruleset, 64 verkeerd aangeroepen, \
        69 een deel van het programma is er niet, 70 een regel vraagt te veel rekenwerk, 74 de uitvoer kan niet worden geschreven. \
        Bij meer plannen geldt de hoogste.
        """,
      version: Engine.version,
      subcommands: [
        AssessCommand.self, AskCommand.self, ExplainCommand.self, VerifyCommand.self,
        BatchCommand.self,
      ] + website + [
        RulesetCommand.self, FeelCommand.self, DMNCommand.self, LimitsCommand.self,
      ],
      defaultSubcommand: AssessCommand.self)
  }
}

/// What every command that speaks to people takes.
package struct LanguageOptions: ParsableArguments {
  package enum Choice: String, ExpressibleByArgument, CaseIterable {
    case nl, en
  }

  @Option(help: "De taal van het rapport en van de meldingen.")
  package var lang = Choice.nl

  package init() {}

  package var language: Language {
    switch lang {
    case .nl: .nl
    case .en: .en
    }
  }
}

/// Where rulesets are found.
package struct CatalogOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "De map met rulesets.",
      discussion: """
        Zonder deze optie: de map in TOETS_RULESETS, anders de map 'rulesets' hier, hierboven of \
        bij het programma.
        """, valueName: "map"), completion: .directory)
  package var rulesets: String?

  package init() {}

  package func catalog(_ console: Console) throws(Failure) -> RulesetCatalog {
    try RulesetCatalog.find(rulesets, effects: console.effects)
  }
}

/// How rulesets are chosen for plans, and on which day they are assessed.
struct ChoiceOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "De ruleset, met of zonder versie.",
      discussion: """
        Zonder deze optie: de ruleset die het plan noemt, anders de enige die er is. Zonder versie: \
        de versie die gold op de dag van indiening, anders op de dag van beoordeling.
        """, valueName: "id[@versie]"))
  var ruleset: String?

  @Option(
    help: ArgumentHelp(
      "De dag van beoordeling (today() in regels), als 2024-01-31; zonder deze optie vandaag.",
      valueName: "datum"), transform: { try DayArgument.read($0) })
  var on: CalendarDate?

  @Option(
    help: ArgumentHelp("Parameters zoals een organisatie ze vaststelt.", valueName: "bestand"),
    completion: .file(extensions: ["yaml", "yml", "json"]))
  var settings: String?

  func moment(_ console: Console) -> DateAndTime { on?.midnightUTC ?? console.effects.now() }

  func editions(_ catalog: RulesetCatalog, _ console: Console) throws(Failure) -> Editions {
    try editionsWithSettings(catalog, console).editions
  }

  /// The editions, and the bytes of the settings file as they were read for it.
  func editionsWithSettings(
    _ catalog: RulesetCatalog, _ console: Console
  ) throws(Failure) -> (editions: Editions, settings: [UInt8]?) {
    var request = Editions.Request(
      reference: ruleset.map { RulesetReference($0) }, day: moment(console).date)
    guard let settings else { return (Editions(catalog, request), nil) }
    let read = try ParameterSettings.readWithBytes(settings, effects: console.effects)
    request.settings = read.settings
    request.settingsFile = settings
    return (Editions(catalog, request), read.bytes)
  }
}

/// Which day it is to expressions and models.
struct TodayOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "De dag die today() geeft, als 2024-01-31; zonder deze optie vandaag.", valueName: "datum"),
    transform: { try DayArgument.read($0) })
  var on: CalendarDate?

  func moment(_ console: Console) -> DateAndTime { on?.midnightUTC ?? console.effects.now() }
}

enum DayArgument {
  static func read(_ text: String) throws -> CalendarDate {
    guard let day = CalendarDate(text) else {
      throw ValidationError("'\(text)' is geen dag; schrijf bijvoorbeeld 2024-01-31.")
    }
    return day
  }
}
