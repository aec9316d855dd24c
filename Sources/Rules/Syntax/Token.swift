/// A terminal symbol of FEEL and where it stands.
struct Token: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    /// Letters and digits that begin like a name.
    case word
    /// A word with a fixed meaning, unless it is part of a longer name.
    case keyword(Keyword)
    case number
    case string
    case symbol(Symbol)
    /// Something FEEL has no use for; the lexer has reported it.
    case unknown
    /// The end of the text.
    case end
  }

  let kind: Kind
  /// As written; of a string, its contents with the escapes resolved.
  let text: String
  let range: SourceRange
  /// Whether white space or a comment stands before it.
  let isSpaced: Bool

  /// Whether a declared name may hold this token. Source: DMN 1.5, 10.3.1.2.
  var isNamePart: Bool {
    switch kind {
    case .word, .keyword, .number: true
    case .symbol(let symbol): symbol.isNameSymbol
    case .string, .unknown, .end: false
    }
  }

  /// Whether a declared name may begin with this token.
  var isNameStart: Bool {
    switch kind {
    case .word, .keyword: true
    case .number, .symbol, .string, .unknown, .end: false
    }
  }

  /// Digits alone, as in `step 3`.
  var isInteger: Bool { kind == .number && text.utf8.allSatisfy { 48...57 ~= $0 } }
}

enum Keyword: String, Hashable, Sendable {
  case and
  case between
  case `else`
  case every
  case `false`
  case `for`
  case function
  case `if`
  case `in`
  case instance
  case null
  case or
  case `return`
  case satisfies
  case some
  case then
  case `true`

  /// Whether an operand may begin with it.
  var startsExpression: Bool {
    switch self {
    case .every, .false, .for, .function, .if, .null, .some, .true: true
    case .and, .between, .else, .in, .instance, .or, .return, .satisfies, .then: false
    }
  }
}

enum Symbol: String, Hashable, Sendable {
  case leftParenthesis = "("
  case rightParenthesis = ")"
  case leftBracket = "["
  case rightBracket = "]"
  case leftBrace = "{"
  case rightBrace = "}"
  case comma = ","
  case colon = ":"
  case dot = "."
  case dots = ".."
  case plus = "+"
  case minus = "-"
  case star = "*"
  case power = "**"
  case slash = "/"
  case equal = "="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case arrow = "->"
  case at = "@"
  case question = "?"
  case apostrophe = "'"

  /// Source: DMN 1.5, 10.3.1.2: additional name symbols.
  var isNameSymbol: Bool {
    [.dot, .slash, .minus, .apostrophe, .plus, .star, .power].contains(self)
  }

  var opens: Bool { self == .leftParenthesis || self == .leftBracket || self == .leftBrace }

  var closes: Bool { self == .rightParenthesis || self == .rightBracket || self == .rightBrace }

  var comparison: ComparisonOperator? { ComparisonOperator(rawValue: rawValue) }
}
