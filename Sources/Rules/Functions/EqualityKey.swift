/// A value as a key: two keys are the same when FEEL `=` of their values is `true`.
///
/// Functions are never equal, not even to themselves, so what holds one has no key.
struct EqualityKey: Hashable {
  let value: Value
  private let hash: Int

  /// - Returns: `nil` for a value that is equal to none, or when a limit was passed.
  init?(_ value: Value, in execution: inout Execution) {
    var visits = 0
    guard
      let hash = EqualityKey.hash(of: value, depth: 0, visits: &visits, in: &execution),
      visits < 16 || execution.spend(items: visits)
    else { return nil }
    self.value = value
    self.hash = hash
  }

  static func == (left: EqualityKey, right: EqualityKey) -> Bool {
    left.hash == right.hash && left.value.isEqual(to: right.value).isTrue
  }

  func hash(into hasher: inout Hasher) { hasher.combine(hash) }

  private static func hash(
    of value: Value, depth: Int, visits: inout Int, in execution: inout Execution
  ) -> Int? {
    visits &+= 1
    if visits > 4_096 {
      guard execution.spend(items: visits) else { return nil }
      visits = 0
    }
    guard depth < Value.nestingLimit else {
      execution.nestedTooDeep()
      return nil
    }
    var hasher = Hasher()
    switch value {
    case .null: hasher.combine(0)
    case .boolean(let value): hasher.combine(value)
    case .number(let value): hasher.combine(value)
    case .string(let value): hasher.combine(value)
    case .date(let value): hasher.combine(value)
    case .time(let value): hasher.combine(value)
    case .dateAndTime(let value): hasher.combine(value)
    case .dayTimeDuration(let value): hasher.combine(value)
    case .yearMonthDuration(let value): hasher.combine(value)
    case .list(let items):
      hasher.combine(1)
      for item in items {
        guard let part = hash(of: item, depth: depth + 1, visits: &visits, in: &execution) else {
          return nil
        }
        hasher.combine(part)
      }
    case .context(let context):
      // Entries are equal in any order, so their hashes are added.
      var sum = 0
      for (name, value) in context.entries {
        guard let part = hash(of: value, depth: depth + 1, visits: &visits, in: &execution) else {
          return nil
        }
        var entry = Hasher()
        entry.combine(name)
        entry.combine(part)
        sum = sum &+ entry.finalize()
      }
      hasher.combine(2)
      hasher.combine(sum)
    case .range(let range):
      hasher.combine(3)
      for end in [range.low ?? .null, range.high ?? .null] {
        guard let part = hash(of: end, depth: depth + 1, visits: &visits, in: &execution) else {
          return nil
        }
        hasher.combine(part)
      }
    case .function, .unknown: return nil
    }
    return hasher.finalize()
  }
}
