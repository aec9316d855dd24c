/// Reads the text of a pattern.
///
/// Groups are kept on a stack of the parser's own, so depth costs no machine stack.
///
/// Source: XPath and XQuery Functions and Operators 3.1, 5.6.1 Regular expression syntax, which
/// extends XML Schema 1.1 part 2, appendix G.
struct PatternParser {
  /// A pattern that was read.
  struct Result: Sendable {
    let syntax: PatternSyntax
    let groupCount: Int
  }

  /// One group that is still open.
  private struct OpenGroup {
    /// Offset of its `(`.
    let offset: Int
    /// `nil` for `(?:`.
    let number: Int?
    var branches: [PatternPiece] = []
    var parts: [PatternPiece] = []
    /// The groups that were certainly passed where this one starts.
    let passedBefore: Set<Int>
    /// The states of all that comes before it.
    let statesBefore: Int
  }

  var characters: [Unicode.Scalar] = []
  /// Where each character stands in the text as written.
  private var offsets: [Int] = []
  private let length: Int
  let flags: PatternFlags
  let limits: PatternLimits
  var position = 0

  private var open: [OpenGroup] = []
  private var groupCount = 0
  /// The states of all that was read, short of what a quantifier yet to come makes of it.
  private var states = 0
  /// What each closed group certainly matched; `nil` where that depends on the input.
  private var closed: [Int: [Unicode.Scalar]?] = [:]
  /// The groups that every way to this place has passed.
  private var passed: Set<Int> = []
  /// `passed` as it was before the last part, for when a quantifier makes that part optional.
  private var passedBeforePart: Set<Int> = []

  private init(_ text: String, flags: PatternFlags, limits: PatternLimits) {
    self.flags = flags
    self.limits = limits
    let written = Array(text.unicodeScalars)
    length = written.count
    let keepsSpace = !flags.isSpaced || flags.isQuoted
    var depth = 0
    var isEscaped = false
    for (offset, character) in written.enumerated() {
      let isSpace = CharacterClass.escape("s")?.contains(character.value) ?? false
      if isSpace, depth == 0, !keepsSpace { continue }
      if isEscaped {
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else if character == "[" {
        depth += 1
      } else if character == "]" {
        depth = max(depth - 1, 0)
      }
      characters.append(character)
      offsets.append(offset)
    }
  }

  static func parse(
    _ text: String, flags: PatternFlags, limits: PatternLimits
  ) throws(PatternError) -> Result {
    // Bytes first: counting the characters of an endless text would take as long as the text.
    guard text.utf8.count / 4 <= limits.pattern,
      text.unicodeScalars.count <= limits.pattern
    else { throw .patternTooLong(limits.pattern) }
    var parser = PatternParser(text, flags: flags, limits: limits)
    return flags.isQuoted ? try parser.quoted() : try parser.pattern()
  }

  /// The character at `position`; `nil` at the end.
  var next: Unicode.Scalar? { position < characters.count ? characters[position] : nil }

  /// Where `position`, or another place, is in the text as written.
  func offset(at place: Int? = nil) -> Int {
    let place = place ?? position
    return place < offsets.count ? offsets[place] : length
  }

  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard next == character else { return false }
    position += 1
    return true
  }

  private func quoted() throws(PatternError) -> Result {
    try check(characters.count, at: limits.states)
    let piece = PatternPiece.sequence(characters.map { .character($0) })
    return Result(syntax: piece.syntax, groupCount: 0)
  }

  private mutating func pattern() throws(PatternError) -> Result {
    open = [OpenGroup(offset: 0, number: nil, passedBefore: [], statesBefore: 0)]
    while let character = next {
      switch character {
      case "(": try openGroup()
      case ")": try closeGroup()
      case "|":
        let last = open.count - 1
        open[last].branches.append(.sequence(open[last].parts))
        open[last].parts = []
        passed = open[last].passedBefore
        position += 1
      case "*", "+", "?", "{":
        throw open[open.count - 1].parts.isEmpty
          ? .nothingToRepeat(character, at: offset()) : .repeatedTwice(character, at: offset())
      case "]", "}": throw .unescaped(character, at: offset())
      default:
        passedBeforePart = passed
        let piece = try part()
        try add(piece)
      }
    }
    let last = open[open.count - 1]
    guard open.count == 1 else { throw .unclosed("(", at: last.offset) }
    let whole = PatternPiece.choice(last.branches + [.sequence(last.parts)])
    try check(whole.states, at: position - 1)
    return Result(syntax: whole.syntax, groupCount: groupCount)
  }

  private mutating func openGroup() throws(PatternError) {
    guard open.count <= limits.nesting else {
      throw .nestedTooDeep(limits.nesting, at: offset())
    }
    let start = offset()
    position += 1
    var number: Int?
    if skip("?") {
      guard skip(":") else { throw .unknownGroupKind(at: start) }
    } else {
      groupCount += 1
      number = groupCount
    }
    open.append(
      OpenGroup(offset: start, number: number, passedBefore: passed, statesBefore: states))
  }

  private mutating func closeGroup() throws(PatternError) {
    guard open.count > 1, let group = open.popLast() else { throw .unescaped(")", at: offset()) }
    position += 1
    if !group.branches.isEmpty { passed = group.passedBefore }
    var piece = PatternPiece.choice(group.branches + [.sequence(group.parts)])
    if let number = group.number {
      closed[number] = .some(piece.fixedText)
      passed.insert(number)
      piece = .group(number, piece)
    }
    passedBeforePart = group.passedBefore
    states = group.statesBefore
    try add(piece)
  }

  /// Adds a part to the innermost group, with the quantifier that follows it, if any.
  private mutating func add(_ piece: PatternPiece) throws(PatternError) {
    let start = position
    var piece = piece
    if let quantifier = try quantifier() {
      if quantifier.least == 0 { passed = passedBeforePart }
      guard let repeated = piece.repeated(quantifier) else {
        throw .tooManyStates(limits.states, at: offset(at: start))
      }
      piece = repeated
      try check(piece.states, at: start)
    }
    states += piece.states
    try check(states, at: position - 1)
    open[open.count - 1].parts.append(piece)
  }

  private func check(_ states: Int, at place: Int) throws(PatternError) {
    // One state is kept for the end of the program.
    guard states < limits.states else {
      throw .tooManyStates(limits.states, at: offset(at: max(place, 0)))
    }
  }

  /// A part that is no group.
  private mutating func part() throws(PatternError) -> PatternPiece {
    let start = offset()
    guard let character = next else { return .empty }
    position += 1
    switch character {
    case ".": return .characters(flags.isDotAll ? .all : CharacterClass.lineBreaks.complement)
    case "^": return .start
    case "$": return .end
    case "[":
      position -= 1
      return .characters(try characterClass())
    case "\\":
      if let digit = next, digit.isDigit { return try backReference(from: start) }
      switch try escape(from: start) {
      case .character(let character): return .character(character)
      case .set(let set): return .characters(set)
      }
    default: return .character(character)
    }
  }

  private mutating func quantifier() throws(PatternError) -> PatternQuantifier? {
    var least = 0
    var greatest: Int?
    switch next {
    case "?": greatest = 1
    case "*": break
    case "+": least = 1
    case "{":
      let start = offset()
      position += 1
      guard let number = number() else { throw .malformedQuantity(at: start) }
      least = number
      greatest = number
      if skip(",") { greatest = self.number() }
      guard next == "}" else { throw .malformedQuantity(at: start) }
      if let greatest, greatest < least { throw .quantityReversed(at: start) }
    default: return nil
    }
    position += 1
    return PatternQuantifier(least: least, greatest: greatest, isReluctant: skip("?"))
  }

  /// Digits as a number, capped far past every limit; `nil` where there is no digit.
  private mutating func number() -> Int? {
    var result: Int?
    while let digit = next, digit.isDigit {
      result = min((result ?? 0) * 10 + Int(digit.value - 0x30), 1_000_000_000)
      position += 1
    }
    return result
  }

  /// `\1` and so on: more digits belong to the number as long as so many groups are closed.
  ///
  /// A reference to variable text cannot be matched in linear time. One to fixed text that was
  /// certainly passed is that text once more.
  private mutating func backReference(from start: Int) throws(PatternError) -> PatternPiece {
    var number = 0
    while let digit = next, digit.isDigit {
      let longer = number * 10 + Int(digit.value - 0x30)
      if number > 0, closed[longer] == nil { break }
      number = longer
      position += 1
      if number == 0 { break }
    }
    guard let text = closed[number] else { throw .unknownGroup(number, at: start) }
    guard let text, passed.contains(number) else {
      throw .variableBackReference(number, at: start)
    }
    return .sequence(text.map { .character($0) })
  }
}
