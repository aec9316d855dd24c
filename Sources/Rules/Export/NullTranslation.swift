/// An expression as DMN must have it, where a missing answer is `null`.
struct Translated: Sendable {
  /// Gives what the rule gives, or `null`; and `null` wherever the rule has no answer because
  /// something is missing.
  var tree: ExpressionSyntax
  /// Of a part of the plan, what it is made of.
  var shape: AnswerShape?
  /// Conditions under which the value itself is missing, or rests on what is.
  var gaps = Gaps.none
  /// Whether the gaps count only where the tree gives `null`: it may be decided in spite of them.
  var isDecidedDespiteGaps = false
  /// Conditions under which something inside the value is missing, where that is no part of the plan.
  var hidden = Gaps.none
  /// Whether `null` may say "none" where a part of the plan stands.
  var mayBeNone = false
  var isChanged = false
  /// Whether it is `null` for want of a parameter only where the rule too has no answer for want of it.
  var isExact = true

  /// The gaps of the value itself, such that none holds where it has a value.
  var top: Gaps {
    guard isDecidedDespiteGaps else { return gaps }
    return gaps.map { tree.isNull.and($0) }
  }

  /// The gaps of the value and of everything inside it.
  func deep(_ translation: NullTranslation) -> Gaps {
    guard let shape else { return top + hidden }
    return top + hidden + Gaps(answers: translation.missing(in: tree, shape, level: 1))
  }
}

/// Turns rules, in which a missing answer is unknown, into FEEL in which it is `null`.
///
/// FEEL takes `null` for a value in some places: `null = 5` is false, and `if null` takes the way of
/// "no". There a condition is put before: what must be known. On a plan without missing answers no
/// such condition holds, so there the translation gives what the rule gives.
struct NullTranslation: Sendable {
  /// What is known of a name.
  struct Binding: Sendable {
    var shape: AnswerShape?
    var gaps = Gaps.none
    var hidden = Gaps.none
    var mayBeNone = false
    var function: FunctionFacts?
    var isExact = true
  }

  /// A function of the ruleset.
  struct FunctionFacts: Sendable {
    /// The shape that each parameter is taken to have.
    let parameters: [AnswerShape?]
    /// Functions of the same parameters: whether an answer, or anything else, is missing.
    let answersMissing: Name?
    let othersMissing: Name?
    /// What it rests on besides its parameters.
    let free: Gaps
    let isExact: Bool
  }

  var names: [Name: Binding]
  /// The shapes of the types that parameters of functions may have.
  let types: [Name: AnswerShape]
  /// A word that no rule begins a name with, for the variables of conditions.
  let variable: String

  // MARK: What is missing in a part of the plan

  /// Conditions under which a part of a value is missing; the value itself is not looked at.
  func missing(in tree: ExpressionSyntax, _ shape: AnswerShape, level: Int) -> [ExpressionSyntax] {
    switch shape {
    case .scalar: return []
    case .list(let items, _):
      let name = Name("\(variable)\(level)")
      let item = ExpressionSyntax.name(name)
      var conditions = missing(in: item, items, level: level + 1)
      if items.isRequired, items.members == nil { conditions.insert(item.isNull, at: 0) }
      return conditions.isEmpty ? [] : [tree.some(name, .anyOf(conditions))]
    case .group(let members, let isRequired):
      let conditions = members.flatMap { member in
        let part = tree.member(member.name)
        // A group that is missing is one whose answers are.
        let own = member.shape.isRequired && member.shape.members == nil ? [part.isNull] : []
        return own + missing(in: part, member.shape, level: level)
      }
      return isRequired || conditions.isEmpty
        ? conditions : [tree.isNotNull.and(.anyOf(conditions))]
    }
  }

  /// What a field or an item is, seen by name.
  static func binding(_ name: ExpressionSyntax, _ shape: AnswerShape) -> Binding {
    let isAnswer = shape.isRequired && shape.members == nil
    return Binding(
      shape: shape, gaps: isAnswer ? Gaps(answers: [name.isNull]) : .none,
      mayBeNone: !shape.isRequired)
  }

  func with(_ bindings: [(Name, Binding)]) -> NullTranslation {
    var inner = self
    for (name, binding) in bindings { inner.names[name] = binding }
    return inner
  }

  // MARK: Expressions

  // The parser bounds the depth of a tree.
  func translate(_ tree: ExpressionSyntax) -> Translated {
    switch tree.form {
    case .number, .string, .boolean, .null, .atLiteral, .inputValue, .fault:
      return Translated(tree: tree)
    case .name(let name):
      guard let binding = names[name] else { return Translated(tree: tree) }
      if binding.function != nil { return guarded(tree) }
      return Translated(
        tree: tree, shape: binding.shape, gaps: binding.gaps, hidden: binding.hidden,
        mayBeNone: binding.mayBeNone, isExact: binding.isExact)
    case .path(let base, let member, _): return path(base, member, tree)
    case .comparison(let left, let comparison, let right):
      return self.comparison(left, comparison, right)
    case .negation(let operand):
      let operand = translate(operand)
      return propagating([operand]) { _ in ExpressionSyntax(.negation(operand.tree)) }
    case .arithmetic(let first, let rest):
      let parts = [translate(first)] + rest.map { translate($0.operand) }
      return propagating(parts) { trees in
        ExpressionSyntax(
          .arithmetic(
            trees[0],
            zip(rest, trees.dropFirst()).map { ArithmeticOperand($0.operation, $1) }))
      }
    case .between(let value, let low, let high):
      return propagating([value, low, high].map { translate($0) }) { trees in
        ExpressionSyntax(.between(trees[0], low: trees[1], high: trees[2]))
      }
    case .conjunction(let parts):
      return decided(parts.map { translate($0) }) { ExpressionSyntax(.conjunction($0)) }
    case .disjunction(let parts):
      return decided(parts.map { translate($0) }) { ExpressionSyntax(.disjunction($0)) }
    case .conditional(let condition, let then, let otherwise):
      return conditional(condition, then, otherwise)
    case .quantified(let quantifier, let iterators, let condition):
      return quantified(quantifier, iterators, condition, tree)
    case .iteration(let iterators, let result): return iteration(iterators, result, tree)
    case .filter(let base, let condition): return filter(base, condition, tree)
    case .call(let callee, let arguments): return call(callee, arguments, tree)
    case .list(let items):
      let parts = items.map { translate($0) }
      var list = Translated(tree: ExpressionSyntax(.list(parts.map(\.tree))))
      list.hidden = parts.reduce(.none) { $0 + $1.deep(self) }
      list.isChanged = parts.contains(where: \.isChanged)
      list.isExact = parts.allSatisfy(\.isExact)
      return list
    case .membership, .instance, .function, .externalFunction, .context, .range:
      return guarded(tree)
    }
  }

  /// As it is, where nothing that it reads is missing.
  func guarded(_ tree: ExpressionSyntax) -> Translated {
    let gaps = reads(tree)
    return Translated(
      tree: tree.unless(gaps), gaps: gaps, isChanged: !gaps.isEmpty,
      isExact: gaps.others.isEmpty)
  }

  /// Where `null` in gives `null` out.
  private func propagating(
    _ parts: [Translated], _ make: ([ExpressionSyntax]) -> ExpressionSyntax
  ) -> Translated {
    Translated(
      tree: make(parts.map(\.tree)), gaps: parts.reduce(.none) { $0 + $1.deep(self) },
      isChanged: parts.contains(where: \.isChanged), isExact: parts.allSatisfy(\.isExact))
  }

  /// `and` and `or`: one part may decide.
  private func decided(
    _ parts: [Translated], _ make: ([ExpressionSyntax]) -> ExpressionSyntax
  ) -> Translated {
    Translated(
      tree: make(parts.map(\.tree)), gaps: parts.reduce(.none) { $0 + $1.top },
      isDecidedDespiteGaps: true, isChanged: parts.contains(where: \.isChanged),
      isExact: parts.allSatisfy(\.isExact))
  }

  private func comparison(
    _ left: ExpressionSyntax, _ comparison: ComparisonOperator, _ right: ExpressionSyntax
  ) -> Translated {
    let parts = [translate(left), translate(right)]
    var result = propagating(parts) { trees in trees[0].compared(comparison, trees[1]) }
    switch comparison {
    case .less, .lessOrEqual, .greater, .greaterOrEqual: return result
    case .equal, .notEqual:
      result.isChanged = result.isChanged || !result.gaps.isEmpty
      result.tree = result.tree.unless(result.gaps)
      // One part of a list may tell that it is another list.
      if parts.contains(where: { !$0.hidden.others.isEmpty }) { result.isExact = false }
      return result
    }
  }

  private func path(
    _ base: ExpressionSyntax, _ member: Name, _ tree: ExpressionSyntax
  ) -> Translated {
    let base = translate(base)
    let part = base.tree.member(member.text)
    var found = Translated(tree: part, isChanged: base.isChanged, isExact: base.isExact)
    if let shape = base.shape?[member.text] {
      found.shape = shape
      found.mayBeNone = base.mayBeNone || !shape.isRequired
      found.gaps = base.gaps
      if shape.isRequired, shape.members == nil {
        let condition = base.mayBeNone ? base.tree.isNotNull.and(part.isNull) : part.isNull
        found.gaps += Gaps(answers: [condition])
      }
    } else if let shape = base.shape?.items?[member.text] {
      found.shape = .list(shape, isRequired: base.shape?.isRequired ?? true)
      found.mayBeNone = base.mayBeNone
      found.gaps = base.top
      found.hidden = base.hidden
    } else {
      found.gaps = base.deep(self)
    }
    return found
  }

  /// How long a text may become to tell that two ways give the same.
  private static let longestCommon = 600

  private func conditional(
    _ condition: ExpressionSyntax, _ then: ExpressionSyntax, _ otherwise: ExpressionSyntax
  ) -> Translated {
    let condition = translate(condition)
    let parts = [translate(then), translate(otherwise)]
    let open = condition.top
    let ways = parts.map(\.tree)
    let inside = parts.reduce(Gaps.none) { $0 + $1.deep(self) }
    let whole = condition.tree.then(ways[0], otherwise: ways[1])
    var result = Translated(tree: whole.unless(open))
    result.isExact = condition.isExact && parts.allSatisfy(\.isExact)
    if !open.others.isEmpty {
      // What the condition would say does not matter where both ways give the same.
      func spelled(_ way: ExpressionSyntax) -> ExpressionSyntax { .call("string", [way]) }
      let isSame = ways[0].compared(.equal, ways[1])
        .and(spelled(ways[0]).compared(.equal, spelled(ways[1])))
      let common = isSame.then(ways[0], otherwise: .null).unless(inside)
      if common.spelling.utf8.count <= Self.longestCommon {
        result.isDecidedDespiteGaps = true
        result.tree = ExpressionSyntax.anyOf(open.others).then(common, otherwise: whole)
          .unless(Gaps(answers: open.answers))
      } else {
        result.isExact = false
      }
    }
    result.isChanged =
      condition.isChanged || parts.contains(where: \.isChanged) || !open.isEmpty
    if let shape = parts[0].shape, shape == parts[1].shape { result.shape = shape }
    result.mayBeNone = parts.contains(where: \.mayBeNone)
    func either(_ gaps: [Gaps]) -> Gaps {
      func pick(_ conditions: (Gaps) -> [ExpressionSyntax]) -> [ExpressionSyntax] {
        guard gaps.contains(where: { !conditions($0).isEmpty }) else { return [] }
        let ways = gaps.map { ExpressionSyntax.anyOf(conditions($0)) }
        return [condition.tree.then(ways[0], otherwise: ways[1])]
      }
      return Gaps(answers: pick(\.answers), others: pick(\.others))
    }
    // Where the condition is open, both ways matter; else the one that it picks.
    let both = Gaps(
      answers: open.others.isEmpty || inside.answers.isEmpty
        ? [] : [ExpressionSyntax.anyOf(open.others).and(.anyOf(inside.answers))])
    let known = either(parts.map(\.top))
    let hidden = either(parts.map { result.shape == nil ? $0.deep(self) : $0.hidden })
    result.gaps = open + both + (open.isEmpty ? known : known.map { $0.ifNot(open) })
    result.hidden = open.isEmpty ? hidden : hidden.map { $0.ifNot(open) }
    return result
  }

  // MARK: Lists

  /// The domains and the variables, and the gaps that keep a loop from being run at all.
  private func loop(_ iterators: [IteratorSyntax]) -> (
    iterators: [IteratorSyntax], inner: NullTranslation, gaps: Gaps, isChanged: Bool,
    isExact: Bool
  ) {
    var inner = self
    var gaps = Gaps.none
    var isChanged = false
    var isExact = true
    var translated: [IteratorSyntax] = []
    for iterator in iterators {
      let domain: IteratorSyntax.Domain
      var binding = Binding()
      switch iterator.domain {
      case .list(let list):
        let list = inner.translate(list)
        if let items = list.shape?.items {
          gaps += list.top + list.hidden
          binding = Self.binding(.name(iterator.name), items)
        } else {
          gaps += list.deep(inner)
        }
        isChanged = isChanged || list.isChanged
        isExact = isExact && list.isExact
        domain = .list(list.tree)
      case .range(let from, let to):
        let ends = [inner.translate(from), inner.translate(to)]
        for end in ends {
          gaps += end.deep(inner)
          isChanged = isChanged || end.isChanged
        }
        domain = .range(from: ends[0].tree, to: ends[1].tree)
      }
      translated.append(
        IteratorSyntax(
          name: iterator.name, nameRange: iterator.nameRange, domain: domain))
      inner.names[iterator.name] = binding
    }
    return (translated, inner, gaps, isChanged, isExact && gaps.others.isEmpty)
  }

  /// A list whose gaps speak of a variable that an earlier iterator declares can't be guarded outside.
  private func isFlat(_ iterators: [IteratorSyntax]) -> Bool {
    let own = Set(iterators.map(\.name))
    return iterators.allSatisfy { iterator in
      switch iterator.domain {
      case .list(let list): list.names.allSatisfy { !own.contains($0.name) }
      case .range(let from, let to):
        (from.names + to.names).allSatisfy { !own.contains($0.name) }
      }
    }
  }

  private func quantified(
    _ quantifier: Quantifier, _ iterators: [IteratorSyntax], _ condition: ExpressionSyntax,
    _ tree: ExpressionSyntax
  ) -> Translated {
    if let unrolled = unrolled(quantifier, iterators, condition) { return translate(unrolled) }
    guard isFlat(iterators) else { return guarded(tree) }
    let loop = loop(iterators)
    let body = loop.inner.translate(condition)
    let whole = ExpressionSyntax(
      .quantified(quantifier, loop.iterators, condition: body.tree))
    var result = Translated(tree: whole.unless(loop.gaps))
    result.isDecidedDespiteGaps = true
    result.isChanged = loop.isChanged || body.isChanged || !loop.gaps.isEmpty
    result.isExact = loop.isExact && body.isExact
    result.gaps =
      loop.gaps
      + body.top.map {
        ExpressionSyntax(.quantified(.some, loop.iterators, condition: $0))
      }
    return result
  }

  /// A loop over listed parts as its parts, joined: each has gaps of its own.
  private func unrolled(
    _ quantifier: Quantifier, _ iterators: [IteratorSyntax], _ condition: ExpressionSyntax
  ) -> ExpressionSyntax? {
    guard iterators.count == 1, case .list(let list) = iterators[0].domain,
      case .list(let items) = list.form, (1...40).contains(items.count)
    else { return nil }
    var parts: [ExpressionSyntax] = []
    for item in items {
      guard case .name = item.form, let part = condition.replacing(iterators[0].name, with: item)
      else { return nil }
      parts.append(part)
    }
    if parts.count == 1 { return parts[0] }
    return ExpressionSyntax(quantifier == .every ? .conjunction(parts) : .disjunction(parts))
  }

  private func iteration(
    _ iterators: [IteratorSyntax], _ result: ExpressionSyntax, _ tree: ExpressionSyntax
  ) -> Translated {
    let readsPartial = result.names.contains { $0.name == Name("partial") }
    guard isFlat(iterators), !readsPartial else { return guarded(tree) }
    let loop = loop(iterators)
    let body = loop.inner.translate(result)
    let whole = ExpressionSyntax(.iteration(loop.iterators, result: body.tree))
    var found = Translated(tree: whole.unless(loop.gaps), gaps: loop.gaps)
    found.isChanged = loop.isChanged || body.isChanged || !loop.gaps.isEmpty
    found.isExact = loop.isExact && body.isExact
    found.hidden = body.deep(loop.inner).map {
      ExpressionSyntax(.quantified(.some, loop.iterators, condition: $0))
    }
    return found
  }

  private func filter(
    _ base: ExpressionSyntax, _ condition: ExpressionSyntax, _ tree: ExpressionSyntax
  ) -> Translated {
    let base = translate(base)
    guard let items = base.shape?.items, base.hidden.isEmpty else { return guarded(tree) }
    if case .number = condition.form {
      return Translated(
        tree: ExpressionSyntax(.filter(base.tree, condition)), shape: items.optional,
        gaps: base.deep(self), mayBeNone: true, isChanged: base.isChanged,
        isExact: base.isExact && base.deep(self).others.isEmpty)
    }
    guard let members = items.members, condition.isPlainlyBoolean else { return guarded(tree) }
    let item = Name("item")
    let inner = with(
      [(item, Self.binding(.name(item), items))]
        + members.map { (Name($0.name), Self.binding(.name(Name($0.name)), $0.shape)) })
    let test = inner.translate(condition)
    let open = test.top.map { condition in
      ExpressionSyntax.call("count", [ExpressionSyntax(.filter(base.tree, condition))])
        .compared(.greater, ExpressionSyntax(.number("0")))
    }
    let gaps = base.top + open
    let whole = ExpressionSyntax(.filter(base.tree, test.tree))
    return Translated(
      tree: whole.unless(gaps), shape: .list(items, isRequired: true), gaps: gaps,
      mayBeNone: base.mayBeNone,
      isChanged: base.isChanged || test.isChanged || !gaps.isEmpty,
      isExact: base.isExact && test.isExact)
  }

  // MARK: Calls

  /// Functions of the standard that give `null` for `null`.
  private static let propagatingFunctions: Set<Name> = [
    "not", "abs", "floor", "ceiling", "round up", "round down", "round half up",
    "round half down", "decimal", "modulo", "sqrt", "exp", "log", "odd", "even",
    "string length", "upper case", "lower case",
  ]

  /// Functions of the standard that need everything in their arguments.
  private static let strictFunctions: Set<Name> = ["count", "sum", "min", "max", "string", "mean"]

  private func call(
    _ callee: ExpressionSyntax, _ arguments: ArgumentsSyntax, _ tree: ExpressionSyntax
  ) -> Translated {
    guard case .name(let name) = callee.form, case .positional(let values) = arguments else {
      return guarded(tree)
    }
    let parts = values.map { translate($0) }
    func made(_ trees: [ExpressionSyntax]) -> ExpressionSyntax {
      ExpressionSyntax(.call(callee, .positional(trees)))
    }
    guard let binding = names[name] else {
      if Self.propagatingFunctions.contains(name) { return propagating(parts, made) }
      if name == "list contains", let found = containment(parts, made) { return found }
      var result = propagating(parts, made)
      if name == "count", parts.count == 1 { result.gaps = parts[0].top }
      result.isChanged = result.isChanged || !result.gaps.isEmpty
      result.tree = result.tree.unless(result.gaps)
      if !result.gaps.others.isEmpty, !Self.strictFunctions.contains(name) {
        result.isExact = false
      }
      return result
    }
    guard let function = binding.function, function.parameters.count == parts.count else {
      return guarded(tree)
    }
    let given = zip(function.parameters, parts).reduce(Gaps.none) { gaps, pair in
      let (parameter, part) = pair
      let isPlan = parameter != nil && part.shape != nil
      return gaps + (isPlan ? part.top + part.hidden : part.deep(self))
    }
    var result = Translated(tree: made(parts.map(\.tree)).unless(given), gaps: given)
    result.isChanged = parts.contains(where: \.isChanged) || !given.isEmpty
    result.isExact =
      function.isExact && given.others.isEmpty && parts.allSatisfy(\.isExact)
    let trees = parts.map(\.tree)
    var inside = Gaps.none
    if let missing = function.answersMissing { inside.answers = [.call(missing, trees)] }
    if let missing = function.othersMissing { inside.others = [.call(missing, trees)] }
    result.gaps += given.isEmpty ? inside : inside.map { $0.ifNot(given) }
    return result
  }

  /// A list of answers holds a value, whatever is missing in it besides; that it does not, is known only
  /// once nothing is missing.
  private func containment(
    _ parts: [Translated], _ make: ([ExpressionSyntax]) -> ExpressionSyntax
  ) -> Translated? {
    guard parts.count == 2, let shape = parts[0].shape, case .scalar? = shape.items else {
      return nil
    }
    let missing = missing(in: parts[0].tree, shape, level: 1)
    guard !missing.isEmpty else { return nil }
    let gaps = parts[0].top + parts[0].hidden + parts[1].deep(self)
    let otherwise = ExpressionSyntax(.boolean(false)).unless(Gaps(answers: missing))
    let whole = ExpressionSyntax.anyOf([make(parts.map(\.tree)), otherwise])
    return Translated(
      tree: whole.unless(gaps), gaps: gaps + Gaps(answers: missing), isDecidedDespiteGaps: true,
      isChanged: true, isExact: gaps.others.isEmpty && parts.allSatisfy(\.isExact))
  }

  // MARK: What a text reads

  /// The gaps of everything that an expression reads of the plan, as far as it can be said outside it.
  func reads(_ tree: ExpressionSyntax) -> Gaps {
    switch tree.form {
    case .name(let name):
      guard let binding = names[name] else { return .none }
      if let function = binding.function { return function.free }
      return translate(tree).deep(self)
    case .path(let base, _, _):
      return tree.isNamePath ? translate(tree).deep(self) : reads(base)
    case .iteration(let iterators, let body), .quantified(_, let iterators, let body):
      var inner = self
      var gaps = Gaps.none
      for iterator in iterators {
        for part in iterator.domain.parts { gaps += inner.reads(part) }
        // Everything in the list was looked at with the list.
        inner.names[iterator.name] = Binding()
      }
      inner.names["partial"] = Binding()
      return gaps + inner.reads(body)
    case .filter(let base, let condition):
      let members = translate(base).shape?.items?.members ?? []
      let inner = with(members.map { (Name($0.name), Binding()) } + [("item", Binding())])
      return reads(base) + inner.reads(condition)
    case .function(let parameters, let body), .externalFunction(let parameters, let body):
      return with(parameters.map { ($0.name, Binding()) }).reads(body)
    case .context(let entries):
      var inner = self
      var gaps = Gaps.none
      for entry in entries {
        gaps += inner.reads(entry.value)
        inner.names[Name(entry.key)] = Binding()
      }
      return gaps
    default: return tree.parts.reduce(.none) { $0 + reads($1) }
    }
  }

  /// The same of a cell of a table.
  func reads(_ tests: UnaryTestsSyntax) -> Gaps {
    switch tests.form {
    case .any: .none
    case .some(let tests), .none(let tests):
      tests.reduce(.none) { $0 + reads($1.expression) }
    }
  }
}

extension AnswerShape {
  /// The same, of which `null` may say "none".
  fileprivate var optional: AnswerShape {
    switch self {
    case .scalar: .scalar(isRequired: false)
    case .list(let items, _): .list(items, isRequired: false)
    case .group(let members, _): .group(members, isRequired: false)
    }
  }
}

extension IteratorSyntax.Domain {
  fileprivate var parts: [ExpressionSyntax] {
    switch self {
    case .list(let list): [list]
    case .range(let from, let to): [from, to]
    }
  }
}

extension ExpressionSyntax {
  /// The condition, where none of the gaps is there.
  fileprivate func ifNot(_ gaps: Gaps) -> ExpressionSyntax {
    ExpressionSyntax.anyOf(gaps.all).then(ExpressionSyntax(.boolean(false)), otherwise: self)
  }

  /// `a.b.c`
  fileprivate var isNamePath: Bool {
    switch form {
    case .name: true
    case .path(let base, _, _): base.isNamePath
    default: false
    }
  }

  /// Whether it gives true or false by its form: a number in a filter means another thing.
  fileprivate var isPlainlyBoolean: Bool {
    switch form {
    case .comparison, .between, .membership, .conjunction, .disjunction, .quantified, .instance,
      .boolean:
      true
    case .call(let callee, _):
      callee.form == .name("not") || callee.form == .name("list contains")
        || callee.form == .name("contains")
    default: false
    }
  }

  /// The expressions right inside it, where it declares no names.
  fileprivate var parts: [ExpressionSyntax] {
    switch form {
    case .number, .string, .boolean, .null, .atLiteral, .name, .inputValue, .fault: []
    case .path(let base, _, _): [base]
    case .filter(let base, let condition): [base, condition]
    case .call(let callee, .positional(let values)): [callee] + values
    case .call(let callee, .named(let values)): [callee] + values.map(\.value)
    case .negation(let operand), .instance(let operand, _): [operand]
    case .arithmetic(let first, let rest): [first] + rest.map(\.operand)
    case .comparison(let left, _, let right): [left, right]
    case .between(let value, let low, let high): [value, low, high]
    case .membership(let value, let tests): [value] + tests.map(\.expression)
    case .conjunction(let parts), .disjunction(let parts), .list(let parts): parts
    case .conditional(let test, let then, let otherwise): [test, then, otherwise]
    case .iteration(let iterators, let body), .quantified(_, let iterators, let body):
      iterators.flatMap(\.domain.parts) + [body]
    case .function(_, let body), .externalFunction(_, let body): [body]
    case .context(let entries): entries.map(\.value)
    case .range(let range): [range.low, range.high].compactMap { $0 }
    }
  }

  /// The expression with another in place of a name; `nil` where a name that is declared inside, or a
  /// filter, leaves it open which name is meant.
  fileprivate func replacing(_ name: Name, with other: ExpressionSyntax) -> ExpressionSyntax? {
    func replaced(_ part: ExpressionSyntax) -> ExpressionSyntax? {
      part.replacing(name, with: other)
    }
    func all(_ parts: [ExpressionSyntax]) -> [ExpressionSyntax]? {
      let found = parts.compactMap { replaced($0) }
      return found.count == parts.count ? found : nil
    }
    switch form {
    case .name(let own): return own == name ? other : self
    case .number, .string, .boolean, .null, .atLiteral: return self
    case .path(let base, let member, _): return replaced(base)?.member(member.text)
    case .comparison(let left, let comparison, let right):
      guard let parts = all([left, right]) else { return nil }
      return parts[0].compared(comparison, parts[1])
    case .conjunction(let parts): return all(parts).map { ExpressionSyntax(.conjunction($0)) }
    case .disjunction(let parts): return all(parts).map { ExpressionSyntax(.disjunction($0)) }
    case .conditional(let test, let then, let otherwise):
      guard let parts = all([test, then, otherwise]) else { return nil }
      return parts[0].then(parts[1], otherwise: parts[2])
    case .call(let callee, .positional(let values)):
      return all(values).map { ExpressionSyntax(.call(callee, .positional($0))) }
    default: return nil
    }
  }
}
