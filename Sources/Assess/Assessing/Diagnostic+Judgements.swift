import Rules

// Faults in what people said of checks.
extension Diagnostic {
  private static let example = LocalizedText(
    nl: "schrijf bijvoorbeeld `C1.2: { oordeel: voldoet, toelichting: Zie bijlage 2, "
      + "door: aanvrager }`",
    en: "write for instance `C1.2: { oordeel: voldoet, toelichting: See annex 2, "
      + "door: aanvrager }`")

  static func judgementsExpected(at node: DataDocument.Node) -> Diagnostic {
    Diagnostic(
      nil, at: node, nl: "'oordelen' is geen lijst van oordelen op de code van een controle",
      en: "'oordelen' is not a list of judgements by the code of a check", mend: example)
  }

  static func judgementExpected(at node: DataDocument.Node) -> Diagnostic {
    Diagnostic(
      nil, at: node, nl: "een oordeel bestaat uit 'oordeel', 'toelichting' en 'door'",
      en: "a judgement consists of 'oordeel', 'toelichting' and 'door'", mend: example)
  }

  static func unknownCheck(
    _ id: String, near names: [Name], at node: DataDocument.Node
  ) -> Diagnostic {
    Diagnostic(
      nil, at: node, nl: "er is geen controle '\(id.shortened)' in deze versie",
      en: "there is no check '\(id.shortened)' in this version",
      mend: Suggestion.mend(for: Name(id), among: names)
        ?? LocalizedText(
          nl: "haal het oordeel weg, of kies de code van een controle uit het rapport",
          en: "remove the judgement, or take the code of a check from the report"))
  }

  static func checkAsksNobody(_ id: String, at node: DataDocument.Node) -> Diagnostic {
    Diagnostic(
      .warning, nil, nl: "dit oordeel telt niet mee: bij controle '\(id)' beslist de regel",
      en: "this judgement does not count: the rule decides check '\(id)'",
      mendNL: "haal dit oordeel weg", mendEN: "remove this judgement",
      at: node.range, in: node.source)
  }

  static func unknownJudgementKey(_ known: [String], at node: DataDocument.Node) -> Diagnostic {
    let name = node.text.shortened
    return Diagnostic(
      nil, at: node, nl: "een oordeel heeft geen '\(name)'", en: "a judgement has no '\(name)'",
      mend: Suggestion.mend(for: Name(name), among: known.map { Name($0) })
        ?? LocalizedText(
          nl: "dit kan: \(known.joined(separator: ", "))",
          en: "possible are: \(known.joined(separator: ", "))"))
  }

  static func judgementChoice(
    _ key: String, _ choices: [String], at node: DataDocument.Node
  ) -> Diagnostic {
    let list = choices.map { "'\($0)'" }
    return Diagnostic(
      nil, at: node, nl: "'\(key)' hoort \(list.joined(separator: " of ")) te zijn",
      en: "'\(key)' should be \(list.joined(separator: " or "))", mend: example)
  }

  static func explanationMissing(at node: DataDocument.Node) -> Diagnostic {
    Diagnostic(
      nil, at: node,
      nl: "bij dit oordeel ontbreekt de toelichting", en: "this judgement has no explanation",
      mendNL: "schrijf achter `toelichting:` waarom u dit vindt",
      mendEN: "write after `toelichting:` why you think so")
  }

  static func judgementsUnread(
    _ count: Int, at range: SourceRange, in source: SourceText
  ) -> Diagnostic {
    Diagnostic(
      .error, nil, nl: "de \(count) oordelen hierna zijn niet bekeken; herstel eerst deze fouten",
      en: "the \(count) judgements after this were not looked at; mend these faults first",
      at: range, in: source)
  }
}
