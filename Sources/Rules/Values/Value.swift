/// Anything a rule can compute. `null` is an answer ("none"), never a crash.
///
/// Source: DMN 1.5, 10.3.2, with one addition: ``unknown``, an input that has no answer yet. Models
/// in the standard's own format never meet it.
public enum Value: Sendable {
  case null
  case unknown(Unknown)
  case boolean(Bool)
  case number(Number)
  case string(String)
  case date(CalendarDate)
  indirect case time(TimeOfDay)
  indirect case dateAndTime(DateAndTime)
  case dayTimeDuration(DayTimeDuration)
  case yearMonthDuration(YearMonthDuration)
  case list([Value])
  case context(Context)
  indirect case range(Interval)
  indirect case function(FunctionValue)
}

extension Value: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral
{
  public init(stringLiteral value: String) { self = .string(value) }
  public init(booleanLiteral value: Bool) { self = .boolean(value) }
  public init(integerLiteral value: Int) { self = .number(Number(value)) }
  public init(arrayLiteral elements: Value...) { self = .list(elements) }
}

extension Value {
  public var isNull: Bool {
    if case .null = self { true } else { false }
  }

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
