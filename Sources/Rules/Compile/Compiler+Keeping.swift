/// Values inside values: a name that is given a value may be used in the next, and so on, so that what
/// a short text makes could be deeper than any walk of it has room for. Hence what may have become
/// deeper is looked at before it gets a name: of an entry, an iterator, a parameter, a decision.
extension Compiler {
  /// The code of an expression whose value gets a name.
  func compileKept(_ expression: CheckedExpression) -> Code {
    let code = compile(expression)
    return expression.mayNest && !expression.type.boundsNesting ? Compiler.kept(code) : code
  }

  /// The same, or `null` and a failure where that is nested too deep.
  static func kept(_ code: Code) -> Code {
    Code { execution in
      let value = code(&execution)
      return execution.mayKeep(value) ? value : .null
    }
  }
}

extension CheckedExpression {
  /// Whether its value may lie deeper than the values it is made of.
  fileprivate var mayNest: Bool {
    switch form {
    case .constant, .slot, .local, .noValue, .negation, .arithmetic, .comparison, .between,
      .membership, .conjunction, .disjunction, .quantified, .instance:
      return false
    case .list(let items): return !items.isEmpty
    case .context, .iteration, .function, .range, .pointRange, .table: return true
    case .call, .callNamed, .callBuiltIn, .callBuiltInNamed: return true
    case .itemMember(_, _, let otherwise): return otherwise?.mayNest ?? false
    case .path(let base, _): return base.mayNest
    case .filter(let base, _, _): return base.mayNest
    case .conditional(_, let then, let otherwise),
      .boxedConditional(_, let then, let otherwise):
      return then.mayNest || otherwise.mayNest
    case .placed(let inner, _), .guarded(_, let inner): return inner.mayNest
    case .conversion: return true  // one value may become a list of it
    case .boxedFilter(let base, _, _): return base.mayNest
    case .externalFunction: return true
    case .boxedQuantified: return false
    }
  }
}
