@testable import Rules

/// Which of the causes of an unknown are named.
enum NamedCauses {
  case all
  /// A table looks no further once two of its rows disagree.
  case some
}

extension Value {
  /// The same in every way that a rule or a report could tell them apart: of numbers the spelling
  /// too, of unknowns what is missing. Functions are the same if they take the same.
  ///
  /// - Parameter causes: Whether an unknown must name all that the other does, or some of it will do.
  func isSame(as other: Value, causes: NamedCauses = .all) -> Bool {
    switch (self, other) {
    case (.null, .null): true
    case (.unknown(let one), .unknown(let other)):
      switch causes {
      case .all: one.kinds == other.kinds && Set(one.causes) == Set(other.causes)
      case .some: !one.causes.isEmpty && Set(one.causes).isSubset(of: other.causes)
      }
    case (.boolean(let one), .boolean(let other)): one == other
    case (.number(let one), .number(let other)): one.high == other.high && one.low == other.low
    case (.string(let one), .string(let other)): one.utf8.elementsEqual(other.utf8)
    case (.date, .date), (.time, .time), (.dateAndTime, .dateAndTime),
      (.dayTimeDuration, .dayTimeDuration), (.yearMonthDuration, .yearMonthDuration):
      literal == other.literal
    case (.list(let one), .list(let other)):
      one.count == other.count && zip(one, other).allSatisfy { $0.isSame(as: $1, causes: causes) }
    case (.context(let one), .context(let other)):
      one.shape.names == other.shape.names
        && zip(one.values, other.values).allSatisfy { $0.isSame(as: $1, causes: causes) }
    case (.range(let one), .range(let other)):
      one.form == other.form && one.includesLow == other.includesLow
        && one.includesHigh == other.includesHigh && areSame(one.low, other.low, causes)
        && areSame(one.high, other.high, causes)
    case (.function(let one), .function(let other)): one.parameters == other.parameters
    default: false  // of two kinds
    }
  }

  private func areSame(_ one: Value?, _ other: Value?, _ causes: NamedCauses) -> Bool {
    guard let one, let other else { return one == nil && other == nil }
    return one.isSame(as: other, causes: causes)
  }

  /// Whether it is or holds a function; of two functions nobody can say whether they are the same.
  var holdsFunction: Bool {
    switch self {
    case .function: true
    case .list(let items): items.contains { $0.holdsFunction }
    case .context(let context): context.values.contains { $0.holdsFunction }
    case .range(let range): [range.low, range.high].contains { $0?.holdsFunction ?? false }
    case .null, .unknown, .boolean, .number, .string, .date, .time, .dateAndTime,
      .dayTimeDuration, .yearMonthDuration:
      false
    }
  }
}
