/// Which answers the value of an expression rests on.
///
/// The paths tell enough to give the same value, as far as the forms of expressions allow to see that;
/// where they don't, they tell more. What is left over is taken away by trying (`Trial+Grounds`).
extension Walk {
  /// - Parameter members: names that lead from the value to the part of it that is asked for.
  mutating func reads(_ node: TracedExpression, _ members: [String] = []) -> [InputPath] {
    // A walk that is too long ends here. What it then lacks is found out by trying (`Trial+Grounds`).
    guard step() else { return [] }
    if seeksOpen {
      if value(node).unknownWithin == nil { return [] }
      // Of a list that is not known yet, what is asked of its items may matter too.
      if node.goesThroughItems, possibleItems(node.children[0]) == nil { return everything(node) }
    }
    switch node.form {
    case .constant, .noValue: return []
    case .slot(let slot):
      if let field = field(slot) { return leaves(InputPath([.member(field.name)]), members) }
      guard let definition = explainer.definitions[slot] else { return [] }
      return apart { $0.reads(definition, members) }
    case .local(let place): return localReads(place, members)
    case .itemMember(let name, let item, let otherwise):
      if case .context(let context)? = localValue(item), context[name] != nil {
        return localReads(item, [name] + members)
      }
      return localReads(item, []) + (otherwise == nil ? [] : reads(node.children[0], members))
    case .path(_, let member): return reads(node.children[0], [member] + members)
    case .filter, .boxedFilter: return filterReads(node, members)
    case .conditional, .boxedConditional:
      let test = node.children[0]
      switch value(test) {
      case .boolean(true): return reads(test) + reads(node.children[1], members)
      case .unknown: return node.children.flatMap { reads($0, members) }
      default: return reads(test) + reads(node.children[2], members)
      }
    case .conjunction: return junctionReads(node, deciding: false)
    case .disjunction: return junctionReads(node, deciding: true)
    case .quantified(let quantifier, _, _): return quantifiedReads(node, quantifier)
    case .placed, .conversion, .guarded: return reads(node.children[0], members)
    case .call:
      guard let (_, body) = body(called: node) else { return everything(node) }
      let arguments = arguments(node)
      return apart(arguments) { $0.reads(body, members) }
    case .context(let entries, _): return contextReads(node, entries.map(\.key), members)
    case .list: return node.children.flatMap { reads($0, members) }
    case .iteration(let iterators, _, _):
      guard iterators.count == 1, case .list = iterators[0].domain else { return everything(node) }
      var found = extent(node.children[0])
      for item in possibleItems(node.children[0]) ?? [] {
        found += with(item.value, item.local) { walk in
          walk.with(.null, Local(place: nil, reads: [])) { $0.reads(node.children[1], members) }
        }
      }
      return found
    case .membership:
      let input = node.children[0]
      let place = location(input)
      let local = Local(place: place, reads: place == nil ? kept { $0.reads(input) } : [])
      let value = value(input)
      return reads(input)
        + with(value, local) { walk in node.children.dropFirst().flatMap { walk.reads($0) } }
    case .callBuiltIn(let builtIn, _) where builtIn.name == "count": return countReads(node)
    case .callBuiltIn, .callBuiltInNamed, .negation, .arithmetic, .comparison, .between, .instance,
      .range, .pointRange:
      return node.children.flatMap { reads($0) }
    case .table, .callNamed, .function, .boxedQuantified, .externalFunction:
      return everything(node)
    }
  }

  /// Every answer that an expression can read at all, whatever its values.
  mutating func everything(_ node: TracedExpression) -> [InputPath] {
    let inputs = explainer.reach.inputs(of: node.slots)
    let fields = inputs.sorted().compactMap { field($0) }
    var found = fields.flatMap { leaves(InputPath([.member($0.name)])) }
    for local in locals.dropFirst(execution.base) {
      found += local.place.map { leaves($0) } ?? reads(local)
    }
    return found
  }

  /// How many items a list has, and which.
  private mutating func extent(_ node: TracedExpression) -> [InputPath] {
    switch node.form {
    case .filter, .boxedFilter:
      var found = extent(node.children[0])
      for item in possibleItems(node.children[0]) ?? [] {
        found += with(item.value, item.local) { $0.reads(node.children[1]) }
      }
      return found
    case .placed, .conversion, .guarded: return extent(node.children[0])
    case .slot(let slot):
      if let definition = explainer.definitions[slot] { return apart { $0.extent(definition) } }
    case .path:
      if case .path(let path)? = location(node) { return [path] }
      return extent(node.children[0])
    default: break
    }
    switch location(node) {
    case .path(let path): return [path]
    case .items, nil: return reads(node)
    }
  }

  private mutating func countReads(_ node: TracedExpression) -> [InputPath] {
    extent(node.children[0])
  }

  private func localValue(_ place: Int) -> Value? {
    let index = execution.base + place
    return execution.locals.indices.contains(index) ? execution.locals[index] : nil
  }

  private mutating func localReads(_ place: Int, _ members: [String]) -> [InputPath] {
    let index = execution.base + place
    guard locals.indices.contains(index) else { return [] }
    switch locals[index].place {
    case .path(let path): return leaves(path, members)
    case .items(let paths): return paths.flatMap { leaves($0, members) }
    case nil: return reads(locals[index])
    }
  }

  /// The answers at the members of the value at a path, of each item where that is a list.
  private mutating func leaves(_ path: InputPath, _ members: [String]) -> [InputPath] {
    guard let name = members.first else { return leaves(path) }
    switch value(at: path) {
    case .context(let context):
      guard context[name] != nil else { return leaves(path) }
      return leaves(path.appending(.member(name)), Array(members.dropFirst()))
    case .list(let items):
      let whole = path.appending(members)
      if isTold(whole) { return [] }
      return [path] + items.indices.flatMap { leaves(path.appending(.item($0 + 1)), members) }
    case nil: return []
    default: return [path]
    }
  }

  private mutating func filterReads(_ node: TracedExpression, _ members: [String]) -> [InputPath] {
    var found = extent(node.children[0])
    for item in possibleItems(node.children[0]) ?? [] {
      let (keeps, own) = with(item.value, item.local) { walk in
        (walk.value(node.children[1]), walk.reads(node.children[1]))
      }
      found += own
      // Where what is open is sought, an item that may come to be kept is read too.
      let isRead = keeps.isTrue || seeksOpen && keeps.isUnknown
      guard isRead || node.children[1].type != .boolean else { continue }
      switch item.local.place {
      case .path(let path): found += leaves(path, members)
      case .items(let paths): found += paths.flatMap { leaves($0, members) }
      case nil: found += reads(item.local)
      }
    }
    return found
  }

  /// Of what one part decides, the first that does; otherwise all parts.
  private mutating func junctionReads(_ node: TracedExpression, deciding: Bool) -> [InputPath] {
    for part in node.children {
      if case .boolean(deciding) = value(part) { return reads(part) }
    }
    return node.children.flatMap { reads($0) }
  }

  private mutating func quantifiedReads(_ node: TracedExpression, _ quantifier: Quantifier)
    -> [InputPath]
  {
    guard let iterator = node.singleIterator else { return everything(node) }
    let deciding = quantifier == .some
    var found = extent(iterator.domain)
    let isKnown = !value(iterator.domain).isUnknown
    for item in possibleItems(iterator.domain) ?? [] {
      let (holds, own) = with(item.value, item.local) { walk in
        (walk.value(iterator.condition), walk.reads(iterator.condition))
      }
      if isKnown, case .boolean(deciding) = holds { return extent(iterator.domain) + own }
      found += own
    }
    return found
  }

  private mutating func contextReads(
    _ node: TracedExpression, _ keys: [String], _ members: [String]
  ) -> [InputPath] {
    var found: [InputPath] = []
    var entered = 0
    for (key, entry) in zip(keys, node.children) {
      let inner = members.isEmpty ? [] : Array(members.dropFirst())
      let own = kept { $0.reads(entry, inner) }
      if members.isEmpty || members[0] == key { found += own }
      let place = location(entry)
      execution.locals.append(value(entry))
      locals.append(Local(place: place, reads: own))
      entered += 1
    }
    execution.locals.removeLast(entered)
    locals.removeLast(entered)
    return found
  }
}

extension TracedExpression {
  /// Whether it looks at the items of its first part, one by one.
  fileprivate var goesThroughItems: Bool {
    switch form {
    case .quantified, .filter, .boxedFilter, .iteration, .boxedQuantified: true
    default: false
    }
  }

  /// The list that is gone through and the condition, where there is one list.
  var singleIterator: (domain: TracedExpression, condition: TracedExpression, place: Int)? {
    guard case .quantified(_, let iterators, _) = form, iterators.count == 1,
      case .list = iterators[0].domain
    else { return nil }
    return (children[0], children[1], iterators[0].place)
  }
}

extension InputPath {
  fileprivate func appending(_ members: [String]) -> InputPath {
    members.reduce(self) { $0.appending(.member($1)) }
  }
}
