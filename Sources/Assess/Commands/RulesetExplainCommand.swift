import ArgumentParser
import Rules

struct RulesetExplainCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Legt de code van een melding over een ruleset uit.",
    discussion:
      "Zonder code: alle codes, elk met een regel. Afsluitcode 3 voor een code die er niet is.")

  @Argument(help: ArgumentHelp("De code, zoals W133.", valueName: "code"))
  var code: String?

  @OptionGroup var speech: LanguageOptions

  func run(_ console: Console) throws(Failure) -> ExitStatus {
    guard let code else {
      for code in DiagnosticCode.allCases {
        try console.print("\(code.rawValue)  \(code.explanation[language])\n")
      }
      return .success
    }
    guard let found = DiagnosticCode(rawValue: code.uppercased()) else {
      throw Failure(
        .badInput,
        Notice(
          about: code, LocalizedText(nl: "deze code is er niet", en: "there is no such code"),
          mend: LocalizedText(
            nl: "`toets ruleset explain` noemt ze alle",
            en: "`toets ruleset explain` lists them all")))
    }
    try console.print("\(found.rawValue): \(found.explanation[language])\n")
    return .success
  }
}
