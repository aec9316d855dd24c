/// What one evaluation may use: time in proportion to the work, and results within the limits.
extension Execution {
  /// Counts work on a whole list or text: an item is far less than a turn of a loop.
  ///
  /// - Returns: `false` when the budget is spent: stop and answer `null`.
  mutating func spend(items: Int) -> Bool { spend(1 &+ items / Execution.itemsPerStep) }

  private static let itemsPerStep = 16

  /// The list as a value, if the limits allow one as long.
  mutating func list(_ items: [Value]) -> Value {
    guard allows(listOf: items.count) else { return .null }
    return .list(items)
  }

  /// Whether a list may have as many items; asks before making it.
  mutating func allows(listOf count: Int) -> Bool {
    if count <= limits.listItems { return true }
    fail(.tooLong(what: LocalizedText(nl: "een lijst", en: "a list"), limit: limits.listItems))
    return false
  }

  /// The string as a value, if the limits allow one as long.
  mutating func string(_ text: String) -> Value {
    // Bytes are counted at once and are never fewer than characters.
    guard
      text.utf8.count <= limits.stringLength || text.unicodeScalars.count <= limits.stringLength
    else { return stringTooLong() }
    return .string(text)
  }

  mutating func stringTooLong() -> Value {
    fail(.tooLong(what: LocalizedText(nl: "een tekst", en: "a string"), limit: limits.stringLength))
    return .null
  }

  mutating func nestedTooDeep() {
    fail(
      .tooLong(
        what: LocalizedText(nl: "de nesting van een waarde", en: "the nesting of a value"),
        limit: Value.nestingLimit))
  }

  /// Whether a value may be kept under a name, where others may take it into theirs: not when it is
  /// nested too deep.
  package mutating func mayKeep(_ value: Value) -> Bool {
    guard let nesting = nesting(of: value) else { return false }
    if nesting > Value.nestingLimit { nestedTooDeep() }
    return nesting <= Value.nestingLimit
  }

  /// How deep values lie inside a value, counted up to one past the limit; `nil` when the budget is
  /// spent. A number has none, a list of numbers one level.
  package mutating func nesting(of value: Value) -> Int? {
    // Most values are plain.
    guard value.mayNest else { return 0 }
    // One step more than there are, so that a walk that is cut short costs more than there are.
    let steps = Swift.min(Swift.max(stepsLeft, 0), 1 << 40) + 1
    var walk = NestingWalk(mostVisits: steps * NestingWalk.visitsPerStep)
    let nesting = walk.nesting(of: value, room: Value.nestingLimit + 1)
    return spend(walk.visits / NestingWalk.visitsPerStep) ? nesting : nil
  }

  /// Counts work on all parts of two values, shared parts each time; what has no parts costs nothing.
  ///
  /// - Returns: `false` when the budget is spent, or a value is nested too deep: answer `null`.
  mutating func spend(walking one: Value, _ other: Value) -> Bool {
    if !one.hasParts, !other.hasParts { return true }
    var walk = UnknownSearch()
    return walk.look(into: [one, other], depth: 0, spending: &self) && spend(items: walk.visits)
  }

  /// Counts the work of seeing whether a value is of a type.
  ///
  /// - Returns: `false` when the budget is spent, or the value is nested too deep: answer `null`.
  mutating func spend(converting value: Value, to type: ValueType) -> Bool {
    switch (value, type) {
    case (_, .any): return true
    case (.context(let context), .context(let members)) where context.shape === members.shape:
      return true
    case (.list(let items), .list(.boolean)), (.list(let items), .list(.number)),
      (.list(let items), .list(.string(allowed: nil))), (.list(let items), .list(.date)):
      return spend(items: items.count)
    default: return spend(walking: value, .null)
    }
  }

  /// Whether the limits allow two texts as one; asks before making it.
  mutating func allows(_ value: Value, joinedWith text: String) -> Bool {
    guard case .string(let start) = value else { return true }
    let bytes = start.utf8.count + text.utf8.count
    guard bytes > limits.stringLength else { return true }
    guard start.unicodeScalars.count + text.unicodeScalars.count > limits.stringLength else {
      return true
    }
    _ = stringTooLong()
    return false
  }

  /// Everything unanswered in the values, inside lists and contexts too; `nil` when nothing is.
  mutating func unknown(within values: [Value]) -> Unknown? {
    // Most calls are of plain values, which need no walk.
    guard values.contains(where: \.mayHoldUnknown) else { return nil }
    var search = UnknownSearch()
    guard search.look(into: values, depth: 0, spending: &self), spend(items: search.visits) else {
      return nil
    }
    return Unknown.merged(search.found)
  }
}

extension Value {
  fileprivate var mayHoldUnknown: Bool {
    switch self {
    case .unknown, .list, .context, .range: true
    case .null, .boolean, .number, .string, .date, .time, .dateAndTime, .dayTimeDuration,
      .yearMonthDuration, .function:
      false
    }
  }
}

extension Value {
  fileprivate var mayNest: Bool { hasParts || isFunction }

  /// Whether there are values inside it.
  fileprivate var hasParts: Bool {
    switch self {
    case .list, .context, .range: true
    case .null, .unknown, .boolean, .number, .string, .date, .time, .dateAndTime,
      .dayTimeDuration, .yearMonthDuration, .function:
      false
    }
  }
}

/// Finds how deep values lie inside each other.
private struct NestingWalk {
  /// A look at the kind of a value is all there is to a visit.
  static let visitsPerStep = 256
  private static let visitsWithoutMemory = 1_024

  private(set) var visits = 0
  private let mostVisits: Int
  /// What is known of values that were gone through, by where they are: what shares its parts is
  /// small in memory, yet has no end for whoever goes through them each time.
  private var known: [UnsafeRawPointer: Int] = [:]

  init(mostVisits: Int) { self.mostVisits = mostVisits }

  mutating func nesting(of value: Value, room: Int) -> Int {
    switch value {
    case .null, .unknown, .boolean, .number, .string, .date, .time, .dateAndTime,
      .dayTimeDuration, .yearMonthDuration:
      return 0
    case .list(let items): return 1 + greatest(among: items, room: room - 1)
    case .context(let context): return 1 + greatest(among: context.values, room: room - 1)
    case .range(let range):
      visits &+= 1
      guard room > 1, visits < mostVisits else { return 1 }
      let low = range.low.map { nesting(of: $0, room: room - 1) } ?? 0
      // A range of one value holds it at both ends: looking twice at each level would never end.
      guard range.form == .span else { return 1 + low }
      return 1 + Swift.max(low, range.high.map { nesting(of: $0, room: room - 1) } ?? 0)
    case .function(let function): return function.body.nesting
    }
  }

  private mutating func greatest(among values: [Value], room: Int) -> Int {
    visits &+= values.count
    guard room > 0, visits < mostVisits else { return 0 }
    guard visits > Self.visitsWithoutMemory, values.contains(where: \.mayNest) else {
      return greatestLookedAt(among: values, room: room)
    }
    let place = values.withUnsafeBytes { $0.baseAddress }
    if let place, let nesting = known[place] { return nesting }
    let nesting = greatestLookedAt(among: values, room: room)
    if let place { known[place] = nesting }
    return nesting
  }

  private mutating func greatestLookedAt(among values: [Value], room: Int) -> Int {
    var greatest = 0
    for value in values where value.mayNest {
      greatest = Swift.max(greatest, nesting(of: value, room: room))
      if greatest >= room { break }
    }
    return greatest
  }
}

/// Walks values in search of unknown parts; parts that are shared are walked each time, so the
/// walk is counted.
private struct UnknownSearch {
  var found: [Unknown] = []
  var visits = 0

  /// - Returns: `false` when the walk was cut short by a limit.
  mutating func look(into values: [Value], depth: Int, spending execution: inout Execution) -> Bool
  {
    visits &+= values.count
    if visits > 4_096 {
      guard execution.spend(items: visits) else { return false }
      visits = 0
    }
    for value in values {
      switch value {
      case .null, .boolean, .number, .string, .date, .time, .dateAndTime, .dayTimeDuration,
        .yearMonthDuration, .function:
        continue
      case .unknown(let unknown): found.append(unknown)
      case .list(let items):
        guard lookDeeper(into: items, depth: depth, spending: &execution) else { return false }
      case .context(let context):
        guard lookDeeper(into: context.values, depth: depth, spending: &execution) else {
          return false
        }
      case .range(let range):
        let ends = range.ends
        guard lookDeeper(into: ends, depth: depth, spending: &execution) else { return false }
      }
    }
    return true
  }

  private mutating func lookDeeper(
    into values: [Value], depth: Int, spending execution: inout Execution
  ) -> Bool {
    guard depth < Value.nestingLimit else {
      execution.nestedTooDeep()
      return false
    }
    return look(into: values, depth: depth + 1, spending: &execution)
  }
}
