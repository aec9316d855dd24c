/// Which types a value has, and the conversions of the standard.
extension Value {
  /// FEEL `instance of`. Source: DMN 1.5, 10.3.2.9.2 and 10.3.2.9.3.
  func isInstance(of type: ValueType) -> Bool {
    switch (self, type) {
    case (.null, .null): true
    case (.null, _): false
    case (_, .any): true
    case (.boolean, .boolean), (.number, .number), (.date, .date), (.time, .time),
      (.dateAndTime, .dateAndTime), (.dayTimeDuration, .dayTimeDuration),
      (.yearMonthDuration, .yearMonthDuration):
      true
    case (.string(let text), .string(let allowed)):
      allowed.map { $0.contains(text) } ?? true
    case (.list(let items), .list(let item)):
      item == .any || items.allSatisfy { $0.isNull || $0.isInstance(of: item) }
    case (.context(let context), .context(let members)):
      // A context with the very shape of the type was read by that type.
      context.shape === members.shape
        || members.members.allSatisfy { member in
          context[member.name].map { $0.isNull || $0.isInstance(of: member.type) } ?? false
        }
    case (.range(let range), .range(let end)):
      end == .any
        || [range.low, range.high].allSatisfy { $0.map { $0.isInstance(of: end) } ?? true }
    case (.function(let function), .function(let parameters, let result)):
      function.parameters.count == parameters.count
        && function.result.mayConform(to: result)
        && zip(parameters, function.parameters).allSatisfy { $0.mayConform(to: $1.type) }
    default: false
    }
  }

  /// The value as a value of a type, by the standard's conversions where needed; `nil` where it does
  /// not conform. `null` and `unknown` go anywhere.
  ///
  /// Source: DMN 1.5, 10.3.2.9.4 Type conversions.
  func converted(to type: ValueType) -> Value? {
    if type == .any || isNull || isUnknown || isInstance(of: type) { return self }
    switch (self, type) {
    case (.list(let items), .list(let item)):
      // Unanswered items are looked at when they are there.
      return items.allSatisfy { $0.isUnknown || $0.converted(to: item) != nil } ? self : nil
    case (.context(let context), .context(let members)):
      let fits = members.members.allSatisfy { member in
        context[member.name].map { $0.converted(to: member.type) != nil } ?? false
      }
      return fits ? self : nil
    case (.list(let items), _) where items.count == 1:
      return items[0].converted(to: type)
    case (_, .list(let item)):
      return converted(to: item).map { .list([$0]) }
    case (.date(let date), .dateAndTime):
      return .dateAndTime(date.midnightUTC)
    default:
      return nil
    }
  }
}
