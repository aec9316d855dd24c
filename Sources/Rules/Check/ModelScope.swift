/// The names that every expression of one model sees.
package struct ModelScope: Sendable {
  package struct Entry: Sendable {
    package let slot: Int
    package var type: ValueType
  }

  package private(set) var entries: [Name: Entry] = [:]
  package private(set) var types: [Name: ValueType] = [:]
  private var members: Set<Name> = []
  /// Made anew when a name is added; parsing needs all of them at once.
  package private(set) var namesInScope: NamesInScope

  package init(
    entries: [(name: Name, slot: Int, type: ValueType)] = [], types: [TypeDeclaration] = [],
    members: Set<Name> = []
  ) {
    for entry in entries { self.entries[entry.name] = Entry(slot: entry.slot, type: entry.type) }
    for declaration in types { self.types[declaration.name] = declaration.type }
    self.members = members
    for entry in entries { ModelScope.collectMembers(of: entry.type, into: &self.members) }
    for declaration in types {
      ModelScope.collectMembers(of: declaration.type, into: &self.members)
    }
    namesInScope = NamesInScope(names: [Name](), members: [Name](), types: [Name]())
    namesInScope = makeNamesInScope()
  }

  /// The same, but of the entries only those with these names.
  func restricted(to names: Set<Name>) -> ModelScope {
    var scope = self
    scope.entries = entries.filter { names.contains($0.key) }
    scope.namesInScope = scope.makeNamesInScope()
    return scope
  }

  private func makeNamesInScope() -> NamesInScope {
    NamesInScope(
      names: Array(entries.keys) + BuiltInTable.all.map(\.name), members: members,
      types: types.keys)
  }

  /// States what a name's logic turned out to give.
  package mutating func setType(_ type: ValueType, of name: Name) {
    entries[name]?.type = type.kept
  }

  private static func collectMembers(of type: ValueType, into members: inout Set<Name>) {
    switch type {
    case .list(let item), .range(let item): collectMembers(of: item, into: &members)
    case .context(let context):
      for member in context.members {
        members.insert(Name(member.name))
        collectMembers(of: member.type, into: &members)
      }
    case .any, .null, .boolean, .number, .string, .date, .time, .dateAndTime, .dayTimeDuration,
      .yearMonthDuration, .function:
      break
    }
  }
}

/// How strictly types are held to.
package enum CheckingMode: Sendable {
  /// What can't be right is a fault: for rulesets, whose vocabulary states every type.
  case strict
  /// What can't be right is `null` when it is computed, as the standard says: for its own models.
  case standard
  /// As `standard`, but a name that nothing declares is a fault: for people who try an expression.
  case declared
}
