/// What is known of a value before it is computed. Source: DMN 1.5, 10.3.2.9, with units of
/// measure and allowed values as a ruleset's vocabulary states them.
public indirect enum ValueType: Hashable, Sendable {
  /// Nothing is known.
  case any
  /// Only `null`.
  case null
  case boolean
  /// `nil`: the unit is not stated, as of a literal; it goes with any unit.
  case number(unit: MeasureUnit?)
  /// The values it may have, where the vocabulary lists them.
  case string(allowed: [String]?)
  /// A day without a time of day.
  case date
  /// A time of day, whatever the day.
  case time
  case dateAndTime
  /// A length of time in days, hours, minutes and seconds.
  case dayTimeDuration
  /// A length of time in years and months.
  case yearMonthDuration
  /// Of items that are all of one type, or `null`.
  case list(ValueType)
  /// Of ends that are all of one type, or `null`, or absent.
  case range(ValueType)
  /// With these members, and perhaps with others.
  case context(ContextType)
  /// The types of the parameters in order, and what it gives.
  case function([ValueType], result: ValueType)

  /// A number of which no unit is stated.
  public static let number = ValueType.number(unit: nil)
  /// Any string.
  public static let string = ValueType.string(allowed: nil)
}

/// The members of a context and their types.
public struct ContextType: Hashable, Sendable {
  /// One named part of a context that a type asks for.
  public struct Member: Hashable, Sendable {
    /// The key of the entry that it is about.
    public let name: String
    /// What the entry must be of; it may also be `null`.
    public let type: ValueType

    /// An entry that must be there.
    public init(name: String, type: ValueType) {
      self.name = name
      self.type = type
    }
  }

  /// One for all the copies of a type, to tell that a part was seen before without comparing it.
  final class Identity: Sendable, Hashable {
    static func == (left: Identity, right: Identity) -> Bool { left === right }
    func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
  }

  /// In order; no name twice.
  public let members: [Member]
  let identity = Identity()
  /// The shape that contexts read by this type have, so that a member is found by place.
  public let shape: ContextShape

  /// A type of contexts with a shape of its own, which contexts read by another type do not share.
  public init(_ members: [Member]) {
    self.init(members, shape: ContextShape(members.map(\.name)))
  }

  /// Of itself and all types inside it.
  fileprivate let extent: TypeExtent

  fileprivate init(_ members: [Member], shape: ContextShape) {
    self.members = members
    self.shape = shape
    extent = TypeExtent(around: members.map(\.type))
  }

  /// The type of a member; `nil` where the type has no such member.
  public subscript(name: String) -> ValueType? {
    members.first { $0.name == name }?.type
  }

  /// Whether both have the same members in the same order; their shapes may be two objects.
  public static func == (left: ContextType, right: ContextType) -> Bool {
    left.members == right.members
  }

  /// Types with the same members in the same order hash alike.
  public func hash(into hasher: inout Hasher) { hasher.combine(members) }
}

/// How much there is to a type: to compare two takes as many steps and as much stack.
private struct TypeExtent: Hashable, Sendable {
  /// Types in all, those that are shared counted each time; no more than a great many.
  let count: Int
  let depth: Int
  /// Whether a part of it leaves open what its values hold.
  let isOpen: Bool

  init(around inner: [ValueType], isOpen: Bool = false) {
    var count = 1
    var depth = 0
    var isOpen = isOpen
    for type in inner {
      let extent = type.extent
      count = Swift.min(count + extent.count, 1 << 40)
      depth = Swift.max(depth, extent.depth)
      isOpen = isOpen || extent.isOpen
    }
    self.count = count
    self.depth = depth + 1
    self.isOpen = isOpen
  }
}

extension ValueType {
  private static let mostTypes = 20_000
  private static let deepest = 200

  /// What is kept of the type of a name: nothing, where names that stand for what holds other names
  /// have made it too large to go through.
  var kept: ValueType {
    let extent = extent
    return extent.count <= Self.mostTypes && extent.depth <= Self.deepest ? self : .any
  }

  /// Whether values of the type are no deeper than the type is.
  var boundsNesting: Bool { !extent.isOpen && extent.depth <= Self.deepest }

  fileprivate var extent: TypeExtent {
    switch self {
    case .context(let type): type.extent
    case .list(let item), .range(let item): TypeExtent(around: [item])
    // A function keeps values of which its type says nothing.
    case .function(let parameters, let result):
      TypeExtent(around: parameters + [result], isOpen: true)
    case .any: TypeExtent(around: [], isOpen: true)
    case .null, .boolean, .number, .string, .date, .time, .dateAndTime, .dayTimeDuration,
      .yearMonthDuration:
      TypeExtent(around: [])
    }
  }
}

/// A unit of measure as a product of powers: `EUR/jaar` is EUR¹·jaar⁻¹. No factors: a plain number.
public struct MeasureUnit: Hashable, Sendable, CustomStringConvertible {
  /// Sorted by name, no exponent zero.
  public let factors: [Factor]

  /// One word of a unit, and how often it is multiplied or divided by.
  public struct Factor: Hashable, Sendable {
    /// The word as the author wrote it, with single white space: `EUR`, `jaar`, `%`.
    public let name: String
    /// Its power; negative for what stands under the line, and never 0.
    public let exponent: Int
  }

  /// From `EUR`, `EUR/jaar`, `uur/week/fte`.
  public init(_ text: String) {
    var exponents: [String: Int] = [:]
    for (index, part) in text.split(separator: "/", omittingEmptySubsequences: false).enumerated() {
      let name = part.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      if !name.isEmpty, name != "1" { exponents[name, default: 0] += index == 0 ? 1 : -1 }
    }
    self.init(exponents)
  }

  /// Of counts and ratios: a number that measures nothing. Its text is `1`.
  public static let plain = MeasureUnit([:])

  private init(_ exponents: [String: Int]) {
    factors = exponents.filter { $0.value != 0 }.map { Factor(name: $0.key, exponent: $0.value) }
      .sorted { $0.name.precedes($1.name) }
  }

  /// A percentage of euros is euros: `%` takes no part in a product.
  public func multiplied(by other: MeasureUnit) -> MeasureUnit {
    withoutPercent.combined(with: other.withoutPercent, sign: 1)
  }

  /// The unit of a quotient: euros by euros is a plain number. As in products, `%` takes no part.
  public func divided(by other: MeasureUnit) -> MeasureUnit {
    withoutPercent.combined(with: other.withoutPercent, sign: -1)
  }

  private func combined(with other: MeasureUnit, sign: Int) -> MeasureUnit {
    var exponents = Dictionary(
      factors.map { ($0.name, $0.exponent) }, uniquingKeysWith: { $0 + $1 })
    for factor in other.factors { exponents[factor.name, default: 0] += sign * factor.exponent }
    return MeasureUnit(exponents)
  }

  /// `EUR/jaar`, `fte·uur`, `1/jaar`; `1` for a plain number.
  public var description: String {
    let above = factors.filter { $0.exponent > 0 }.flatMap {
      Array(repeating: $0.name, count: $0.exponent)
    }
    let below = factors.filter { $0.exponent < 0 }.flatMap {
      Array(repeating: $0.name, count: -$0.exponent)
    }
    return ([above.isEmpty ? "1" : above.joined(separator: "·")] + below).joined(separator: "/")
  }
}

extension ValueType {
  /// Whether a value of this type may stand where the other is expected. What is not known is
  /// allowed: it is looked at when the value is there.
  ///
  /// Source: DMN 1.5, 10.3.2.9.2 Type conformance.
  func mayConform(to other: ValueType) -> Bool {
    switch (self, other) {
    case (.any, _), (_, .any), (.null, _), (_, .null): true
    case (.boolean, .boolean), (.date, .date), (.time, .time), (.dateAndTime, .dateAndTime),
      (.dayTimeDuration, .dayTimeDuration), (.yearMonthDuration, .yearMonthDuration):
      true
    case (.number(let left), .number(let right)): MeasureUnit.agree(left, right)
    case (.string(let left), .string(let right)): ValueType.overlap(left, right)
    case (.list(let left), .list(let right)): left.mayConform(to: right)
    case (.range(let left), .range(let right)): left.mayConform(to: right)
    case (.context(let left), .context(let right)):
      right.members.allSatisfy { member in
        left[member.name].map { $0.mayConform(to: member.type) } ?? false
      }
    case (.function(let left, let leftResult), .function(let right, let rightResult)):
      left.count == right.count && zip(left, right).allSatisfy { $1.mayConform(to: $0) }
        && leftResult.mayConform(to: rightResult)
    default: false
    }
  }

  /// The type without the lists of values that may occur, at any depth.
  var withoutAllowedValues: ValueType {
    switch self {
    case .string: .string
    case .list(let item): .list(item.withoutAllowedValues)
    case .range(let end): .range(end.withoutAllowedValues)
    case .context(let type):
      .context(
        ContextType(
          type.members.map { .init(name: $0.name, type: $0.type.withoutAllowedValues) }))
    case .function(let parameters, let result):
      .function(
        parameters.map(\.withoutAllowedValues), result: result.withoutAllowedValues)
    case .any, .null, .boolean, .number, .date, .time, .dateAndTime, .dayTimeDuration,
      .yearMonthDuration:
      self
    }
  }

  private static func overlap(_ left: [String]?, _ right: [String]?) -> Bool {
    guard let left, let right else { return true }
    return left.contains { right.contains($0) }
  }

  /// The narrowest type here that holds the values of both.
  func joined(with other: ValueType) -> ValueType {
    if self == other { return self }
    switch (self, other) {
    case (.null, let type), (let type, .null): return type
    case (.number(let left), .number(let right)):
      return .number(unit: MeasureUnit.agree(left, right) ? left ?? right : nil)
    case (.string(let left?), .string(let right?)):
      return .string(allowed: left + right.filter { !left.contains($0) })
    case (.string, .string): return .string
    case (.list(let left), .list(let right)): return .list(left.joined(with: right))
    case (.range(let left), .range(let right)): return .range(left.joined(with: right))
    default: return .any
    }
  }
}

extension MeasureUnit {
  /// Whether two units may meet: an unstated one goes with any, a plain number with a percentage.
  static func agree(_ left: MeasureUnit?, _ right: MeasureUnit?) -> Bool {
    guard let left, let right else { return true }
    return left.withoutPercent == right.withoutPercent
  }

  /// `%` is a way to write a plain number, not a thing that is measured.
  private var withoutPercent: MeasureUnit {
    MeasureUnit(keeping: factors.filter { $0.name != "%" })
  }

  private init(keeping factors: [Factor]) { self.factors = factors }
}

/// Gives types with the same member names one shape, so that a value made by one type is found by place
/// through another.
struct SharedShapes {
  private var shapes: [[String]: ContextShape] = [:]

  /// The same type with shared shapes.
  mutating func type(_ type: ValueType) -> ValueType {
    switch type {
    case .list(let item): return .list(self.type(item))
    case .range(let end): return .range(self.type(end))
    case .context(let context):
      let members = context.members.map {
        ContextType.Member(name: $0.name, type: self.type($0.type))
      }
      let names = members.map(\.name)
      let shape = shapes[names] ?? context.shape
      shapes[names] = shape
      return .context(ContextType(members, shape: shape))
    case .function(let parameters, let result):
      return .function(parameters.map { self.type($0) }, result: self.type(result))
    case .any, .null, .boolean, .number, .string, .date, .time, .dateAndTime, .dayTimeDuration,
      .yearMonthDuration:
      return type
    }
  }
}
