extension Value {
  /// A value that JSON or YAML gave, with the texts in it read as the dates, times and durations that a
  /// type asks for. What can't be read so stays as it is, and then is not of the type.
  public func read(as type: ValueType) -> Value {
    switch (self, type) {
    case (.string(let text), .date): return CalendarDate(text).map(Value.date) ?? self
    case (.string(let text), .time): return TimeOfDay(text).map(Value.time) ?? self
    case (.string(let text), .dateAndTime):
      return DateAndTime(text).map(Value.dateAndTime)
        ?? CalendarDate(text).map { .dateAndTime($0.midnightUTC) } ?? self
    case (.string(let text), .dayTimeDuration):
      return DayTimeDuration(text).map(Value.dayTimeDuration) ?? self
    case (.string(let text), .yearMonthDuration):
      return YearMonthDuration(text).map(Value.yearMonthDuration) ?? self
    case (.list(let items), .list(let item)): return .list(items.map { $0.read(as: item) })
    case (.list(let items), _) where items.count == 1: return .list(items.map { $0.read(as: type) })
    case (_, .list(let item)): return read(as: item)
    case (.context(let context), .context(let members)):
      return .context(
        Context(
          shape: ContextShape(context.shape.names),
          values: context.entries.map { name, value in
            members[name].map { value.read(as: $0) } ?? value
          }))
    default: return self
    }
  }
}
