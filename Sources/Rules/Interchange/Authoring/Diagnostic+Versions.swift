// Faults in the versions of a ruleset and in the files they are made of.
extension Diagnostic {
  static func versionNotEncoded(
    _ folder: RulesetFolder, _ version: RulesetFolder.Version
  ) -> Diagnostic {
    let name = "\(folder.ruleset)@\(version.version)"
    let why: LocalizedText
    switch version.content {
    case .notEncoded(let reason, _): why = reason
    case .files:
      why = LocalizedText(nl: "er zijn geen bestanden", en: "there are no files")
    }
    return Diagnostic(
      .error, .unknownVersion, nl: "'\(name)' is niet uitgewerkt: \(why.nl)",
      en: "'\(name)' is not encoded: \(why.en)",
      at: SourceRange(0, 0), in: SourceText(name: name, bytes: []))
  }

  static func alwaysEncoded(at node: DataDocument.Node) -> Diagnostic {
    Diagnostic(
      .notTogether, at: node,
      nl: "een versie met bestanden heeft geen versie nodig die haar aanduidt",
      en: "a version with files needs no version that indicates it",
      mendNL: "haal dit weg, of schrijf `not encoded:` in plaats van `files:`",
      mendEN: "remove this, or write `not encoded:` instead of `files:`")
  }

  static func unknownIndicator(
    _ name: String, known: [String], at node: DataDocument.Node
  ) -> Diagnostic {
    Diagnostic(
      .unknownVersion, at: node, nl: "er is geen versie met bestanden die '\(name)' heet",
      en: "there is no version with files called '\(name)'", mend: meant(name, among: known),
      edit: only(name, among: known))
  }

  static func inheritanceCircle(_ line: [String], at node: DataDocument.Node) -> Diagnostic {
    let circle = line.joined(separator: " → ")
    return Diagnostic(
      .inheritance, at: node, nl: "deze versie neemt van zichzelf over: \(circle)",
      en: "this version inherits from itself: \(circle)",
      mendNL: "haal een van deze verwijzingen weg", mendEN: "remove one of these references")
  }

  static func inheritsTooOften(limit: Int, at node: DataDocument.Node) -> Diagnostic {
    Diagnostic(
      .inheritance, at: node, nl: "er nemen hier meer dan \(limit) versies van elkaar over",
      en: "more than \(limit) versions inherit from one another here",
      mendNL: "laat een versie haar bestanden zelf noemen bij `files`",
      mendEN: "let a version list its files itself under `files`")
  }

  static func unknownCriterion(
    _ id: String, known: [String], at node: DataDocument.Node
  ) -> Diagnostic {
    Diagnostic(
      .unknownCriterion, at: node, nl: "het criterium '\(id)' is onbekend",
      en: "the criterion '\(id)' is unknown",
      mend: meant(id, among: known), edit: only(id, among: known))
  }

  static func nothingFrom(_ sources: [String], in source: SourceText) -> Diagnostic {
    let list = sources.joined(separator: ", ")
    return Diagnostic(
      .error, .partMissing, nl: "geen enkele controle van deze versie verwijst naar \(list)",
      en: "no check of this version cites \(list)",
      mendNL: "verbeter `made from`, of de bronnen van de controles",
      mendEN: "correct `made from`, or the sources of the checks", at: SourceRange(0, 0), in: source
    )
  }

  static func partMissing(_ key: String, in source: SourceText) -> Diagnostic {
    Diagnostic(
      .error, .partMissing,
      nl: "'\(key)' ontbreekt in deze versie: geen van haar bestanden heeft het",
      en: "'\(key)' is missing in this version: none of its files has it",
      mendNL: "voeg `\(key):` toe aan een van de bestanden, of noem het bestand bij `files`",
      mendEN: "add `\(key):` to one of the files, or name the file under `files`",
      at: SourceRange(0, 0), in: source)
  }

  static func tooManyFiles(
    _ count: Int, limit: Int, at range: SourceRange = SourceRange(0, 0), in source: SourceText
  ) -> Diagnostic {
    Diagnostic(
      .error, .tooLarge,
      nl: "deze versie heeft \(count) bestanden, en er mogen er hoogstens \(limit) zijn",
      en: "this version has \(count) files, and at most \(limit) are allowed",
      mendNL: "voeg bestanden samen", mendEN: "join files together",
      at: range, in: source)
  }

  static func rulesetTooLarge(_ bytes: Int, limit: Int, in source: SourceText) -> Diagnostic {
    Diagnostic(
      .error, .tooLarge,
      nl: "de bestanden zijn samen \(bytes) bytes, en dat mogen er hoogstens \(limit) zijn",
      en: "the files are \(bytes) bytes together, and at most \(limit) are allowed",
      mendNL: "haal weg wat er niet in hoort", mendEN: "remove what does not belong in them",
      at: SourceRange(0, 0), in: source)
  }

  static func specialFieldMissing(
    _ name: String, key: String, at place: SourcePlace
  ) -> Diagnostic {
    Diagnostic(
      .error, .unknownField,
      nl: "het veld '\(name)' ontbreekt in een versie, en 'ruleset.yaml' noemt het als '\(key)'",
      en: "the field '\(name)' is missing in a version, and 'ruleset.yaml' names it as '\(key)'",
      mendNL: "voeg het veld toe aan de vocabulaire, of pas `\(key)` aan",
      mendEN: "add the field to the vocabulary, or change `\(key)`", at: place.range,
      in: place.source)
  }

  static func onlyWithProcedure(_ key: String, at node: DataDocument.Node) -> Diagnostic {
    Diagnostic(
      .notTogether, at: node,
      nl: "'\(key)' zegt iets over de procedure, en er staat geen 'procedure'",
      en: "'\(key)' is about the procedure, and there is no 'procedure'",
      mendNL: "schrijf er `procedure: plan` of `procedure: quick test` bij, of haal `\(key)` weg",
      mendEN: "add `procedure: plan` or `procedure: quick test`, or remove `\(key)`")
  }

  static func submissionDateNeeded(_ name: String, at node: DataDocument.Node) -> Diagnostic {
    Diagnostic(
      .unknownField, at: node,
      nl: "'\(name)' is de dag van indienen, en die komt er pas door het indienen",
      en: "'\(name)' is the day of submission, which only handing in gives",
      mendNL: "haal '\(name)' weg uit deze lijst", mendEN: "remove '\(name)' from this list")
  }

  static func specialFieldOfOtherType(
    _ name: String, key: String, type: String, at place: SourcePlace
  ) -> Diagnostic {
    Diagnostic(
      .error, .unknownField,
      nl: "het veld '\(name)' is de '\(key)' van het plan, en moet dus van type '\(type)' zijn",
      en: "the field '\(name)' is the '\(key)' of the plan, so its type must be '\(type)'",
      at: place.range, in: place.source)
  }

  static func versionName(_ name: String, at node: DataDocument.Node) -> Diagnostic {
    Diagnostic(
      .versionName, at: node,
      nl: "de naam van een versie heeft geen spatie, '@', '/' of '#': '\(name)'",
      en: "the name of a version has no space, '@', '/' or '#': '\(name)'",
      mendNL: "schrijf bijvoorbeeld `kader-2023-02`",
      mendEN: "write for instance `kader-2023-02`")
  }

  static func periodEndsEarly(at node: DataDocument.Node) -> Diagnostic {
    Diagnostic(
      .versionPeriod, at: node,
      nl: "deze versie eindigt voordat zij begint", en: "this version ends before it begins",
      mendNL: "maak `valid until` niet eerder dan `valid from`",
      mendEN: "make `valid until` no earlier than `valid from`")
  }

  static func versionsOverlap(
    _ first: String, _ second: String, at node: DataDocument.Node
  ) -> Diagnostic {
    Diagnostic(
      .versionPeriod, at: node,
      nl: "de versies '\(first)' en '\(second)' zijn op dezelfde dagen geldig",
      en: "the versions '\(first)' and '\(second)' are valid on the same days",
      mendNL: "laat '\(first)' eindigen op de dag voordat '\(second)' begint",
      mendEN: "let '\(first)' end on the day before '\(second)' begins")
  }

  static func pathLeadsOut(_ path: String, at node: DataDocument.Node) -> Diagnostic {
    Diagnostic(
      .pathLeadsOut, at: node, nl: "'\(path)' is geen pad binnen de map van de ruleset",
      en: "'\(path)' is no path inside the folder of the ruleset",
      mendNL: "schrijf een naam als `c1-impact.yaml` of `delen/c1.yaml`",
      mendEN: "write a name like `c1-impact.yaml` or `parts/c1.yaml`")
  }
}
