/// An expression with the code of each of its parts, so that the value at every step can be told.
final class TracedExpression: Sendable {
  let expression: CheckedExpression
  let code: Code
  /// One for each of ``CheckedExpression/children``, in their order.
  let children: [TracedExpression]
  /// The text that the range of the expression is a place of; `nil` where it has none.
  let fragment: SourceFragment?
  /// The slots of the model that it reads itself.
  let slots: Set<Int>

  var form: CheckedExpression.Form { expression.form }
  var type: ValueType { expression.type }

  init(_ expression: CheckedExpression, _ fragment: SourceFragment?, _ compiler: Compiler) {
    self.expression = expression
    var inner = compiler
    var text = fragment
    if case .placed(_, let origin) = expression.form {
      inner = compiler.within(origin)
      text = origin.fragment
    }
    code = compiler.compileKept(expression)
    children = expression.children.map { TracedExpression($0, text, inner) }
    self.fragment = text
    slots = expression.slots
  }

  /// The expression as its author wrote it.
  var text: String? {
    guard let fragment else { return nil }
    let range = expression.range
    let bytes = Array(fragment.text.utf8)
    guard range.start >= 0, range.end <= bytes.count, range.start < range.end else { return nil }
    return String(decoding: bytes[range.start..<range.end], as: UTF8.self)
  }
}

extension CheckedExpression {
  /// The same truth in a form that stands with fewer answers.
  ///
  /// Which items a filter keeps is one answer, open while any item is. Where only the items that are
  /// kept have to meet something, or are counted, each item can be looked at by itself.
  ///
  /// - Parameter definitions: the logic of definitions, by slot.
  func sharpened(_ definitions: [Int: CheckedExpression]) -> CheckedExpression {
    func same(_ form: Form) -> CheckedExpression { CheckedExpression(form, type, at: range) }
    switch form {
    case .conjunction(let parts): return same(.conjunction(parts.map { $0.sharpened(definitions) }))
    case .disjunction(let parts): return same(.disjunction(parts.map { $0.sharpened(definitions) }))
    case .conditional(let test, let then, let otherwise):
      return same(
        .conditional(
          test.sharpened(definitions), then: then.sharpened(definitions),
          otherwise: otherwise.sharpened(definitions)))
    case .placed(let inner, let origin): return same(.placed(inner.sharpened(definitions), origin))
    case .comparison(let left, let operation, let right):
      return same(
        .comparison(left.sharpened(definitions), operation, right.sharpened(definitions)))
    case .callBuiltIn(let builtIn, let arguments):
      guard builtIn.name == "count" || builtIn.name == "not", arguments.count == 1 else {
        return self
      }
      if builtIn.name == "count", let filter = arguments[0].filter(definitions) {
        return same(.callBuiltIn(builtIn, [filter]))
      }
      return same(.callBuiltIn(builtIn, arguments.map { $0.sharpened(definitions) }))
    case .quantified(let quantifier, let iterators, let condition):
      guard iterators.count == 1, iterators[0].place == 0,
        case .list(let domain) = iterators[0].domain,
        let filter = domain.filter(definitions),
        case .filter(let base, let kept, item: 0) = filter.form, kept.type == .boolean
      else { return self }
      let settled = CheckedExpression(
        .constant(.boolean(quantifier == .every)), .boolean, at: kept.range)
      let whole = CheckedIterator(
        name: iterators[0].name, place: 0, type: iterators[0].type, domain: .list(base))
      return same(
        .quantified(
          quantifier, [whole],
          condition: CheckedExpression(
            .conditional(kept, then: condition, otherwise: settled), .boolean,
            at: condition.range))
      )
    default: return self
    }
  }

  /// The filter that it is, or that the definition is that it names.
  private func filter(_ definitions: [Int: CheckedExpression]) -> CheckedExpression? {
    switch form {
    case .filter(_, let condition, item: 0) where condition.type == .boolean: return self
    case .placed(let inner, _): return inner.filter(definitions)
    case .slot(let slot):
      guard let logic = definitions[slot] else { return nil }
      return logic.filter(definitions)
    default: return nil
    }
  }
}
