/// The tokens of one text, and what the text holds that is no token.
///
/// Source: DMN 1.5, 10.3.1.2.
struct Lexer {
  private let text: String.UTF8View
  private let scalars: [Unicode.Scalar]
  private let numberLength: Int
  private var index = 0
  private var offset = 0
  private var isSpaced = false
  private(set) var tokens: [Token] = []
  private(set) var faults: [Fault] = []

  /// Reads the whole text; the last token is always `end`.
  init(_ text: String, numberLength: Int = SyntaxLimits.standard.numberLength) {
    self.text = text.utf8
    scalars = Array(text.unicodeScalars)
    self.numberLength = numberLength
    while skipSpace(), let scalar = peek() { read(scalar) }
    append(.end, "", from: offset)
  }

  private func peek(_ distance: Int = 0) -> Unicode.Scalar? {
    let place = index + distance
    return place < scalars.count ? scalars[place] : nil
  }

  private mutating func advance() {
    offset += UTF8.width(scalars[index])
    index += 1
  }

  private mutating func append(_ kind: Token.Kind, _ text: String, from start: Int) {
    tokens.append(
      Token(kind: kind, text: text, range: SourceRange(start, offset), isSpaced: isSpaced))
    isSpaced = false
  }

  private mutating func report(_ fault: Fault) { faults.append(fault) }

  /// The text read since the byte `start`.
  private func written(since start: Int) -> String {
    let first = text.index(text.startIndex, offsetBy: start)
    let end = text.index(first, offsetBy: offset - start)
    return String(Substring(text[first..<end]))
  }

  private mutating func read(_ scalar: Unicode.Scalar) {
    if scalar.isDigit || (scalar == "." && peek(1)?.isDigit == true) {
      readNumber()
    } else if scalar.startsFEELName {
      readWord()
    } else if scalar == "\"" {
      readString()
    } else {
      readSymbol(scalar)
    }
  }

  /// Passes white space and comments; always true, so that a loop can ask it first.
  private mutating func skipSpace() -> Bool {
    while let scalar = peek() {
      if scalar.isFEELSpace {
        advance()
      } else if scalar == "/", peek(1) == "/" {
        while let next = peek(), !next.isFEELLineEnd { advance() }
      } else if scalar == "/", peek(1) == "*" {
        skipBlockComment()
      } else {
        break
      }
      isSpaced = true
    }
    return true
  }

  private mutating func skipBlockComment() {
    let start = offset
    advance()
    advance()
    while let scalar = peek() {
      if scalar == "*", peek(1) == "/" {
        advance()
        advance()
        return
      }
      advance()
    }
    report(.unclosedComment(at: SourceRange(start, start + 2)))
  }

  private mutating func readWord() {
    let start = offset
    while let scalar = peek(), scalar.continuesFEELName { advance() }
    let text = written(since: start)
    if text == "?" {
      append(.symbol(.question), text, from: start)
    } else if let keyword = Keyword(rawValue: text) {
      append(.keyword(keyword), text, from: start)
    } else {
      append(.word, text, from: start)
    }
  }

  private mutating func readNumber() {
    let start = offset
    let first = index
    skipDigits()
    if peek() == ".", peek(1)?.isDigit == true {
      advance()
      skipDigits()
    }
    if peek() == "e" || peek() == "E" {
      let sign = peek(1) == "+" || peek(1) == "-" ? 1 : 0
      if peek(1 + sign)?.isDigit == true {
        for _ in 0...sign { advance() }
        skipDigits()
      }
    }
    if index - first > numberLength {
      report(.longNumber(limit: numberLength, at: SourceRange(start, offset)))
    }
    append(.number, written(since: start), from: start)
  }

  private mutating func skipDigits() {
    while let scalar = peek(), scalar.isDigit { advance() }
  }

  private mutating func readString() {
    let start = offset
    var text = String.UnicodeScalarView()
    advance()
    while let scalar = peek(), !scalar.isFEELLineEnd {
      if scalar == "\"" {
        advance()
        append(.string, String(text), from: start)
        return
      }
      if scalar == "\\" {
        readEscape(into: &text)
      } else {
        text.append(scalar)
        advance()
      }
    }
    report(.unclosedString(at: SourceRange(start, offset)))
    append(.string, String(text), from: start)
    skipRest()
  }

  /// After a string without end nobody knows what is text and what is not.
  private mutating func skipRest() {
    let start = offset
    while index < scalars.count { advance() }
    append(.unknown, "", from: start)
  }

  private mutating func readEscape(into text: inout String.UnicodeScalarView) {
    let start = offset
    let (meaning, count) = StringEscape.read(scalars[index...])
    for _ in 0..<count { advance() }
    if let meaning {
      text.append(contentsOf: meaning)
    } else {
      report(.unknownEscape(written(since: start), at: SourceRange(start, offset)))
    }
  }

  /// Words that authors know from elsewhere, read as what FEEL has for them.
  private static let foreign: [(written: String, meant: Symbol)] = [
    ("==", .equal), ("≠", .notEqual), ("≤", .lessOrEqual), ("≥", .greaterOrEqual),
  ]

  private static let symbols: [[Unicode.Scalar]: Symbol] = [
    ["("]: .leftParenthesis, [")"]: .rightParenthesis, ["["]: .leftBracket,
    ["]"]: .rightBracket, ["{"]: .leftBrace, ["}"]: .rightBrace, [","]: .comma,
    [":"]: .colon, ["."]: .dot, [".", "."]: .dots, ["+"]: .plus, ["-"]: .minus,
    ["*"]: .star, ["*", "*"]: .power, ["/"]: .slash, ["="]: .equal, ["!", "="]: .notEqual,
    ["<"]: .less, ["<", "="]: .lessOrEqual, [">"]: .greater, [">", "="]: .greaterOrEqual,
    ["-", ">"]: .arrow, ["@"]: .at, ["'"]: .apostrophe, ["\u{2019}"]: .apostrophe,
  ]

  private mutating func readSymbol(_ scalar: Unicode.Scalar) {
    let start = offset
    let next = peek(1)
    for (written, meant) in Self.foreign where starts(with: written) {
      for _ in written.unicodeScalars { advance() }
      report(.foreignSymbol(written, meant: meant.rawValue, at: SourceRange(start, offset)))
      append(.symbol(meant), meant.rawValue, from: start)
      return
    }
    if let next, let symbol = Self.symbols[[scalar, next]] {
      advance()
      advance()
      append(.symbol(symbol), symbol.rawValue, from: start)
    } else if let symbol = Self.symbols[[scalar]] {
      advance()
      append(.symbol(symbol), String(scalar), from: start)
    } else {
      advance()
      if scalar == "&" || scalar == "|", next == scalar { advance() }
      let text = written(since: start)
      report(.unknownCharacter(text, at: SourceRange(start, offset)))
      append(.unknown, text, from: start)
    }
  }

  private func starts(with text: String) -> Bool {
    var place = index
    for scalar in text.unicodeScalars {
      guard place < scalars.count, scalars[place] == scalar else { return false }
      place += 1
    }
    return true
  }
}
