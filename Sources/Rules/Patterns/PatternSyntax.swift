/// A pattern as its author wrote it.
indirect enum PatternSyntax: Hashable, Sendable {
  /// Matches the empty text.
  case empty
  /// One character that stands for itself.
  case character(Unicode.Scalar)
  /// Any one character of a set.
  case characters(CharacterClass)
  /// `^`
  case start
  /// `$`
  case end
  case sequence([PatternSyntax])
  /// Alternatives, the first one preferred.
  case choice([PatternSyntax])
  /// A group whose text can be asked for; groups count from 1 in the order of their `(`.
  case group(Int, PatternSyntax)
  case repeated(PatternSyntax, PatternQuantifier)
}

extension PatternSyntax {
  /// Whether it can match the empty text.
  var isNullable: Bool {
    switch self {
    case .empty, .start, .end: true
    case .character, .characters: false
    case .sequence(let parts): parts.allSatisfy(\.isNullable)
    case .choice(let branches): branches.contains(where: \.isNullable)
    case .group(_, let part): part.isNullable
    case .repeated(let part, let quantifier): quantifier.least == 0 || part.isNullable
    }
  }
}

/// How often something is repeated.
struct PatternQuantifier: Hashable, Sendable {
  let least: Int
  /// `nil` where there is no greatest.
  let greatest: Int?
  /// `true` for `*?`, `+?`, `??` and `{…}?`: as few as possible.
  let isReluctant: Bool
}

/// A part of a pattern with what its parser knows of it.
struct PatternPiece: Sendable {
  let syntax: PatternSyntax
  /// How many states its program takes.
  let states: Int
  /// The one text that it matches, case aside; `nil` where it can match several.
  let fixedText: [Unicode.Scalar]?
}

extension PatternPiece {
  static let empty = PatternPiece(syntax: .empty, states: 0, fixedText: [])

  static let start = PatternPiece(syntax: .start, states: 1, fixedText: nil)

  static let end = PatternPiece(syntax: .end, states: 1, fixedText: nil)

  static func character(_ character: Unicode.Scalar) -> PatternPiece {
    PatternPiece(
      syntax: .character(character), states: 1, fixedText: [character])
  }

  static func characters(_ set: CharacterClass) -> PatternPiece {
    PatternPiece(syntax: .characters(set), states: 1, fixedText: nil)
  }

  static func sequence(_ parts: [PatternPiece]) -> PatternPiece {
    if parts.isEmpty { return .empty }
    if parts.count == 1 { return parts[0] }
    let texts = parts.compactMap(\.fixedText)
    return PatternPiece(
      syntax: .sequence(parts.map(\.syntax)), states: parts.reduce(0) { $0 + $1.states },
      fixedText: texts.count == parts.count ? Array(texts.joined()) : nil)
  }

  static func choice(_ parts: [PatternPiece]) -> PatternPiece {
    if parts.count == 1 { return parts[0] }
    return PatternPiece(
      syntax: .choice(parts.map(\.syntax)),
      states: parts.reduce(parts.count - 1) { $0 + $1.states }, fixedText: nil)
  }

  static func group(_ number: Int, _ part: PatternPiece) -> PatternPiece {
    PatternPiece(
      syntax: .group(number, part.syntax), states: part.states + 2, fixedText: part.fixedText)
  }

  /// `nil` where it takes more states than a machine can count.
  func repeated(_ quantifier: PatternQuantifier) -> PatternPiece? {
    // A copy of nothing takes no state, but it does take time to make.
    let copy = max(states, 1)
    let copies = max(quantifier.greatest ?? max(quantifier.least, 1), quantifier.least)
    let (copied, isTooMuch) = copy.multipliedReportingOverflow(by: copies)
    let splits = quantifier.greatest.map { $0 - quantifier.least } ?? 2
    let (total, isPastCount) = copied.addingReportingOverflow(splits)
    guard !isTooMuch, !isPastCount else { return nil }
    return PatternPiece(
      syntax: .repeated(syntax, quantifier), states: total, fixedText: nil)
  }
}
