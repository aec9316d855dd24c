/// Inputs, decisions and the knowledge they share, as their author gave them.
///
/// The model keeps expressions as text: FEEL names may hold spaces, so a text can only be split into
/// names by someone who knows which names are in sight.
///
/// A model may stand in several files that import each other. Then all their elements are here, and
/// the namespace of each says which file it is of.
public struct DecisionModel: Sendable {
  /// What the author calls the model as a whole; empty where it was not read from a file.
  public var name: String
  /// The namespace of the file that the others were imported for; empty where there are no files.
  public var namespace: String
  /// The types that expressions may name, by the namespace of the file they stand in.
  public var types: [String: [TypeDeclaration]]
  /// In the order of the files, as are all elements below.
  public var inputs: [InputData]
  /// In the order they are written; what needs what is found when the model is checked.
  public var decisions: [Decision]
  /// Business knowledge models: functions that logic may call.
  public var knowledge: [KnowledgeModel]
  /// Decisions offered together as functions.
  public var services: [DecisionService]
  /// What decisions rest on, for people: no result depends on it.
  public var sources: [KnowledgeSource]

  /// A model of one file, or of none. The types of files that it imports are added to ``types``.
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
  /// That of the element's file; empty where there are no files.
  public let namespace: String
  /// The `id` in the file; of an element without one, its kind and name.
  public let id: String

  /// An element by what its file calls it.
  public init(_ id: String, in namespace: String = "") {
    self.namespace = namespace
    self.id = id
  }
}

/// An element that another needs, and what it is called there: `loan.Monthly Fee` where its file is
/// imported as `loan`. Source: DMN 1.5, 6.3.12 and 6.3.13.
public struct Requirement: Hashable, Sendable {
  /// What is needed: an input, a decision, a knowledge model or a service.
  public let element: ElementIdentifier
  /// The name by which the logic reads or calls it.
  public let name: Name

  /// A need of that element, under that name.
  public init(_ element: ElementIdentifier, as name: Name) {
    self.element = element
    self.name = name
  }
}

/// A fact the model asks for. Source: DMN 1.5, 6.3.11 InputData.
public struct InputData: Sendable {
  /// By which requirements and services refer to it.
  public let id: ElementIdentifier
  /// What logic in its own file reads it by.
  public let name: Name
  /// What its value must be of; ``ConstrainedType/any`` where its author does not say.
  public let type: ConstrainedType
  /// Where it is declared, if that is in a text.
  public let place: (source: SourceText, range: SourceRange)?

  /// An input as its author declares it; without an `id` its name is one.
  public init(
    id: ElementIdentifier? = nil, name: Name, type: ConstrainedType,
    place: (source: SourceText, range: SourceRange)? = nil
  ) {
    self.id = id ?? ElementIdentifier(name.text)
    self.name = name
    self.type = type
    self.place = place
  }

  /// An input that stands in no file, of a type without tests.
  public init(name: Name, type: ValueType) {
    self.init(name: name, type: ConstrainedType(type))
  }
}

/// A question and the logic that answers it. Source: DMN 1.5, 6.3.7 Decision.
public struct Decision: Sendable {
  /// By which requirements and services refer to it.
  public let id: ElementIdentifier
  /// What logic in its own file reads it by; see ``isNamed``.
  public let name: Name
  /// What it asks, in the words of its author; `nil` where nothing is asked in words.
  public let question: String?
  /// What may be answered, in the words of its author: for people, and tested by nothing.
  public let allowedAnswers: String?
  /// `nil`: whatever the logic gives.
  public let type: ConstrainedType?
  /// `nil`: no logic is given; people decide, and the answer is an input.
  public let logic: BoxedExpression?
  /// The words to underline when something is wrong with the decision as a whole.
  public let source: SourceText
  /// Where those words stand in ``source``: of XML, the name of the element.
  public let range: SourceRange
  /// Whether the decision may be called by name in other expressions.
  public let isNamed: Bool
  /// The inputs, decisions and knowledge that it may read, itself only where it says so; `nil`: every
  /// other input and decision.
  public let requirements: [Requirement]?
  /// The sources, and other elements, that its logic rests on; for people.
  public let authorities: [ElementIdentifier]

  /// A decision as its author gives it; without an `id` its name is one.
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
  /// By which requirements refer to it.
  public let id: ElementIdentifier
  /// What logic in its own file calls it by.
  public let name: Name
  /// A function definition; `nil` where none is given.
  public let function: BoxedExpression?
  /// What it gives, where its author says so.
  public let result: ConstrainedType?
  /// The file that it stands in.
  public let source: SourceText
  /// The words to underline when something is wrong with it as a whole: the name of its element.
  public let range: SourceRange
  /// The knowledge that it may call; itself it may always.
  public let requirements: [Requirement]
  /// The sources, and other elements, that it rests on; for people.
  public let authorities: [ElementIdentifier]

  /// A knowledge model as its author gives it.
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
  /// By which requirements refer to it.
  public let id: ElementIdentifier
  /// What logic in its own file calls it by.
  public let name: Name
  /// The decisions whose results it gives; without any it gives `null`.
  public let outputs: [ElementIdentifier]
  /// Other decisions that are computed inside.
  public let encapsulated: [ElementIdentifier]
  /// Decisions whose results are handed in, after the input data.
  public let inputDecisions: [ElementIdentifier]
  /// Inputs whose values are handed in, the first parameters of the function.
  public let inputData: [ElementIdentifier]
  /// What it gives, where its author says so.
  public let result: ConstrainedType?
  /// Why it gives `null` and nothing else; `nil` where it can be run.
  public let absence: LocalizedText?
  /// The file that it stands in.
  public let source: SourceText
  /// The words to underline when something is wrong with it as a whole: the name of its element.
  public let range: SourceRange

  /// A service as its author gives it.
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
  /// By which decisions, knowledge and other sources refer to it.
  public let id: ElementIdentifier
  /// What people call the text or the person.
  public let name: String
  /// Where it can be found, as the author wrote it, such as an address; `nil` where nobody says.
  public let location: String?
  /// What it rests on itself.
  public let authorities: [ElementIdentifier]

  /// A knowledge source as its author gives it.
  public init(
    id: ElementIdentifier, name: String, location: String?, authorities: [ElementIdentifier] = []
  ) {
    self.id = id
    self.name = name
    self.location = location
    self.authorities = authorities
  }
}
