/// Conditions in FEEL under which something that a value rests on is missing, joined by "or". None of
/// them is ever `null` where it matters, and none holds of a plan that is complete.
struct Gaps: Sendable {
  /// An answer is missing.
  var answers: [ExpressionSyntax] = []
  /// A parameter or a judgement is missing.
  var others: [ExpressionSyntax] = []

  static let none = Gaps()

  var isEmpty: Bool { answers.isEmpty && others.isEmpty }
  var all: [ExpressionSyntax] { answers + others }

  static func + (left: Gaps, right: Gaps) -> Gaps {
    Gaps(
      answers: distinct(left.answers + right.answers),
      others: distinct(left.others + right.others))
  }

  static func += (left: inout Gaps, right: Gaps) { left = left + right }

  /// Each condition made into another, of each kind apart; all conditions of a kind are given at once.
  func map(_ change: (ExpressionSyntax) -> ExpressionSyntax) -> Gaps {
    Gaps(
      answers: answers.isEmpty ? [] : [change(.anyOf(answers))],
      others: others.isEmpty ? [] : [change(.anyOf(others))])
  }

  private static func distinct(_ conditions: [ExpressionSyntax]) -> [ExpressionSyntax] {
    guard conditions.count > 1 else { return conditions }
    var seen: Set<String> = []
    return conditions.filter { seen.insert($0.spelling).inserted }
  }
}

// Trees that are made, not read.
extension ExpressionSyntax {
  init(_ form: Form) { self.init(form, at: .nowhere) }

  static let null = ExpressionSyntax(.null)

  static func name(_ name: Name) -> ExpressionSyntax { ExpressionSyntax(.name(name)) }

  static func string(_ text: String) -> ExpressionSyntax { ExpressionSyntax(.string(text)) }

  func member(_ name: String) -> ExpressionSyntax {
    ExpressionSyntax(.path(self, member: Name(name), memberRange: SourceRange(0, 0)))
  }

  func compared(_ comparison: ComparisonOperator, _ other: ExpressionSyntax) -> ExpressionSyntax {
    ExpressionSyntax(.comparison(self, comparison, other))
  }

  var isNull: ExpressionSyntax { compared(.equal, .null) }
  var isNotNull: ExpressionSyntax { compared(.notEqual, .null) }

  static func anyOf(_ conditions: [ExpressionSyntax]) -> ExpressionSyntax {
    let parts = conditions.flatMap { condition in
      if case .disjunction(let parts) = condition.form { parts } else { [condition] }
    }
    guard let first = parts.first else { return ExpressionSyntax(.boolean(false)) }
    return parts.count == 1 ? first : ExpressionSyntax(.disjunction(parts))
  }

  func and(_ other: ExpressionSyntax) -> ExpressionSyntax {
    ExpressionSyntax(.conjunction([self, other]))
  }

  func then(_ positive: ExpressionSyntax, otherwise: ExpressionSyntax) -> ExpressionSyntax {
    ExpressionSyntax(.conditional(self, then: positive, otherwise: otherwise))
  }

  /// `some name in self satisfies condition`
  func some(_ name: Name, _ condition: ExpressionSyntax) -> ExpressionSyntax {
    let iterator = IteratorSyntax(
      name: name, nameRange: SourceRange(0, 0), domain: .list(self))
    return ExpressionSyntax(.quantified(.some, [iterator], condition: condition))
  }

  static func call(_ function: Name, _ arguments: [ExpressionSyntax]) -> ExpressionSyntax {
    ExpressionSyntax(.call(.name(function), .positional(arguments)))
  }

  /// `null` where one of the gaps is there.
  func unless(_ gaps: Gaps) -> ExpressionSyntax {
    gaps.isEmpty ? self : ExpressionSyntax.anyOf(gaps.all).then(.null, otherwise: self)
  }
}
