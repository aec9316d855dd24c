extension Diagnostic {
  init(_ fault: InterchangeFault, at range: SourceRange, in source: SourceText) {
    self.init(.error, fault.code, fault.message, mend: fault.mend, at: range, in: source)
  }

  static func emptyText(in source: SourceText) -> Diagnostic {
    Diagnostic(.emptyText, at: SourceRange(0, 0), in: source)
  }

  static func tooLarge(count: Int, limit: Int, in source: SourceText) -> Diagnostic {
    Diagnostic(
      .error, .tooLarge,
      nl: "het bestand is te groot: \(count) bytes, en er mogen er hoogstens \(limit) zijn",
      en: "the file is too large: \(count) bytes, and at most \(limit) are allowed",
      mendNL: "haal weg wat er niet in hoort", mendEN: "remove what does not belong in it",
      at: SourceRange(0, 0), in: source)
  }

  static func overLimit(
    _ refusal: ArenaBuilder.Refusal, _ limits: ReadingLimits, at range: SourceRange,
    in source: SourceText
  ) -> Diagnostic {
    switch refusal {
    case .tooDeep:
      Diagnostic(
        .error, .tooLarge, nl: "hier zitten meer dan \(limits.depth) groepen of lijsten in elkaar",
        en: "more than \(limits.depth) groups or lists stand inside one another here",
        mendNL: "kijk of er een haakje te veel staat, en maak de opbouw eenvoudiger",
        mendEN: "look for a bracket too many, and make the structure simpler",
        at: range, in: source)
    case .tooMany:
      Diagnostic(
        .error, .tooLarge, nl: "dit bestand bevat meer dan \(limits.nodes) waarden",
        en: "this file holds more than \(limits.nodes) values",
        mendNL: "haal weg wat er niet in hoort", mendEN: "remove what does not belong in it",
        at: range, in: source)
    }
  }

  static func duplicateKey(_ duplicate: ArenaBuilder.Duplicate, in source: SourceText) -> Diagnostic
  {
    let first = SourceRange(Int(duplicate.first.start), Int(duplicate.first.end))
    let second = SourceRange(Int(duplicate.second.start), Int(duplicate.second.end))
    let words = source.text(in: second).shortened
    let place = source.position(at: first.start)
    return Diagnostic(
      .error, .duplicateKey,
      nl: "het veld \(words) staat er twee keer; de eerste keer op regel \(place.line), "
        + "teken \(place.column)",
      en: "the field \(words) is given twice; first at line \(place.line), "
        + "column \(place.column)",
      mendNL: "haal een van de twee weg of geef het een andere naam",
      mendEN: "remove one of the two or give it another name",
      at: second, in: source)
  }

  /// The text ends inside an object or list.
  static func endsEarly(isMapping: Bool, openedAt start: Int, in source: SourceText) -> Diagnostic {
    let place = source.position(at: start)
    let (opener, closer) = isMapping ? ("{", "}") : ("[", "]")
    return Diagnostic(
      .error, .jsonSyntax,
      nl: "de tekst stopt te vroeg: het haakje '\(opener)' van regel \(place.line), "
        + "teken \(place.column) wordt nergens gesloten",
      en: "the text ends too early: the bracket '\(opener)' at line \(place.line), "
        + "column \(place.column) is never closed",
      mendNL: "zet '\(closer)' aan het eind, of vul aan wat ontbreekt",
      mendEN: "put '\(closer)' at the end, or add what is missing",
      at: SourceRange(source.bytes.count, source.bytes.count), in: source)
  }

  static func wrongCloser(
    isMapping: Bool, openedAt start: Int, at range: SourceRange, in source: SourceText
  ) -> Diagnostic {
    let place = source.position(at: start)
    let (opener, closer) = isMapping ? ("{", "}") : ("[", "]")
    let words = source.text(in: range)
    return Diagnostic(
      .error, .jsonSyntax,
      nl: "'\(words)' past niet bij het haakje '\(opener)' van regel \(place.line), "
        + "teken \(place.column)",
      en: "'\(words)' does not match the bracket '\(opener)' at line \(place.line), "
        + "column \(place.column)",
      mendNL: "maak er '\(closer)' van, of sluit eerst wat nog open is",
      mendEN: "make it '\(closer)', or first close what is still open",
      at: range, in: source)
  }

  static func unknownWord(at range: SourceRange, in source: SourceText) -> Diagnostic {
    let words = source.text(in: range).shortened
    return Diagnostic(
      .error, .jsonSyntax, nl: "JSON kent het woord '\(words)' niet",
      en: "JSON does not know the word '\(words)'",
      mendNL: "zet tekst tussen dubbele aanhalingstekens, of schrijf true, false of null",
      mendEN: "put text between double quotes, or write true, false or null",
      at: range, in: source)
  }
}
