/// Boxed expressions. Source: DMN 1.5, 10.2 and 7.3.
extension ExpressionChecker {
  /// - Parameters:
  ///   - type: what it must give, besides what it says itself.
  ///   - name: what people call what it gives.
  mutating func check(_ boxed: BoxedExpression, as type: ConstrainedType?, named name: Name)
    -> CheckedExpression
  {
    var checked = check(boxed, named: name, expecting: type?.type ?? boxed.type?.type)
    if let own = boxed.type { checked = converted(checked, to: own, name, boxed) }
    if let type { checked = converted(checked, to: type, name, boxed) }
    return checked
  }

  /// A function whose result must be of a type.
  mutating func check(_ boxed: BoxedExpression, result: ConstrainedType?, named name: Name)
    -> CheckedExpression
  {
    guard case .function(let definition) = boxed.form else {
      return check(boxed, as: nil, named: name)
    }
    return placed(function(definition, result: result, named: name, at: .nowhere), boxed)
  }

  private func placed(_ checked: CheckedExpression, _ boxed: BoxedExpression) -> CheckedExpression {
    CheckedExpression(
      .placed(checked, Remark.Origin(whole: boxed.source, boxed.range)), checked.type,
      at: .nowhere)
  }

  private func converted(
    _ checked: CheckedExpression, to type: ConstrainedType, _ name: Name, _ boxed: BoxedExpression
  ) -> CheckedExpression {
    guard type.type != .any || !type.constraints.isEmpty else { return checked }
    let form = CheckedExpression.Form.conversion(checked, types.type(type), name)
    // A remark about a text is best shown under its words.
    if case .placed(let inner, let origin) = checked.form {
      return CheckedExpression(
        .placed(
          CheckedExpression(
            .conversion(inner, types.type(type), name), type.type, at: inner.range), origin),
        type.type, at: checked.range)
    }
    return placed(CheckedExpression(form, type.type, at: .nowhere), boxed)
  }

  private mutating func check(
    _ boxed: BoxedExpression, named name: Name, expecting type: ValueType?
  )
    -> CheckedExpression
  {
    let range = SourceRange.nowhere
    let checked: CheckedExpression
    switch boxed.form {
    case .literal(let fragment):
      isOfTexts = type.map { $0 != .any && $0.mayConform(to: .string) } ?? false
      defer { isOfTexts = false }
      return literal(fragment, type: type)
    case .table(let table):
      let found = check(table)
      checked = CheckedExpression(.table(found), found.type, at: range)
    case .context(let entries, let result): checked = context(entries, result: result)
    case .list(let items):
      let items = items.map { check($0, as: nil, named: name) }
      let type = items.dropFirst().reduce(items.first?.type ?? .any) { $0.joined(with: $1.type) }
      checked = CheckedExpression(.list(items), .list(type), at: range)
    case .relation(let columns, let rows): checked = relation(columns, rows)
    case .invocation(let function, let bindings):
      let function = check(function, as: nil, named: name)
      var result = ValueType.any
      if case .function(_, let type) = function.type { result = type }
      checked = CheckedExpression(
        .callNamed(
          function,
          bindings.map { ($0.parameter, check($0.value, as: nil, named: $0.parameter)) }),
        result, at: range)
    case .function(let definition):
      checked = function(definition, result: nil, named: name, at: range)
    case .conditional(let test, let then, let otherwise):
      let test = check(test, as: nil, named: "if")
      let then = check(then, as: nil, named: name)
      let otherwise = check(otherwise, as: nil, named: name)
      checked = CheckedExpression(
        .boxedConditional(test, then: then, otherwise: otherwise),
        then.type.joined(with: otherwise.type), at: range)
    case .filter(let base, let condition):
      let base = check(base, as: nil, named: name)
      let item = base.type.itemType
      checked = withLocal(Name("item"), item, isItem: true) { checker, place in
        let condition = checker.check(condition, as: nil, named: "match")
        return CheckedExpression(
          .boxedFilter(base, condition: condition, item: place), .list(item), at: range)
      }
    case .iteration(let variable, let list, let result):
      let iterator = self.iterator(variable, over: list)
      let partial = declare(Name("partial"), .list(.any))
      let result = check(result, as: nil, named: name)
      release(2)
      checked = CheckedExpression(
        .iteration([iterator], result: result, partial: partial), .list(result.type), at: range)
    case .some(let variable, let list, let condition):
      checked = quantified(.some, variable, list, condition)
    case .every(let variable, let list, let condition):
      checked = quantified(.every, variable, list, condition)
    case .absent(let reason):
      checked = CheckedExpression(.noValue(reason), .any, at: range)
      // Who reads a model of the standard tells of it.
      if mode == .strict {
        diagnostics.append(
          Diagnostic(.error, .expressionSyntax, reason, at: boxed.range, in: boxed.source))
      }
    }
    return placed(checked, boxed)
  }

  private mutating func context(_ entries: [BoxedExpression.Entry], result: BoxedExpression?)
    -> CheckedExpression
  {
    let range = SourceRange.nowhere
    let first = depth
    var checked: [(key: String, value: CheckedExpression)] = []
    for entry in entries {
      let value = check(entry.value, as: entry.type, named: entry.name)
      checked.append((entry.name.text, value))
      declare(entry.name, value.type)
    }
    if let result {
      // No FEEL name is empty, so the result can be an entry that no expression sees.
      let value = check(result, as: nil, named: "result")
      release(entries.count)
      checked.append(("", value))
      let all = CheckedExpression(
        .context(checked, first: first),
        .context(ContextType(checked.map { .init(name: $0.key, type: $0.value.type) })), at: range)
      return CheckedExpression(.path(all, member: ""), value.type, at: range)
    }
    release(entries.count)
    return CheckedExpression(
      .context(checked, first: first),
      .context(ContextType(checked.map { .init(name: $0.key, type: $0.value.type) })), at: range)
  }

  private mutating func relation(
    _ columns: [BoxedExpression.Column], _ rows: [[BoxedExpression]]
  ) -> CheckedExpression {
    let range = SourceRange.nowhere
    let first = depth
    let rows = rows.map { row in
      var cells: [(key: String, value: CheckedExpression)] = []
      for (column, cell) in zip(columns, row) {
        cells.append((column.name.text, check(cell, as: column.type, named: column.name)))
        // Cells do not see each other: the place of one is taken, and its name is not in sight.
        declare(Name(""), .any)
      }
      release(cells.count)
      return CheckedExpression(
        .context(cells, first: first),
        .context(ContextType(cells.map { .init(name: $0.key, type: $0.value.type) })), at: range)
    }
    let type = rows.dropFirst().reduce(rows.first?.type ?? .any) { $0.joined(with: $1.type) }
    return CheckedExpression(.list(rows), .list(type), at: range)
  }

  private mutating func function(
    _ definition: FunctionDefinition, result: ConstrainedType?, named name: Name,
    at range: SourceRange
  ) -> CheckedExpression {
    let parameters = definition.parameters.map {
      FunctionValue.Parameter(name: $0.name, type: $0.type.type)
    }
    switch definition.kind {
    case .feel: break
    case .java, .pmml:
      let body = check(definition.body, as: nil, named: name)
      return CheckedExpression(
        .externalFunction(definition.kind, parameters, body: body),
        .function(parameters.map(\.type), result: result?.type ?? .any), at: range)
    }
    let captured = depth
    var guarded: [(place: Int, type: CheckedType, name: Name)] = []
    for parameter in definition.parameters {
      let place = declare(parameter.name, parameter.type.type)
      let type = types.type(parameter.type)
      if !type.constraints.isEmpty { guarded.append((place, type, parameter.name)) }
    }
    var body = check(definition.body, as: result, named: name)
    release(parameters.count)
    if !guarded.isEmpty {
      body = placed(
        CheckedExpression(.guarded(guarded, body), body.type, at: range), definition.body)
    }
    return CheckedExpression(
      .function(parameters, body: body, captured: captured),
      .function(parameters.map(\.type), result: body.type), at: range)
  }

  private mutating func quantified(
    _ quantifier: Quantifier, _ variable: Name, _ list: BoxedExpression,
    _ condition: BoxedExpression
  ) -> CheckedExpression {
    let iterator = self.iterator(variable, over: list)
    let condition = check(condition, as: nil, named: "satisfies")
    release(1)
    return CheckedExpression(
      .boxedQuantified(quantifier, iterator, condition: condition), .boolean, at: .nowhere)
  }

  /// Declares the variable; whoever asks for it releases it.
  private mutating func iterator(_ variable: Name, over list: BoxedExpression) -> CheckedIterator {
    let list = check(list, as: nil, named: "in")
    let type: ValueType
    switch list.type {
    case .list(let item), .range(let item): type = item
    case .any, .null: type = .any
    default: type = list.type
    }
    let place = declare(variable, type)
    return CheckedIterator(name: variable, place: place, type: type, domain: .list(list))
  }
}

extension ExpressionChecker {
  /// FEEL that stands somewhere, as an expression with a place of its own.
  mutating func literal(_ fragment: SourceFragment, type: ValueType?) -> CheckedExpression {
    let (checked, found) = check(fragment, type: type)
    diagnostics += found
    return CheckedExpression(
      .placed(checked, Remark.Origin(fragment)), checked.type, at: checked.range)
  }

  /// Tests of a value in the next local place.
  mutating func tests(_ fragment: SourceFragment, of type: ValueType) -> CheckedTests {
    let (checked, found) = checkTests(fragment, of: type)
    diagnostics += found
    return CheckedTests(form: checked.form, range: checked.range, origin: Remark.Origin(fragment))
  }
}
