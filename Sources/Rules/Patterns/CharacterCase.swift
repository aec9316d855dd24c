/// Which characters are the same but for their case.
///
/// Two characters are case-variants when their lower-case texts are equal or their upper-case
/// texts are. So `K` (U+212A KELVIN SIGN) is a variant of `k`.
///
/// Source: XPath and XQuery Functions and Operators 3.1, 5.6.2 Flags.
enum CharacterCase {
  /// Every character that has case is in one of these; outside them nobody needs to look.
  static let blocks: [ClosedRange<UInt32>] = [
    0x0041...0x0587, 0x10A0...0x10FF, 0x13A0...0x13FD, 0x1C80...0x1FFC, 0x2126...0x2184,
    0x24B6...0x24E9, 0x2C00...0x2D2D, 0xA640...0xA7F6, 0xAB53...0xABBF, 0xFB00...0xFB17,
    0xFF21...0xFF5A, 0x10400...0x105BC, 0x10C80...0x10D85, 0x118A0...0x118DF, 0x16E40...0x16ED3,
    0x1E900...0x1E943,
  ]

  /// The variants of one character, itself among them.
  struct Variants: Sendable {
    let character: UInt32
    let variants: [UInt32]
  }

  /// A key that keeps upper case from being compared with lower case. It holds characters, since
  /// a `String` would take U+212A KELVIN SIGN for `K` whatever the case.
  private struct CasedText: Hashable {
    let isUpper: Bool
    let characters: [UInt32]
  }

  /// In order of character; a character without other variants is absent.
  static let table: [Variants] = {
    var sameText: [CasedText: Set<UInt32>] = [:]
    for character in blocks.joined().compactMap({ Unicode.Scalar($0) })
    where character.properties.changesWhenCaseMapped {
      let properties = character.properties
      for (isUpper, text) in [
        (false, properties.lowercaseMapping), (true, properties.uppercaseMapping),
      ] {
        let cased = CasedText(isUpper: isUpper, characters: text.unicodeScalars.map(\.value))
        sameText[cased, default: []].insert(character.value)
        if let only = cased.characters.first, cased.characters.count == 1 {
          sameText[cased, default: []].insert(only)
        }
      }
    }
    var variants: [UInt32: Set<UInt32>] = [:]
    for same in sameText.values where same.count > 1 {
      for character in same { variants[character, default: []].formUnion(same) }
    }
    return variants.map { Variants(character: $0.key, variants: $0.value.sorted()) }
      .sorted { $0.character < $1.character }
  }()
}

extension CharacterClass {
  /// This set with the case-variants of all its characters.
  var withCaseVariants: CharacterClass {
    let table = CharacterCase.table
    var result = ranges
    for range in ranges {
      var low = 0
      var high = table.count
      while low < high {
        let middle = (low + high) / 2
        if table[middle].character < range.lowerBound { low = middle + 1 } else { high = middle }
      }
      while low < table.count, table[low].character <= range.upperBound {
        result += table[low].variants.map { $0...$0 }
        low += 1
      }
    }
    return CharacterClass(result)
  }
}
