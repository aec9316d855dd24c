/// The answers of one plan, typed by the vocabulary.
public struct Facts: Sendable {
  /// One for each field of the vocabulary, in its order. A missing answer is unknown where the
  /// field is required, and otherwise `null`.
  public let values: [Value]
  /// The answers that must meet a constraint, in text order.
  public let constrained: [ConstrainedAnswer]
  private let root: DataDocument.Node?
  /// The same answers for the machine, where they were read for verdicts alone.
  let cells: CellStore?

  /// Facts that stand in no text.
  public init(values: [Value]) {
    self.values = values
    constrained = []
    root = nil
    cells = nil
  }

  init(
    values: [Value], constrained: [ConstrainedAnswer], root: DataDocument.Node,
    cells: CellStore? = nil
  ) {
    self.values = values
    self.constrained = constrained
    self.root = root
    self.cells = cells
  }

  /// The same facts with a given answer to one question, whatever the text says of it.
  ///
  /// - Parameter field: the name of a field of `vocabulary`; of another name nothing changes.
  public func answering(_ field: String, of vocabulary: Vocabulary, with value: Value) -> Facts {
    guard let index = vocabulary.fields.firstIndex(where: { $0.name == field }),
      values.indices.contains(index)
    else { return self }
    var values = values
    values[index] = value
    let place = place(of: InputPath([.member(field)]))
    let constrained = constrained.filter { answer in
      place.map { !($0.start <= answer.range.start && answer.range.start < $0.end) } ?? true
    }
    return root.map { Facts(values: values, constrained: constrained, root: $0) }
      ?? Facts(values: values)
  }

  /// The text that the answers stand in.
  public var source: SourceText? { root?.source }

  /// Where an answer stands; `nil` where there is none.
  public func place(of path: InputPath) -> SourceRange? {
    guard var node = root else { return nil }
    for step in path.steps {
      let next: DataDocument.Node? =
        switch step {
        case .member(let name): node[name]
        case .item(let number):
          number > 0 ? node.items.dropFirst(number - 1).first { _ in true } : nil
        }
      guard let next else { return nil }
      node = next
    }
    return node.range
  }
}

/// An answer whose field has a constraint; the FEEL tests are not run by the reader.
public struct ConstrainedAnswer: Sendable {
  /// The number of the constraint in ``FactsReader/constraints``.
  public let constraint: Int
  /// The answer, typed; what its constraint is tried on.
  public let value: Value
  /// Where the answer stands in the plan.
  public let range: SourceRange
}
