/// Reads tokens into a tree; what all parse functions share.
///
/// A fault is recorded once and reading goes on: the parse functions stay quiet until the next
/// comma, closing bracket or keyword of an open construct.
struct Parser {
  private(set) var tokens: [Token]
  let scope: NamesInScope
  let limits: SyntaxLimits
  private(set) var position = 0
  private(set) var faults: [Fault]
  /// Whether a fault was reported and no place to go on from was found yet.
  private(set) var isRecovering = false
  /// Closing brackets that open brackets still wait for, innermost last.
  private var awaited: [Symbol] = []
  /// How many levels are open.
  private var depth = 0
  /// The level of the deepest node in the chain being read.
  private var deepest = 0
  /// Variables, parameters and context keys declared around this place.
  private var locals: [NameTrie] = []
  /// Context keys anywhere in the text so far.
  private var keys = NameTrie()
  var filterDepth = 0
  /// Whether a `[` here may close a range, as in `]1..5[`.
  var mayCloseRange = false

  init(_ lexer: Lexer, scope: NamesInScope, limits: SyntaxLimits) {
    tokens = lexer.tokens
    faults = lexer.faults
    self.scope = scope
    self.limits = limits
  }
}

// Looking and taking.
extension Parser {
  var token: Token { tokens[position] }

  func peek(_ distance: Int) -> Token {
    tokens[Swift.min(position + distance, tokens.count - 1)]
  }

  var isAtEnd: Bool { token.kind == .end }

  func isAt(_ symbol: Symbol) -> Bool { token.kind == .symbol(symbol) }

  func isAt(_ keyword: Keyword) -> Bool { token.kind == .keyword(keyword) }

  @discardableResult
  mutating func advance() -> Token {
    let taken = token
    if position < tokens.count - 1 { position += 1 }
    return taken
  }

  mutating func take(_ symbol: Symbol) -> Bool {
    guard isAt(symbol) else { return false }
    advance()
    return true
  }

  /// Takes a keyword, or what stands before it where a fault was found.
  mutating func expect(_ keyword: Keyword) {
    if !isAt(keyword) {
      report(Expected.word(keyword.rawValue), mend: misspelling(of: keyword))
      skip(to: keyword)
    }
    if isAt(keyword) {
      advance()
      isRecovering = false
    }
  }

  /// Advice when a word just before looks like the keyword.
  private func misspelling(of keyword: Keyword) -> LocalizedText? {
    guard keyword.rawValue.utf8.count >= 4 else { return nil }
    let near = tokens[Swift.max(0, position - 20)...position].last { token in
      token.kind == .word && token.text.utf8.count >= 3
        && !Suggestion.nearest(to: Name(token.text), among: [Name(keyword.rawValue)]).isEmpty
    }
    return near.map { word in
      LocalizedText(
        nl: "is '\(word.text)' bedoeld als '\(keyword.rawValue)'?",
        en: "is '\(word.text)' meant as '\(keyword.rawValue)'?")
    }
  }

  /// Where the last token taken ends.
  var end: Int { position == 0 ? 0 : tokens[position - 1].range.end }

  func range(from start: Int) -> SourceRange { SourceRange(start, Swift.max(start, end)) }

  /// `>` of a type, also where the lexer has read `>=`.
  mutating func takeTypeEnd() -> Bool {
    if isAt(.greaterOrEqual) {
      let range = SourceRange(token.range.start + 1, token.range.end)
      tokens[position] = Token(
        kind: .symbol(.equal), text: "=", range: range, isSpaced: false)
      return true
    }
    return take(.greater)
  }
}

// Faults, and going on after them.
extension Parser {
  mutating func report(_ fault: Fault) {
    if !isRecovering { faults.append(fault) }
    isRecovering = true
  }

  /// Something else was expected at this token.
  ///
  /// - Parameter edit: what to write, where one thing was meant.
  mutating func report(
    _ wanted: LocalizedText, mend: LocalizedText? = nil, edit: Fault.Edit? = nil
  ) {
    guard token.kind != .unknown else {
      isRecovering = true  // the lexer has reported it
      return
    }
    let place = isAtEnd ? SourceRange(end, end) : token.range
    let habit = habit
    report(
      .expected(
        wanted, butFound: token, mend: mend ?? habit?.mend,
        edit: edit ?? habit?.instead.map { Fault.Edit(token.range, $0) }, at: place))
  }

  /// What to write instead of this token, where it is one that people write from habit.
  private var habit: Habit? {
    if token.kind == .word, let habit = Habit(word: token.text) { return habit }
    // What comes after a word such as `niet` is what that should have stood around.
    if position > 0, tokens[position - 1].kind == .word,
      let habit = Habit(word: tokens[position - 1].text), habit.instead == nil
    {
      return habit
    }
    guard token.kind == .symbol(.comma), !token.isSpaced, position > 0, position + 1 < tokens.count
    else { return nil }
    let (whole, decimals) = (tokens[position - 1], tokens[position + 1])
    guard whole.isInteger, decimals.isInteger, !decimals.isSpaced else { return nil }
    return Habit(decimals: decimals.text, of: whole.text)
  }

  /// Reports, and reads nothing more.
  mutating func stop(_ fault: Fault) {
    report(fault)
    position = tokens.count - 1
  }

  /// Faults count again from here.
  mutating func recovered() { isRecovering = false }

  /// Passes tokens up to a comma or an unmatched closing bracket, or the keyword.
  mutating func skip(to keyword: Keyword? = nil) {
    var open = 0
    while !isAtEnd {
      switch token.kind {
      case .symbol(let symbol) where symbol.opens: open += 1
      case .symbol(let symbol) where symbol.closes:
        if open == 0 { return }
        open -= 1
      case .symbol(.comma) where open == 0: return
      case .keyword(let found) where open == 0 && found == keyword: return
      case .word, .keyword, .number, .string, .symbol, .unknown, .end: break
      }
      advance()
    }
  }

  /// The items up to the closing bracket, which is taken too.
  mutating func items<Item>(
    closing opener: Token, with closer: Symbol, first: Item? = nil,
    _ item: (inout Parser) -> Item
  ) -> [Item] {
    var items: [Item] = []
    if let first { items.append(first) } else if take(closer) { return [] }
    awaited.append(closer)
    let mayClose = mayCloseRange
    mayCloseRange = false
    if first == nil { items.append(item(&self)) }
    while !isAt(closer) || isRecovering {
      if !isAt(.comma), !isAt(closer), !isAtEnd { report(Expected.comma(or: closer)) }
      if isRecovering { skip() }
      guard take(.comma) else { break }
      isRecovering = false
      items.append(item(&self))
    }
    mayCloseRange = mayClose
    awaited.removeLast()
    close(opener, with: closer)
    return items
  }

  /// Takes the bracket that closes `opener`.
  mutating func close(_ opener: Token, with closer: Symbol) {
    if !isAt(closer) {
      if isAtEnd {
        report(.unclosed(opener, missing: closer))
      } else {
        report(Expected.word(closer.rawValue))
        repeat {
          skip()
        } while take(.comma)
      }
      // A wrong bracket that closes nothing else was meant for this one.
      if case .symbol(let found) = token.kind, found.closes, found != closer,
        !awaited.contains(found)
      {
        advance()
        isRecovering = false
        return
      }
    }
    if take(closer) { isRecovering = false }
  }

  /// Reads what stands in brackets, and the bracket that closes them.
  mutating func bracketed<Content>(
    _ opener: Token, with closer: Symbol, _ content: (inout Parser) -> Content
  ) -> Content {
    let result = openBracketed(closer, content)
    close(opener, with: closer)
    return result
  }

  /// Reads what stands in brackets, up to what closes them.
  mutating func openBracketed<Content>(
    _ closer: Symbol, _ content: (inout Parser) -> Content
  ) -> Content {
    awaited.append(closer)
    let mayClose = mayCloseRange
    mayCloseRange = false
    let result = content(&self)
    mayCloseRange = mayClose
    awaited.removeLast()
    return result
  }
}

// Depth: the height of the tree is bounded, so that whoever walks it may recurse.
extension Parser {
  /// Reads one level deeper; `nil` past the limit.
  mutating func nested<Node>(_ read: (inout Parser) -> Node) -> Node? {
    depth += 1
    defer { depth -= 1 }
    guard depth <= limits.nesting else {
      stop(.deep(limit: limits.nesting, at: token.range))
      return nil
    }
    deepest = Swift.max(deepest, depth)
    return read(&self)
  }

  /// Goes one level deeper for the rest of the construct; false past the limit. Whoever reads the
  /// construct gives the levels back.
  mutating func deepen() -> Bool {
    depth += 1
    deepest = Swift.max(deepest, depth)
    if depth > limits.nesting { stop(.deep(limit: limits.nesting, at: token.range)) }
    return depth <= limits.nesting
  }

  /// Gives back the levels that `read` went deeper by itself.
  mutating func restoringDepth<Node>(_ read: (inout Parser) -> Node) -> Node {
    let outer = depth
    defer { depth = outer }
    return read(&self)
  }

  /// Reads a chain that grows to the left, `a.b.c`, of which each step makes the tree higher.
  mutating func chain(
    continuing seed: ExpressionSyntax?, _ read: (inout Parser) -> ExpressionSyntax
  ) -> ExpressionSyntax {
    let outer = deepest
    if seed == nil { deepest = depth }
    let result = read(&self)
    deepest = Swift.max(outer, deepest)
    return result
  }

  /// Adds a step to the chain; false past the limit.
  mutating func lengthen() -> Bool {
    deepest += 1
    if deepest > limits.nesting { stop(.deep(limit: limits.nesting, at: token.range)) }
    return deepest <= limits.nesting
  }
}

// Names.
extension Parser {
  /// Runs `read` with names declared.
  mutating func declaring<Result>(
    _ names: [Name], _ read: (inout Parser) -> Result
  ) -> Result {
    locals.append(NameTrie(names))
    defer { locals.removeLast() }
    return read(&self)
  }

  /// Adds to the innermost names declared.
  mutating func declare(_ name: Name) {
    if !locals.isEmpty { locals[locals.count - 1].insert(name) }
  }

  /// A key may be used by later entries, and after a dot from here on.
  mutating func declareKey(_ key: Name) {
    declare(key)
    keys.insert(key)
  }

  /// The tokens of the longest name in scope that begins here.
  var knownNameLength: Int {
    var longest = scope.names.longestMatch(in: tokens, at: position)
    for local in locals {
      longest = Swift.max(longest, local.longestMatch(in: tokens, at: position))
    }
    return filterDepth > 0 ? Swift.max(longest, knownMemberLength) : longest
  }

  /// The tokens of the longest member name that begins here.
  var knownMemberLength: Int {
    Swift.max(
      scope.members.longestMatch(in: tokens, at: position),
      keys.longestMatch(in: tokens, at: position))
  }

  /// Takes the name known to be `length` tokens long, or else the words that stand together: a
  /// name that nobody knows is for the checker to report, whole.
  mutating func takeName(known: Int) -> Name {
    var length = Swift.max(known, 1)
    if known == 0 || isPlainWord(peek(length), before: peek(length + 1)) {
      while isPlainWord(peek(length), before: peek(length + 1))
        || (peek(length).isInteger && peek(length).isSpaced)
      {
        length += 1
      }
    }
    return takeName(length: length)
  }

  private func isPlainWord(_ token: Token, before next: Token) -> Bool {
    switch token.kind {
    case .word: true
    case .keyword(.instance): next.text != "of"
    case .keyword, .number, .string, .symbol, .unknown, .end: false
    }
  }

  mutating func takeName(length: Int) -> Name {
    var text = token.text
    advance()
    for _ in 1..<Swift.max(length, 1) {
      if token.isSpaced { text += " " }
      text += token.text
      advance()
    }
    return Name(text)
  }

  /// The tokens of a name that is declared here, up to what can't be part of it.
  func declaredNameLength(before keywords: Set<Keyword> = []) -> Int {
    var length = 0
    while length == 0 ? token.isNameStart : peek(length).isNamePart {
      if case .keyword(let keyword) = peek(length).kind, keywords.contains(keyword) { break }
      length += 1
    }
    return length
  }
}
