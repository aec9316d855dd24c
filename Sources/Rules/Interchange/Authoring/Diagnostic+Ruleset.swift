// Faults in what the parts of a ruleset say: sources, types, parameters, checks and the outcome.
extension Diagnostic {
  static func malformedCitation(_ word: String, at node: DataDocument.Node) -> Diagnostic {
    Diagnostic(
      .unknownSource, at: node, nl: "'\(word)' is geen verwijzing naar een bron",
      en: "'\(word)' is no citation of a source",
      mendNL: "schrijf de bron en een van haar secties, zoals `kader#stap-3`",
      mendEN: "write the source and one of its sections, like `kader#stap-3`")
  }

  static func unknownSource(
    _ citation: Citation, known: [String], at node: DataDocument.Node
  ) -> Diagnostic {
    Diagnostic(
      .unknownSource, at: node, nl: "de bron '\(citation.document)' van '\(citation)' is onbekend",
      en: "the source '\(citation.document)' of '\(citation)' is unknown",
      mend: meant(citation.document, among: known),
      edit: only(citation.document, among: known))
  }

  static func unknownSection(
    _ citation: Citation, known: [String], at node: DataDocument.Node
  ) -> Diagnostic {
    Diagnostic(
      .unknownSection, at: node,
      nl: "de bron '\(citation.document)' heeft geen sectie '\(citation.section)'",
      en: "the source '\(citation.document)' has no section '\(citation.section)'",
      mend: meant(citation.section, among: known),
      edit: only(
        citation.section, among: known, from: citation.document.utf8.count + 1))
  }

  static func unknownReading(
    _ word: String, known: [String], at node: DataDocument.Node
  ) -> Diagnostic {
    Diagnostic(
      .unknownReading, at: node, nl: "de lezing '\(word)' is onbekend",
      en: "the reading '\(word)' is unknown",
      mend: meant(word, among: known), edit: only(word, among: known))
  }

  static func hashInKey(_ key: String, at node: DataDocument.Node) -> Diagnostic {
    Diagnostic(
      .reservedName, at: node,
      nl: "'#' kan niet in de naam van een bron", en: "'#' cannot be in the name of a source",
      mendNL: "'#' scheidt de bron van de sectie; kies een andere naam",
      mendEN: "'#' parts the source from the section; choose another name")
  }

  static func typeNameTaken(_ name: String, at node: DataDocument.Node) -> Diagnostic {
    Diagnostic(
      .reservedName, at: node, nl: "'\(name)' is al de naam van een type van FEEL",
      en: "'\(name)' is the name of a FEEL type already",
      mend: LocalizedText(nl: "kies een andere naam", en: "choose another name"))
  }

  static func typeCircle(_ path: [String], at node: DataDocument.Node) -> Diagnostic {
    let circle = path.joined(separator: " → ")
    return Diagnostic(
      .typeCircle, at: node, nl: "dit type bevat zichzelf: \(circle)",
      en: "this type holds itself: \(circle)",
      mendNL: "haal een van deze verwijzingen weg", mendEN: "remove one of these references")
  }

  static func unknownType(
    _ word: String, known: [String], at node: DataDocument.Node
  ) -> Diagnostic {
    let list = known.prefix(24).joined(separator: ", ")
    let nearest = Suggestion.nearest(to: word, among: known)
    return Diagnostic(
      .unknownType, at: node, nl: "het type '\(word)' is onbekend",
      en: "the type '\(word)' is unknown",
      mend: nearest.map { didYouMean($0) }
        ?? LocalizedText(
          nl: "kies uit \(list), of `list of` een van deze",
          en: "choose from \(list), or `list of` one of these"),
      edit: node.text.hasSuffix(word)
        ? only(word, among: known, from: node.text.utf8.count - word.utf8.count) : nil)
  }

  static func missingType(at node: DataDocument.Node) -> Diagnostic {
    Diagnostic(
      .missingKey, missingIn: node, nl: "'type' of 'fields' ontbreekt",
      en: "'type' or 'fields' is missing",
      mendNL: "voeg `type:` toe, of `fields:` voor een groep",
      mendEN: "add `type:`, or `fields:` for a group")
  }

  static func groupHasType(at node: DataDocument.Node) -> Diagnostic {
    Diagnostic(
      .notTogether, at: node,
      nl: "wat `fields` heeft is een groep, en heeft geen type, eenheid of waarden",
      en: "what has `fields` is a group, and has no type, unit or values",
      mendNL: "haal dit weg, of haal `fields` weg", mendEN: "remove this, or remove `fields`")
  }

  static func ownTypeRefined(_ name: String, at node: DataDocument.Node) -> Diagnostic {
    Diagnostic(
      .notTogether, at: node, nl: "de eenheid en de waarden staan bij het type '\(name)' zelf",
      en: "the unit and the values stand with the type '\(name)' itself",
      mend: LocalizedText(nl: "haal dit hier weg", en: "remove this here"))
  }

  static func tooDeeplyNested(limit: Int, at node: DataDocument.Node) -> Diagnostic {
    Diagnostic(
      .tooLarge, at: node, nl: "hier zitten meer dan \(limit) groepen en lijsten in elkaar",
      en: "more than \(limit) groups and lists are inside each other here",
      mendNL: "maak de opbouw eenvoudiger", mendEN: "make the structure simpler")
  }

  static func tooManyFields(limit: Int, at node: DataDocument.Node) -> Diagnostic {
    Diagnostic(
      .tooLarge, at: node, nl: "dit zijn meer dan \(limit) velden, die van de types meegeteld",
      en: "these are more than \(limit) fields, counting those of the types",
      mendNL: "haal velden weg, of gebruik grote types minder vaak",
      mendEN: "remove fields, or use large types less often")
  }

  static func unitWithoutNumber(at node: DataDocument.Node) -> Diagnostic {
    Diagnostic(
      .notTogether, at: node, nl: "alleen een getal heeft een eenheid",
      en: "only a number has a unit",
      mendNL: "haal `unit` weg, of maak het type `number`",
      mendEN: "remove `unit`, or make the type `number`")
  }

  static func allowedWithoutString(at node: DataDocument.Node) -> Diagnostic {
    Diagnostic(
      .notTogether, at: node,
      nl: "alleen een tekst heeft toegestane waarden", en: "only a string has allowed values",
      mendNL: "maak het type `string`, of gebruik `constraint`",
      mendEN: "make the type `string`, or use `constraint`")
  }

  static func reservedField(_ name: String, at node: DataDocument.Node) -> Diagnostic {
    Diagnostic(
      .reservedName, at: node, nl: "'\(name)' heeft in een plan al een eigen betekenis",
      en: "'\(name)' has a meaning of its own in a plan",
      mend: LocalizedText(nl: "geef het veld een andere naam", en: "give the field another name"))
  }

  static func formerNamePresent(_ name: String, at node: DataDocument.Node) -> Diagnostic {
    Diagnostic(
      .formerName, at: node,
      nl: "'\(name)' is nu een veld van deze groep, en kan dus geen oude naam zijn",
      en: "'\(name)' is a field of this group now, so it can't be a former name",
      mendNL: "haal deze oude naam weg, of geef dat veld een andere naam",
      mendEN: "remove this former name, or give that field another name")
  }

  static func formerSubmissionDate(_ name: String, at node: DataDocument.Node) -> Diagnostic {
    Diagnostic(
      .formerName, at: node,
      nl: "'\(name)' kiest de versie, en wordt dus gelezen voordat er oude namen zijn",
      en: "'\(name)' picks the version, so it is read before there are former names",
      mendNL: "laat dit veld zijn naam houden, en haal `formerly` weg",
      mendEN: "let this field keep its name, and remove `formerly`")
  }

  static func thresholdHas(_ key: String, at node: DataDocument.Node) -> Diagnostic {
    Diagnostic(
      .notTogether, at: node,
      nl: "een drempel heeft geen '\(key)': alleen een organisatie kan hem vaststellen",
      en: "a threshold has no '\(key)': only an organisation can set it",
      mendNL: "haal dit weg, of maak er `kind: reading` van",
      mendEN: "remove this, or make it `kind: reading`")
  }

  static func readingLacks(_ key: String, at node: DataDocument.Node) -> Diagnostic {
    Diagnostic(
      .missingKey, at: node,
      nl: "'\(key)' ontbreekt: een parameter die een lezing volgt heeft dat nodig",
      en: "'\(key)' is missing: a parameter that follows a reading needs it",
      mendNL: "voeg `\(key):` toe, of maak er `kind: threshold` van",
      mendEN: "add `\(key):`, or make it `kind: threshold`")
  }

  static func noWordsForNotApplicable(at node: DataDocument.Node) -> Diagnostic {
    Diagnostic(
      .reasonMissing, at: node,
      nl: "'not applicable' ontbreekt: wat zien mensen als dit niet van toepassing is?",
      en: "'not applicable' is missing: what do people see when this does not apply?",
      mend: LocalizedText(nl: "voeg `not applicable:` toe", en: "add `not applicable:`"))
  }

  static func alwaysApplies(at node: DataDocument.Node) -> Diagnostic {
    Diagnostic(
      .reasonWithoutRule, at: node, nl: "zonder 'applies' is dit altijd van toepassing",
      en: "without 'applies' this always applies",
      mendNL: "voeg `applies:` toe, of haal dit weg", mendEN: "add `applies:`, or remove this")
  }

  static func checkDecidesNothing(at node: DataDocument.Node) -> Diagnostic {
    Diagnostic(
      .checkDecidesNothing, at: node, nl: "deze controle heeft geen 'rule' en geen 'judgement'",
      en: "this check has no 'rule' and no 'judgement'",
      mend: LocalizedText(nl: "voeg er een toe", en: "add one of them"))
  }

  static func reasonMissing(_ key: String, at node: DataDocument.Node) -> Diagnostic {
    Diagnostic(
      .reasonMissing, at: node, nl: "'\(key)' ontbreekt: een controle met een regel zegt waarom",
      en: "'\(key)' is missing: a check with a rule says why",
      mendNL: "voeg `\(key): { nl: …, en: … }` toe", mendEN: "add `\(key): { nl: …, en: … }`")
  }

  static func reasonWithoutRule(_ key: String, at node: DataDocument.Node) -> Diagnostic {
    Diagnostic(
      .reasonWithoutRule, at: node, nl: "'\(key)' hoort bij een 'rule', en die is er niet",
      en: "'\(key)' belongs with a 'rule', and there is none",
      mendNL: "haal dit weg, of voeg `rule:` toe", mendEN: "remove this, or add `rule:`")
  }

  static func conditionWithoutWords(at node: DataDocument.Node) -> Diagnostic {
    Diagnostic(
      .conditionWithoutWords, at: node,
      nl: "'words' ontbreekt: een plan zakt alleen op wat een bron tot voorwaarde maakt",
      en: "'words' is missing: a plan fails only on what a source makes a condition",
      mendNL:
        "voeg `words: { nl: …, en: … }` toe, met wat de bron zegt, of maak er `force: expectation` van",
      mendEN:
        "add `words: { nl: …, en: … }` with what the source says, or make it `force: expectation`")
  }

  static func assumptionFails(at node: DataDocument.Node) -> Diagnostic {
    Diagnostic(
      .assumptionFails, at: node,
      nl: "geen bron zegt deze regel, dus hij kan een plan niet zelf laten zakken",
      en: "no source says this rule, so it cannot fail a plan by itself",
      mendNL:
        "laat een mens beslissen met `judgement:` en `when: fails`, of maak er `force: expectation` van",
      mendEN:
        "let a person decide with `judgement:` and `when: fails`, or make it `force: expectation`")
  }

  static func momentWithoutRule(at node: DataDocument.Node) -> Diagnostic {
    Diagnostic(
      .reasonWithoutRule, at: node, nl: "'when' hoort bij een 'rule', en die is er niet",
      en: "'when' belongs with a 'rule', and there is none",
      mendNL: "haal dit weg: zonder regel is het oordeel altijd nodig",
      mendEN: "remove this: without a rule the judgement is always needed")
  }

  static func resultNameTaken(_ name: String, at node: DataDocument.Node) -> Diagnostic {
    Diagnostic(
      .reservedName, at: node,
      nl: "'\(name)' is geen resultaat: dat is wat gezegd wordt als er nog geen is",
      en: "'\(name)' is no result: it is what is said while there is none",
      mendNL: "zet het onder `undecided`, of kies een andere naam",
      mendEN: "put it under `undecided`, or choose another name")
  }

  static func identifierExpected(at node: DataDocument.Node) -> Diagnostic {
    Diagnostic(
      .reservedName, at: node, nl: "dit kan geen code zijn van een criterium of een controle",
      en: "this cannot be the code of a criterion or a check",
      mendNL: "begin met een letter, en gebruik hoogstens 40 letters, cijfers, punten, `-` en `_`",
      mendEN: "begin with a letter, and use at most 40 letters, digits, dots, `-` and `_`")
  }

  static func criterionKeyAlone(_ key: String, at node: DataDocument.Node) -> Diagnostic {
    Diagnostic(
      .missingKey, at: node, nl: "'\(key)' hoort bij een criterium, maar 'criterion' ontbreekt",
      en: "'\(key)' belongs to a criterion, but 'criterion' is missing",
      mendNL: "voeg `criterion:` toe, met de naam van het criterium",
      mendEN: "add `criterion:`, with the name of the criterion")
  }
}
