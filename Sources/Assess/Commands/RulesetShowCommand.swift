import ArgumentParser
import Rules

struct RulesetShowCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Toont een ruleset: bronnen, velden, parameters en criteria.")

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  @Option(help: "De vorm.")
  var format = Format.text

  @OptionGroup var one: OneRuleset
  @OptionGroup var catalog: CatalogOptions
  @OptionGroup var speech: LanguageOptions

  func run(_ console: Console) throws(Failure) -> ExitStatus {
    let model = try one.model(in: try catalog.catalog(console), console)
    switch format {
    case .text: try console.print(RulesetOverview(model, in: language).text)
    case .json: try console.print(RulesetOverview(model, in: language).json)
    }
    return .success
  }
}
