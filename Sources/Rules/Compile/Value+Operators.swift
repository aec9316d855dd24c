extension Value {
  /// The value that both possibilities give; otherwise unknown, for the reasons of the choice and of
  /// both.
  static func common(_ one: Value, _ other: Value, else unknown: Unknown) -> Value {
    let oneUnknown = one.unknownWithin
    let otherUnknown = other.unknownWithin
    if oneUnknown == nil, otherUnknown == nil, one.isIdentical(to: other) { return one }
    var causes = unknown
    if let oneUnknown { causes = causes.merged(with: oneUnknown) }
    if let otherUnknown { causes = causes.merged(with: otherUnknown) }
    return .unknown(causes)
  }

  /// The same in every way a rule could tell them apart: equal, and of one spelling.
  func isIdentical(to other: Value) -> Bool {
    switch (self, other) {
    case (.null, .null): true
    case (.number(let one), .number(let other)): one == other && one.exponent == other.exponent
    case (.time(let one), .time(let other)): one.isSame(as: other)
    case (.dateAndTime(let one), .dateAndTime(let other)): one.isSame(as: other)
    case (.list(let one), .list(let other)):
      one.count == other.count && zip(one, other).allSatisfy { $0.isIdentical(to: $1) }
    case (.context(let one), .context(let other)):
      one.shape == other.shape
        && zip(one.values, other.values).allSatisfy { $0.isIdentical(to: $1) }
    case (.range(let one), .range(let other)):
      one.form == other.form && one.includesLow == other.includesLow
        && one.includesHigh == other.includesHigh && (one.low == nil) == (other.low == nil)
        && (one.high == nil) == (other.high == nil)
        && (one.low ?? .null).isIdentical(to: other.low ?? .null)
        && (one.high ?? .null).isIdentical(to: other.high ?? .null)
    case (.function, .function): false
    default: isEqual(to: other).isTrue
    }
  }
}

extension ArithmeticOperator {
  @inline(__always)
  func apply(_ left: Number, _ right: Number) -> Number? {
    switch self {
    case .add: left.adding(right)
    case .subtract: left.subtracting(right)
    case .multiply: left.multiplied(by: right)
    case .divide: left.divided(by: right)
    case .power: left.power(right)
    }
  }

  @inline(__always)
  func apply(_ left: Value, _ right: Value) -> Value? {
    switch self {
    case .add: left.adding(right)
    case .subtract: left.subtracting(right)
    case .multiply: left.multiplied(by: right)
    case .divide: left.divided(by: right)
    case .power: left.raised(to: right)
    }
  }
}

extension ComparisonOperator {
  @inline(__always)
  func holds<Ordered: Comparable>(_ left: Ordered, _ right: Ordered) -> Bool {
    switch self {
    case .equal: left == right
    case .notEqual: left != right
    case .less: left < right
    case .lessOrEqual: left <= right
    case .greater: left > right
    case .greaterOrEqual: left >= right
    }
  }

  func apply(_ left: Value, _ right: Value) -> Value {
    switch self {
    case .equal: left.isEqual(to: right)
    case .notEqual: left.isEqual(to: right).not
    case .less: left.isLess(than: right)
    case .lessOrEqual: left.isLessOrEqual(to: right)
    case .greater: right.isLess(than: left)
    case .greaterOrEqual: right.isLessOrEqual(to: left)
    }
  }
}
