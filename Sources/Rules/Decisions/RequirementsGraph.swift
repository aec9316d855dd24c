/// What the elements of a model require of each other. Source: DMN 1.5, 6.2 Decision Requirements Graph.
public struct RequirementsGraph: Sendable {
  /// What an element is: input data, a decision, a knowledge model, a decision service or a
  /// knowledge source.
  public enum Kind: Hashable, Sendable {
    case input, decision, knowledge, service, source
  }

  /// One element of a model.
  public struct Node: Hashable, Sendable {
    /// The element in the model that it stands for.
    public let id: ElementIdentifier
    /// Which of the kinds of element that the standard has it is.
    public let kind: Kind
    /// What the main file calls it: `loan.Monthly Fee` where another file is imported as `loan`.
    public let name: String

  }

  /// How an element needs another: for its value, for its logic, or as what it rests on.
  ///
  /// A service needs its output decisions for their values.
  public enum Requirement: Hashable, Sendable {
    case information, knowledge, authority
  }

  /// From what is required to what requires it, both as places in ``RequirementsGraph/nodes``.
  public struct Edge: Hashable, Sendable {
    /// The place of what is required.
    public let from: Int
    /// The place of what requires it.
    public let to: Int
    /// For what it is required.
    public let requirement: Requirement

  }

  /// Edges name them by their places here, from 0.
  public let nodes: [Node]
  /// None twice.
  public let edges: [Edge]

  /// A graph that is put together by hand; every place in an edge must be one of a node.
  public init(nodes: [Node], edges: [Edge]) {
    self.nodes = nodes
    self.edges = edges
  }
}

extension RequirementsGraph {
  /// The elements of the main file, and those of other files that they require in any number of steps.
  public init(_ model: DecisionModel) {
    let all = RequirementsGraph(all: model)
    var isShown = all.nodes.map { $0.id.namespace == model.namespace }
    var wanted = all.nodes.indices.filter { isShown[$0] }
    let into = Dictionary(grouping: all.edges, by: \.to)
    while let place = wanted.popLast() {
      for edge in into[place] ?? [] where !isShown[edge.from] {
        isShown[edge.from] = true
        wanted.append(edge.from)
      }
    }
    var places: [Int: Int] = [:]
    var nodes: [Node] = []
    for place in all.nodes.indices where isShown[place] {
      places[place] = nodes.count
      nodes.append(all.nodes[place])
    }
    self.init(
      nodes: nodes,
      edges: all.edges.compactMap { edge in
        guard let from = places[edge.from], let to = places[edge.to] else { return nil }
        return Edge(from: from, to: to, requirement: edge.requirement)
      })
  }

  private init(all model: DecisionModel) {
    // An element of another file is called what the file that requires it calls it.
    var called: [ElementIdentifier: String] = [:]
    for requirement in model.decisions.flatMap({ $0.requirements ?? [] })
      + model.knowledge.flatMap(\.requirements)
    where requirement.element.namespace != model.namespace {
      called[requirement.element] = called[requirement.element] ?? requirement.name.text
    }
    var nodes = model.decisions.map { Node(id: $0.id, kind: .decision, name: $0.name.text) }
    nodes += model.knowledge.map { Node(id: $0.id, kind: .knowledge, name: $0.name.text) }
    nodes += model.services.map { Node(id: $0.id, kind: .service, name: $0.name.text) }
    nodes += model.inputs.map { Node(id: $0.id, kind: .input, name: $0.name.text) }
    nodes += model.sources.map { Node(id: $0.id, kind: .source, name: $0.name) }
    nodes = nodes.map { Node(id: $0.id, kind: $0.kind, name: called[$0.id] ?? $0.name) }
    let places = Dictionary(
      nodes.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    var edges: [Edge] = []
    var seen: Set<Edge> = []
    func add(_ from: ElementIdentifier, _ to: ElementIdentifier, _ requirement: Requirement) {
      guard let from = places[from], let to = places[to] else { return }
      let edge = Edge(from: from, to: to, requirement: requirement)
      if seen.insert(edge).inserted { edges.append(edge) }
    }
    for decision in model.decisions {
      for requirement in decision.requirements ?? [] {
        guard let place = places[requirement.element] else { continue }
        let isKnowledge = nodes[place].kind == .knowledge || nodes[place].kind == .service
        add(requirement.element, decision.id, isKnowledge ? .knowledge : .information)
      }
      for source in decision.authorities { add(source, decision.id, .authority) }
    }
    for knowledge in model.knowledge {
      for requirement in knowledge.requirements {
        add(requirement.element, knowledge.id, .knowledge)
      }
      for source in knowledge.authorities { add(source, knowledge.id, .authority) }
    }
    for source in model.sources {
      for other in source.authorities { add(other, source.id, .authority) }
    }
    // A service is made of its decisions; a diagram that has no room inside it draws them as required.
    for service in model.services {
      for output in service.outputs { add(output, service.id, .information) }
    }
    self.init(nodes: nodes, edges: edges)
  }
}
