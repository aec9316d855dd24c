/// Inputs, decisions and types that belong together, as their author gave them.
///
/// The model keeps expressions as text: FEEL names may hold spaces, so a text can only be split into
/// names by someone who knows which names are in sight.
public struct DecisionModel: Sendable {
  public var types: [TypeDeclaration]
  public var inputs: [InputData]
  public var decisions: [Decision]

  public init(
    types: [TypeDeclaration] = [], inputs: [InputData] = [], decisions: [Decision] = []
  ) {
    self.types = types
    self.inputs = inputs
    self.decisions = decisions
  }
}

/// A type with a name. Source: DMN 1.5, 7.3.2 ItemDefinition.
public struct TypeDeclaration: Sendable {
  public let name: Name
  public let type: ValueType

  public init(name: Name, type: ValueType) {
    self.name = name
    self.type = type
  }
}

/// A fact the model asks for. Source: DMN 1.5, 7.3.4 InputData.
public struct InputData: Sendable {
  public let name: Name
  public let type: ValueType

  public init(name: Name, type: ValueType) {
    self.name = name
    self.type = type
  }
}

/// A question and the logic that answers it. Source: DMN 1.5, 6.3.7 Decision.
public struct Decision: Sendable {
  public let name: Name
  /// `nil`: whatever the logic gives.
  public let type: ValueType?
  public let logic: DecisionLogic
  /// The words to underline when something is wrong with the decision as a whole.
  public let source: SourceText
  public let range: SourceRange
  /// Whether the decision may be called by name in other expressions.
  public let isNamed: Bool
  /// The inputs and decisions that it may read, itself only where it says so; `nil`: every other.
  ///
  /// Source: DMN 1.5, 6.3.12 and 6.3.13: information and knowledge requirements.
  public let requirements: Set<Name>?

  public init(
    name: Name, type: ValueType? = nil, logic: DecisionLogic, source: SourceText,
    range: SourceRange, isNamed: Bool = true, requirements: Set<Name>? = nil
  ) {
    self.name = name
    self.type = type
    self.logic = logic
    self.source = source
    self.range = range
    self.isNamed = isNamed
    self.requirements = requirements
  }
}

/// The ways to state logic. Source: DMN 1.5, 7.3.1 Expression and its kinds.
public enum DecisionLogic: Sendable {
  case expression(SourceFragment)
  case table(DecisionTable)
}
