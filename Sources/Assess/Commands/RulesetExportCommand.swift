import ArgumentParser
import Rules

struct RulesetExportCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Schrijft een ruleset als beslismodel in DMN 1.5, voor andere programma's.",
    discussion: """
      Elke definitie, controle en voorwaarde wordt een beslissing, en elk oordeel invoer. Wat niet \
      meegaat, staat in de beschrijving van het model.
      """)

  @Flag(help: "Schrijf DMN 1.5 (XML).")
  var dmn = false

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Schrijft het model naar een bestand in plaats van naar het scherm.", valueName: "bestand"),
    completion: .file(extensions: ["dmn"]))
  var output: String?

  @Option(
    help: ArgumentHelp("Parameters zoals een organisatie ze vaststelt.", valueName: "bestand"),
    completion: .file(extensions: ["yaml", "yml", "json"]))
  var settings: String?

  @OptionGroup var one: OneRuleset
  @OptionGroup var catalog: CatalogOptions
  @OptionGroup var speech: LanguageOptions

  func validate() throws {
    if !dmn { throw ValidationError("Noem de vorm: --dmn.") }
  }

  func run(_ console: Console) throws(Failure) -> ExitStatus {
    let model = try one.model(in: try catalog.catalog(console), console)
    let settings = try settings.map { path throws(Failure) in
      try ParameterSettings.read(path, effects: console.effects)
    }
    let text: String
    do {
      let ruleset = try Ruleset(compiling: model, settings: settings ?? ParameterSettings())
      text = try ruleset.decisionModel().indented().text
    } catch {
      throw Failure(.badRuleset, error)
    }
    try console.write(text, to: output)
    return .success
  }
}
