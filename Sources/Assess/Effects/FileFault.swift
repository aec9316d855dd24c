package import Rules

/// Why a file could not be read or written.
package enum FileFault: Error, Hashable, Sendable {
  case missing
  case isFolder
  case forbidden
  case tooLarge(bytes: Int?, limit: Int)
  /// Whoever reads the output has stopped reading.
  case closed
  /// A link out of the folder that it is part of.
  case outside
  /// A pipe that nobody writes to.
  case silent
  /// A pipe that nobody reads.
  case unread
  /// What the operating system says, in its own words.
  case other(String)

  package var message: LocalizedText {
    switch self {
    case .missing: LocalizedText(nl: "dit bestand is er niet", en: "there is no such file")
    case .isFolder:
      LocalizedText(nl: "dit is een map, geen bestand", en: "this is a folder, not a file")
    case .forbidden:
      LocalizedText(nl: "geen toegang tot dit bestand", en: "no access to this file")
    case .tooLarge(let bytes?, let limit):
      LocalizedText(
        nl: "het bestand is te groot: \(bytes) bytes, en er mogen er hoogstens \(limit) zijn",
        en: "the file is too large: \(bytes) bytes, and at most \(limit) are allowed")
    case .tooLarge(nil, let limit):
      LocalizedText(
        nl: "de invoer is te groot: meer dan \(limit) bytes",
        en: "the input is too large: more than \(limit) bytes")
    case .closed: LocalizedText(nl: "de uitvoer is gesloten", en: "the output is closed")
    case .outside:
      LocalizedText(
        nl: "dit leidt naar een bestand buiten de map van de ruleset",
        en: "this leads to a file outside the folder of the ruleset")
    case .silent:
      LocalizedText(
        nl: "dit is geen gewoon bestand maar een doorgeefluik, en er komt niets uit",
        en: "this is a pipe and not a file, and nothing comes out of it")
    case .unread:
      LocalizedText(
        nl: "dit is geen gewoon bestand maar een doorgeefluik, en niemand leest het",
        en: "this is a pipe and not a file, and nobody reads it")
    case .other(let words):
      LocalizedText(nl: "het lukt niet: \(words)", en: "it does not work: \(words)")
    }
  }

  package var mend: LocalizedText? {
    switch self {
    case .missing:
      LocalizedText(
        nl: "kijk of de naam en de map kloppen", en: "check the name and the folder")
    case .isFolder:
      LocalizedText(nl: "noem een bestand in die map", en: "name a file in that folder")
    case .forbidden:
      LocalizedText(
        nl: "vraag om toegang, of kies een ander bestand",
        en: "ask for access, or choose another file")
    case .tooLarge:
      LocalizedText(
        nl: "haal weg wat er niet in hoort, of kies een ander bestand",
        en: "remove what does not belong in it, or choose another file")
    case .outside:
      LocalizedText(nl: "zet het bestand zelf in de map", en: "put the file itself in the folder")
    case .silent, .unread:
      LocalizedText(nl: "noem een gewoon bestand", en: "name an ordinary file")
    case .closed, .other: nil
    }
  }
}
