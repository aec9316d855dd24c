/// The names that a text may use, so that `date and time` is read as one name, not as three words.
///
/// Source: DMN 1.5, 10.3.1.3 and 10.3.1.4: a name is the longest one that is in scope.
package struct NamesInScope: Sendable {
  private(set) var names: NameTries
  private(set) var members: NameTries
  private(set) var types: NameTries

  /// - Parameters:
  ///   - names: what is visible everywhere: inputs, decisions, functions.
  ///   - members: what may follow a dot, or stand alone in a filter.
  ///   - types: the types of the model; those of the standard are always known.
  package init(
    names: some Sequence<Name> = [Name](), members: some Sequence<Name> = [Name](),
    types: some Sequence<Name> = [Name]()
  ) {
    self.names = NameTries(NameTrie(names))
    self.members = NameTries(NameTrie(Self.properties)).adding(members)
    self.types = NameTries(NameTrie(Self.standardTypes)).adding(types)
  }

  /// The same names and some more. What was there is shared, so that many scopes that differ little
  /// cost little.
  package func adding(
    names: some Sequence<Name> = [Name](), members: some Sequence<Name> = [Name](),
    types: some Sequence<Name> = [Name]()
  ) -> NamesInScope {
    var scope = self
    scope.names = self.names.adding(names)
    scope.members = self.members.adding(members)
    scope.types = self.types.adding(types)
    return scope
  }

  /// Source: DMN 1.5, 10.3.2.5: the properties of temporal values and ranges.
  private static let properties: [Name] = [
    "year", "month", "day", "weekday", "hour", "minute", "second", "time offset", "timezone",
    "years", "months", "days", "hours", "minutes", "seconds", "start", "end", "start included",
    "end included",
  ]

  private static let standardTypes: [Name] = [
    "Any", "Null", "number", "string", "boolean", "date", "time", "date and time",
    "days and time duration", "years and months duration", "list", "context", "range",
    "function",
  ]
}

/// Names in several tries, of which the first are shared between scopes.
struct NameTries: Sendable {
  private var tries: [NameTrie]

  init(_ trie: NameTrie) { tries = [trie] }

  func adding(_ names: some Sequence<Name>) -> NameTries {
    let added = NameTrie(names)
    guard !added.isEmpty else { return self }
    var all = self
    all.tries.append(added)
    return all
  }

  /// See ``NameTrie/longestMatch(in:at:)``.
  func longestMatch(in tokens: [Token], at start: Int) -> Int {
    var longest = 0
    for trie in tries { longest = Swift.max(longest, trie.longestMatch(in: tokens, at: start)) }
    return longest
  }
}

/// Names by their tokens, for finding the longest that a row of tokens begins with.
struct NameTrie: Sendable {
  private struct Piece: Hashable, Sendable {
    let text: String
    /// `a - b` and `a-b` are different names.
    let isSpaced: Bool
  }

  private struct Node: Sendable {
    var children: [Piece: Int] = [:]
    var endsName = false
  }

  private var nodes = [Node()]

  init() {}

  var isEmpty: Bool { nodes.count == 1 }

  init(_ names: some Sequence<Name>) {
    for name in names { insert(name) }
  }

  /// Does nothing for a name that FEEL has no way to write.
  mutating func insert(_ name: Name) {
    let tokens = Lexer(name.text).tokens.dropLast()
    guard tokens.first?.isNameStart == true, tokens.allSatisfy(\.isNamePart) else { return }
    insert(tokens)
  }

  mutating func insert(_ tokens: ArraySlice<Token>) {
    var node = 0
    for (place, token) in tokens.enumerated() {
      let piece = Piece(text: token.text, isSpaced: place > 0 && token.isSpaced)
      if let child = nodes[node].children[piece] {
        node = child
      } else {
        nodes[node].children[piece] = nodes.count
        node = nodes.count
        nodes.append(Node())
      }
    }
    nodes[node].endsName = true
  }

  /// How many tokens the longest name takes that begins at `start`; 0 when none does.
  func longestMatch(in tokens: [Token], at start: Int) -> Int {
    var node = 0
    var longest = 0
    var place = start
    while place < tokens.count {
      let token = tokens[place]
      guard token.isNamePart else { break }
      let piece = Piece(text: token.text, isSpaced: place > start && token.isSpaced)
      guard let child = nodes[node].children[piece] else { break }
      node = child
      place += 1
      if nodes[node].endsName { longest = place - start }
    }
    return longest
  }
}
