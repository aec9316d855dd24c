import ArgumentParser
import Rules

struct DMNCheckCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Controleert alles wat in een beslismodel staat.",
    discussion: """
      Meldt met bestand, regel en teken wat een model onbruikbaar maakt, wat nooit een antwoord geeft, en \
      van tabellen: waarden waarvoor geen regel geldt, regels die elkaar tegenspreken en regels die nooit \
      aan de beurt zijn. `toets ruleset explain` legt de code van een melding uit.

      Afsluitcodes: 0 er zijn hoogstens waarschuwingen en opmerkingen, 4 het model deugt niet; met --strict \
      ook bij een waarschuwing.
      """)

  @Argument(
    help: ArgumentHelp("De modellen.", valueName: "model"), completion: .file(extensions: ["dmn"]))
  var models: [String]

  @Flag(help: "Laat een waarschuwing tellen als een fout.")
  var strict = false

  @Option(
    help:
      "De vorm: text, json, of sarif voor een editor of een straat. Dan staat alles op de uitvoer.")
  var format = DiagnosticsReport.Form.text

  @OptionGroup var speech: LanguageOptions

  func run(_ console: Console) throws(Failure) -> ExitStatus {
    var teller = FindingsTeller(console, format, in: language)
    for path in models {
      let failures = findings(in: path, console)
      for failure in failures {
        let counts = failure.diagnostics.contains { $0.severity == .warning }
        teller.status = max(teller.status, strict && counts ? .badRuleset : failure.status)
        teller.tell(failure)
      }
      try teller.sum(of: path, failures)
    }
    return try teller.finish()
  }

  private func findings(in path: String, _ console: Console) -> [Failure] {
    do throws(Failure) {
      let loaded = try ModelFiles(effects: console.effects).load(path)
      let executable: ExecutableModel
      do {
        executable = try ExecutableModel(compiling: loaded.model)
      } catch {
        throw Failure(.badRuleset, error)
      }
      let found = loaded.advice + executable.advice + executable.review()
      let faults = found.filter { $0.severity == .error }
      let advice = found.filter { $0.severity != .error }
      return [
        faults.isEmpty ? nil : Failure(.badRuleset, faults),
        advice.isEmpty ? nil : Failure(.success, advice),
      ].compactMap(\.self)
    } catch {
      return [error.coded(.dmnForm)]
    }
  }
}
