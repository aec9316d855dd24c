/// A loop inside another, with turns that read the same values, or differ only in which answers are missing:
/// what one turn gives, all that are alike give, each with its own answers missing.
///
/// A class, as an execution remembers what each of them gave.
final class AlikeTurns: Sendable {
  /// A local name of the loop around, or a member of what it stands for.
  struct Read: Hashable, Sendable {
    let place: Int
    let member: String?
  }

  private let reads: [Read]
  private let code: Code

  init(_ reads: [Read], _ code: Code) {
    self.reads = reads
    self.code = code
  }

  /// What is remembered, as long as no slot changes.
  private struct Memory: Sendable {
    /// Kept, so that no other gets its place in memory.
    let turns: AlikeTurns
    let edition: Int
    var kinds: [(values: [Value], result: Result)] = []
    /// How many were remembered in which nothing is missing: if they all differ, that is for nothing.
    var known = 0
    /// Whether a turn gave what can't be told for others.
    var isHopeless = false
  }

  private static let kindsKept = 8
  /// A turn of fewer steps is made again sooner.
  private static let fewestSteps = 32

  /// What a turn gives, for all that are alike.
  fileprivate enum Result: Sendable {
    case value(Value)
    /// Unknown for the reasons of all parts in turn; `isFull` where there may be more than are kept.
    case open([Part], isFull: Bool)
  }

  fileprivate enum Part: Sendable {
    /// What is missing of a read.
    case own(Int)
    case shared(Unknown)
  }

  func value(_ execution: inout Execution) -> Value {
    var values: [Value] = []
    values.reserveCapacity(reads.count)
    var isOpen = false
    for read in reads {
      guard let value = value(of: read, execution) else { return code(&execution) }
      if case .unknown(let unknown) = value {
        guard unknown.kinds == .answer || unknown.causes.isEmpty else { return code(&execution) }
        isOpen = true
      }
      values.append(value)
    }
    guard execution.failure == nil else { return code(&execution) }
    var memory = Memory(turns: self, edition: execution.edition)
    if let last = execution.lists[ObjectIdentifier(self)] as? Memory,
      last.edition == execution.edition
    {
      if last.isHopeless { return code(&execution) }
      let kind = last.kinds.first { $0.values.elementsEqual(values, by: Self.areAlike) }
      if let kind {
        guard let own = kind.result.value(for: values) else { return code(&execution) }
        return execution.spend() ? own : .null
      }
      memory = last
    }
    return isOpen
      ? value(sampling: values, &execution, &memory) : value(of: values, &execution, &memory)
  }

  /// What a turn gives in which nothing is missing, and remembers it where that may save work.
  private func value(
    of values: [Value], _ execution: inout Execution, _ memory: inout Memory
  ) -> Value {
    let steps = execution.stepsLeft
    let remarks = execution.remarks.count
    let result = code(&execution)
    guard steps - execution.stepsLeft >= Self.fewestSteps, memory.known < Self.kindsKept,
      execution.remarks.count == remarks, execution.failure == nil, result.hasNoParts
    else { return result }
    memory.known += 1
    remember(values, .value(result), &execution, &memory)
    return result
  }

  private func value(
    sampling values: [Value], _ execution: inout Execution, _ memory: inout Memory
  ) -> Value {
    let result = sample(values, &execution)
    remember(values, result, &execution, &memory)
    return result?.value(for: values) ?? code(&execution)
  }

  private func remember(
    _ values: [Value], _ result: Result?, _ execution: inout Execution, _ memory: inout Memory
  ) {
    if memory.kinds.count == Self.kindsKept { memory.kinds = [] }
    if let result { memory.kinds.append((values, result)) } else { memory.isHopeless = true }
    execution.lists[ObjectIdentifier(self)] = memory
  }

  /// - Returns: `nil` where the value has parts.
  private func value(of read: Read, _ execution: Execution) -> Value? {
    let local = execution.locals[execution.base + read.place]
    guard let member = read.member else { return local.hasNoParts ? local : nil }
    guard case .context(let context) = local, let value = context[member] else { return nil }
    return value.hasNoParts ? value : nil
  }

  /// What the loop gives with stand-ins for what is missing; `nil` where that can't be told for others.
  private func sample(_ values: [Value], _ execution: inout Execution) -> Result? {
    let locals = execution.locals
    for (index, read) in reads.enumerated() {
      guard case .unknown(let unknown) = values[index], !unknown.causes.isEmpty else { continue }
      let place = execution.base + read.place
      let standIn = Value.unknown(Unknown(Self.standIn(index)))
      if let member = read.member, case .context(let context) = execution.locals[place],
        let position = context.shape.position(of: member)
      {
        var members = context.values
        members[position] = standIn
        execution.locals[place] = .context(Context(shape: context.shape, values: members))
      } else {
        execution.locals[place] = standIn
      }
    }
    let remarks = execution.remarks.count
    let result = code(&execution)
    execution.locals = locals
    guard execution.remarks.count == remarks else {
      execution.forget(remarksFrom: remarks)
      return nil
    }
    return execution.failure == nil && result.hasNoParts ? Result(result) : nil
  }

  /// No path of a plan starts with an item.
  private static func standIn(_ index: Int) -> Unknown.Cause {
    .answer(InputPath([.item(index)]))
  }

  private static func areAlike(_ one: Value, _ other: Value) -> Bool {
    guard case .unknown(let own) = one else { return one.isIdentical(to: other) }
    guard case .unknown(let other) = other else { return false }
    return own.kinds == other.kinds && own.causes.isEmpty == other.causes.isEmpty
  }
}

extension AlikeTurns.Result {
  /// - Parameter value: what a turn gave with stand-ins.
  init(_ value: Value) {
    guard case .unknown(let unknown) = value else {
      self = .value(value)
      return
    }
    // The kinds are known even where there are no causes.
    var parts: [AlikeTurns.Part] = [.shared(.unspecified(unknown.kinds))]
    var run: [Unknown.Cause] = []
    for cause in unknown.causes {
      if case .answer(let path) = cause, case .item(let index)? = path.steps.first {
        parts.append(.shared(Unknown(kinds: unknown.kinds, causes: run)))
        parts.append(.own(index))
        run = []
      } else {
        run.append(cause)
      }
    }
    parts.append(.shared(Unknown(kinds: unknown.kinds, causes: run)))
    self = .open(parts, isFull: unknown.causes.count >= Unknown.answersKept)
  }

  /// The result with what is missing here in the places of the stand-ins; `nil` where it would take
  /// another turn to tell.
  func value(for values: [Value]) -> Value? {
    switch self {
    case .value(let value): return value
    case .open(let parts, let isFull):
      var named = Unknown.unspecified([])
      var count = 0
      for part in parts {
        let unknown: Unknown
        switch part {
        case .shared(let shared): unknown = shared
        case .own(let index):
          guard case .unknown(let own) = values[index] else { return nil }
          unknown = own
        }
        count += unknown.causes.count
        named = named.merged(with: unknown)
      }
      // One that is named twice leaves room for another.
      return isFull && named.causes.count < min(count, Unknown.answersKept) ? nil : .unknown(named)
    }
  }
}

extension Value {
  fileprivate var hasNoParts: Bool {
    switch self {
    case .list, .context, .range, .function: false
    case .null, .unknown, .boolean, .number, .string, .date, .time, .dateAndTime,
      .dayTimeDuration, .yearMonthDuration:
      true
    }
  }
}

extension Compiler {
  /// The code of a loop, which remembers what turns gave that are alike.
  func alike(_ expression: CheckedExpression, _ code: Code) -> Code {
    guard let first = expression.firstPlace, first > 0 else { return code }
    var reads: Set<AlikeTurns.Read> = []
    guard expression.collect(&reads, below: first), !reads.isEmpty else { return code }
    let turns = AlikeTurns(
      reads.sorted { ($0.place, $0.member ?? "") < ($1.place, $1.member ?? "") }, code)
    return Code { turns.value(&$0) }
  }
}

extension CheckedExpression {
  /// The first local place that it uses itself, where it is a loop or works on the list of one.
  fileprivate var firstPlace: Int? {
    switch form {
    case .quantified(_, let iterators, _), .iteration(let iterators, _, _): iterators.first?.place
    case .filter(_, _, let item): item
    case .callBuiltIn(_, let arguments):
      arguments.count == 1 && !arguments[0].isQuantified ? arguments[0].firstPlace : nil
    // How a count compares is decided as it is counted.
    case .comparison(let left, _, _): left.isCount ? left.firstPlace : nil
    default: nil
    }
  }

  private var isCount: Bool {
    guard case .callBuiltIn(let builtIn, let arguments) = form, builtIn.name == "count",
      case .filter? = arguments.first?.form
    else { return false }
    return true
  }

  private var isQuantified: Bool {
    if case .quantified = form { true } else { false }
  }

  /// Collects what is read of local places from below one.
  ///
  /// - Returns: `false` where something is read that is not told here.
  fileprivate func collect(_ reads: inout Set<AlikeTurns.Read>, below place: Int) -> Bool {
    switch form {
    case .local(let read):
      if read < place { reads.insert(AlikeTurns.Read(place: read, member: nil)) }
      return true
    case .path(let base, let member):
      if case .local(let read) = base.form, read < place {
        reads.insert(AlikeTurns.Read(place: read, member: member))
        return true
      }
    case .constant, .slot, .callBuiltIn, .call, .negation, .arithmetic, .comparison, .between,
      .conjunction, .disjunction, .conditional, .iteration, .quantified, .filter, .list:
      break
    default: return false
    }
    for child in children {
      guard child.collect(&reads, below: place) else { return false }
    }
    return true
  }
}
