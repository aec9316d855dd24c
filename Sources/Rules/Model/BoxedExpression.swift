/// One of the ways to state logic. Source: DMN 1.5, 7.3.1 Expression and 10.2 boxed expressions.
public struct BoxedExpression: Sendable {
  /// How the logic is stated.
  public indirect enum Form: Sendable {
    /// FEEL.
    case literal(SourceFragment)
    /// The outputs of the rules that apply.
    case table(DecisionTable)
    /// Entries that later ones may use; it gives the result, or else the context of its entries.
    case context([Entry], result: BoxedExpression?)
    /// Each item is an expression of its own.
    case list([BoxedExpression])
    /// A list of contexts, each a row with a cell for each column.
    case relation(columns: [Column], rows: [[BoxedExpression]])
    /// The function that the expression gives, called with values by the names of its parameters.
    case invocation(BoxedExpression, [Binding])
    /// The logic gives a function, and does not run it.
    case function(FunctionDefinition)
    /// `null` where the condition is neither true nor false.
    case conditional(BoxedExpression, then: BoxedExpression, otherwise: BoxedExpression)
    /// The items of which the condition is true; it reads `item`, and the members of that by name.
    /// `null` where the condition is neither true nor false of one.
    case filter(BoxedExpression, condition: BoxedExpression)
    /// A list of what the result is for each item. `partial` is the list so far.
    case iteration(variable: Name, in: BoxedExpression, result: BoxedExpression)
    /// Whether the condition is true of an item; `null` where of one it is neither true nor false.
    case some(variable: Name, in: BoxedExpression, condition: BoxedExpression)
    /// Whether the condition is true of all items; `null` where of one it is neither.
    case every(variable: Name, in: BoxedExpression, condition: BoxedExpression)
    /// Nothing that can be run: `null`, and why.
    case absent(LocalizedText)
  }

  /// One part of a boxed context.
  public struct Entry: Sendable {
    /// The key of the entry, by which later entries and the result read it.
    public let name: Name
    /// What the value must be of, else the entry is `null`; `nil` where its author does not say.
    public let type: ConstrainedType?
    /// FEEL or another boxed expression, which may read the entries before it.
    public let value: BoxedExpression

  }

  /// What the cells of a relation below each other have in common.
  public struct Column: Sendable {
    /// The key of these cells in the contexts that the rows give.
    public let name: Name
    /// What each cell must be of, else it is `null`; `nil` where its author does not say.
    public let type: ConstrainedType?

  }

  /// What a parameter of the called function is given.
  public struct Binding: Sendable {
    /// The name that the function itself gives it; one that it does not have makes the call `null`.
    public let parameter: Name
    /// Computed where the call stands, not inside the function.
    public let value: BoxedExpression

  }

  /// Which of the ways it is, with its parts.
  public let form: Form
  /// What it must give, where its author says so; anything else becomes `null`.
  public let type: ConstrainedType?
  /// Where it stands.
  public let source: SourceText
  /// The words to underline when it is told of as a whole; of XML, the name of its element.
  public let range: SourceRange

  /// Logic as its author gives it, at a place in a text.
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
    /// This engine does; the body may read the parameters and what stands around the function.
    case feel = "FEEL"
    /// A Java method: the body is a context that names its class and signature.
    case java = "Java"
    /// A predictive model: the body is a context that names its document and model.
    case pmml = "PMML"
  }

  /// What the function must be given.
  public struct Parameter: Sendable {
    /// The name that the body reads, and that calls by name use.
    public let name: Name
    /// What it must be of, with the tests of that type; else the call gives `null`.
    public let type: ConstrainedType

  }

  /// Who runs the body.
  public let kind: Kind
  /// In the order in which calls give them.
  public let parameters: [Parameter]
  /// What a call gives; of another kind than FEEL, the context that names what to call.
  public let body: BoxedExpression

  /// A function as its author gives it.
  public init(kind: Kind = .feel, parameters: [Parameter], body: BoxedExpression) {
    self.kind = kind
    self.parameters = parameters
    self.body = body
  }
}

extension BoxedExpression {
  /// The same with another text in place of one of those in it: of FEEL, or of a table of FEEL.
  func replacing(_ old: SourceFragment, by new: SourceFragment) -> BoxedExpression {
    func same(_ form: Form) -> BoxedExpression {
      BoxedExpression(form, type: type, source: source, range: range)
    }
    switch form {
    case .literal(let fragment)
    where fragment.start == old.start && fragment.source.name == old.source.name:
      return same(.literal(new))
    case .table(let table): return same(.table(table.replacing(old, by: new)))
    default: return self
    }
  }
}

extension DecisionTable {
  fileprivate func replacing(_ old: SourceFragment, by new: SourceFragment) -> DecisionTable {
    func changed(_ fragment: SourceFragment) -> SourceFragment {
      fragment.start == old.start && fragment.source.name == old.source.name ? new : fragment
    }
    return DecisionTable(
      hitPolicy: hitPolicy,
      inputs: inputs.map {
        Input(
          expression: changed($0.expression), type: $0.type, allowed: $0.allowed.map(changed))
      },
      outputs: outputs.map {
        Output(
          name: $0.name, type: $0.type, allowed: $0.allowed.map(changed),
          defaultValue: $0.defaultValue.map(changed))
      },
      rules: rules.map {
        Rule(
          conditions: $0.conditions.map(changed), conclusions: $0.conclusions.map(changed),
          annotation: $0.annotation, citations: $0.citations, range: $0.range)
      })
  }
}
