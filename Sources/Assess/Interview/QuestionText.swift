import Rules

/// A question as somebody in a terminal sees it.
struct QuestionText {
  let path: InputPath
  let field: Field
  let label: LocalizedText
  let checks: [String]
  /// The answer as it is; `nil` where there is none.
  let now: LocalizedText?
  let language: Language

  private func say(_ nl: String, _ en: String) -> String { LocalizedText(nl: nl, en: en)[language] }

  private var kind: Field.Kind {
    if case .item? = path.steps.last, case .list(let item) = field.kind { return item }
    return field.kind
  }

  var text: String {
    var lines = [field.question?[language] ?? label[language]]
    if path.steps.count > 1 || field.question != nil { lines.append("(\(label[language]))") }
    if let help = field.help { lines.append(help[language]) }
    if let example = field.example {
      lines.append(say("Voorbeeld: \(example)", "Example: \(example)"))
    }
    lines += options
    if let now { lines.append(say("Nu: \(now.nl)", "Now: \(now.en)")) }
    return lines.map { VisibleText($0).text + "\n" }.joined()
  }

  /// What can be chosen, numbered.
  private var options: [String] {
    let allowed: [Field.AllowedValue]
    switch kind {
    case .string(let values): allowed = values
    case .list(.string(let values)): allowed = values
    case .list(.group(let members)):
      if case .string(let values)? = members.first?.kind { allowed = values } else { allowed = [] }
    default: allowed = []
    }
    var lines = allowed.enumerated().map { "  \($0 + 1). \($1.label[language])" }
    switch kind {
    case .boolean: lines.append(say("ja of nee", "yes or no"))
    case .number(let unit?): lines.append(say("In \(unit)", "In \(unit)"))
    case .list(.group(let members)):
      let first = members.first?.label[language].lowercased() ?? ""
      lines.append(
        say(
          "Noem van elk: \(first). Met een puntkomma (;) ertussen. 'geen' als er geen zijn.",
          "Name of each: \(first). With a semicolon (;) between. 'none' if there are none."))
    case .list:
      lines.append(
        say(
          "Meer antwoorden met een puntkomma (;) ertussen. 'geen' als er geen zijn.",
          "More answers with a semicolon (;) between. 'none' if there are none."))
    default: break
    }
    return lines
  }

  var help: String {
    var lines = [
      say(
        "<  terug naar de vorige vraag    overslaan  deze vraag later    stop  ophouden (alles is bewaard)",
        "<  back to the question before    skip  this question later    stop  leave (all is saved)")
    ]
    lines.append(
      say("Plaats in het bestand: \(path)", "Place in the file: \(path)"))
    if !checks.isEmpty {
      let list = checks.joined(separator: ", ")
      lines.append(say("Nodig voor: \(list)", "Needed for: \(list)"))
    }
    if let help = field.help { lines.append(help[language]) }
    return lines.map { VisibleText($0).text + "\n" }.joined()
  }
}
