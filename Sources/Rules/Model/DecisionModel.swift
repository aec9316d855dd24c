/// Inputs, decisions and the knowledge they share, as their author gave them.
///
/// The model keeps expressions as text: FEEL names may hold spaces, so a text can only be split into
/// names by someone who knows which names are in sight.
///
/// A model may stand in several files that import each other. Then all their elements are here, and
/// the namespace of each says which file it is of.
public struct DecisionModel: Sendable {
  public var name: String
  /// The namespace of the file that the others were imported for; empty where there are no files.
  public var namespace: String
  /// The types that expressions may name, by the namespace of the file they stand in.
  public var types: [String: [TypeDeclaration]]
  public var inputs: [InputData]
  public var decisions: [Decision]
  public var knowledge: [KnowledgeModel]
  public var services: [DecisionService]
  public var sources: [KnowledgeSource]

  public init(
    name: String = "", namespace: String = "", types: [TypeDeclaration] = [],
    inputs: [InputData] = [], decisions: [Decision] = [], knowledge: [KnowledgeModel] = [],
    services: [DecisionService] = [], sources: [KnowledgeSource] = []
  ) {
    self.name = name
    self.namespace = namespace
    self.types = [namespace: types]
    self.inputs = inputs
    self.decisions = decisions
    self.knowledge = knowledge
    self.services = services
    self.sources = sources
  }
}

/// The identifier of one element, unique over the files of a model. Source: DMN 1.5, 6.3.2.
public struct ElementIdentifier: Hashable, Sendable {
  public let namespace: String
  public let id: String

  public init(_ id: String, in namespace: String = "") {
    self.namespace = namespace
    self.id = id
  }
}

/// An element that another needs, and what it is called there: `loan.Monthly Fee` where its file is
/// imported as `loan`. Source: DMN 1.5, 6.3.12 and 6.3.13.
public struct Requirement: Hashable, Sendable {
  public let element: ElementIdentifier
  public let name: Name

  public init(_ element: ElementIdentifier, as name: Name) {
    self.element = element
    self.name = name
  }
}

/// A fact the model asks for. Source: DMN 1.5, 6.3.11 InputData.
public struct InputData: Sendable {
  public let id: ElementIdentifier
  public let name: Name
  public let type: ConstrainedType
  /// Where it is declared, if that is in a text.
  public let place: (source: SourceText, range: SourceRange)?

  public init(
    id: ElementIdentifier? = nil, name: Name, type: ConstrainedType,
    place: (source: SourceText, range: SourceRange)? = nil
  ) {
    self.id = id ?? ElementIdentifier(name.text)
    self.name = name
    self.type = type
    self.place = place
  }

  public init(name: Name, type: ValueType) {
    self.init(name: name, type: ConstrainedType(type))
  }
}

/// A question and the logic that answers it. Source: DMN 1.5, 6.3.7 Decision.
public struct Decision: Sendable {
  public let id: ElementIdentifier
  public let name: Name
  /// What it asks, in the words of its author, and what may be answered.
  public let question: String?
  public let allowedAnswers: String?
  /// `nil`: whatever the logic gives.
  public let type: ConstrainedType?
  /// `nil`: no logic is given; people decide, and the answer is an input.
  public let logic: BoxedExpression?
  /// The words to underline when something is wrong with the decision as a whole.
  public let source: SourceText
  public let range: SourceRange
  /// Whether the decision may be called by name in other expressions.
  public let isNamed: Bool
  /// The inputs, decisions and knowledge that it may read, itself only where it says so; `nil`: every
  /// other input and decision.
  public let requirements: [Requirement]?
  /// The sources, and other elements, that its logic rests on; for people.
  public let authorities: [ElementIdentifier]

  public init(
    id: ElementIdentifier? = nil, name: Name, question: String? = nil,
    allowedAnswers: String? = nil, type: ConstrainedType? = nil, logic: BoxedExpression?,
    source: SourceText, range: SourceRange, isNamed: Bool = true,
    requirements: [Requirement]? = nil, authorities: [ElementIdentifier] = []
  ) {
    self.id = id ?? ElementIdentifier(name.text)
    self.name = name
    self.question = question
    self.allowedAnswers = allowedAnswers
    self.type = type
    self.logic = logic
    self.source = source
    self.range = range
    self.isNamed = isNamed
    self.requirements = requirements
    self.authorities = authorities
  }
}

/// Logic that decisions share, as a function. Source: DMN 1.5, 6.3.9 BusinessKnowledgeModel.
public struct KnowledgeModel: Sendable {
  public let id: ElementIdentifier
  public let name: Name
  /// A function definition; `nil` where none is given.
  public let function: BoxedExpression?
  /// What it gives, where its author says so.
  public let result: ConstrainedType?
  public let source: SourceText
  public let range: SourceRange
  /// The knowledge that it may call; itself it may always.
  public let requirements: [Requirement]
  /// The sources, and other elements, that it rests on; for people.
  public let authorities: [ElementIdentifier]

  public init(
    id: ElementIdentifier, name: Name, function: BoxedExpression?, result: ConstrainedType? = nil,
    source: SourceText, range: SourceRange, requirements: [Requirement],
    authorities: [ElementIdentifier] = []
  ) {
    self.id = id
    self.name = name
    self.function = function
    self.result = result
    self.source = source
    self.range = range
    self.requirements = requirements
    self.authorities = authorities
  }
}

/// Decisions offered together, as a function of the inputs they then need.
///
/// Source: DMN 1.5, 6.3.10 DecisionService.
public struct DecisionService: Sendable {
  public let id: ElementIdentifier
  public let name: Name
  /// The decisions whose results it gives; without any it gives `null`.
  public let outputs: [ElementIdentifier]
  /// Other decisions that are computed inside.
  public let encapsulated: [ElementIdentifier]
  /// Decisions whose results are handed in, after the input data.
  public let inputDecisions: [ElementIdentifier]
  public let inputData: [ElementIdentifier]
  /// What it gives, where its author says so.
  public let result: ConstrainedType?
  /// Why it gives `null` and nothing else; `nil` where it can be run.
  public let absence: LocalizedText?
  public let source: SourceText
  public let range: SourceRange

  public init(
    id: ElementIdentifier, name: Name, outputs: [ElementIdentifier],
    encapsulated: [ElementIdentifier] = [], inputDecisions: [ElementIdentifier] = [],
    inputData: [ElementIdentifier] = [], result: ConstrainedType? = nil,
    absence: LocalizedText? = nil, source: SourceText, range: SourceRange
  ) {
    self.id = id
    self.name = name
    self.outputs = outputs
    self.encapsulated = encapsulated
    self.inputDecisions = inputDecisions
    self.inputData = inputData
    self.result = result
    self.absence = absence
    self.source = source
    self.range = range
  }
}

/// A published text or a person that decisions rest on. Source: DMN 1.5, 6.3.8 KnowledgeSource.
public struct KnowledgeSource: Sendable {
  public let id: ElementIdentifier
  public let name: String
  public let location: String?
  /// What it rests on itself.
  public let authorities: [ElementIdentifier]

  public init(
    id: ElementIdentifier, name: String, location: String?, authorities: [ElementIdentifier] = []
  ) {
    self.id = id
    self.name = name
    self.location = location
    self.authorities = authorities
  }
}
