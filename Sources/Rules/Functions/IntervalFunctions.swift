/// Rows on how points and ranges lie to each other. Source: DMN 1.5, 10.3.4.7.
///
/// All are comparisons of four places: where each of the two begins and ends. They are put together
/// with FEEL's own `and` and `or`, so an unanswered end matters only where it decides.
enum IntervalFunctions {
  static let all = [
    BuiltIn("before", clause: clause, pointsAndRanges { $0.end.isBefore($1.start) }),
    BuiltIn("after", clause: clause, pointsAndRanges { $1.end.isBefore($0.start) }),
    BuiltIn("meets", clause: clause, [ranges { $0.end.isAt($1.start) }]),
    BuiltIn("met by", clause: clause, [ranges { $1.end.isAt($0.start) }]),
    BuiltIn(
      "overlaps", clause: clause,
      [ranges { $0.start.isNotAfter($1.end).and($1.start.isNotAfter($0.end)) }]),
    BuiltIn("overlaps before", clause: clause, [ranges { $0.overlapsBefore($1) }]),
    BuiltIn("overlaps after", clause: clause, [ranges { $1.overlapsBefore($0) }]),
    BuiltIn("finishes", clause: clause, pointOrRangeFirst { $0.finishes($1) }),
    BuiltIn("finished by", clause: clause, pointOrRangeLast { $1.finishes($0) }),
    BuiltIn("includes", clause: clause, pointOrRangeLast { $0.includes($1) }),
    BuiltIn("during", clause: clause, pointOrRangeFirst { $1.includes($0) }),
    BuiltIn("starts", clause: clause, pointOrRangeFirst { $0.starts($1) }),
    BuiltIn("started by", clause: clause, pointOrRangeLast { $1.starts($0) }),
    BuiltIn(
      "coincides", clause: clause,
      [
        ranges { $0.coincides($1) },
        signature(point("point1"), point("point2")) { $0.coincides($1) },
      ]),
  ]

  private static let clause = "10.3.4.7"

  fileprivate typealias Relation = @Sendable (Extent, Extent) -> Value

  private static func pointsAndRanges(_ relation: @escaping Relation) -> [BuiltIn.Signature] {
    [
      ranges(relation),
      signature(point("point"), range("range"), relation),
      signature(range("range"), point("point"), relation),
      signature(point("point1"), point("point2"), relation),
    ]
  }

  private static func pointOrRangeFirst(_ relation: @escaping Relation) -> [BuiltIn.Signature] {
    [ranges(relation), signature(point("point"), range("range"), relation)]
  }

  private static func pointOrRangeLast(_ relation: @escaping Relation) -> [BuiltIn.Signature] {
    [ranges(relation), signature(range("range"), point("point"), relation)]
  }

  private static func ranges(_ relation: @escaping Relation) -> BuiltIn.Signature {
    signature(range("range1"), range("range2"), relation)
  }

  private static func range(_ name: Name) -> BuiltIn.Parameter { .init(name, .range(.any)) }

  /// A point has any type with an order; that it is comparable shows when it is compared.
  private static func point(_ name: Name) -> BuiltIn.Parameter { .init(name, .any) }

  private static func signature(
    _ first: BuiltIn.Parameter, _ second: BuiltIn.Parameter, _ relation: @escaping Relation
  ) -> BuiltIn.Signature {
    .init([first, second], unknowns: .body, gives: .boolean) { arguments, execution in
      // Unknown as a whole, a point may turn out to be a range.
      if let unknown = Value.unknown(among: arguments) { return .unknown(unknown) }
      guard !arguments.contains(where: \.hasNoPlace) else {
        return execution.null(.notComparable(arguments[0], arguments[1]))
      }
      let answer = relation(Extent(arguments[0]), Extent(arguments[1]))
      if answer.isNull { return execution.null(.notComparable(arguments[0], arguments[1])) }
      return answer
    }
  }
}

extension Value {
  /// Whether it lies nowhere in an order: `null`, and `(!= 5)`, which is in two pieces.
  fileprivate var hasNoPlace: Bool {
    switch self {
    case .null: true
    case .range(let range): range.form == .allBut
    default: false
    }
  }
}

/// Where a range or a point begins and ends; a point does both at one place.
private struct Extent {
  let start: Place
  let end: Place

  /// One end, ordered with all others.
  struct Place {
    enum Side: Int { case justBefore, at, justAfter }
    enum Position {
      case lowest
      case value(Value, Side)
      case highest
    }
    let position: Position
  }

  init(_ value: Value) {
    if case .range(let range) = value {
      start = Place(
        position: range.low.map { .value($0, range.includesLow ? .at : .justAfter) } ?? .lowest)
      end = Place(
        position: range.high.map { .value($0, range.includesHigh ? .at : .justBefore) } ?? .highest)
    } else {
      start = Place(position: .value(value, .at))
      end = start
    }
  }

  func overlapsBefore(_ other: Extent) -> Value {
    start.isBefore(other.start).and(other.start.isNotAfter(end)).and(end.isNotAfter(other.end))
  }

  func finishes(_ other: Extent) -> Value {
    end.isAt(other.end).and(other.start.isNotAfter(start))
  }

  func starts(_ other: Extent) -> Value {
    start.isAt(other.start).and(end.isNotAfter(other.end))
  }

  func includes(_ other: Extent) -> Value {
    start.isNotAfter(other.start).and(other.end.isNotAfter(end))
  }

  func coincides(_ other: Extent) -> Value { start.isAt(other.start).and(end.isAt(other.end)) }
}

extension Extent.Place {
  fileprivate func isBefore(_ other: Extent.Place) -> Value {
    switch (position, other.position) {
    case (.lowest, .lowest), (.highest, _), (_, .lowest): .boolean(false)
    case (.lowest, _), (_, .highest): .boolean(true)
    case (.value(let left, let side), .value(let right, let otherSide)):
      side.rawValue < otherSide.rawValue
        ? left.isLessOrEqual(to: right) : left.isLess(than: right)
    }
  }

  fileprivate func isAt(_ other: Extent.Place) -> Value {
    switch (position, other.position) {
    case (.lowest, .lowest), (.highest, .highest): .boolean(true)
    case (.lowest, _), (.highest, _), (_, .lowest), (_, .highest): .boolean(false)
    case (.value(let left, let side), .value(let right, let otherSide)):
      side == otherSide ? left.isEqual(to: right) : .boolean(false)
    }
  }

  fileprivate func isNotAfter(_ other: Extent.Place) -> Value { other.isBefore(self).not }
}
