/// The part of the parser that reads escapes and what stands between `[` and `]`.
///
/// Source: XML Schema 1.1 part 2, G.4 Character classes.
extension PatternParser {
  /// What a backslash and its letter mean.
  enum Escape {
    case character(Unicode.Scalar)
    case set(CharacterClass)
  }

  /// Reads on after a backslash that stands at `start`.
  mutating func escape(from start: Int) throws(PatternError) -> Escape {
    guard let letter = next else { throw .danglingBackslash(at: start) }
    position += 1
    switch letter {
    case "n": return .character("\n")
    case "r": return .character("\r")
    case "t": return .character("\t")
    case "\\", "|", ".", "?", "*", "+", "(", ")", "{", "}", "-", "[", "]", "^", "$":
      return .character(letter)
    case "p": return .set(try property(from: start))
    case "P": return .set(try property(from: start).complement)
    default:
      guard let set = CharacterClass.escape(letter) else {
        throw .unknownEscape(letter, at: start)
      }
      return .set(set)
    }
  }

  /// `{Lu}` or `{IsBasicLatin}`.
  private mutating func property(from start: Int) throws(PatternError) -> CharacterClass {
    guard skip("{") else { throw .malformedProperty(at: start) }
    var name = ""
    while let character = next, character != "}" {
      name.unicodeScalars.append(character)
      position += 1
    }
    guard skip("}"), !name.isEmpty else { throw .malformedProperty(at: start) }
    let set =
      name.hasPrefix("Is")
      ? CharacterBlock.named(String(name.dropFirst(2))) : CharacterCategory.named(name)
    guard let set else { throw .unknownProperty(name, at: start) }
    return set
  }

  /// A class whose `[` was read and whose `]` was not.
  private struct OpenClass {
    let offset: Int
    let isNegative: Bool
    /// What was listed, case-variants included.
    var set: CharacterClass
  }

  /// `[…]`, with what `-[…]` takes out. Classes inside each other are kept on a stack.
  mutating func characterClass() throws(PatternError) -> CharacterClass {
    var open = [try openClass()]
    while true {
      guard skip("]") else {
        // After the list only a subtraction can follow, and the list stops before `-[`.
        guard skip("-") else { throw .unclosed("[", at: open[open.count - 1].offset) }
        guard open.count < limits.nesting else {
          throw .nestedTooDeep(limits.nesting, at: offset())
        }
        open.append(try openClass())
        continue
      }
      var set = CharacterClass.none
      while let inner = open.popLast() {
        let listed = inner.isNegative ? inner.set.complement : inner.set
        set = listed.subtracting(set)
        if open.isEmpty { return set }
        guard skip("]") else {
          guard next != nil else { throw .unclosed("[", at: open[open.count - 1].offset) }
          throw .subtractionNotLast(at: offset())
        }
      }
    }
  }

  /// Reads `[`, `^` and the list, up to `]`, `-[` or the end of the text.
  private mutating func openClass() throws(PatternError) -> OpenClass {
    let start = offset()
    position += 1
    let isNegative = skip("^")
    var characters: [ClosedRange<UInt32>] = []
    var sets: [ClosedRange<UInt32>] = []
    let first = position
    while let character = next, character != "]", !isSubtraction {
      let place = offset()
      switch try classMember(isFirst: position == first) {
      case .set(let set):
        sets += set.ranges
        if next == "-", !isHyphenLast { throw .rangeNeedsCharacters(at: offset()) }
      case .character(let from):
        guard next == "-", !isHyphenLast else {
          characters.append(from.value...from.value)
          continue
        }
        // A hyphen that opens the list stands for itself and can start no range.
        guard character != "-" else { throw .rangeNeedsCharacters(at: offset()) }
        position += 1
        guard next != nil else { throw .unclosed("[", at: start) }
        guard next != "-", case .character(let to) = try classMember(isFirst: false) else {
          throw .rangeNeedsCharacters(at: place)
        }
        guard from.value <= to.value else { throw .rangeReversed(at: place) }
        characters.append(from.value...to.value)
        if next == "-", !isHyphenLast { throw .rangeNeedsCharacters(at: offset()) }
      }
    }
    guard position > first else {
      if next == nil { throw .unclosed("[", at: start) }
      throw .emptyClass(at: start)
    }
    var set = CharacterClass(characters)
    if flags.ignoresCase { set = set.withCaseVariants }
    return OpenClass(
      offset: start, isNegative: isNegative, set: set.union(CharacterClass(sets)))
  }

  private var isSubtraction: Bool { next == "-" && following(1) == "[" }

  /// Whether the hyphen at `position` is the last of its list, so that it stands for itself or
  /// starts a subtraction.
  private var isHyphenLast: Bool {
    switch following(1) {
    case "]", "[": true
    case "-": following(2) == "["
    default: false
    }
  }

  private func following(_ count: Int) -> Unicode.Scalar? {
    position + count < characters.count ? characters[position + count] : nil
  }

  /// One character or escape of a list.
  private mutating func classMember(isFirst: Bool) throws(PatternError) -> Escape {
    let start = offset()
    guard let character = next else { return .set(.none) }
    position += 1
    switch character {
    case "\\":
      if let digit = next, digit.isDigit { throw .backReferenceInClass(at: start) }
      return try escape(from: start)
    case "[": throw .unescaped("[", at: start)
    case "-":
      guard isFirst || next == "]" || isSubtraction else {
        throw .rangeNeedsCharacters(at: start)
      }
      return .character("-")
    default: return .character(character)
    }
  }
}
