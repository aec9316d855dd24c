/// Values to try, each once, without the one that is there.
struct Candidates {
  let current: Value?
  private(set) var values: [Value] = []

  init(current: Value?) { self.current = current }

  /// With the answers that a question of the kind has, whatever they are compared with.
  init(current: Value?, of kind: Field.Kind) {
    self.current = current
    switch kind {
    case .boolean: for truth in [true, false] { add(.boolean(truth)) }
    case .string(let allowed) where allowed.isEmpty: add(.string(PlanChange.anyText))
    case .string(let allowed): for value in allowed { add(.string(value.value)) }
    case .number, .date, .time, .dateAndTime, .dayTimeDuration, .yearMonthDuration, .list, .group:
      break
    }
  }

  mutating func add(_ value: Value) {
    if let current, current.isIdentical(to: value) { return }
    if case .number(let number) = value {
      if case .number(number)? = current { return }
      guard !values.contains(where: { if case .number(number) = $0 { true } else { false } }) else {
        return
      }
    } else if values.contains(where: { $0.isIdentical(to: value) }) {
      return
    }
    values.append(value)
  }

  /// The place, rounded to steps on both sides where it lies between two, and a step to each side.
  mutating func add(around measure: Number, _ step: Number, like value: Value) {
    var places: [Number] = [measure]
    if let steps = measure.divided(by: step), !steps.isInteger {
      places = [RoundingRule.floor, .ceiling].compactMap { rule in
        steps.rounded(toScale: 0, rule)?.multiplied(by: step)
      }
      if !value.isCounted { places.append(measure) }
    } else {
      places += [measure.adding(step), measure.subtracting(step)].compactMap { $0 }
    }
    for place in places {
      if let moved = value.moved(to: place.canonical) { add(moved) }
    }
  }
}

extension ComparedValues {
  /// How far the left side is above the right; `nil` where they lie on no line together.
  var gap: Number? {
    guard left.isMeasured(like: right), let left = left.measure, let right = right.measure else {
      return nil
    }
    return left.subtracting(right)
  }
}

extension Value {
  /// The smallest move that people would make: the last decimal that it has, or one day.
  var step: Number {
    guard case .number(let number) = self, !number.isInteger else { return .one }
    let exponent = Swift.max(number.canonical.exponent, -6)
    return Number(coefficient: 1, exponent: exponent, isNegative: false) ?? .one
  }

  /// Whether it goes by whole steps only.
  var isCounted: Bool {
    if case .number = self { false } else { true }
  }

  func whole(_ measure: Number) -> Number {
    isCounted ? measure.rounded(toScale: 0, .halfEven) ?? measure : measure
  }
}
