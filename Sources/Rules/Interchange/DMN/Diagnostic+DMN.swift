extension Diagnostic {
  private init(
    _ code: DiagnosticCode, _ severity: Severity = .error, at element: XMLElement, nl: String,
    en: String,
    mend: LocalizedText? = nil, mendNL: String? = nil, mendEN: String? = nil
  ) {
    self.init(
      severity, code, LocalizedText(nl: nl, en: en), mend: mend ?? .said(nl: mendNL, en: mendEN),
      at: element.nameRange, in: element.source)
  }

  static func notDMN(_ root: XMLElement) -> Diagnostic {
    Diagnostic(
      .dmnForm, at: root,
      nl: "dit is geen DMN-model: het begint met '\(root.name.local.shortened)'",
      en: "this is no DMN model: it begins with '\(root.name.local.shortened)'",
      mendNL: "een DMN-model begint met 'definitions'",
      mendEN: "a DMN model begins with 'definitions'")
  }

  static func unknownVersion(_ root: XMLElement) -> Diagnostic {
    let first = DMNVersion.dmn11.rawValue
    let last = DMNVersion.newest.rawValue
    return Diagnostic(
      .dmnForm, at: root,
      nl: "'\(root.name.namespace.shortened(to: 80))' is geen versie van DMN die hier bekend is",
      en: "'\(root.name.namespace.shortened(to: 80))' is no version of DMN that is known here",
      mendNL: "gebruik versie \(first) tot en met \(last), bijvoorbeeld "
        + "xmlns=\"\(DMNVersion.dmn15.namespace)\"",
      mendEN: "use version \(first) to \(last), for instance "
        + "xmlns=\"\(DMNVersion.dmn15.namespace)\"")
  }

  static func missingAttribute(_ attribute: String, of element: XMLElement) -> Diagnostic {
    Diagnostic(
      .dmnForm, at: element, nl: "'\(element.name.local)' mist '\(attribute)'",
      en: "'\(element.name.local)' lacks '\(attribute)'")
  }

  static func missingPart(_ part: String, of element: XMLElement) -> Diagnostic {
    Diagnostic(
      .dmnForm, at: element, nl: "'\(element.name.local)' mist het onderdeel '\(part)'",
      en: "'\(element.name.local)' lacks the part '\(part)'")
  }

  static func missingModel(_ namespace: String, at place: DMNDocument.Import) -> Diagnostic {
    Diagnostic(
      .error, .dmnImport, nl: "het model '\(namespace)' dat hier wordt geïmporteerd, is er niet",
      en: "the model '\(namespace)' that is imported here is not at hand",
      mendNL: "zet het bestand in dezelfde map, of geef het mee",
      mendEN: "put the file in the same folder, or hand it in too",
      at: place.range, in: place.source)
  }

  static func importsItself(_ place: DMNDocument.Import) -> Diagnostic {
    Diagnostic(
      .error, .dmnImport, nl: "een model kan zichzelf niet importeren, ook niet langs een omweg",
      en: "a model cannot import itself, by a detour neither",
      at: place.range, in: place.source)
  }

  static func repeatedIdentifier(_ id: String, at element: XMLElement) -> Diagnostic {
    Diagnostic(
      .declaredTwice, at: element,
      nl: "'\(id.shortened)' is al het kenmerk (id) van een ander onderdeel",
      en: "'\(id.shortened)' is the id of another element already")
  }

  static func repeatedName(_ name: Name, at element: XMLElement) -> Diagnostic {
    Diagnostic(
      .declaredTwice, at: element,
      nl: "'\(name.text.shortened)' is al de naam van een ander onderdeel",
      en: "'\(name.text.shortened)' is the name of another element already",
      mendNL: "geef elk onderdeel van een model een eigen naam",
      mendEN: "give each element of a model a name of its own")
  }

  static func unknownReference(
    _ href: String, _ wanted: LocalizedText, at element: XMLElement
  ) -> Diagnostic {
    Diagnostic(
      .dmnReference, at: element,
      nl: "'\(href.shortened(to: 100))' verwijst niet naar \(wanted.nl) van dit model",
      en: "'\(href.shortened(to: 100))' does not refer to \(wanted.en) of this model")
  }

  static func unknownAuthority(_ href: String, at element: XMLElement) -> Diagnostic {
    Diagnostic(
      .dmnReference, .warning, at: element,
      nl: "'\(href.shortened(to: 100))' verwijst niet naar een onderdeel van dit model",
      en: "'\(href.shortened(to: 100))' does not refer to an element of this model")
  }

  static func notImported(_ namespace: String, at element: XMLElement) -> Diagnostic {
    Diagnostic(
      .dmnImport, at: element,
      nl: "'\(namespace.shortened(to: 100))' wordt door dit model niet geïmporteerd",
      en: "'\(namespace.shortened(to: 100))' is not imported by this model",
      mend: LocalizedText(nl: "voeg een 'import' toe", en: "add an 'import'"))
  }

  static func unknownType(
    _ name: String, among known: some Sequence<Name>, at element: XMLElement
  ) -> Diagnostic {
    Diagnostic(
      .dmnReference, at: element, nl: "onbekend type '\(name.shortened)'",
      en: "unknown type '\(name.shortened)'",
      mend: Suggestion.mend(for: Name(name), among: known))
  }

  static func typeInItself(_ name: Name, at element: XMLElement) -> Diagnostic {
    Diagnostic(
      .typeCircle, .warning, at: element,
      nl: "'\(name)' bevat zichzelf; wat daarbinnen staat, mag van elk type zijn",
      en: "'\(name)' contains itself; what stands inside may be of any type")
  }

  static func typeTooLarge(limit: Int, at element: XMLElement) -> Diagnostic {
    Diagnostic(
      .tooLarge, at: element, nl: "dit type heeft meer dan \(limit) onderdelen",
      en: "this type has more than \(limit) parts",
      mend: LocalizedText(nl: "maak het eenvoudiger", en: "make it simpler"))
  }

  static func typesTooDeep(limit: Int, at element: XMLElement) -> Diagnostic {
    Diagnostic(
      .tooLarge, at: element, nl: "hier zitten meer dan \(limit) typen in elkaar",
      en: "more than \(limit) types stand inside one another here",
      mend: LocalizedText(nl: "maak het eenvoudiger", en: "make it simpler"))
  }

  static func unknownChoice(
    _ value: String, of attribute: String, among known: [String], at element: XMLElement
  ) -> Diagnostic {
    let all = known.joined(separator: ", ")
    return Diagnostic(
      .unknownChoice, at: element, nl: "'\(value.shortened)' kan niet als '\(attribute)'",
      en: "'\(value.shortened)' cannot be a '\(attribute)'",
      mend: LocalizedText(nl: "kies uit: \(all)", en: "choose from: \(all)"))
  }

  static func wrongCellCount(_ count: Int, _ wanted: Int, at element: XMLElement) -> Diagnostic {
    Diagnostic(
      .tableForm, at: element, nl: "hier staan \(count) cellen, en het zijn \(wanted) kolommen",
      en: "\(count) cells stand here, and there are \(wanted) columns")
  }

  static func tableTooLarge(
    _ what: LocalizedText, limit: Int, at element: XMLElement
  ) -> Diagnostic {
    Diagnostic(
      .tooLarge, at: element, nl: "hier staan meer dan \(limit) \(what.nl)",
      en: "more than \(limit) \(what.en) stand here",
      mendNL: "verdeel ze over meer beslissingen", mendEN: "divide them over more decisions")
  }

  static func noOutputDecision(_ element: XMLElement) -> Diagnostic {
    Diagnostic(
      .dmnForm, .warning, at: element, nl: "deze service heeft geen beslissing als uitkomst",
      en: "this service has no output decision",
      mend: LocalizedText(nl: "voeg een 'outputDecision' toe", en: "add an 'outputDecision'"))
  }

  static func namelessOutput(_ element: XMLElement) -> Diagnostic {
    Diagnostic(
      .tableForm, at: element, nl: "een van meer uitkomsten heeft een naam nodig",
      en: "one of several outputs needs a name")
  }

  static func newerVersion(_ file: DMNDocument) -> Diagnostic {
    let newest = DMNVersion.newest.rawValue
    return Diagnostic(
      .dmnReading, .remark, at: file.tree.root,
      nl: "dit is een model van DMN \(file.version.rawValue); het wordt gelezen als DMN \(newest)",
      en: "this is a model of DMN \(file.version.rawValue); it is read as DMN \(newest)")
  }

  static func olderType(_ name: String, _ standard: String, at element: XMLElement) -> Diagnostic {
    Diagnostic(
      .dmnReading, .remark, at: element,
      nl: "het type '\(name.shortened)' is geen woord van de standaard; het wordt gelezen als "
        + "'\(standard)'",
      en: "the type '\(name.shortened)' is no word of the standard; it is read as '\(standard)'",
      mend: LocalizedText(nl: "schrijf '\(standard)'", en: "write '\(standard)'"))
  }

  static func noExpression(in element: XMLElement) -> Diagnostic {
    Diagnostic(
      .dmnForm, .warning, at: element, nl: "in '\(element.name.local)' staat geen uitdrukking",
      en: "'\(element.name.local)' holds no expression")
  }

  static func noText(_ element: XMLElement) -> Diagnostic {
    Diagnostic(
      .dmnForm, .warning, at: element, nl: "deze uitdrukking heeft geen tekst",
      en: "this expression has no text")
  }
}

extension LocalizedText {
  static func foreignLanguage(_ language: String) -> LocalizedText {
    LocalizedText(
      nl: "de taal '\(language.shortened)' wordt hier niet uitgevoerd; alleen FEEL",
      en: "the language '\(language.shortened)' is not run here; only FEEL is")
  }
}
