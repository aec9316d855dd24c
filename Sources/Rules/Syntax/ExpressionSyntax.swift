/// One expression as its author wrote it; nothing is resolved yet.
///
/// Source: DMN 1.5, 10.3.1.2, the grammar rules named at each form. Chains of one operator level
/// (`a + b - c`) are flat, so that a long one is evaluated in a loop.
package struct ExpressionSyntax: Hashable, Sendable {
  package indirect enum Form: Hashable, Sendable {
    /// The text of a number literal, `1.50` or `2e3`.
    case number(String)
    /// A string literal, escapes resolved.
    case string(String)
    case boolean(Bool)
    case null
    /// The text between the quotes of `@"…"`.
    case atLiteral(String)
    case name(Name)
    /// `?`, the value under test in a unary test.
    case inputValue
    /// `context.member`
    case path(ExpressionSyntax, member: Name, memberRange: SourceRange)
    /// `list[condition]` or `list[index]`
    case filter(ExpressionSyntax, ExpressionSyntax)
    case call(ExpressionSyntax, ArgumentsSyntax)
    case negation(ExpressionSyntax)
    /// `first + a - b`, or `first * a / b`, or `first ** a ** b`; at least one more operand.
    case arithmetic(ExpressionSyntax, [ArithmeticOperand])
    case comparison(ExpressionSyntax, ComparisonOperator, ExpressionSyntax)
    case between(ExpressionSyntax, low: ExpressionSyntax, high: ExpressionSyntax)
    /// `value in test` or `value in (test, test)`
    case membership(ExpressionSyntax, [UnaryTestSyntax])
    /// Two operands or more.
    case conjunction([ExpressionSyntax])
    /// Two operands or more.
    case disjunction([ExpressionSyntax])
    case conditional(ExpressionSyntax, then: ExpressionSyntax, otherwise: ExpressionSyntax)
    case iteration([IteratorSyntax], result: ExpressionSyntax)
    case quantified(Quantifier, [IteratorSyntax], condition: ExpressionSyntax)
    case instance(ExpressionSyntax, TypeSyntax)
    case function([ParameterSyntax], body: ExpressionSyntax)
    /// `function(…) external {…}`: the body is the context expression after `external`.
    case externalFunction([ParameterSyntax], body: ExpressionSyntax)
    case list([ExpressionSyntax])
    case context([ContextEntrySyntax])
    case range(RangeSyntax)
    /// Where a fault was reported and parsing went on.
    case fault
  }

  package let form: Form
  package let range: SourceRange

  package init(_ form: Form, at range: SourceRange) {
    self.form = form
    self.range = range
  }
}

package enum ArithmeticOperator: String, Hashable, Sendable, CaseIterable {
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case power = "**"
}

package struct ArithmeticOperand: Hashable, Sendable {
  package let operation: ArithmeticOperator
  package let operand: ExpressionSyntax

  package init(_ operation: ArithmeticOperator, _ operand: ExpressionSyntax) {
    self.operation = operation
    self.operand = operand
  }
}

/// How two values are compared, as FEEL spells it. Source: DMN 1.5, 10.3.1.2.
public enum ComparisonOperator: String, Hashable, Sendable, CaseIterable {
  case equal = "="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="

  /// The one that holds where this does not.
  var negated: ComparisonOperator {
    switch self {
    case .equal: .notEqual
    case .notEqual: .equal
    case .less: .greaterOrEqual
    case .lessOrEqual: .greater
    case .greater: .lessOrEqual
    case .greaterOrEqual: .less
    }
  }

  /// The same comparison with the sides changed over.
  var mirrored: ComparisonOperator {
    switch self {
    case .equal: .equal
    case .notEqual: .notEqual
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    }
  }
}

package enum Quantifier: String, Hashable, Sendable {
  case some
  case every
}

/// `name in domain`, or `name in start..end`.
package struct IteratorSyntax: Hashable, Sendable {
  package enum Domain: Hashable, Sendable {
    case list(ExpressionSyntax)
    case range(from: ExpressionSyntax, to: ExpressionSyntax)
  }
  package let name: Name
  package let nameRange: SourceRange
  package let domain: Domain

}

package enum ArgumentsSyntax: Hashable, Sendable {
  case positional([ExpressionSyntax])
  case named([NamedArgumentSyntax])
}

package struct NamedArgumentSyntax: Hashable, Sendable {
  package let name: Name
  package let nameRange: SourceRange
  package let value: ExpressionSyntax

}

package struct ParameterSyntax: Hashable, Sendable {
  package let name: Name
  package let nameRange: SourceRange
  package let type: TypeSyntax?

  package init(name: Name, nameRange: SourceRange, type: TypeSyntax?) {
    self.name = name
    self.nameRange = nameRange
    self.type = type
  }
}

package struct ContextEntrySyntax: Hashable, Sendable {
  /// A string key keeps its text as it is; a name key has its white space made single.
  package let key: String
  package let keyRange: SourceRange
  package let value: ExpressionSyntax

  package init(key: String, keyRange: SourceRange, value: ExpressionSyntax) {
    self.key = key
    self.keyRange = keyRange
    self.value = value
  }
}

/// `[low..high]` with either end open, closed or absent: `(>= 5)` has no high end.
package struct RangeSyntax: Hashable, Sendable {
  /// The operator where the range is written as one, `(>= 5)`. Of `=` and `!=` both ends are the
  /// same expression; `!=` includes neither.
  package let comparison: ComparisonOperator?
  package let low: ExpressionSyntax?
  package let high: ExpressionSyntax?
  package let includesLow: Bool
  package let includesHigh: Bool

  package init(
    low: ExpressionSyntax?, high: ExpressionSyntax?, includesLow: Bool, includesHigh: Bool
  ) {
    comparison = nil
    self.low = low
    self.high = high
    self.includesLow = includesLow
    self.includesHigh = includesHigh
  }

  /// `(< bound)`. Source: DMN 1.5, 10.3.1.2.
  package init(_ comparison: ComparisonOperator, _ bound: ExpressionSyntax) {
    self.comparison = comparison
    low = comparison == .less || comparison == .lessOrEqual ? nil : bound
    high = comparison == .greater || comparison == .greaterOrEqual ? nil : bound
    includesLow = comparison == .greaterOrEqual || comparison == .equal
    includesHigh = comparison == .lessOrEqual || comparison == .equal
  }
}

/// One test of a value. Source: DMN 1.5, 10.3.1.2, rules 7 to 17.
package struct UnaryTestSyntax: Hashable, Sendable {
  package enum Form: Hashable, Sendable {
    /// `< 5`, `= x`, `!= x`: compares the value under test.
    case comparison(ComparisonOperator, ExpressionSyntax)
    /// Any expression, a range literal included: the value equals it, is in it, or it holds with `?`.
    case expression(ExpressionSyntax)
  }
  package let form: Form
  package let range: SourceRange

  package init(_ form: Form, at range: SourceRange) {
    self.form = form
    self.range = range
  }
}

/// The text of a table cell. Source: DMN 1.5, 10.3.1.2, rules 14 to 17.
package struct UnaryTestsSyntax: Hashable, Sendable {
  package enum Form: Hashable, Sendable {
    /// `-`
    case any
    /// `test, test`: at least one holds.
    case some([UnaryTestSyntax])
    /// `not(test, test)`: none holds.
    case none([UnaryTestSyntax])
  }
  package let form: Form
  package let range: SourceRange

  package init(_ form: Form, at range: SourceRange) {
    self.form = form
    self.range = range
  }
}

/// A type as written. Source: DMN 1.5, 10.3.1.2, rule 54 and following.
package struct TypeSyntax: Hashable, Sendable {
  package indirect enum Form: Hashable, Sendable {
    /// A type of the standard or of the model, by its qualified name with dots.
    case named(Name)
    case list(TypeSyntax)
    case range(TypeSyntax)
    case context([Member])
    case function([TypeSyntax], result: TypeSyntax)
  }
  package struct Member: Hashable, Sendable {
    package let name: Name
    package let type: TypeSyntax

  }
  package let form: Form
  package let range: SourceRange

  package init(_ form: Form, at range: SourceRange) {
    self.form = form
    self.range = range
  }
}
