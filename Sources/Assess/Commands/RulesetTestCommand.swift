import ArgumentParser
import Rules

struct RulesetTestCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "test", abstract: "Draait de tests van rulesets.")
  @OptionGroup var named: NamedRulesets
  @OptionGroup var catalog: CatalogOptions
  @OptionGroup var speech: LanguageOptions

  var language: Language { speech.language }

  func run(_ console: Console) throws(Failure) -> ExitStatus {
    .success
  }
}
