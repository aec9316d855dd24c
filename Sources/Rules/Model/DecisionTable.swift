/// A decision table. Source: DMN 1.5, 8.
public struct DecisionTable: Sendable {
  /// A column of conditions.
  public struct Input: Sendable {
    /// FEEL; its value is what the cells of the column test.
    public let expression: SourceFragment
    /// What the expression must give, where the author says so.
    public let type: ConstrainedType?
    /// FEEL unary tests that the value must meet.
    public let allowed: SourceFragment?

    /// A column as its author heads it; the cells are in the rules.
    public init(
      expression: SourceFragment, type: ConstrainedType? = nil, allowed: SourceFragment? = nil
    ) {
      self.expression = expression
      self.type = type
      self.allowed = allowed
    }
  }

  /// A column of conclusions.
  public struct Output: Sendable {
    /// `nil` where there is one output and it has no name.
    public let name: String?
    /// What the cells must give, else they are `null`.
    public let type: ConstrainedType
    /// FEEL unary tests, in order of priority.
    public let allowed: SourceFragment?
    /// What the output is where no rule applies.
    public let defaultValue: SourceFragment?

    /// A column as its author heads it; the cells are in the rules.
    public init(
      name: String?, type: ConstrainedType, allowed: SourceFragment? = nil,
      defaultValue: SourceFragment? = nil
    ) {
      self.name = name
      self.type = type
      self.allowed = allowed
      self.defaultValue = defaultValue
    }
  }

  /// A row: what must hold, and what then is so.
  public struct Rule: Sendable {
    /// One cell for each input.
    public let conditions: [SourceFragment]
    /// One cell for each output.
    public let conclusions: [SourceFragment]
    /// A note of the author, for people; of several in XML the first. `nil` where there is none.
    public let annotation: String?
    /// The sections that say so. Tables of rulesets alone have them; of the standard's XML, empty.
    public let citations: [Citation]
    /// Where the row stands in the file of the table; of XML, the name of its element.
    public let range: SourceRange

    /// A row as its author gives it.
    public init(
      conditions: [SourceFragment], conclusions: [SourceFragment], annotation: String? = nil,
      citations: [Citation] = [], range: SourceRange
    ) {
      self.conditions = conditions
      self.conclusions = conclusions
      self.annotation = annotation
      self.citations = citations
      self.range = range
    }
  }

  /// What the rules that apply give together.
  public let hitPolicy: HitPolicy
  /// From left to right; where there are none, every rule applies.
  public let inputs: [Input]
  /// From left to right; of more than one the result is a context with their names.
  public let outputs: [Output]
  /// From top to bottom, counted from 1 in messages.
  public let rules: [Rule]

}

/// How many rules may apply and what they give together. Source: DMN 1.5, 8.2.10.
public enum HitPolicy: String, Hashable, Sendable, CaseIterable {
  /// At most one rule applies; `null` where two do.
  case unique = "UNIQUE"
  /// All that apply give the same; `null` where they do not.
  case any = "ANY"
  /// Of those that apply, the output that comes first in the allowed values of the columns.
  case priority = "PRIORITY"
  /// The first that applies, from top to bottom.
  case first = "FIRST"
  /// A list of the outputs of all that apply, from top to bottom.
  case ruleOrder = "RULE ORDER"
  /// A list of the outputs of all that apply, in the order of the allowed values.
  case outputOrder = "OUTPUT ORDER"
  /// A list of the outputs of all that apply. The standard asks no order; here from top to bottom.
  case collect = "COLLECT"
  /// The sum of the outputs of all that apply.
  case collectSum = "COLLECT+"
  /// The least output of all that apply.
  case collectMinimum = "COLLECT<"
  /// The greatest output of all that apply.
  case collectMaximum = "COLLECT>"
  /// How many apply; where none does, the default output, or else 0.
  case collectCount = "COLLECT#"
}
