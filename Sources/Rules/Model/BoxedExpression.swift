/// One of the ways to state logic. Source: DMN 1.5, 7.3.1 Expression and 10.2 boxed expressions.
public struct BoxedExpression: Sendable {
  public indirect enum Form: Sendable {
    /// FEEL.
    case literal(SourceFragment)
    case table(DecisionTable)
    /// Entries that later ones may use; it gives the result, or else the context of its entries.
    case context([Entry], result: BoxedExpression?)
    case list([BoxedExpression])
    /// A list of contexts, each a row with a cell for each column.
    case relation(columns: [Column], rows: [[BoxedExpression]])
    case invocation(BoxedExpression, [Binding])
    case function(FunctionDefinition)
    case conditional(BoxedExpression, then: BoxedExpression, otherwise: BoxedExpression)
    case filter(BoxedExpression, condition: BoxedExpression)
    case iteration(variable: Name, in: BoxedExpression, result: BoxedExpression)
    case some(variable: Name, in: BoxedExpression, condition: BoxedExpression)
    case every(variable: Name, in: BoxedExpression, condition: BoxedExpression)
    /// Nothing that can be run: `null`, and why.
    case absent(LocalizedText)
  }

  public struct Entry: Sendable {
    public let name: Name
    public let type: ConstrainedType?
    public let value: BoxedExpression

    public init(name: Name, type: ConstrainedType?, value: BoxedExpression) {
      self.name = name
      self.type = type
      self.value = value
    }
  }

  public struct Column: Sendable {
    public let name: Name
    public let type: ConstrainedType?

    public init(name: Name, type: ConstrainedType?) {
      self.name = name
      self.type = type
    }
  }

  /// What a parameter of the called function is given.
  public struct Binding: Sendable {
    public let parameter: Name
    public let value: BoxedExpression

    public init(parameter: Name, value: BoxedExpression) {
      self.parameter = parameter
      self.value = value
    }
  }

  public let form: Form
  /// What it must give, where its author says so; anything else becomes `null`.
  public let type: ConstrainedType?
  /// Where it stands.
  public let source: SourceText
  public let range: SourceRange

  public init(
    _ form: Form, type: ConstrainedType? = nil, source: SourceText, range: SourceRange
  ) {
    self.form = form
    self.type = type
    self.source = source
    self.range = range
  }

  /// FEEL as logic.
  public init(_ fragment: SourceFragment) {
    self.init(
      .literal(fragment), source: fragment.source,
      range: SourceRange(fragment.start, fragment.start))
  }
}

/// Parameters and a body. Source: DMN 1.5, 10.2.1.7 and 10.3.2.13 Functions.
public struct FunctionDefinition: Sendable {
  /// Who runs the body. Source: DMN 1.5, 10.2.1.7.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    case feel = "FEEL"
    /// A Java method: the body is a context that names its class and signature.
    case java = "Java"
    /// A predictive model: the body is a context that names its document and model.
    case pmml = "PMML"
  }

  public struct Parameter: Sendable {
    public let name: Name
    public let type: ConstrainedType

    public init(name: Name, type: ConstrainedType) {
      self.name = name
      self.type = type
    }
  }

  public let kind: Kind
  public let parameters: [Parameter]
  public let body: BoxedExpression

  public init(kind: Kind = .feel, parameters: [Parameter], body: BoxedExpression) {
    self.kind = kind
    self.parameters = parameters
    self.body = body
  }
}
