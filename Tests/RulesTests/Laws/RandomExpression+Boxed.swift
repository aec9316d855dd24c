@testable import Rules

/// Boxed expressions and decision tables, whose texts are any expressions.
extension RandomExpression {
  /// Types whose values must meet something besides.
  private static let constrained: [(sort: Sort, type: ConstrainedType)] = {
    func tests(_ text: String, _ sort: Sort) -> TypeConstraint.Tests {
      TypeConstraint.Tests(RandomRule.fragment(text), of: sort.type, namespace: "")
    }
    func type(_ sort: Sort, _ constraints: TypeConstraint...) -> (Sort, ConstrainedType) {
      (sort, ConstrainedType(sort.type, constraints: constraints))
    }
    let positive = TypeConstraint(tests: tests("> 0", .number))
    let short = TypeConstraint(tests: tests("string length(?) < 2, \"ab\"", .string))
    return [
      type(.number, positive), type(.string, short), type(.boolean),
      type(.list(.number), positive.below(.items)),
      type(.record, positive.below(.member("a")), short.below(.member("s"))),
      type(.list(.record), positive.below(.items).below(.member("a"))),
    ]
  }()

  static let declarations = constrained.enumerated().map {
    TypeDeclaration(name: Name("t\($0)"), type: $1.type)
  }

  /// Their tests, checked.
  static let checkedTypes: CheckedTypes = {
    var problems: [Diagnostic] = []
    return CheckedTypes(
      ["": declarations], scopes: ["": ModelScope()], mode: .standard, &problems)
  }()

  mutating func constrainedType(_ sort: Sort) -> ConstrainedType? {
    if random.happens(4) { return random.pick(Self.constrained).type }
    return Self.constrained.filter { $0.sort == sort }.randomElement(using: &random)?.type
  }

  /// Logic that gives a value of a sort.
  mutating func boxed(_ sort: Sort, depth: Int) -> BoxedExpression {
    let form = boxedForm(sort, depth: depth)
    let type = random.happens(15) ? constrainedType(sort) : nil
    return BoxedExpression(
      form, type: type, source: SourceText(name: "boxed", text: ""), range: SourceRange(0, 0))
  }

  private mutating func boxedForm(_ sort: Sort, depth: Int) -> BoxedExpression.Form {
    guard depth > 0 else { return .literal(RandomRule.fragment(text(sort, depth: 1))) }
    let depth = depth - 1
    if random.happens(35), let form = boxedFormOfOne(sort, depth) { return form }
    switch random.below(8) {
    case 0: return .literal(RandomRule.fragment(text(sort, depth: depth + 1)))
    case 1: return .table(decisionTable(random.pick(HitPolicy.allCases), sort, depth: depth))
    case 2, 3:
      let names = (0...random.below(2)).map { _ in newName() }
      var entries: [BoxedExpression.Entry] = []
      var seen: [(name: String, sort: Sort)] = []
      for name in names {
        let entry = anySort()
        let value = with(seen) { $0.boxed(entry, depth: depth) }
        let type = random.happens(20) ? constrainedType(entry) : nil
        entries.append(.init(name: Name(name), type: type, value: value))
        seen.append((name, entry))
      }
      return .context(entries, result: with(seen) { $0.boxed(sort, depth: depth) })
    case 4, 5: return invocation(sort, depth)
    case 6:
      // Nobody offers functions that are not of FEEL.
      guard random.happens(10) else { fallthrough }
      let reference = "{class: \(text(.string, depth: 1)), method signature: \"f(double)\"}"
      let function = FunctionDefinition(
        kind: .java, parameters: [.init(name: "x", type: .any)],
        body: boxed(.literal(RandomRule.fragment(reference))))
      let argument = boxed(.number, depth: depth)
      return .invocation(boxed(.function(function)), [.init(parameter: "x", value: argument)])
    default:
      return .conditional(
        boxed(.boolean, depth: depth), then: boxed(sort, depth: depth),
        otherwise: boxed(sort, depth: depth))
    }
  }

  private func boxed(_ form: BoxedExpression.Form) -> BoxedExpression {
    BoxedExpression(form, source: SourceText(name: "boxed", text: ""), range: SourceRange(0, 0))
  }

  private mutating func invocation(_ sort: Sort, _ depth: Int) -> BoxedExpression.Form {
    let parameters = (0...random.below(2)).map { _ in (name: newName(), sort: anySort()) }
    let body = with(parameters.map { ($0.name, $0.sort) }) { $0.boxed(sort, depth: depth) }
    let function = FunctionDefinition(
      parameters: parameters.map { parameter in
        .init(
          name: Name(parameter.name),
          type: random.happens(60)
            ? constrainedType(parameter.sort) ?? ConstrainedType(parameter.sort.type) : .any)
      }, body: body)
    return .invocation(
      boxed(.function(function)),
      parameters.map {
        .init(parameter: Name($0.name), value: boxed($0.sort, depth: depth))
      })
  }

  /// A form that gives values of this one sort.
  private mutating func boxedFormOfOne(_ sort: Sort, _ depth: Int) -> BoxedExpression.Form? {
    switch sort {
    case .boolean:
      let name = newName()
      let item = random.pick([Sort.number, .record, .boolean])
      let list = boxed(.list(item), depth: depth)
      let condition = with([(name, item)]) { $0.boxed(.boolean, depth: depth) }
      return random.happens(50)
        ? .some(variable: Name(name), in: list, condition: condition)
        : .every(variable: Name(name), in: list, condition: condition)
    case .list(let item):
      switch random.below(4) {
      case 0: return .list((0..<random.below(3)).map { _ in boxed(item, depth: depth) })
      case 1:
        let inside: [(name: String, sort: Sort)] =
          item == .record ? RandomFacts.members + [("item", item)] : [("item", item)]
        let base = boxed(sort, depth: depth)
        return .filter(base, condition: with(inside) { $0.boxed(.boolean, depth: depth) })
      case 2:
        let name = newName()
        let domain = random.pick([Sort.number, .record])
        let list = boxed(.list(domain), depth: depth)
        let seen: [(name: String, sort: Sort)] = [(name, domain), ("partial", sort)]
        return .iteration(
          variable: Name(name), in: list, result: with(seen) { $0.boxed(item, depth: depth) })
      default:
        guard item == .record else { return nil }
        let columns = RandomFacts.members.map { member in
          BoxedExpression.Column(
            name: Name(member.name),
            type: random.happens(20) ? constrainedType(member.sort) : nil)
        }
        return .relation(
          columns: columns,
          rows: (0..<random.below(3)).map { _ in
            RandomFacts.members.map { boxed($0.sort, depth: 0) }
          })
      }
    case .record:
      var entries: [BoxedExpression.Entry] = []
      for member in RandomFacts.members {
        entries.append(
          .init(name: Name(member.name), type: nil, value: boxed(member.sort, depth: depth)))
      }
      return .context(entries, result: nil)
    case .number, .string, .date, .span: return nil
    }
  }

  /// A table whose cells are any expressions.
  mutating func decisionTable(_ policy: HitPolicy, _ sort: Sort, depth: Int) -> DecisionTable {
    let sorts = (0...random.below(2)).map { _ in random.pick(Sort.simple) }
    let outputs = random.happens(70) ? 1 : 2
    func fragment(_ text: String) -> SourceFragment { RandomRule.fragment(text) }
    return DecisionTable(
      hitPolicy: policy,
      inputs: sorts.map { sort in
        let allowed = random.happens(15) ? tests(sort, depth: 1) : nil
        return .init(
          expression: fragment(text(sort, depth: depth)),
          type: random.happens(15) ? constrainedType(sort) : nil, allowed: allowed.map(fragment))
      },
      outputs: (0..<outputs).map { index in
        .init(
          name: outputs == 1 ? nil : "o\(index)",
          type: random.happens(30)
            ? constrainedType(sort) ?? ConstrainedType(sort.type) : .any,
          allowed: random.happens(30)
            ? fragment(sort == .number ? "0, 1, 2, n2" : tests(sort, depth: 1)) : nil,
          defaultValue: random.happens(30) ? fragment(text(sort, depth: 1)) : nil)
      },
      rules: (0..<(1 + random.below(4))).map { _ in
        .init(
          conditions: sorts.map { fragment(tests($0, depth: 1)) },
          conclusions: (0..<outputs).map { _ in fragment(text(sort, depth: 1)) },
          range: SourceRange(0, 0))
      })
  }
}
