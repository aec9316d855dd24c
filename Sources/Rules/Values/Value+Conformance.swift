/// Which types a value has, and the conversions of the standard.
extension Value {
  /// FEEL `instance of`, whose answer is unknown where an unanswered part decides it.
  ///
  /// Source: DMN 1.5, 10.3.2.9.2 and 10.3.2.9.3.
  func isInstance(of type: ValueType) -> Value {
    if isUnknown { return self }
    if conforms(to: type, ifUnknown: false) { return .boolean(true) }
    guard let unknown = unknownWithin, conforms(to: type, ifUnknown: true) else {
      return .boolean(false)
    }
    return .unknown(unknown)
  }

  /// Whether the value is of a type. `null` is of no type but `Null`, yet may be a part of any value.
  ///
  /// - Parameter unknowns: what to take unanswered parts for.
  func conforms(to type: ValueType, ifUnknown unknowns: Bool) -> Bool {
    func mayHold(_ part: Value, _ type: ValueType) -> Bool {
      part.isNull || part.conforms(to: type, ifUnknown: unknowns)
    }
    switch (self, type) {
    case (.unknown, _): return unknowns || type == .any
    case (.null, .null): return true
    case (.null, _): return false
    case (_, .any): return true
    case (.boolean, .boolean), (.number, .number), (.date, .date), (.time, .time),
      (.dateAndTime, .dateAndTime), (.dayTimeDuration, .dayTimeDuration),
      (.yearMonthDuration, .yearMonthDuration):
      return true
    case (.string(let text), .string(let allowed)):
      return allowed.map { $0.contains(text) } ?? true
    case (.list(let items), .list(let item)):
      return item == .any || items.allSatisfy { mayHold($0, item) }
    case (.context(let context), .context(let members)):
      // A context with the very shape of the type was read by that type.
      return context.shape === members.shape
        || members.members.allSatisfy { member in
          context[member.name].map { mayHold($0, member.type) } ?? false
        }
    case (.range(let range), .range(let end)):
      return end == .any
        || [range.low, range.high].allSatisfy { $0.map { mayHold($0, end) } ?? true }
    case (.function(let function), .function(let parameters, let result)):
      return function.parameters.count == parameters.count
        && function.result.mayConform(to: result)
        && zip(parameters, function.parameters).allSatisfy { $0.mayConform(to: $1.type) }
    default: return false
    }
  }

  /// The value as a value of a type, by the standard's conversions where needed; `nil` where it does
  /// not conform. `null` and `unknown` go anywhere. Only the value as a whole is converted, never
  /// the items of a list or the members of a context.
  ///
  /// Source: DMN 1.5, 10.3.2.9.4 Type conversions.
  package func converted(to type: ValueType) -> Value? {
    if type == .any || isNull || conforms(to: type, ifUnknown: true) { return self }
    switch (self, type) {
    case (.list(let items), _)
    where items.count == 1 && items[0].conforms(to: type, ifUnknown: true):
      return items[0]
    case (_, .list(let item)) where conforms(to: item, ifUnknown: true): return .list([self])
    case (.date(let date), .dateAndTime): return .dateAndTime(date.midnightUTC)
    default: return nil  // the standard has no other implicit conversion
    }
  }
}
