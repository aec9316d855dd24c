// What operators work on.
extension Parser {
  /// Source: DMN 1.5, 10.3.1.2: literals, names and what has brackets or keywords.
  mutating func primary(_ wanted: LocalizedText) -> ExpressionSyntax {
    let start = token.range.start
    guard let form = primaryForm() else {
      let habit = habit
      report(wanted, mend: habit?.mend, edit: habit?.edit)
      let place = isAtEnd ? SourceRange(end, end) : token.range
      if token.kind == .unknown { advance() }
      return ExpressionSyntax(.fault, at: place)
    }
    return ExpressionSyntax(form, at: range(from: start))
  }

  private mutating func primaryForm() -> ExpressionSyntax.Form? {
    switch token.kind {
    case .number: return .number(advance().text)
    case .string: return .string(advance().text)
    case .word: return .name(takeName(known: knownNameLength))
    case .keyword(let keyword):
      let known = knownNameLength
      let isName = known > 1 || (keyword == .instance && peek(1).text != "of")
      return isName ? .name(takeName(known: known)) : keywordForm(keyword)
    case .symbol(let symbol): return symbolForm(symbol)
    case .unknown, .end: return nil
    }
  }

  private mutating func keywordForm(_ keyword: Keyword) -> ExpressionSyntax.Form? {
    switch keyword {
    case .true, .false:
      advance()
      return .boolean(keyword == .true)
    case .null:
      advance()
      return .null
    case .if: return conditional()
    case .for: return iteration()
    case .some, .every: return quantified(keyword == .some ? .some : .every)
    case .function: return function()
    case .and, .between, .else, .in, .instance, .or, .return, .satisfies, .then: return nil
    }
  }

  private mutating func symbolForm(_ symbol: Symbol) -> ExpressionSyntax.Form? {
    switch symbol {
    case .leftParenthesis: return parenthesized()
    case .leftBracket: return list()
    case .leftBrace: return context()
    case .rightBracket: return openRange()
    case .question:
      advance()
      return .inputValue
    case .at:
      advance()
      guard token.kind == .string else {
        report(Expected.string)
        return .fault
      }
      return .atLiteral(advance().text)
    default: return nil  // no other symbol begins a value
    }
  }

  /// Advice for what authors write from habit.
  private var habit: (mend: LocalizedText, edit: Fault.Edit?)? {
    if isAt(.apostrophe) {
      let mend = LocalizedText(
        nl: "zet een tekst tussen dubbele aanhalingstekens: \"…\"",
        en: "put a text in double quotes: \"…\"")
      return (mend, nil)
    }
    guard position > 0, tokens[position - 1].range.end == token.range.start else { return nil }
    let range = tokens[position - 1].range.joined(with: token.range)
    switch (tokens[position - 1].kind, token.kind) {
    case (.symbol(.less), .symbol(.greater)):
      return (
        LocalizedText(nl: "schrijf '!=' voor ongelijk", en: "write '!=' for not equal"),
        Fault.Edit(range, "!=")
      )
    case (.symbol(.equal), .symbol(.less)):
      return (LocalizedText(nl: "schrijf '<='", en: "write '<='"), Fault.Edit(range, "<="))
    case (.symbol(.equal), .symbol(.greater)):
      return (LocalizedText(nl: "schrijf '>='", en: "write '>='"), nil)
    default: return nil
    }
  }

  /// `(expression)`, `(low..high)` or `(< 5)`.
  private mutating func parenthesized() -> ExpressionSyntax.Form {
    let opener = advance()
    if case .symbol(let symbol) = token.kind, symbol.comparison != nil {
      return bracketed(opener, with: .rightParenthesis) { $0.comparisonRange() }.form
    }
    let inner = openBracketed(.rightParenthesis) { $0.expression() }
    if isAt(.dots) { return rangeLiteral(opener, low: inner, includesLow: false).form }
    close(opener, with: .rightParenthesis)
    return inner.form
  }

  /// `< 5`, a range with one end. Source: DMN 1.5, 10.3.1.2.
  mutating func comparisonRange() -> ExpressionSyntax {
    let start = token.range.start
    guard case .symbol(let symbol) = token.kind, let comparison = symbol.comparison else {
      return expression()
    }
    advance()
    let bound = operand()
    return ExpressionSyntax(
      .range(RangeSyntax(comparison, bound)), at: range(from: start))
  }

  /// `[item, item]` or `[low..high]`.
  private mutating func list() -> ExpressionSyntax.Form {
    let opener = advance()
    if take(.rightBracket) { return .list([]) }
    let first = openBracketed(.rightBracket) { $0.item() }
    if isAt(.dots) { return rangeLiteral(opener, low: first, includesLow: true).form }
    return .list(items(closing: opener, with: .rightBracket, first: first) { $0.item() })
  }

  /// `]low..high]`
  private mutating func openRange() -> ExpressionSyntax.Form {
    let opener = advance()
    let low = openBracketed(.rightBracket) { $0.expression() }
    guard isAt(.dots) else {
      report(Expected.word(".."))
      close(opener, with: .rightBracket)
      return .fault
    }
    return rangeLiteral(opener, low: low, includesLow: false).form
  }

  /// The rest of a range, from its dots.
  mutating func rangeLiteral(
    _ opener: Token, low: ExpressionSyntax, includesLow: Bool
  ) -> ExpressionSyntax {
    advance()
    let high = openBracketed(.rightBracket) { $0.rangeEnd() }
    let includesHigh = !isAt(.rightParenthesis) && !isAt(.leftBracket)
    if !includesHigh {
      advance()
      recovered()
    } else {
      close(opener, with: .rightBracket)
    }
    let range = RangeSyntax(
      low: low, high: high, includesLow: includesLow, includesHigh: includesHigh)
    return ExpressionSyntax(.range(range), at: self.range(from: opener.range.start))
  }

  /// Grammar: context.
  private mutating func context() -> ExpressionSyntax.Form {
    let opener = advance()
    return declaring([]) { parser in
      .context(
        parser.items(closing: opener, with: .rightBrace) { $0.contextEntry() }.compactMap { $0 })
    }
  }

  /// Grammar: context entry.
  private mutating func contextEntry() -> ContextEntrySyntax? {
    let start = token.range.start
    let key: String
    if token.kind == .string {
      key = advance().text
    } else {
      let length = declaredNameLength()
      guard length > 0 else {
        report(Expected.key)
        return nil
      }
      key = takeName(length: length).text
    }
    let keyRange = range(from: start)
    if !take(.colon) { report(Expected.word(":")) }
    let value = item()
    declareKey(Name(key))
    return ContextEntrySyntax(key: key, keyRange: keyRange, value: value)
  }

  /// Grammar: `if … then … else …`.
  private mutating func conditional() -> ExpressionSyntax.Form {
    advance()
    let condition = expression()
    expect(.then)
    let positive = expression()
    expect(.else)
    return .conditional(condition, then: positive, otherwise: expression())
  }

  /// Grammar: `for … return …`, in whose body `partial` is known too.
  private mutating func iteration() -> ExpressionSyntax.Form {
    advance()
    return iterating { parser in
      let iterators = parser.iterators()
      parser.expect(.return)
      parser.declare("partial")
      return .iteration(iterators, result: parser.expression())
    }
  }

  /// Grammar: `some … satisfies …` and `every … satisfies …`.
  private mutating func quantified(_ quantifier: Quantifier) -> ExpressionSyntax.Form {
    advance()
    return iterating { parser in
      let iterators = parser.iterators()
      parser.expect(.satisfies)
      return .quantified(quantifier, iterators, condition: parser.expression())
    }
  }

  /// Reads iterators, and what they are for.
  private mutating func iterating(
    _ read: (inout Parser) -> ExpressionSyntax.Form
  ) -> ExpressionSyntax.Form {
    restoringDepth { $0.declaring([], read) }
  }

  /// Each iterator lies inside the one before it, as if it had a `for` of its own.
  private mutating func iterators() -> [IteratorSyntax] {
    var iterators: [IteratorSyntax] = []
    repeat {
      guard iterators.isEmpty || deepen() else { break }
      let start = token.range.start
      let length = declaredNameLength(before: [.in, .return, .satisfies])
      guard length > 0 else {
        report(Expected.name)
        break
      }
      let name = takeName(length: length)
      let nameRange = range(from: start)
      expect(.in)
      let first = expression()
      var domain = IteratorSyntax.Domain.list(first)
      if take(.dots) { domain = .range(from: first, to: expression()) }
      iterators.append(IteratorSyntax(name: name, nameRange: nameRange, domain: domain))
      declare(name)
    } while !isRecovering && take(.comma)
    return iterators
  }

  /// Grammar: function definition.
  private mutating func function() -> ExpressionSyntax.Form? {
    guard peek(1).kind == .symbol(.leftParenthesis) else { return nil }
    advance()
    let opener = advance()
    let parameters = items(closing: opener, with: .rightParenthesis) { $0.parameter() }
      .compactMap { $0 }
    let isExternal = token.text == "external" && peek(1).kind == .symbol(.leftBrace)
    if isExternal { advance() }
    return declaring(parameters.map(\.name)) { parser in
      let body = parser.expression()
      return isExternal
        ? .externalFunction(parameters, body: body) : .function(parameters, body: body)
    }
  }

  private mutating func parameter() -> ParameterSyntax? {
    let start = token.range.start
    let length = declaredNameLength()
    guard length > 0 else {
      report(Expected.name)
      return nil
    }
    let name = takeName(length: length)
    let nameRange = range(from: start)
    let type = take(.colon) ? type() : nil
    return ParameterSyntax(name: name, nameRange: nameRange, type: type)
  }
}
