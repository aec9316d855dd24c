/// What is said of the items of lists.
extension RuleReader {
  /// A list of the plan, with what a rule makes of its items.
  struct Source {
    fileprivate enum Step {
      case filter(CheckedExpression, item: Int, Frame)
      case member(String)
      case map(CheckedExpression, item: Int, Frame)
    }

    let use: ListUse
    fileprivate var steps: [Step] = []
    /// Whether there are as many items as the list has.
    fileprivate(set) var isWhole = true
    /// Whether items that are alike count once, so that nothing is known of how many there are.
    fileprivate var isDistinct = false
  }

  /// The lists whose items an expression has; `nil` where that is not known.
  mutating func sources(_ expression: CheckedExpression, _ frame: Frame) -> [Source]? {
    deeper { $0.sourcesWithin(expression, frame) } ?? nil
  }

  private mutating func sourcesWithin(
    _ expression: CheckedExpression, _ frame: Frame
  ) -> [Source]? {
    if let answer = answer(expression, frame) {
      guard case .list(let item) = answer.kind else { return nil }
      let owner = answer.item.map { variables[$0].list }
      let list = list(
        owner: owner, path: answer.path, item: item, mayBeAbsent: answer.mayBeAbsent)
      return [Source(use: ListUse(list: list, items: answer.item.map { [$0] } ?? []))]
    }
    switch expression.form {
    case .placed(let inner, let origin): return sources(inner, frame.placed(origin))
    case .guarded(_, let inner): return sources(inner, frame)
    case .slot(let slot): return logic(slot).flatMap { sources($0, Frame()) }
    case .local(let place):
      guard case .expression(let inner, let frame)? = frame.locals[place] else { return nil }
      return sources(inner, frame)
    case .filter(let base, let condition, let item) where condition.type == .boolean:
      return sources(base, frame)?.map { source in
        var kept = source
        kept.steps.append(.filter(condition, item: item, frame))
        kept.isWhole = false
        return kept
      }
    case .path(let base, let member):
      return sources(base, frame)?.map { source in
        var projected = source
        projected.steps.append(.member(member))
        return projected
      }
    case .iteration(let iterators, let result, _):
      guard iterators.count == 1, case .list(let list) = iterators[0].domain else { return nil }
      return sources(list, frame)?.map { source in
        var mapped = source
        mapped.steps.append(.map(result, item: iterators[0].place, frame))
        return mapped
      }
    case .callBuiltIn(let function, let arguments):
      switch function.name.text {
      case "distinct values", "union":
        return together(arguments, frame)?.map { source in
          var distinct = source
          distinct.isWhole = false
          distinct.isDistinct = true
          return distinct
        }
      case "concatenate": return together(arguments, frame)
      default: return nil
      }
    default: return nil
    }
  }

  private mutating func together(
    _ lists: [CheckedExpression], _ frame: Frame
  ) -> [Source]? {
    var all: [Source] = []
    for list in lists {
      guard let found = sources(list, frame) else { return nil }
      all += found
    }
    return all
  }

  /// An item of it, when it is among the items, and what stands for it.
  private mutating func item(
    of source: Source, _ variable: Int
  ) -> (kept: RuleTruth, binding: Binding) {
    var kept: [RuleTruth] = []
    var binding = Binding.item(variable, [])
    for step in source.steps {
      switch step {
      case .filter(let condition, let item, let frame):
        kept.append(truth(condition, frame.binding(item, to: binding)))
      case .map(let result, let item, let frame):
        binding = .expression(result, frame.binding(item, to: binding))
      case .member(let name):
        switch binding {
        case .item(let variable, let path): binding = .item(variable, path + [name])
        case .expression(let inner, let frame):
          binding = .expression(
            CheckedExpression(.path(inner, member: name), .any, at: inner.range), frame)
        }
      }
    }
    return (.conjunction(kept), binding)
  }

  /// Of some item, or of every item, of several lists.
  mutating func quantify(
    _ quantifier: Quantifier, _ sources: [Source],
    _ body: (inout RuleReader, Binding) -> RuleTruth
  ) -> RuleTruth {
    let parts = sources.map { source -> RuleTruth in
      let variable = newVariable(source.use)
      let (kept, binding) = item(of: source, variable)
      var truth = body(&self, binding)
      if quantifier == .every { truth = truth.negated }
      let absent = absent(source.use)
      // Of `some`; an item that is not kept has no say.
      let some = RuleTruth(
        isTrue: .some(source.use, item: variable, .both([kept.isTrue, truth.isTrue])),
        isFalse: .each(source.use, item: variable, .either([kept.isNotTrue, truth.isFalse])),
        isNotTrue: .either([
          absent, .each(source.use, item: variable, .either([kept.isNotTrue, truth.isNotTrue])),
        ]),
        isNotFalse: .either([
          absent, .some(source.use, item: variable, .both([kept.isTrue, truth.isNotFalse])),
        ]))
      return quantifier == .every ? some.negated : some
    }
    return quantifier == .every ? .conjunction(parts) : .disjunction(parts)
  }

  /// That a list is not there.
  private mutating func absent(_ use: ListUse) -> Proposition {
    guard terms.lists[use.list].mayBeAbsent else { return .never }
    return probe(count(of: use), .equal, .null, .number).isTrue
  }

  mutating func quantified(
    _ quantifier: Quantifier, _ iterators: ArraySlice<CheckedIterator>,
    _ condition: CheckedExpression, _ frame: Frame
  ) -> RuleTruth? {
    guard let first = iterators.first else { return truth(condition, frame) }
    guard case .list(let list) = first.domain else { return nil }
    func body(_ reader: inout RuleReader, _ item: Binding) -> RuleTruth {
      let inner = frame.binding(first.place, to: item)
      return reader.quantified(quantifier, iterators.dropFirst(), condition, inner) ?? .open
    }
    if let elements = elements(list, frame) {
      let parts = elements.map { kept, item -> RuleTruth in
        let truth = body(&self, item)
        return quantifier == .every
          ? .disjunction([kept.negated, truth]) : .conjunction([kept, truth])
      }
      return quantifier == .every ? .conjunction(parts) : .disjunction(parts)
    }
    return sources(list, frame).map { quantify(quantifier, $0, body) }
  }

  /// The items of a list that rules write out, each with when it is among them; `nil` for any other list.
  mutating func elements(
    _ list: CheckedExpression, _ frame: Frame
  ) -> [(kept: RuleTruth, item: Binding)]? {
    deeper { $0.elementsWithin(list, frame) } ?? nil
  }

  private mutating func elementsWithin(
    _ list: CheckedExpression, _ frame: Frame
  ) -> [(kept: RuleTruth, item: Binding)]? {
    let always = RuleTruth(.boolean(true))
    if case .list(let items)? = constant(list, frame) {
      guard items.count <= Self.most else { return nil }
      return items.map { item in
        let written = CheckedExpression(.constant(item), list.type.itemType, at: list.range)
        return (always, .expression(written, frame))
      }
    }
    switch list.form {
    case .placed(let inner, let origin): return elements(inner, frame.placed(origin))
    case .guarded(_, let inner): return elements(inner, frame)
    case .slot(let slot): return logic(slot).flatMap { elements($0, Frame()) }
    case .local(let place):
      guard case .expression(let inner, let frame)? = frame.locals[place] else { return nil }
      return elements(inner, frame)
    case .list(let parts): return parts.map { (always, .expression($0, frame)) }
    case .filter(let base, let condition, let item) where condition.type == .boolean:
      return elements(base, frame)?.map { kept, element in
        let isKept = truth(condition, frame.binding(item, to: element)).asWhole
        return (.conjunction([kept, isKept]), element)
      }
    case .conditional(let condition, let then, let otherwise):
      let truth = truth(condition, frame).asWhole
      guard let first = elements(then, frame), let second = elements(otherwise, frame),
        first.count + second.count <= Self.most
      else { return nil }
      return first.map { (.conjunction([truth, $0.kept]), $0.item) }
        + second.map { (.conjunction([truth.negated, $0.kept]), $0.item) }
    case .call(let function, let arguments):
      guard let (body, inner) = called(function, arguments, frame) else { return nil }
      return elements(body, inner)
    default: return nil
    }
  }

  // MARK: How many

  /// The number of items that a filter keeps, compared with a constant or with all there are.
  mutating func compareCounts(
    _ left: CheckedExpression, _ comparison: ComparisonOperator, _ right: CheckedExpression,
    _ frame: Frame
  ) -> RuleTruth? {
    guard let source = counted(left, frame), !source.isWhole,
      source.steps.contains(where: { if case .filter = $0 { true } else { false } })
    else { return nil }
    if let all = counted(right, frame), all.isWhole, all.use == source.use {
      let truth = quantify(.every, [Source(use: source.use)]) { reader, item in
        guard case .item(let variable, _) = item else { return .open }
        return reader.item(of: source, variable).kept
      }
      switch comparison {
      case .equal, .greaterOrEqual: return truth.asWhole
      case .less, .notEqual: return truth.asWhole.negated
      case .lessOrEqual: return RuleTruth(.boolean(true)).orNull
      case .greater: return RuleTruth(.boolean(false)).orNull
      }
    }
    guard case .number(let number)? = constant(right, frame), let limit = number.int,
      Number(limit) == number, limit < 1_000, limit > -1_000
    else { return nil }
    switch comparison {
    case .greaterOrEqual: return atLeast(limit, source).orNull(if: source.isNullable(terms))
    case .greater: return atLeast(limit + 1, source).orNull(if: source.isNullable(terms))
    case .less: return atLeast(limit, source).negated.orNull(if: source.isNullable(terms))
    case .lessOrEqual:
      return atLeast(limit + 1, source).negated.orNull(if: source.isNullable(terms))
    case .equal, .notEqual:
      let equal = RuleTruth.conjunction([
        atLeast(limit, source), atLeast(limit + 1, source).negated,
      ]).orNull(if: source.isNullable(terms))
      return comparison == .equal ? equal : equal.negated
    }
  }

  private mutating func counted(_ expression: CheckedExpression, _ frame: Frame) -> Source? {
    switch expression.form {
    case .placed(let inner, _): return counted(inner, frame)
    case .slot(let slot): return logic(slot).flatMap { counted($0, Frame()) }
    case .callBuiltIn(let function, let arguments)
    where function.name.text == "count" && arguments.count == 1:
      return sources(arguments[0], frame)?.single.flatMap { $0.isDistinct ? nil : $0 }
    default: return nil
    }
  }

  /// Whether at least so many items are kept.
  private mutating func atLeast(_ limit: Int, _ source: Source) -> RuleTruth {
    if limit <= 0 { return RuleTruth(.boolean(true)) }
    let first = quantify(.some, [Source(use: source.use)]) { reader, item in
      guard case .item(let variable, _) = item else { return .open }
      return reader.item(of: source, variable).kept
    }
    let one = first.asWhole
    if limit == 1 { return one }
    // Several items that are kept are there, and the list is that long.
    let isLong = probe(
      count(of: source.use), .greaterOrEqual, .number(Number(limit)), .number)
    let several = [Proposition](repeating: one.isTrue, count: Swift.min(limit, Self.itemsMade))
    let isTrue = Proposition.both([isLong.isTrue] + several)
    // None is the plainest of the cases in which it is not so.
    let isFalse = Proposition.any([one.isFalse, .always])
    return RuleTruth(
      isTrue: isTrue, isFalse: isFalse, isNotTrue: isFalse, isNotFalse: isTrue)
  }

  private static let itemsMade = 4
}

extension RuleReader.Source {
  fileprivate func isNullable(_ terms: RuleTerms) -> Bool { terms.lists[use.list].mayBeAbsent }
}

extension RuleTruth {
  /// Where what is counted is: an item of which it is not known whether it is kept is not.
  var asWhole: RuleTruth {
    RuleTruth(
      isTrue: isTrue, isFalse: isNotTrue, isNotTrue: isNotTrue, isNotFalse: isTrue)
  }

  fileprivate func orNull(if mayBeNull: Bool) -> RuleTruth { mayBeNull ? orNull : self }
}

extension Array {
  /// The only one.
  var single: Element? { count == 1 ? first : nil }
}
