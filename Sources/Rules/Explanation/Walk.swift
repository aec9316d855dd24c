/// A walk through expressions with their values: at every step the local names have their values, and
/// it is known which answers of the plan those are.
struct Walk {
  /// What a local name stands for.
  struct Local {
    /// The answer that it is; `nil` for what a rule computes.
    var place: Location?
    /// The answers that it rests on, where it is no answer itself.
    var reads: [InputPath]
    /// The same for all names that rest on the same answers; `nil` for one that stands alone.
    var group: Int?
  }

  /// Where a value stands in the plan.
  enum Location {
    case path(InputPath)
    /// Each item of a list that a rule puts together.
    case items([InputPath])
  }

  let explainer: Explainer
  let values: [Value]
  var execution: Execution
  /// One for each of the execution's locals.
  var locals: [Local] = []
  /// Steps that may still be taken: a walk visits the body of a function at every call.
  private var stepsLeft: Int
  private let steps: Int
  /// Whether to pass over what is known: then only answers are found that may still matter.
  var seeksOpen = false
  /// The paths whose answers were told, where what is open is sought.
  private var told: Set<InputPath> = []
  /// Whether what is read is kept for a local name, and may never be told.
  private var isKeeping = false
  private var toldGroups: Set<Int> = []
  private var groups = 0
  /// The items of lists that are fields, by the expression that names them.
  private var planItems: [ObjectIdentifier: [(value: Value, local: Local)]] = [:]
  /// The same for those that are not known yet.
  private var possiblePlanItems: [ObjectIdentifier: [(value: Value, local: Local)]?] = [:]

  /// - Parameters:
  ///   - execution: over these values, with the definitions of a check computed.
  ///   - answers: how many of them the check can read.
  init(
    _ explainer: Explainer, _ values: [Value], _ execution: Execution, answers: Int
  ) {
    self.explainer = explainer
    self.values = values
    steps = Self.stepsOfAny + Self.stepsOfAnswer * answers
    stepsLeft = steps
    self.execution = execution
  }

  var fields: [Field] { explainer.ruleset.model.vocabulary.fields }

  mutating func value(_ node: TracedExpression) -> Value { node.code(&execution) }

  mutating func step() -> Bool {
    stepsLeft -= 1
    return stepsLeft > 0
  }

  private static let stepsOfAny = 20_000
  /// A rule looks at an answer a few times.
  private static let stepsOfAnswer = 20

  /// Whether it ended before it had seen all.
  var isCutShort: Bool { stepsLeft <= 0 || execution.stepsLeft < 0 }

  /// Steps taken, its own and those of the expressions that it computed.
  var work: Int { steps - stepsLeft + execution.limits.steps - max(0, execution.stepsLeft) }

  /// What a part reads, for a local name.
  mutating func kept(_ reads: (inout Walk) -> [InputPath]) -> [InputPath] {
    let before = isKeeping
    isKeeping = true
    defer { isKeeping = before }
    return reads(&self)
  }

  /// Whether the answers at a path were told already, where each open one is to be told once: inside loops the
  /// same are read again and again.
  mutating func isTold(_ path: InputPath) -> Bool {
    seeksOpen && !isKeeping && !told.insert(path).inserted
  }

  /// What a local name rests on that is no answer itself.
  mutating func reads(_ local: Local) -> [InputPath] {
    if seeksOpen, !isKeeping, let group = local.group, !toldGroups.insert(group).inserted {
      return []
    }
    stepsLeft -= local.reads.count
    return local.reads
  }

  private mutating func newGroup() -> Int {
    groups += 1
    return groups
  }

  /// Runs a part with one more local name in sight.
  mutating func with<Result>(
    _ value: Value, _ local: Local, _ body: (inout Walk) -> Result
  ) -> Result {
    execution.locals.append(value)
    locals.append(local)
    let result = body(&self)
    execution.locals.removeLast()
    locals.removeLast()
    return result
  }

  /// Runs a part where no local names are in sight but those given: a definition, a function's body.
  mutating func apart<Result>(
    _ inner: [(Value, Local)] = [], _ body: (inout Walk) -> Result
  ) -> Result {
    let base = execution.base
    execution.base = execution.locals.count
    for (value, local) in inner {
      execution.locals.append(value)
      locals.append(local)
    }
    let result = body(&self)
    execution.locals.removeLast(inner.count)
    locals.removeLast(inner.count)
    execution.base = base
    return result
  }

  /// The field of the vocabulary that a slot is; `nil` for other slots.
  func field(_ slot: Int) -> Field? {
    explainer.ruleset.slots.fields.contains(slot) ? fields[slot] : nil
  }

  // MARK: Where values stand

  func value(at path: InputPath) -> Value? {
    guard case .member(let name)? = path.steps.first,
      let index = explainer.ruleset.model.vocabulary.position(of: name)
    else { return nil }
    return values[index].value(at: path.steps.dropFirst())
  }

  mutating func leaves(_ path: InputPath) -> [InputPath] {
    if isTold(path) { return [] }
    var found: [InputPath] = []
    value(at: path)?.leaves(at: path, into: &found)
    // Each is gone through; past the limit it is not told either.
    stepsLeft -= found.count
    return found
  }

  mutating func leaves(_ location: Location) -> [InputPath] {
    switch location {
    case .path(let path): leaves(path)
    case .items(let paths): paths.flatMap { leaves($0) }
    }
  }

  /// Where the value of an expression stands; `nil` where it is computed.
  mutating func location(_ node: TracedExpression) -> Location? {
    guard step() else { return nil }
    switch node.form {
    case .slot(let slot):
      if let field = field(slot) { return .path(InputPath([.member(field.name)])) }
      guard let definition = explainer.definitions[slot] else { return nil }
      return apart { $0.location(definition) }
    case .local(let place):
      let index = execution.base + place
      return locals.indices.contains(index) ? locals[index].place : nil
    case .itemMember(let name, let item, _):
      let index = execution.base + item
      guard locals.indices.contains(index), case .path(let path)? = locals[index].place,
        case .context(let context)? = value(at: path), context[name] != nil
      else { return nil }
      return .path(path.appending(.member(name)))
    case .path(_, let member):
      guard let base = location(node.children[0]) else { return nil }
      return self.member(member, of: base)
    case .filter(_, _, let item): return filtered(node, item)
    case .boxedFilter(_, _, let item): return filtered(node, item)
    case .conditional, .boxedConditional:
      switch value(node.children[0]) {
      case .boolean(true): return location(node.children[1])
      case .unknown: return nil
      default: return location(node.children[2])
      }
    case .placed, .conversion, .guarded: return location(node.children[0])
    case .callBuiltIn(let builtIn, _):
      guard builtIn.name == "concatenate" || builtIn.name == "append" else { return nil }
      return items(of: node.children)
    default: return nil
    }
  }

  private func member(_ name: String, of location: Location) -> Location? {
    func member(_ path: InputPath) -> Location? {
      switch value(at: path) {
      case .context: return .path(path.appending(.member(name)))
      case .list(let items):
        let paths = items.indices.map { path.appending(.item($0 + 1)).appending(.member(name)) }
        return .items(paths)
      default: return nil
      }
    }
    switch location {
    case .path(let path): return member(path)
    case .items(let paths): return .items(paths.map { $0.appending(.member(name)) })
    }
  }

  /// The paths of the items that a list has.
  func items(of location: Location?, count: Int) -> [InputPath]? {
    switch location {
    case .path(let path): (0..<count).map { path.appending(.item($0 + 1)) }
    case .items(let paths) where paths.count == count: paths
    case .items, nil: nil
    }
  }

  /// A list's items, with what each stands for as a local name.
  mutating func items(_ node: TracedExpression) -> [(value: Value, local: Local)] {
    guard node.isFieldOfPlan else { return itemsAnew(node) }
    // In a loop inside a loop the same list is gone through for every item of the other.
    let key = ObjectIdentifier(node)
    if let known = planItems[key] { return known }
    let items = itemsAnew(node)
    planItems[key] = items
    return items
  }

  /// The items that a list has or may come to have, where what is open decides which of them it keeps; `nil`
  /// where nothing is known of its items.
  mutating func possibleItems(_ node: TracedExpression) -> [(value: Value, local: Local)]? {
    guard value(node).isUnknown else { return items(node) }
    guard node.isFieldOfPlan else { return possibleItemsAnew(node) }
    let key = ObjectIdentifier(node)
    if let known = possiblePlanItems[key] { return known }
    let items = possibleItemsAnew(node)
    possiblePlanItems[key] = .some(items)
    return items
  }

  private mutating func possibleItemsAnew(_ node: TracedExpression)
    -> [(value: Value, local: Local)]?
  {
    switch node.form {
    case .filter, .boxedFilter:
      guard node.children[1].type == .boolean else { return nil }
      return possibleItems(node.children[0])?.filter { item in
        with(item.value, item.local) { !$0.value(node.children[1]).isFalse }
      }
    case .slot(let slot):
      return explainer.definitions[slot].flatMap { definition in
        apart { $0.possibleItems(definition) }
      }
    case .placed, .conversion, .guarded: return possibleItems(node.children[0])
    default: return nil
    }
  }

  private mutating func itemsAnew(_ node: TracedExpression) -> [(value: Value, local: Local)] {
    let list: [Value]
    switch value(node) {
    case .list(let items): list = items
    case .null, .unknown: return []
    case .range(let range): return rangeItems(range, node)
    case let single: list = [single]
    }
    let location = location(node)
    if case .path(let path)? = location, case .list? = value(at: path) {
    } else if case .path(let path)? = location, list.count == 1 {
      return [(list[0], Local(place: .path(path), reads: []))]
    }
    let paths = items(of: location, count: list.count)
    let reads = paths == nil ? kept { $0.reads(node) } : []
    let group = newGroup()
    return list.indices.map { index in
      (list[index], Local(place: paths.map { .path($0[index]) }, reads: reads, group: group))
    }
  }

  private mutating func rangeItems(_ range: Interval, _ node: TracedExpression)
    -> [(value: Value, local: Local)]
  {
    guard case .number(let low)? = range.low, case .number(let high)? = range.high,
      let first = low.int, let last = high.int, first <= last, last - first < 1_000
    else { return [] }
    let reads = kept { $0.reads(node) }
    let local = Local(place: nil, reads: reads, group: newGroup())
    return (first...last).map { (.number(Number($0)), local) }
  }

  private mutating func filtered(_ node: TracedExpression, _ item: Int) -> Location? {
    let kept = keptItems(node)
    guard case .number = node.children[1].type else {
      let paths = kept.compactMap { entry -> InputPath? in
        if case .path(let path)? = entry.local.place { path } else { nil }
      }
      return paths.count == kept.count ? .items(paths) : nil
    }
    let all = items(node.children[0])
    guard let index = index(node, all), case .path(let path)? = all[index].local.place else {
      return nil
    }
    return .path(path)
  }

  /// The place in the list of the item that a filter by number picks.
  private mutating func index(_ node: TracedExpression, _ all: [(value: Value, local: Local)])
    -> Int?
  {
    guard let first = all.first else { return nil }
    let number = with(first.value, first.local) { $0.value(node.children[1]) }
    guard case .number(let number) = number, let position = number.int, position != 0 else {
      return nil
    }
    let index = position > 0 ? position - 1 : all.count + position
    return all.indices.contains(index) ? index : nil
  }

  /// The items that a filter keeps.
  mutating func keptItems(_ node: TracedExpression) -> [(value: Value, local: Local)] {
    items(node.children[0]).filter { item in
      with(item.value, item.local) { $0.value(node.children[1]).isTrue }
    }
  }

  private mutating func items(of nodes: [TracedExpression]) -> Location? {
    var all: [InputPath] = []
    for node in nodes {
      guard let location = location(node) else { return nil }
      switch location {
      case .items(let paths): all += paths
      case .path(let path):
        guard case .list(let items)? = value(at: path) else {
          all.append(path)
          continue
        }
        all += items.indices.map { path.appending(.item($0 + 1)) }
      }
    }
    return .items(all)
  }

  /// The function that a call runs, if it is one of the definitions and keeps no local names.
  func body(called node: TracedExpression) -> (
    parameters: [FunctionValue.Parameter], TracedExpression
  )? {
    guard case .call = node.form, case .slot(let slot) = node.children[0].form,
      var definition = explainer.definitions[slot]
    else { return nil }
    while true {
      switch definition.form {
      case .placed, .conversion: definition = definition.children[0]
      case .function(let parameters, _, captured: 0):
        guard parameters.count == node.children.count - 1 else { return nil }
        return (parameters, definition.children[0])
      default: return nil
      }
    }
  }

  /// The arguments of a call as local names.
  mutating func arguments(_ node: TracedExpression) -> [(Value, Local)] {
    node.children.dropFirst().map { argument in
      let place = location(argument)
      let reads = place == nil ? kept { $0.reads(argument) } : []
      return (value(argument), Local(place: place, reads: reads))
    }
  }
}

extension TracedExpression {
  /// Whether it names an answer of the plan, or what a definition computes: the same wherever it stands.
  fileprivate var isFieldOfPlan: Bool {
    switch form {
    case .slot: true
    case .path: children[0].isFieldOfPlan
    case .placed, .conversion: children[0].isFieldOfPlan
    default: false
    }
  }
}
