/// FEEL `+`, `-`, `*`, `/`, `**`. Source: DMN 1.5, 10.3.2.14, the tables of arithmetic.
///
/// Each gives `nil` where there is no result: operands of the wrong kind, a division by zero, a number
/// out of range. ``arithmeticFailure(_:_:_:)`` says which.
extension Value {
  func adding(_ other: Value) -> Value? {
    switch (self, other) {
    case (.number(let left), .number(let right)): return left.adding(right).map(Value.number)
    case (.unknown(let left), .unknown(let right)): return .unknown(left.merged(with: right))
    case (.unknown, _): return self
    case (_, .unknown): return other
    case (.string(let left), .string(let right)): return .string(left + right)
    case (.date(let date), .dayTimeDuration(let duration)),
      (.dayTimeDuration(let duration), .date(let date)):
      return date.adding(duration).map(Value.date)
    case (.date(let date), .yearMonthDuration(let duration)),
      (.yearMonthDuration(let duration), .date(let date)):
      return date.adding(duration).map(Value.date)
    case (.dateAndTime(let moment), .dayTimeDuration(let duration)),
      (.dayTimeDuration(let duration), .dateAndTime(let moment)):
      return moment.adding(duration).map(Value.dateAndTime)
    case (.dateAndTime(let moment), .yearMonthDuration(let duration)),
      (.yearMonthDuration(let duration), .dateAndTime(let moment)):
      return moment.adding(duration).map(Value.dateAndTime)
    case (.time(let time), .dayTimeDuration(let duration)),
      (.dayTimeDuration(let duration), .time(let time)):
      return .time(time.adding(duration))
    case (.dayTimeDuration(let left), .dayTimeDuration(let right)):
      return left.adding(right).map(Value.dayTimeDuration)
    case (.yearMonthDuration(let left), .yearMonthDuration(let right)):
      return left.adding(right).map(Value.yearMonthDuration)
    default: return nil
    }
  }

  func subtracting(_ other: Value) -> Value? {
    switch (self, other) {
    case (.number(let left), .number(let right)): return left.subtracting(right).map(Value.number)
    case (.unknown(let left), .unknown(let right)): return .unknown(left.merged(with: right))
    case (.unknown, _): return self
    case (_, .unknown): return other
    case (.date(let left), .date(let right)): return .dayTimeDuration(left.subtracting(right))
    case (.date(let left), .dateAndTime(let right)):
      return left.midnightUTC.subtracting(right).map(Value.dayTimeDuration)
    case (.dateAndTime(let left), .date(let right)):
      return left.subtracting(right.midnightUTC).map(Value.dayTimeDuration)
    case (.dateAndTime(let left), .dateAndTime(let right)):
      return left.subtracting(right).map(Value.dayTimeDuration)
    case (.time(let left), .time(let right)):
      return left.subtracting(right).map(Value.dayTimeDuration)
    case (.date(let date), .dayTimeDuration(let duration)):
      return date.subtracting(duration).map(Value.date)
    case (.date(let date), .yearMonthDuration(let duration)):
      return date.subtracting(duration).map(Value.date)
    case (.dateAndTime(let moment), .dayTimeDuration(let duration)):
      return moment.subtracting(duration).map(Value.dateAndTime)
    case (.dateAndTime(let moment), .yearMonthDuration(let duration)):
      return moment.subtracting(duration).map(Value.dateAndTime)
    case (.time(let time), .dayTimeDuration(let duration)):
      return .time(time.subtracting(duration))
    case (.dayTimeDuration(let left), .dayTimeDuration(let right)):
      return left.subtracting(right).map(Value.dayTimeDuration)
    case (.yearMonthDuration(let left), .yearMonthDuration(let right)):
      return left.subtracting(right).map(Value.yearMonthDuration)
    default: return nil
    }
  }

  func multiplied(by other: Value) -> Value? {
    switch (self, other) {
    case (.number(let left), .number(let right)):
      return left.multiplied(by: right).map(Value.number)
    case (.unknown(let left), .unknown(let right)): return .unknown(left.merged(with: right))
    case (.unknown, _): return self
    case (_, .unknown): return other
    case (.dayTimeDuration(let duration), .number(let factor)),
      (.number(let factor), .dayTimeDuration(let duration)):
      return duration.multiplied(by: factor).map(Value.dayTimeDuration)
    case (.yearMonthDuration(let duration), .number(let factor)),
      (.number(let factor), .yearMonthDuration(let duration)):
      return duration.multiplied(by: factor).map(Value.yearMonthDuration)
    default: return nil
    }
  }

  func divided(by other: Value) -> Value? {
    switch (self, other) {
    case (.number(let left), .number(let right)): return left.divided(by: right).map(Value.number)
    case (.unknown(let left), .unknown(let right)): return .unknown(left.merged(with: right))
    case (.unknown, _): return self
    case (_, .unknown): return other
    case (.dayTimeDuration(let duration), .number(let divisor)):
      return duration.divided(by: divisor).map(Value.dayTimeDuration)
    case (.yearMonthDuration(let duration), .number(let divisor)):
      return duration.divided(by: divisor).map(Value.yearMonthDuration)
    case (.dayTimeDuration(let left), .dayTimeDuration(let right)):
      return left.nanoseconds.divided(by: right.nanoseconds).map(Value.number)
    case (.yearMonthDuration(let left), .yearMonthDuration(let right)):
      return Number(left.totalMonths).divided(by: Number(right.totalMonths)).map(Value.number)
    default: return nil
    }
  }

  func raised(to other: Value) -> Value? {
    switch (self, other) {
    case (.number(let left), .number(let right)): return left.power(right).map(Value.number)
    case (.unknown(let left), .unknown(let right)): return .unknown(left.merged(with: right))
    case (.unknown, _): return self
    case (_, .unknown): return other
    default: return nil
    }
  }

  /// Unary minus.
  var negated: Value? {
    switch self {
    case .number(let number): .number(number.negated)
    case .dayTimeDuration(let duration): .dayTimeDuration(duration.negated)
    case .yearMonthDuration(let duration): .yearMonthDuration(duration.negated)
    case .unknown: self
    default: nil
    }
  }
}

extension DayTimeDuration {
  fileprivate var nanoseconds: Number {
    // Some 2^63 seconds in nanoseconds have 29 digits at most, which a number holds exactly.
    let total = totalNanoseconds
    return Number(coefficient: total.magnitude, exponent: 0, isNegative: total < 0) ?? .zero
  }

  fileprivate init?(nanoseconds number: Number?) {
    guard let whole = number?.rounded(toScale: 0, .down), let total = Int128(whole.description)
    else { return nil }
    self.init(totalNanoseconds: total)
  }

  /// Fractions of a nanosecond are dropped.
  func multiplied(by factor: Number) -> DayTimeDuration? {
    DayTimeDuration(nanoseconds: nanoseconds.multiplied(by: factor))
  }

  /// Fractions of a nanosecond are dropped; `nil` for a division by zero.
  func divided(by divisor: Number) -> DayTimeDuration? {
    DayTimeDuration(nanoseconds: nanoseconds.divided(by: divisor))
  }
}

extension YearMonthDuration {
  /// Fractions of a month are dropped.
  func multiplied(by factor: Number) -> YearMonthDuration? {
    YearMonthDuration(months: Number(totalMonths).multiplied(by: factor))
  }

  /// Fractions of a month are dropped; `nil` for a division by zero.
  func divided(by divisor: Number) -> YearMonthDuration? {
    YearMonthDuration(months: Number(totalMonths).divided(by: divisor))
  }

  private init?(months: Number?) {
    guard let whole = months?.rounded(toScale: 0, .down)?.int else { return nil }
    self.init(totalMonths: whole)
  }
}
