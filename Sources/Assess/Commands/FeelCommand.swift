import ArgumentParser
import Rules

struct FeelCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "feel", abstract: "Berekent een FEEL-uitdrukking.",
    discussion: """
      Met --jsonl staat op elke regel van de standaardinvoer een opdracht, \
      {"expression": "x + 1", "context": {"x": 1}} of {"unary": "> 5", "context": {"?": 7}}, en \
      komt er voor elke regel een terug: {"value": 2} of {"error": "…"}. Waarom een waarde null is, \
      staat dan in "remarks".
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case feel, json
  }

  @Argument(help: ArgumentHelp("De uitdrukking.", valueName: "uitdrukking"))
  var expression: String?

  @Option(
    help: ArgumentHelp(
      "Een bestand in JSON of YAML met de namen die de uitdrukking mag gebruiken.",
      valueName: "bestand"), completion: .file(extensions: ["json", "yaml", "yml"]))
  var context: String?

  @Flag(
    help:
      "De uitdrukking is een toets (een cel van een tabel); '?' is de waarde die wordt getoetst.")
  var unary = false

  @Option(help: "De vorm waarin de waarde wordt geschreven.")
  var format = Format.feel

  @Flag(help: "Leest opdrachten van de standaardinvoer, een per regel.")
  var jsonl = false

  @OptionGroup var today: TodayOptions

  @OptionGroup var speech: LanguageOptions

  func validate() throws {
    if jsonl, expression != nil || context != nil || unary {
      throw ValidationError("Met --jsonl staat alles op de standaardinvoer.")
    }
    if !jsonl, expression == nil {
      throw ValidationError("Geef een uitdrukking, bijvoorbeeld: toets feel \"1 + 1\"")
    }
  }

  /// The arguments with a space before an expression that begins with a minus sign, which would be
  /// taken for an option.
  static func protectingMinus(_ arguments: [String]) -> [String] {
    guard arguments.first == configuration.commandName, !arguments.contains("--") else {
      return arguments
    }
    return arguments.map { argument in
      let isOption = argument.hasPrefix("--") || argument == "-h" || argument == "-"
      return argument.hasPrefix("-") && !isOption ? " " + argument : argument
    }
  }

  func run(_ console: Console) throws(Failure) -> ExitStatus {
    let moment = today.moment(console)
    let written = expression ?? ""
    let text = written.hasPrefix(" -") ? String(written.dropFirst()) : written
    if jsonl { return try ExpressionStream(console: console, moment: moment).run() }
    let answer = try ExpressionQuestion(
      text: text, isTest: unary, names: try names(console)
    ).answer(at: moment)
    for remark in answer.remarks { console.warn(remark.rendered(in: language)) }
    guard let text = format == .json ? answer.value.json() : answer.value.literal else {
      throw Failure(.answerTooLong, about: ExpressionQuestion.title)
    }
    try console.print(text + "\n")
    return .success
  }

  private func names(_ console: Console) throws(Failure) -> Context {
    guard let context else { return .empty }
    let source: SourceText
    do {
      source = try console.effects.source(context, limit: ReadingLimits.plan.bytes)
    } catch {
      throw Failure(.badInput, error, about: context)
    }
    do {
      return try Context(names: DataDocument(reading: source).root)
    } catch {
      throw Failure(.badInput, error)
    }
  }
}
