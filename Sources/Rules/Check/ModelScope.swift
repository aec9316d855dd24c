/// The names that an expression of a model sees.
package struct ModelScope: Sendable {
  package struct Entry: Sendable {
    package let slot: Int
    package fileprivate(set) var type: ValueType
  }

  package private(set) var entries: [Name: Entry] = [:]
  package private(set) var types: [Name: ConstrainedType] = [:]
  package private(set) var namesInScope: NamesInScope

  /// The names that may follow a dot.
  private var members = MemberNames()

  private static let standard = NamesInScope(names: BuiltInTable.all.map(\.name))

  /// - Parameter members: names that may follow a dot, besides those of the types.
  package init(
    entries: [(name: Name, slot: Int, type: ValueType)] = [], types: [TypeDeclaration] = [],
    members: Set<Name> = []
  ) {
    var added = members
    for declaration in types {
      self.types[declaration.name] = declaration.constrained
      added.formUnion(self.members.adding(declaration.type))
    }
    namesInScope = Self.standard.adding(members: added, types: self.types.keys)
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
    entries[name]?.type = type.kept
  }

  private mutating func add(_ added: [(name: Name, slot: Int, type: ValueType)]) {
    var names: Set<Name> = []
    for entry in added {
      entries[entry.name] = Entry(slot: entry.slot, type: entry.type)
      names.formUnion(members.adding(entry.type))
    }
    namesInScope = namesInScope.adding(names: added.map(\.name), members: names)
  }

  /// The names in sight with some local ones more.
  func adding(locals: [(name: Name, type: ValueType)]) -> NamesInScope {
    var known = members
    let names = locals.reduce(into: Set<Name>()) { $0.formUnion(known.adding($1.type)) }
    return namesInScope.adding(names: locals.map(\.name), members: names)
  }
}

/// The members of types, each part of a type looked at once: one large type may be named anywhere.
private struct MemberNames: Sendable {
  private var seen: Set<ContextType.Identity> = []

  /// The names of members, at any depth, of what was not seen before.
  mutating func adding(_ type: ValueType) -> Set<Name> {
    var found: Set<Name> = []
    collect(type, &found)
    return found
  }

  // Types are as deep as what declares them, which is bounded.
  private mutating func collect(_ type: ValueType, _ found: inout Set<Name>) {
    switch type {
    case .list(let item), .range(let item): collect(item, &found)
    case .context(let context):
      guard seen.insert(context.identity).inserted else { return }
      for member in context.members {
        found.insert(Name(member.name))
        collect(member.type, &found)
      }
    case .function(_, let result): collect(result, &found)
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
  /// As `standard`, and what can't be right is told, where that is certain: for people who look at a
  /// model.
  case advising
  /// As `standard`, but a name that nothing declares is a fault: for people who try an expression.
  case declared

  /// Whether types that can't agree are told.
  var tellsTypes: Bool { self == .strict || self == .advising }
}
