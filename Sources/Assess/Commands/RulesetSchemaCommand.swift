import ArgumentParser
import Rules

struct RulesetSchemaCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Schrijft het JSON Schema van een plan, voor editors.",
    discussion: """
      Met --report: het JSON Schema van het rapport van `toets assess --format json`; met \
      --record: dat van `toets assess --record`.
      """)

  @Flag(help: "Het schema van een rapport in plaats van dat van een plan.")
  var report = false

  @Flag(help: "Het schema van een eerdere vastlegging in plaats van dat van een plan.")
  var record = false

  @OptionGroup var one: OneRuleset
  @OptionGroup var catalog: CatalogOptions
  @OptionGroup var speech: LanguageOptions

  func run(_ console: Console) throws(Failure) -> ExitStatus {
    if report {
      try console.print(AssessmentSchema.text)
      return .success
    }
    if record {
      try console.print(RecordSchema.text)
      return .success
    }
    let model = try one.model(in: try catalog.catalog(console), console)
    try console.print(model.vocabulary.jsonSchema(title: model.identity.title, in: language))
    return .success
  }
}
