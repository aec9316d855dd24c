// Faults in decision tables and in texts with expressions.
extension Diagnostic {
  static func tooManyColumns(limit: Int, at node: DataDocument.Node) -> Diagnostic {
    Diagnostic(
      .tooLarge, at: node, nl: "deze tabel heeft meer dan \(limit) kolommen",
      en: "this table has more than \(limit) columns",
      mend: LocalizedText(nl: "splits de tabel", en: "split the table"))
  }

  static func tooManyRules(limit: Int, at node: DataDocument.Node) -> Diagnostic {
    Diagnostic(
      .tooLarge, at: node, nl: "deze tabel heeft meer dan \(limit) regels",
      en: "this table has more than \(limit) rules",
      mend: LocalizedText(nl: "splits de tabel", en: "split the table"))
  }

  static func unnamedOutput(at node: DataDocument.Node) -> Diagnostic {
    Diagnostic(
      .tableForm, missingIn: node,
      nl: "'name' ontbreekt: met meer dan één uitvoer heeft elke een naam",
      en: "'name' is missing: with more than one output each has a name",
      mend: LocalizedText(nl: "voeg `name:` toe", en: "add `name:`"))
  }

  static func noPriorities(_ hitPolicy: String, at node: DataDocument.Node) -> Diagnostic {
    Diagnostic(
      .tableForm, missingIn: node,
      nl: "'allowed' ontbreekt: \(hitPolicy) volgt de volgorde van die waarden",
      en: "'allowed' is missing: \(hitPolicy) follows the order of those values",
      mendNL: "voeg `allowed:` toe, met de belangrijkste waarde eerst",
      mendEN: "add `allowed:`, with the most important value first")
  }

  static func wrongCells(
    _ count: Int, columns: Int, what: String, at node: DataDocument.Node
  ) -> Diagnostic {
    Diagnostic(
      .tableForm, at: node,
      nl: "deze regel heeft \(count) cellen, en bij '\(what)' staan er \(columns)",
      en: "this rule has \(count) cells, and '\(what)' has \(columns)",
      mendNL: "geef elke kolom een cel; `-` is \"maakt niet uit\"",
      mendEN: "give each column a cell; `-` is \"does not matter\"")
  }

  static func openBrace(at range: SourceRange, in source: SourceText) -> Diagnostic {
    Diagnostic(
      .error, .textBraces, nl: "bij deze accolade hoort een '}' die er niet is",
      en: "this brace has no '}' to go with it",
      mendNL: "sluit de expressie met `}`, of schrijf `{{` voor een accolade",
      mendEN: "end the expression with `}`, or write `{{` for a brace",
      at: range, in: source)
  }

  static func emptyBraces(at range: SourceRange, in source: SourceText) -> Diagnostic {
    Diagnostic(
      .error, .textBraces, nl: "tussen deze accolades staat niets",
      en: "nothing stands between these braces",
      mendNL: "schrijf er een expressie tussen, of schrijf `{{` voor een accolade",
      mendEN: "write an expression between them, or write `{{` for a brace",
      at: range, in: source)
  }

  static func tooManyExpressions(limit: Int, at node: DataDocument.Node) -> Diagnostic {
    Diagnostic(
      .tooLarge, at: node, nl: "deze tekst heeft meer dan \(limit) expressies",
      en: "this text has more than \(limit) expressions",
      mend: LocalizedText(nl: "maak de tekst korter", en: "make the text shorter"))
  }
}
