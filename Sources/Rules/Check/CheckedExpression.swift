/// An expression whose every name is found and whose types agree; the compiler turns it into code.
package struct CheckedExpression: Sendable {
  package indirect enum Form: Sendable {
    case constant(Value)
    /// An input or a decision of the model.
    case slot(Int)
    /// A local name: the place above the base of the current call.
    case local(Int)
    /// A name inside a filter whose items are of no known type: the item's member, else the other.
    case itemMember(String, item: Int, otherwise: CheckedExpression?)
    case path(CheckedExpression, member: String)
    case filter(CheckedExpression, condition: CheckedExpression, item: Int)
    case call(CheckedExpression, [CheckedExpression])
    case callNamed(CheckedExpression, [(name: Name, value: CheckedExpression)])
    case callBuiltIn(BuiltIn, [CheckedExpression])
    case callBuiltInNamed(BuiltIn, [(name: Name, value: CheckedExpression)])
    case negation(CheckedExpression)
    case arithmetic(
      CheckedExpression, [(operation: ArithmeticOperator, operand: CheckedExpression)])
    case comparison(CheckedExpression, ComparisonOperator, CheckedExpression)
    case between(CheckedExpression, low: CheckedExpression, high: CheckedExpression)
    /// The value under test is kept in a local place, so that `?` may be read any number of times.
    case membership(CheckedExpression, CheckedTests, input: Int)
    case conjunction([CheckedExpression])
    case disjunction([CheckedExpression])
    case conditional(CheckedExpression, then: CheckedExpression, otherwise: CheckedExpression)
    /// `partial` is kept at the local place `partial`.
    case iteration([CheckedIterator], result: CheckedExpression, partial: Int)
    case quantified(Quantifier, [CheckedIterator], condition: CheckedExpression)
    case instance(CheckedExpression, ValueType)
    case function([FunctionValue.Parameter], body: CheckedExpression, captured: Int)
    case list([CheckedExpression])
    /// Entry `i` is kept at the local place `first + i` while the later ones are computed.
    case context([(key: String, value: CheckedExpression)], first: Int)
    case range(
      low: CheckedExpression?, includesLow: Bool, high: CheckedExpression?, includesHigh: Bool)
    /// `(= value)`, or `(!= value)`.
    case pointRange(CheckedExpression, isExcluded: Bool)
    case table(CheckedTable)
    /// `null`, and why.
    case noValue(LocalizedText)
    /// An expression with a text of its own: the ranges in it are places there.
    case placed(CheckedExpression, Remark.Origin)
    /// The value as one of a type, after the conversions of the standard, or `null`. The name is what
    /// people call it.
    case conversion(CheckedExpression, CheckedType, Name)
    /// `null` where the value at a local place does not meet what its type asks besides.
    case guarded([(place: Int, type: CheckedType, name: Name)], CheckedExpression)
    /// As `conditional`, but `null` where the condition is neither true nor false.
    case boxedConditional(
      CheckedExpression, then: CheckedExpression, otherwise: CheckedExpression)
    /// As `filter`, but `null` where the condition is neither true nor false for an item.
    case boxedFilter(CheckedExpression, condition: CheckedExpression, item: Int)
    /// As `quantified`, but `null` where the condition is neither true nor false for an item.
    case boxedQuantified(Quantifier, CheckedIterator, condition: CheckedExpression)
    /// A function that somebody else runs, named by what `body` gives.
    case externalFunction(
      FunctionDefinition.Kind, [FunctionValue.Parameter], body: CheckedExpression)
  }

  package let form: Form
  package let type: ValueType
  package let range: SourceRange

  package init(_ form: Form, _ type: ValueType, at range: SourceRange) {
    self.form = form
    self.type = type
    self.range = range
  }
}

package struct CheckedIterator: Sendable {
  package enum Domain: Sendable {
    case list(CheckedExpression)
    case range(from: CheckedExpression, to: CheckedExpression)
  }
  package let name: Name
  package let place: Int
  package let type: ValueType
  package let domain: Domain
}

/// What a value is tested against.
package struct CheckedTests: Sendable {
  package enum Test: Sendable {
    case comparison(ComparisonOperator, CheckedExpression)
    /// The value equals it, or is in it.
    case value(CheckedExpression)
    /// It speaks of `?`, and holds where it is true.
    case condition(CheckedExpression)
  }
  package enum Form: Sendable {
    case any
    case some([Test])
    case none([Test])
  }
  package let form: Form
  package let range: SourceRange
  /// Where the text of the tests stands, if not in that of the expression around them.
  package let origin: Remark.Origin?
}

/// A type, and the tests that its values must meet besides, each of the value in the local place 0.
///
/// A class of constants: a large type has one object for all the places that name it.
package final class CheckedType: Sendable {
  package let type: ValueType
  package let constraints: [(path: [TypeConstraint.Step], tests: CheckedTests, text: String)]

  init(
    type: ValueType,
    constraints: [(path: [TypeConstraint.Step], tests: CheckedTests, text: String)]
  ) {
    self.type = type
    self.constraints = constraints
  }

  /// A type without tests.
  package convenience init(_ type: ValueType) { self.init(type: type, constraints: []) }
}

/// A decision table whose cells are checked.
package struct CheckedTable: Sendable {
  package struct Input: Sendable {
    package let expression: CheckedExpression
    package let allowed: CheckedTests?
  }
  package struct Output: Sendable {
    package let name: String?
    package let type: CheckedType
    /// In order of priority; empty where none are listed.
    package let allowed: [CheckedExpression]
    package let allowedTests: CheckedTests?
    package let defaultValue: CheckedExpression?
  }
  package struct Rule: Sendable {
    package let conditions: [CheckedTests]
    package let conclusions: [CheckedExpression]
  }
  package let hitPolicy: HitPolicy
  package let inputs: [Input]
  package let outputs: [Output]
  package let rules: [Rule]
  /// The local place of the value under test.
  package let input: Int
}
