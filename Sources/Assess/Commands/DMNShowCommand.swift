import ArgumentParser
import Rules

struct DMNShowCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Toont wat er in een model staat, als tekst of als tekening.",
    discussion: """
      De tekst noemt beslissingen, invoer, kennismodellen, services, bronnen en imports, met hun \
      typen en met wat ze nodig hebben; daarna wat er niet klopt: namen die niets geeft, verwijzingen \
      die ontbreken, wat nooit samengaat en waarden die niet bestaan. Met --svg komt er een tekening in \
      SVG, die elke browser toont.

      Afsluitcodes: 0 er klopt niets niet (opmerkingen over hoe iets is gelezen tellen niet), 1 er \
      klopt iets niet, 4 het bestand deugt niet. Een tekening geeft geen 1.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  @Argument(
    help: ArgumentHelp("Het model.", valueName: "model"), completion: .file(extensions: ["dmn"]))
  var model: String

  @Flag(help: "Tekent wat beslissingen nodig hebben, als SVG.")
  var svg = false

  @Option(help: "De vorm van de tekst.")
  var format = Format.text

  @OptionGroup var speech: LanguageOptions

  func validate() throws {
    if svg, format == .json { throw ValidationError("Kies --svg of --format json, niet allebei.") }
  }

  func run(_ console: Console) throws(Failure) -> ExitStatus {
    let loaded = try ModelFiles(effects: console.effects).load(model)
    if svg {
      // What can't be run, such as requirements that go round, can be drawn.
      let drawn = (try? ExecutableModel(compiling: loaded.model))?.model ?? loaded.model
      let diagram = RequirementsDiagram(
        RequirementsGraph(drawn), title: drawn.name.isEmpty ? model : drawn.name, in: language)
      try console.print(diagram.svg)
      return .success
    }
    let executable: ExecutableModel
    do {
      executable = try ExecutableModel(compiling: loaded.model)
    } catch {
      throw Failure(.badRuleset, error)
    }
    let advice = loaded.advice + executable.advice
    let overview = ModelOverview(executable.model, loaded.document, advice, in: language)
    switch format {
    case .text: try console.print(overview.text)
    case .json: try console.print(overview.json)
    }
    return advice.contains { $0.severity != .remark } ? .negative : .success
  }
}
