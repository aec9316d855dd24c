/// Anything a rule can compute. `null` is an answer ("none"), never a crash.
///
/// Source: DMN 1.5, 10.3.2, with one addition: ``unknown``, an input that has no answer yet. Models
/// in the standard's own format never meet it.
public enum Value: Sendable {
  /// None: an answer that is not there, or the result of what cannot be computed.
  case null
  /// What is not answered yet, or rests on something that is not.
  case unknown(Unknown)
  case boolean(Bool)
  case number(Number)
  case string(String)
  /// A day without a time of day.
  case date(CalendarDate)
  /// A time of day, whatever the day.
  indirect case time(TimeOfDay)
  indirect case dateAndTime(DateAndTime)
  /// A length of time in days, hours, minutes and seconds.
  case dayTimeDuration(DayTimeDuration)
  /// A length of time in years and months.
  case yearMonthDuration(YearMonthDuration)
  /// Values in order; they need not be of one type.
  case list([Value])
  /// Values by name.
  case context(Context)
  /// Values between two ends, or past one; also one value, or all but one.
  indirect case range(Interval)
  /// What can be called; FEEL `=` of two of them is `null`.
  indirect case function(FunctionValue)
}

extension Value: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral
{
  /// A FEEL string of these characters.
  public init(stringLiteral value: String) { self = .string(value) }
  /// FEEL `true` or `false`.
  public init(booleanLiteral value: Bool) { self = .boolean(value) }
  /// A FEEL number that is whole.
  public init(integerLiteral value: Int) { self = .number(Number(value)) }
  /// A FEEL list of these items.
  public init(arrayLiteral elements: Value...) { self = .list(elements) }
}

extension Value {
  /// Whether it is `null` itself; `false` of what is not known.
  public var isNull: Bool {
    if case .null = self { true } else { false }
  }

  /// Whether it is not known as a whole; what has parts that are not known is told by
  /// ``unknownWithin``.
  public var isUnknown: Bool {
    if case .unknown = self { true } else { false }
  }

  var isFunction: Bool {
    if case .function = self { true } else { false }
  }

  /// Everything unanswered that this value holds, inside lists and contexts too; `nil` when nothing is.
  public var unknownWithin: Unknown? {
    switch self {
    case .unknown(let unknown): return unknown
    case .list(let items): return Value.unknownWithin(items)
    case .context(let context): return Value.unknownWithin(context.values)
    case .range(let range):
      return Value.unknownWithin(range.ends)
    case .null, .boolean, .number, .string, .date, .time, .dateAndTime, .dayTimeDuration,
      .yearMonthDuration, .function:
      return nil
    }
  }

  /// Everything unanswered in any of the values; `nil` when nothing is.
  static func unknownWithin(_ values: [Value]) -> Unknown? {
    var found: Unknown?
    for value in values {
      guard let unknown = value.unknownWithin else { continue }
      found = found?.merged(with: unknown) ?? unknown
    }
    return found
  }
}
