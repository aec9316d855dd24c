import ArgumentParser
import Rules

struct RulesetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ruleset", abstract: "Toont, controleert en test rulesets.",
    subcommands: [
      RulesetNewCommand.self, RulesetListCommand.self, RulesetShowCommand.self,
      RulesetDocsCommand.self,
      RulesetCheckCommand.self,
      RulesetDiffCommand.self,
      RulesetExplainCommand.self, RulesetTestCommand.self, RulesetSchemaCommand.self,
      RulesetExportCommand.self,
    ])
}

/// Rulesets that a command is about: those named, or all.
struct NamedRulesets: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "De rulesets, met of zonder versie; zonder dit argument alle.", valueName: "id[@versie]"))
  var rulesets: [String] = []

  /// Each named ruleset, with the version that was named.
  func references(in catalog: RulesetCatalog) throws(Failure) -> [RulesetReference] {
    try Self.references(rulesets, in: catalog)
  }

  /// - Parameter rulesets: empty for all there are.
  static func references(
    _ rulesets: [String], in catalog: RulesetCatalog
  ) throws(Failure) -> [RulesetReference] {
    let all = rulesets.isEmpty ? try catalog.identifiers() : rulesets
    if all.isEmpty { _ = try Editions(catalog, .init(day: .epoch)).only(for: nil) }
    return all.map { RulesetReference($0) }
  }
}

/// The one ruleset that a command is about.
struct OneRuleset: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "De ruleset, met of zonder versie; zonder dit argument de enige die er is.",
      valueName: "id[@versie]"))
  var ruleset: String?

  @Option(
    help: ArgumentHelp(
      "De dag waarvan de versie wordt genomen, als 2024-01-31; zonder deze optie vandaag.",
      valueName: "datum"), transform: { try DayArgument.read($0) })
  var on: CalendarDate?

  /// The version that is named, else the one of the day; while none is valid on it, the last one.
  func model(in catalog: RulesetCatalog, _ console: Console) throws(Failure) -> RulesetModel {
    let reference: RulesetReference
    if let ruleset {
      reference = RulesetReference(ruleset)
    } else {
      let only = try Editions(catalog, .init(day: .epoch)).only(for: nil)
      reference = RulesetReference(only)
    }
    let folder = try catalog.ruleset(named: reference.ruleset)
    let version = try VersionChoice.version(
      of: folder, reference, on: on, today: console.effects.now().date)
    return try catalog.model(folder, version)
  }
}
