// Faults in the form of a ruleset: keys, shapes and single values.
extension Diagnostic {
  /// - Parameters:
  ///   - code: `nil` for what is no part of rules.
  ///   - mend: where it is not said here, by `mendNL` and `mendEN`.
  ///   - edit: of the text of the node.
  package init(
    _ code: DiagnosticCode?, at node: DataDocument.Node, nl: String, en: String,
    mend: LocalizedText? = nil, mendNL: String? = nil, mendEN: String? = nil,
    edit: Fault.Edit? = nil
  ) {
    let mend = mend ?? .said(nl: mendNL, en: mendEN)
    guard let code else {
      self.init(
        .error, LocalizedText(nl: nl, en: en), mend: mend, at: node.head, in: node.source)
      return
    }
    self.init(
      .error, code, LocalizedText(nl: nl, en: en), mend: mend,
      edit: edit.flatMap { Edit($0, in: node.fragment()) }, at: node.head, in: node.source)
  }

  /// Something that is not there: an empty range where it should have been.
  init(
    _ code: DiagnosticCode, missingIn node: DataDocument.Node, nl: String, en: String,
    mend: LocalizedText? = nil, mendNL: String? = nil, mendEN: String? = nil
  ) {
    let start = node.range.start
    self.init(
      .error, code, LocalizedText(nl: nl, en: en), mend: mend ?? .said(nl: mendNL, en: mendEN),
      at: SourceRange(start, start), in: node.source)
  }

  static func mappingExpected(
    _ section: LocalizedText, keys: [String], at node: DataDocument.Node
  ) -> Diagnostic {
    let list = keys.joined(separator: ", ")
    return Diagnostic(
      .wrongShape, at: node, nl: "hier hoort \(section.nl), met namen en waarden",
      en: "\(section.en) is expected here, with names and values",
      mendNL: "schrijf `naam: waarde`; de namen zijn \(list)",
      mendEN: "write `name: value`; the names are \(list)")
  }

  static func namesExpected(
    _ section: LocalizedText, at node: DataDocument.Node
  ) -> Diagnostic {
    Diagnostic(
      .wrongShape, at: node, nl: "hier horen namen, met achter elke naam \(section.nl)",
      en: "names are expected here, and after each name \(section.en)",
      mendNL: "schrijf elke naam op een eigen regel, met een dubbele punt erachter",
      mendEN: "write each name on a line of its own, with a colon after it")
  }

  static func unknownKey(
    _ key: String, in section: LocalizedText, known: [String], at node: DataDocument.Node
  ) -> Diagnostic {
    Diagnostic(
      .unknownKey, at: node, nl: "'\(key)' is hier onbekend: \(section.nl) heeft dat niet",
      en: "'\(key)' is unknown here: \(section.en) does not have it",
      mend: meant(key, among: known), edit: only(key, among: known))
  }

  static func missingKey(
    _ key: String, in section: LocalizedText, at node: DataDocument.Node
  ) -> Diagnostic {
    Diagnostic(
      .missingKey, missingIn: node, nl: "'\(key)' ontbreekt: \(section.nl) heeft dat nodig",
      en: "'\(key)' is missing: \(section.en) needs it",
      mend: LocalizedText(nl: "voeg `\(key):` toe", en: "add `\(key):`"))
  }

  static func emptyKey(_ key: String, at node: DataDocument.Node) -> Diagnostic {
    Diagnostic(
      .emptyValue, at: node, nl: "achter '\(key)' staat niets", en: "nothing stands after '\(key)'",
      mendNL: "vul het in, of haal de regel weg", mendEN: "fill it in, or remove the line")
  }

  static func blankName(at node: DataDocument.Node) -> Diagnostic {
    Diagnostic(
      .emptyValue, at: node, nl: "een naam mag niet leeg zijn", en: "a name cannot be empty")
  }

  static func textExpected(at node: DataDocument.Node) -> Diagnostic {
    Diagnostic(
      .wrongShape, at: node, nl: "hier hoort één tekst", en: "one text is expected here",
      mendNL: "zet de tekst tussen aanhalingstekens",
      mendEN: "put the text between quotation marks")
  }

  static func blankText(at node: DataDocument.Node) -> Diagnostic {
    Diagnostic(.emptyValue, at: node, nl: "deze tekst is leeg", en: "this text is empty")
  }

  static func languagesExpected(at node: DataDocument.Node) -> Diagnostic {
    Diagnostic(
      .wrongShape, at: node, nl: "deze tekst moet er in het Nederlands en in het Engels staan",
      en: "this text must be given in Dutch and in English",
      mendNL: "schrijf `{ nl: …, en: … }`", mendEN: "write `{ nl: …, en: … }`")
  }

  static func expressionExpected(at node: DataDocument.Node) -> Diagnostic {
    Diagnostic(
      .wrongShape, at: node,
      nl: "hier hoort een expressie, maar de tekst leest als een lijst of als namen",
      en: "an expression is expected here, but the text reads as a list or as names",
      mendNL: "zet de hele expressie tussen enkele aanhalingstekens",
      mendEN: "put the whole expression between single quotation marks")
  }

  static func blankExpression(at node: DataDocument.Node) -> Diagnostic {
    Diagnostic(.emptyValue, at: node, nl: "deze expressie is leeg", en: "this expression is empty")
  }

  static func unknownChoice(
    _ word: String, known: [String], at node: DataDocument.Node
  ) -> Diagnostic {
    let list = known.joined(separator: ", ")
    return Diagnostic(
      .unknownChoice, at: node, nl: "'\(word)' kan hier niet; kies uit \(list)",
      en: "'\(word)' is not possible here; choose from \(list)",
      mend: Suggestion.nearest(to: word, among: known).map { didYouMean($0) },
      edit: only(word, among: known))
  }

  static func truthExpected(at node: DataDocument.Node) -> Diagnostic {
    Diagnostic(
      .wrongShape, at: node, nl: "hier hoort true of false, zonder aanhalingstekens",
      en: "true or false is expected here, without quotation marks")
  }

  static func listExpected(at node: DataDocument.Node) -> Diagnostic {
    Diagnostic(
      .wrongShape, at: node, nl: "hier hoort een lijst", en: "a list is expected here",
      mendNL: "zet elk deel op een eigen regel met `- ` ervoor, of schrijf `[a, b]`",
      mendEN: "put each part on a line of its own after `- `, or write `[a, b]`")
  }

  static func emptyCollection(at node: DataDocument.Node) -> Diagnostic {
    Diagnostic(
      .emptyValue, at: node, nl: "hier staat niets in", en: "this is empty",
      mendNL: "voeg iets toe, of haal de regel weg", mendEN: "add something, or remove the line")
  }

  static func listedTwice(_ word: String, at node: DataDocument.Node) -> Diagnostic {
    Diagnostic(
      .declaredTwice, at: node, nl: "'\(word)' staat twee keer in de lijst",
      en: "'\(word)' is in the list twice",
      mend: LocalizedText(nl: "haal er een weg", en: "remove one of them"))
  }

  static func spelledTwice(_ name: String, at node: DataDocument.Node) -> Diagnostic {
    Diagnostic(
      .declaredTwice, at: node, nl: "de naam '\(name)' staat hier twee keer",
      en: "the name '\(name)' is here twice",
      mend: LocalizedText(nl: "kies een andere naam", en: "choose another name"))
  }

  static func declaredTwice(
    _ name: String, at range: SourceRange, in source: SourceText, first: SourceRange,
    firstIn other: SourceText
  ) -> Diagnostic {
    let position = other.position(at: first.start)
    let place = "\(other.name):\(position.line):\(position.column)"
    return Diagnostic(
      .error, .declaredTwice, nl: "'\(name)' is er al: de eerste staat in \(place)",
      en: "'\(name)' is there already: the first is in \(place)",
      mendNL: "kies een andere naam, of haal er een weg",
      mendEN: "choose another name, or remove one of them",
      at: range, in: source)
  }

  static func onlyOneOf(
    _ first: String, _ second: String, at node: DataDocument.Node
  ) -> Diagnostic {
    Diagnostic(
      .notTogether, at: node, nl: "'\(first)' en '\(second)' kunnen niet samen",
      en: "'\(first)' and '\(second)' cannot go together",
      mend: LocalizedText(nl: "haal er een weg", en: "remove one of them"))
  }

  static func neitherOf(
    _ first: String, _ second: String, at node: DataDocument.Node
  ) -> Diagnostic {
    Diagnostic(
      .missingKey, missingIn: node, nl: "'\(first)' of '\(second)' ontbreekt",
      en: "'\(first)' or '\(second)' is missing",
      mend: LocalizedText(nl: "voeg er een toe", en: "add one of them"))
  }

  static func didYouMean(_ word: String) -> LocalizedText {
    LocalizedText(nl: "bedoelt u '\(word)'?", en: "did you mean '\(word)'?")
  }

  /// That of a few names which must have been meant, in place of a whole text or from a place in it.
  package static func only(
    _ word: String, among known: [String], from start: Int = 0
  ) -> Fault.Edit? {
    Suggestion.only(near: word, among: known).map {
      Fault.Edit(SourceRange(start, start + word.utf8.count), $0)
    }
  }

  /// The name that was perhaps meant, and otherwise all there are when they are few.
  static func meant(_ word: String, among known: [String]) -> LocalizedText? {
    if let nearest = Suggestion.nearest(to: word, among: known) { return didYouMean(nearest) }
    guard !known.isEmpty, known.count <= 24 else { return nil }
    let list = known.joined(separator: ", ")
    return LocalizedText(nl: "bekend zijn \(list)", en: "known are \(list)")
  }
}
