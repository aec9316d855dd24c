/// What may be absent in a value, whatever a plan answers; empty where all of it must be there.
///
/// Unknown answers do not count: they are asked for. What counts is `null` in a complete plan.
struct Presence {
  /// One reason why a value may be `null`.
  struct Cause: Hashable {
    enum Kind: Hashable {
      /// An answer that need not be given.
      case optional(String)
      /// A function of the items of a list that may have none.
      case emptyList(function: String)
      /// An item of a list that may not have it.
      case item
      /// The rule says so itself.
      case written
    }

    let kind: Kind
    /// Where the value is read; `nil` until it is.
    var place: Place?
  }

  struct Place: Hashable {
    let source: String
    let range: SourceRange
  }

  /// A function of the rules with what it saw where it was made.
  struct Function {
    let parameters: [FunctionValue.Parameter]
    let body: CheckedExpression
    let captured: Int
    let frame: PresenceReader.Frame
  }

  var causes: [Cause] = []
  /// What every item of a list may lack: one presence, or none where nothing is known of them.
  var items: [Presence] = []
  var members: [String: Presence] = [:]
  var mayBeEmpty = false
  /// The same for every expression that reads the same value, so that a guard of one guards the other.
  var key: String?
  var functions: [Function] = []

  static let whole = Presence()

  /// Of an answer, as the vocabulary asks for it.
  init(_ field: Field, path: String) {
    self.init(field.kind, path: path)
    if !field.isRequired { causes = [Cause(kind: .optional(path))] }
  }

  private init(_ kind: Field.Kind, path: String) {
    switch kind {
    case .list(let item):
      items = [Presence(item, path: path)]
      mayBeEmpty = true
    case .group(let fields):
      for field in fields {
        members[field.name] = Presence(field, path: "\(path).\(field.name)")
      }
    case .string, .number, .boolean, .date, .time, .dateAndTime, .dayTimeDuration,
      .yearMonthDuration:
      break
    }
  }

  init(causes: [Cause] = []) { self.causes = causes }

  /// A value that is one or the other.
  func merged(with other: Presence) -> Presence {
    var merged = self
    merged.add(other.causes)
    merged.items = PresenceReader.merged(items + other.items)
    merged.members.merge(other.members) { $0.merged(with: $1) }
    merged.mayBeEmpty = mayBeEmpty || other.mayBeEmpty
    merged.functions += other.functions
    if merged.key != other.key { merged.key = nil }
    return merged
  }

  mutating func add(_ more: [Cause]) {
    for cause in more where causes.count < Self.causesKept && !causes.contains(cause) {
      causes.append(cause)
    }
  }

  private static let causesKept = 32

  /// The same, read by a name of its own.
  func known(as key: String?) -> Presence {
    var copy = self
    copy.key = key
    return copy
  }

  /// Without what is known to be there, seen from the value with a key.
  func without(_ known: PresenceReader.Known, below key: String) -> Presence {
    guard !known.present.isEmpty || !known.filled.isEmpty else { return self }
    var copy = self
    if known.present.contains(key) { copy.causes = [] }
    if known.filled.contains(key) { copy.mayBeEmpty = false }
    copy.members = Dictionary(
      uniqueKeysWithValues: members.map { name, member in
        (name, member.without(known, below: "\(key).\(name)"))
      })
    return copy
  }
}
