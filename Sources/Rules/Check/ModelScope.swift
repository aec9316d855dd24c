/// The names that an expression of a model sees.
package struct ModelScope: Sendable {
  package struct Entry: Sendable {
    package let slot: Int
    package fileprivate(set) var type: ValueType
  }

  package private(set) var entries: [Name: Entry] = [:]
  package private(set) var types: [Name: ConstrainedType] = [:]
  package private(set) var namesInScope: NamesInScope

  private static let standard = NamesInScope(names: BuiltInTable.all.map(\.name))

  /// - Parameter members: names that may follow a dot, besides those of the types.
  package init(
    entries: [(name: Name, slot: Int, type: ValueType)] = [], types: [TypeDeclaration] = [],
    members: Set<Name> = []
  ) {
    var members = members
    for declaration in types {
      self.types[declaration.name] = declaration.constrained
      declaration.type.collectMembers(into: &members)
    }
    namesInScope = Self.standard.adding(members: members, types: self.types.keys)
    add(entries)
  }

  /// The same types, and these entries besides those there are.
  package func adding(_ entries: [(name: Name, slot: Int, type: ValueType)]) -> ModelScope {
    var scope = self
    scope.add(entries)
    return scope
  }

  /// States what a name's logic turned out to give.
  package mutating func setType(_ type: ValueType, of name: Name) {
    entries[name]?.type = type
  }

  private mutating func add(_ added: [(name: Name, slot: Int, type: ValueType)]) {
    var members: Set<Name> = []
    for entry in added {
      entries[entry.name] = Entry(slot: entry.slot, type: entry.type)
      entry.type.collectMembers(into: &members)
    }
    namesInScope = namesInScope.adding(names: added.map(\.name), members: members)
  }
}

extension ValueType {
  /// The names of members, at any depth.
  func collectMembers(into members: inout Set<Name>) {
    switch self {
    case .list(let item), .range(let item): item.collectMembers(into: &members)
    case .context(let context):
      for member in context.members {
        members.insert(Name(member.name))
        member.type.collectMembers(into: &members)
      }
    case .function(_, let result): result.collectMembers(into: &members)
    case .any, .null, .boolean, .number, .string, .date, .time, .dateAndTime, .dayTimeDuration,
      .yearMonthDuration:
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
