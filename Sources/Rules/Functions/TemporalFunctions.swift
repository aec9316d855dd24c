/// Rows on dates and times, the clock included. Source: DMN 1.5, 10.3.4.6, 10.3.4.8 and 10.3.4.11.
enum TemporalFunctions {
  static let all = [
    ofDate("day of year", gives: ResultType.count) { .number(Number($0.dayOfYear)) },
    ofDate("day of week", gives: .string(allowed: weekdays)) { date in
      .string(weekdays[(date.weekday - 1) % weekdays.count])
    },
    ofDate("month of year", gives: .string(allowed: months)) { date in
      .string(months[(date.month - 1) % months.count])
    },
    ofDate("week of year", gives: ResultType.count) { .number(Number($0.weekOfYear)) },
    identity,
    BuiltIn(
      "now", clause: "10.3.4.11",
      [.init([], gives: .dateAndTime) { _, execution in .dateAndTime(execution.moment) }]),
    BuiltIn(
      "today", clause: "10.3.4.11",
      [.init([], gives: .date) { _, execution in .date(execution.moment.date) }]),
  ]

  private static let weekdays = [
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
  ]
  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]

  private static func ofDate(
    _ name: Name, gives type: ValueType, _ body: @escaping @Sendable (CalendarDate) -> Value
  ) -> BuiltIn {
    BuiltIn(
      name, clause: "10.3.4.8",
      [
        .init([.init("date", .date)], gives: type) { arguments, _ in
          guard case .date(let date) = arguments[0] else { return .null }
          return body(date)
        },
        .init([.init("date", .dateAndTime)], gives: type) { arguments, _ in
          guard case .dateAndTime(let moment) = arguments[0] else { return .null }
          return body(moment.date)
        },
      ])
  }

  /// Left out, a value counts as `null`; the first signature serves by place, both serve by name.
  private static let identity = BuiltIn(
    "is", clause: "10.3.4.6",
    [
      .init(
        [.init("value1", .any), .init("value2", .any, optional: true)], unknowns: .body,
        gives: .boolean
      ) { arguments, execution in
        guard execution.spend(walking: arguments[0], arguments[1]) else { return .null }
        return arguments[0].isIdentical(to: arguments[1])
      },
      .init(
        [.init("value2", .any), .init("value1", .any, optional: true)], unknowns: .body,
        gives: .boolean
      ) { arguments, execution in
        guard execution.spend(walking: arguments[0], arguments[1]) else { return .null }
        return arguments[0].isIdentical(to: arguments[1])
      },
    ])
}

extension Value {
  /// FEEL `is`: the same element of the semantic domain, so of the same type, and of times also with
  /// the same zone. Source: DMN 1.5, 10.3.2.2 and 10.3.4.6.
  fileprivate func isIdentical(to other: Value) -> Value {
    switch (self, other) {
    case (.unknown, _), (_, .unknown): return isEqual(to: other)
    case (.time(let left), .time(let right)): return .boolean(left.isSame(as: right))
    case (.dateAndTime(let left), .dateAndTime(let right)):
      return .boolean(left.isSame(as: right))
    case (.list(let left), .list(let right)): return Value.areIdentical(left, right)
    case (.context(let left), .context(let right)):
      guard left.shape == right.shape else { return isEqual(to: other) }
      return Value.areIdentical(left.values, right.values)
    default:
      // Values of two types, which `=` does not compare, are not the same value.
      let equality = isEqual(to: other)
      return equality.isNull ? .boolean(false) : equality
    }
  }

  private static func areIdentical(_ left: [Value], _ right: [Value]) -> Value {
    guard left.count == right.count else { return .boolean(false) }
    var result = Value.boolean(true)
    for (one, other) in zip(left, right) {
      result = result.and(one.isIdentical(to: other))
      if result.isFalse { return result }
    }
    return result
  }
}
