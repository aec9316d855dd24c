/// One change of one answer of a plan.
public struct PlanChange: Sendable {
  /// What becomes of the place that the path leads to.
  public enum Kind: Sendable {
    /// Another answer. A text that is filled in has any text here, see ``isAnyText``.
    case set(Value)
    /// The item of a list that the path leads to is left out.
    case drop
    /// An item is added at the end of the list that the path leads to.
    case add(Value)
  }

  /// The answer that is set, the item that is left out, or the list that an item is added to.
  public let path: InputPath
  /// What is done there.
  public let kind: Kind

  /// A change to try or to make; whether the path leads anywhere is not checked.
  public init(_ path: InputPath, _ kind: Kind) {
    self.path = path
    self.kind = kind
  }

  /// The text that stands for "any text" in a change: which one does not matter, that there is one does.
  public static let anyText = "…"

  /// Whether a text is filled in of which only matters that there is one.
  public var isAnyText: Bool {
    if case .set(.string(PlanChange.anyText)) = kind { true } else { false }
  }
}

extension Facts {
  /// The facts with the changes made: first answers, then items left out, then items added, so that
  /// every path is one of the facts as they are now.
  ///
  /// A change whose path leads nowhere changes nothing.
  public func changed(by changes: [PlanChange], of vocabulary: Vocabulary) -> Facts {
    Facts(values: Facts.changing(values, by: changes, of: vocabulary))
  }

  static func changing(_ values: [Value], by changes: [PlanChange], of vocabulary: Vocabulary)
    -> [Value]
  {
    var values = values
    inOrder(changes, of: vocabulary) { slot, change in
      values[slot] = values[slot].changed(at: change.path.steps.dropFirst(), change.kind)
    }
    return values
  }

  /// Hands on each change with the place of its field, in the order in which they are to be made.
  static func inOrder(
    _ changes: [PlanChange], of vocabulary: Vocabulary, _ make: (Int, PlanChange) -> Void
  ) {
    func place(_ change: PlanChange) {
      if let slot = change.path.slot(vocabulary) { make(slot, change) }
    }
    var drops: [PlanChange] = []
    var adds: [PlanChange] = []
    for change in changes {
      switch change.kind {
      case .set: place(change)
      case .drop: drops.append(change)
      case .add: adds.append(change)
      }
    }
    // From the last item to the first, so that none moves before its turn.
    drops.sort { $1.path.itemNumbers.lexicographicallyPrecedes($0.path.itemNumbers) }
    for change in drops + adds { place(change) }
  }
}

extension InputPath {
  fileprivate var itemNumbers: [Int] {
    steps.compactMap { step in
      switch step {
      case .item(let number): number
      case .member: nil
      }
    }
  }
}

extension Value {
  /// The value with a change made at a path inside it; as it was where the path leads nowhere.
  func changed(at steps: ArraySlice<InputPath.Step>, _ kind: PlanChange.Kind) -> Value {
    guard let step = steps.first else {
      switch kind {
      case .set(let value): return value
      case .drop: return self
      case .add(let item):
        switch self {
        case .list(let items): return .list(items + [item])
        case .null, .unknown: return .list([item])
        default: return self
        }
      }
    }
    let rest = steps.dropFirst()
    switch (step, self) {
    case (.member(let name), .context(let context)):
      guard let position = context.shape.position(of: name) else { return self }
      var values = context.values
      values[position] = values[position].changed(at: rest, kind)
      // The same shape: a member still has the type that the shape promises.
      return .context(Context(shape: context.shape, values: values))
    case (.item(let number), .list(var items)):
      guard items.indices.contains(number - 1) else { return self }
      if rest.isEmpty, case .drop = kind {
        items.remove(at: number - 1)
      } else {
        items[number - 1] = items[number - 1].changed(at: rest, kind)
      }
      return .list(items)
    default: return self
    }
  }

  /// The value at a path inside it; `nil` where the path leads nowhere.
  func value(at steps: ArraySlice<InputPath.Step>) -> Value? {
    guard let step = steps.first else { return self }
    switch (step, self) {
    case (.member(let name), .context(let context)):
      return context[name]?.value(at: steps.dropFirst())
    case (.item(let number), .list(let items)):
      guard items.indices.contains(number - 1) else { return nil }
      return items[number - 1].value(at: steps.dropFirst())
    default: return nil
    }
  }
}
