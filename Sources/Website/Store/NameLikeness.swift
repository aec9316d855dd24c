import Foundation

/// Whether people could take the name of one organisation for that of another.
struct NameLikeness: Hashable, Sendable {
  /// What is left of a name to somebody who reads in haste: no case, no accents, no signs, no legal form, and one
  /// letter for all that look like it.
  private let outline: [Character]

  init(_ name: String) {
    // What is invisible is shown by its number in sharp brackets.
    let name = name.replacing(/⟨[^⟩]*⟩/, with: "")
    let folded = String(
      name.precomposedStringWithCompatibilityMapping.map { Self.capitals[$0] ?? $0 }
    )
    .folding(options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil)
    var words: [String] = []
    for word in folded.split(whereSeparator: { $0.isWhitespace || $0.isPunctuation && $0 != "." }) {
      let letters = String(word.compactMap { Self.letter($0) })
      if !letters.isEmpty { words.append(letters) }
    }
    let telling = words.filter { !Self.untold.contains($0) }
    var text = (telling.isEmpty ? words : telling).joined()
    for (pair, letter) in Self.pairs { text = text.replacing(pair, with: letter) }
    outline = Array(text)
  }

  func isLike(_ other: NameLikeness) -> Bool {
    guard !outline.isEmpty, !other.outline.isEmpty else { return false }
    let shorter = min(outline.count, other.outline.count)
    // In a short name every letter tells.
    let most = shorter >= 10 ? 2 : shorter >= 6 ? 1 : 0
    return distance(to: other, atMost: most) <= most
  }

  /// Letters to add, to leave out or to change (Levenshtein).
  private func distance(to other: NameLikeness, atMost most: Int) -> Int {
    let (left, right) = (outline, other.outline)
    guard abs(left.count - right.count) <= most else { return most + 1 }
    var row = Array(0...right.count)
    for (index, letter) in left.enumerated() {
      var diagonal = row[0]
      row[0] = index + 1
      for column in right.indices {
        let cost = letter == right[column] ? diagonal : diagonal + 1
        diagonal = row[column + 1]
        row[column + 1] = Swift.min(cost, row[column] + 1, diagonal + 1)
      }
    }
    return row[right.count]
  }

  private static func letter(_ character: Character) -> Character? {
    guard
      let letter = lookalikes[character]
        ?? (character.isLetter || character.isNumber ? character : nil)
    else { return nil }
    return letter == "i" ? "l" : letter
  }

  /// Legal forms and words that many names have.
  private static let untold = Set(
    [
      "bv", "nv", "ua", "stichting", "vereniging", "cooperatie", "cooperatief", "maatschap", "vof",
      "groep", "de", "het", "en", "van", "der", "den", "nederland", "zorgverzekeraar",
      "zorgverzekeringen", "verzekeringen", "onderlinge", "waarborgmaatschappij", "owm",
    ].map { $0.replacing("i", with: "l") })

  private static let pairs = [("rn", "m"), ("vv", "w")]

  /// Capitals that look like a letter of which the small one looks otherwise.
  private static let capitals: [Character: Character] = [
    "Ζ": "z", "Η": "h", "Μ": "m", "Ν": "n", "Ρ": "p", "Υ": "y", "Χ": "x", "Т": "t",
  ]

  /// Signs of other scripts, and digits, that look like a letter; and the letters that look like one another.
  private static let lookalikes: [Character: Character] = [
    "ᴀ": "a", "ʙ": "b", "ᴄ": "c", "ᴅ": "d", "ᴇ": "e", "ꜰ": "f", "ɢ": "g", "ʜ": "h", "ɪ": "i",
    "ᴊ": "j", "ᴋ": "k", "ʟ": "l", "ᴍ": "m", "ɴ": "n", "ᴏ": "o", "ᴘ": "p", "ʀ": "r", "ꜱ": "s",
    "ᴛ": "t", "ᴜ": "u", "ᴠ": "v", "ᴡ": "w", "ʏ": "y", "ᴢ": "z",
    "0": "o", "1": "l", "|": "l", "3": "e", "5": "s", "8": "b", "@": "a", "$": "s", "€": "e",
    "а": "a", "в": "b", "с": "c", "ԁ": "d", "е": "e", "һ": "h", "і": "i", "ј": "j", "к": "k",
    "м": "m", "н": "h", "о": "o", "р": "p", "ѕ": "s", "т": "t", "у": "y", "х": "x", "ѵ": "v",
    "ԝ": "w", "ո": "n", "α": "a", "β": "b", "ε": "e", "ι": "i", "κ": "k", "ν": "v", "ο": "o",
    "ρ": "p", "τ": "t", "υ": "u", "χ": "x", "ϲ": "c", "ω": "w", "ı": "i", "ł": "l", "ø": "o",
    "đ": "d",
  ]
}
