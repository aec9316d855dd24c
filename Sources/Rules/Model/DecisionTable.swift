/// A decision table. Source: DMN 1.5, 8.
public struct DecisionTable: Sendable {
  public struct Input: Sendable {
    public let expression: SourceFragment
    /// What the expression must give, where the author says so.
    public let type: ConstrainedType?
    /// FEEL unary tests that the value must meet.
    public let allowed: SourceFragment?

    public init(
      expression: SourceFragment, type: ConstrainedType? = nil, allowed: SourceFragment? = nil
    ) {
      self.expression = expression
      self.type = type
      self.allowed = allowed
    }
  }

  public struct Output: Sendable {
    /// `nil` where there is one output and it has no name.
    public let name: String?
    public let type: ConstrainedType
    /// FEEL unary tests, in order of priority.
    public let allowed: SourceFragment?
    /// What the output is where no rule applies.
    public let defaultValue: SourceFragment?

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

  public struct Rule: Sendable {
    /// One cell for each input.
    public let conditions: [SourceFragment]
    /// One cell for each output.
    public let conclusions: [SourceFragment]
    public let annotation: String?
    public let citations: [Citation]
    public let range: SourceRange

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

  public let hitPolicy: HitPolicy
  public let inputs: [Input]
  public let outputs: [Output]
  public let rules: [Rule]

  public init(hitPolicy: HitPolicy, inputs: [Input], outputs: [Output], rules: [Rule]) {
    self.hitPolicy = hitPolicy
    self.inputs = inputs
    self.outputs = outputs
    self.rules = rules
  }
}

/// How many rules may apply and what they give together. Source: DMN 1.5, 8.2.10.
public enum HitPolicy: String, Hashable, Sendable, CaseIterable {
  case unique = "UNIQUE"
  case any = "ANY"
  case priority = "PRIORITY"
  case first = "FIRST"
  case ruleOrder = "RULE ORDER"
  case outputOrder = "OUTPUT ORDER"
  case collect = "COLLECT"
  case collectSum = "COLLECT+"
  case collectMinimum = "COLLECT<"
  case collectMaximum = "COLLECT>"
  case collectCount = "COLLECT#"
}
