/// The general categories of Unicode, as sets of characters.
///
/// Source: XML Schema 1.1 part 2, G.4.2.2 Category escapes.
enum CharacterCategory {
  /// The set of `\p{name}`; one letter is the union of all that start with it. `nil` where there
  /// is no such category.
  static func named(_ name: String) -> CharacterClass? {
    guard name != "Cs" else { return nil }  // surrogates are no characters
    if let set = table[name] { return set }
    guard name.utf8.count == 1 else { return nil }
    let parts = table.filter { $0.key.hasPrefix(name) }
    guard !parts.isEmpty else { return nil }
    return CharacterClass(parts.values.flatMap(\.ranges))
  }

  /// By two-letter name.
  private static let table: [String: CharacterClass] = {
    var ranges: [String: [ClosedRange<UInt32>]] = [:]
    var start: UInt32 = 0
    var current = category(0)
    for character in populated.joined() where character != 0 {
      let next = category(character)
      if next != current || character == populated[1].lowerBound {
        let end = character == populated[1].lowerBound ? populated[0].upperBound : character - 1
        ranges[current, default: []].append(start...end)
        start = character
        current = next
      }
    }
    ranges[current, default: []].append(start...populated[1].upperBound)
    ranges["Cn", default: []] += unassigned
    ranges["Co", default: []] += privateUse
    return ranges.mapValues { CharacterClass($0) }
  }()

  /// The planes that hold characters of more than one category.
  private static let populated: [ClosedRange<UInt32>] = [0...0x3FFFF, 0xE0000...0xEFFFF]
  /// The planes without a character, and the last two places of the private planes.
  private static let unassigned: [ClosedRange<UInt32>] = [
    0x40000...0xDFFFF, 0xFFFFE...0xFFFFF, 0x10FFFE...0x10FFFF,
  ]
  private static let privateUse: [ClosedRange<UInt32>] = [0xF0000...0xFFFFD, 0x100000...0x10FFFD]

  private static func category(_ character: UInt32) -> String {
    guard let scalar = Unicode.Scalar(character) else { return "Cs" }
    return switch scalar.properties.generalCategory {
    case .uppercaseLetter: "Lu"
    case .lowercaseLetter: "Ll"
    case .titlecaseLetter: "Lt"
    case .modifierLetter: "Lm"
    case .otherLetter: "Lo"
    case .nonspacingMark: "Mn"
    case .spacingMark: "Mc"
    case .enclosingMark: "Me"
    case .decimalNumber: "Nd"
    case .letterNumber: "Nl"
    case .otherNumber: "No"
    case .connectorPunctuation: "Pc"
    case .dashPunctuation: "Pd"
    case .openPunctuation: "Ps"
    case .closePunctuation: "Pe"
    case .initialPunctuation: "Pi"
    case .finalPunctuation: "Pf"
    case .otherPunctuation: "Po"
    case .spaceSeparator: "Zs"
    case .lineSeparator: "Zl"
    case .paragraphSeparator: "Zp"
    case .mathSymbol: "Sm"
    case .currencySymbol: "Sc"
    case .modifierSymbol: "Sk"
    case .otherSymbol: "So"
    case .control: "Cc"
    case .format: "Cf"
    case .surrogate: "Cs"
    case .privateUse: "Co"
    case .unassigned: "Cn"
    @unknown default: "Cn"
    }
  }
}

/// The classes that have a letter of their own.
///
/// Source: XML Schema 1.1 part 2, G.4.2.5 Multi-character escapes.
extension CharacterClass {
  /// `\s`, `\d`, `\w`, `\i`, `\c` and, as capitals, all but them; `nil` for other letters.
  static func escape(_ letter: Unicode.Scalar) -> CharacterClass? {
    switch letter {
    case "s": whiteSpace
    case "S": whiteSpace.complement
    case "d": digits
    case "D": digits.complement
    case "w": wordCharacters
    case "W": wordCharacters.complement
    case "i": nameStart
    case "I": nameStart.complement
    case "c": nameCharacters
    case "C": nameCharacters.complement
    default: nil
    }
  }

  static let lineBreaks = CharacterClass(of: "\n\r")

  private static let whiteSpace = CharacterClass(of: " \t\n\r")

  private static let digits = CharacterCategory.named("Nd") ?? .none

  /// All but punctuation, separators and "other".
  private static let wordCharacters = CharacterClass(
    ["P", "Z", "C"].flatMap { CharacterCategory.named($0)?.ranges ?? [] } + [0xD800...0xDFFF]
  ).complement

  /// What an XML name can start with, the colon included.
  private static let nameStart = CharacterClass([
    0x3A...0x3A, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2FF,
    0x370...0x37D, 0x37F...0x1FFF, 0x200C...0x200D, 0x2070...0x218F, 0x2C00...0x2FEF,
    0x3001...0xD7FF, 0xF900...0xFDCF, 0xFDF0...0xFFFD, 0x10000...0xEFFFF,
  ])

  private static let nameCharacters = nameStart.union(
    CharacterClass([
      0x2D...0x2E, 0x30...0x39, 0xB7...0xB7, 0x300...0x36F, 0x203F...0x2040,
    ]))
}
