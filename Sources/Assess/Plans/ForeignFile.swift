import Rules

/// A file of another program, told by its content whatever it is called, that somebody took for a plan.
enum ForeignFile: Sendable, Hashable, CaseIterable {
  case word, excel, presentation, openText, openSheet, archive, pdf, picture, webPage, richText,
    table
  case wideText

  /// - Returns: `nil` where the bytes are of no such file.
  init?(_ bytes: some Collection<UInt8>) {
    let start = Array(bytes.prefix(4_096))
    if start.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
      self = ForeignFile.packed(bytes)
    } else if start.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
      self = ForeignFile.compound(bytes)
    } else if start.starts(with: "%PDF-".utf8) {
      self = .pdf
    } else if start.starts(with: [0x89, 0x50, 0x4E, 0x47])
      || start.starts(with: [0xFF, 0xD8, 0xFF])
      || start.starts(with: "GIF8".utf8)
    {
      self = .picture
    } else if start.starts(with: [0x1F, 0x8B]) {
      self = .archive
    } else if start.starts(with: "{\\rtf".utf8) {
      self = .richText
    } else if ForeignFile.isWide(start) {
      self = .wideText
    } else if ForeignFile.isWebPage(start) {
      self = .webPage
    } else {
      return nil
    }
  }

  /// Lines of one table, which have the form of a text but hold no `question: answer`.
  ///
  /// To be asked of what can't be read as a plan: a sentence may have commas too.
  static func isTable(_ bytes: [UInt8]) -> Bool {
    let lines = bytes.split(separator: 0x0A, maxSplits: 20).prefix(20)
      .map { line in line.last == 0x0D ? line.dropLast() : line }
      .filter { !$0.isEmpty }
    guard lines.count > 1, let head = lines.first else { return false }
    return [UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: ",")].contains { mark in
      let columns = head.count { $0 == mark }
      return columns > 0 && lines.allSatisfy { line in line.count { $0 == mark } == columns }
    }
  }

  /// What is in a ZIP archive: its first names tell.
  private static func packed(_ bytes: some Collection<UInt8>) -> ForeignFile {
    let text = String(decoding: bytes.prefix(1 << 16), as: UTF8.self)
    let end = String(decoding: bytes.suffix(1 << 16), as: UTF8.self)
    func holds(_ name: String) -> Bool { text.utf8.has(name) || end.utf8.has(name) }
    if holds("opendocument.text") { return .openText }
    if holds("opendocument.spreadsheet") { return .openSheet }
    if holds("word/") { return .word }
    if holds("xl/") { return .excel }
    return holds("ppt/") ? .presentation : .archive
  }

  /// What is in a compound file of older Office programs, whose names are in UTF-16.
  private static func compound(_ bytes: some Collection<UInt8>) -> ForeignFile {
    func holds(_ name: String) -> Bool {
      bytes.has(name.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
    }
    if holds("WordDocument") { return .word }
    if holds("Workbook") || holds("Book") { return .excel }
    return holds("PowerPoint Document") ? .presentation : .word
  }

  private static func isWide(_ start: [UInt8]) -> Bool {
    if start.starts(with: [0xFF, 0xFE]) || start.starts(with: [0xFE, 0xFF]) { return true }
    let sample = start.prefix(64)
    guard sample.count >= 8 else { return false }
    let even = sample.enumerated().count { $0.offset % 2 == 0 && $0.element == 0 }
    let odd = sample.enumerated().count { $0.offset % 2 == 1 && $0.element == 0 }
    let half = sample.count / 2
    return even > half * 3 / 4 && odd == 0 || odd > half * 3 / 4 && even == 0
  }

  private static func isWebPage(_ start: [UInt8]) -> Bool {
    let text = String(decoding: start, as: UTF8.self).drop { $0.isWhitespace || $0 == "\u{FEFF}" }
    let begin = text.prefix(15).lowercased()
    return begin.hasPrefix("<!doctype html") || begin.hasPrefix("<html")
  }

  /// Goes on after "this is".
  private var name: LocalizedText {
    switch self {
    case .word: LocalizedText(nl: "een Word-document", en: "a Word document")
    case .excel: LocalizedText(nl: "een Excel-bestand", en: "an Excel file")
    case .presentation: LocalizedText(nl: "een presentatie", en: "a presentation")
    case .openText:
      LocalizedText(nl: "een tekstdocument (.odt)", en: "a text document (.odt)")
    case .openSheet: LocalizedText(nl: "een rekenblad (.ods)", en: "a spreadsheet (.ods)")
    case .archive:
      LocalizedText(nl: "een ingepakt bestand (.zip)", en: "a packed file (.zip)")
    case .pdf: LocalizedText(nl: "een PDF", en: "a PDF")
    case .picture: LocalizedText(nl: "een afbeelding", en: "a picture")
    case .webPage: LocalizedText(nl: "een webpagina", en: "a web page")
    case .richText:
      LocalizedText(nl: "een tekst met opmaak (.rtf)", en: "a text with layout (.rtf)")
    case .table: LocalizedText(nl: "een tabel (.csv)", en: "a table (.csv)")
    case .wideText: LocalizedText(nl: "een tekst in UTF-16", en: "a text in UTF-16")
    }
  }

  func notice(about file: String?) -> Notice {
    let mend =
      self == .wideText
      ? LocalizedText(
        nl: "bewaar het bestand opnieuw, met UTF-8 als codering",
        en: "save the file again, with UTF-8 as its encoding")
      : LocalizedText(
        nl: "kies het bestand met de antwoorden (.yaml of .json), of vul de vragen op de site in",
        en:
          "choose the file with the answers (.yaml or .json), or fill in the questions on the site")
    return Notice(
      about: file,
      LocalizedText(nl: "dit is \(name.nl) en geen plan", en: "this is \(name.en) and no plan"),
      mend: mend)
  }
}

extension Collection where Element == UInt8 {
  fileprivate func has(_ text: String) -> Bool { has(Array(text.utf8)) }

  fileprivate func has(_ wanted: [UInt8]) -> Bool {
    guard let first = wanted.first else { return true }
    var rest = self[...]
    while let place = rest.firstIndex(of: first) {
      if rest[place...].starts(with: wanted) { return true }
      rest = rest[index(after: place)...]
    }
    return false
  }
}
