/// A value in sixteen bytes, for code that computes many: a number as it is, and where a number's exponent would
/// be out of range, another kind of value.
///
/// A cell holds no reference: texts and items stand elsewhere in the same ``CellStore``, and a value that does not
/// fit a cell, such as a time, has none. Of what is unknown it holds the kinds and not the causes.
struct Cell: Hashable, Sendable {
  let high: UInt64
  let low: UInt64

  @inline(__always)
  init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }
}

// From the top, as in a number: 1 bit sign, 14 bits kind (an exponent that no number has), 49 bits.
extension Cell {
  /// Numbers lie below, but for their sign.
  static let numbersEnd: UInt64 = 12_321 &<< 49
  static let dateHead: UInt64 = 12_321 &<< 49
  static let dayTimeHead: UInt64 = 12_322 &<< 49
  static let yearMonthHead: UInt64 = 12_323 &<< 49
  /// Two cells with one head below this, and none of the 49 bits, are in the order of their low halves.
  static let orderedEnd: UInt64 = 12_324 &<< 49
  static let nullHead: UInt64 = 12_324 &<< 49
  static let unknownHead: UInt64 = 12_325 &<< 49
  static let booleanHead: UInt64 = 12_326 &<< 49
  /// With the length in bytes; the low half tells where.
  static let textHead: UInt64 = 12_327 &<< 49
  /// Items one after the other, with their count; the low half tells where in the plan.
  static let listHead: UInt64 = 12_328 &<< 49
  /// The same, where the low half is an address.
  static let madeListHead: UInt64 = 12_329 &<< 49
  /// Items that stand anywhere: cells whose low halves are addresses, with their count.
  static let chosenListHead: UInt64 = 12_330 &<< 49
  /// A context; its members follow.
  static let groupHead: UInt64 = 12_331 &<< 49
  /// Of ``counter``.
  static let counterHead: UInt64 = 12_332 &<< 49

  static let kindMask: UInt64 = 0x3FFF &<< 49
  static let restMask = Number.coefficientMask

  static let null = Cell(high: nullHead, low: 0)
  static let group = Cell(high: groupHead, low: 0)
  static let emptyList = Cell(high: madeListHead, low: 0)

  static func unknown(_ kinds: UInt8) -> Cell { Cell(high: unknownHead, low: UInt64(kinds)) }
  static func boolean(_ truth: Bool) -> Cell { Cell(high: booleanHead, low: truth ? 1 : 0) }
  @inline(__always)
  static func number(_ number: Number) -> Cell { Cell(high: number.high, low: number.low) }
  static func date(_ date: CalendarDate) -> Cell {
    Cell(high: dateHead, low: raised(date.dayNumber))
  }

  /// Signed integers in the order of unsigned ones.
  @inline(__always)
  static func raised(_ integer: Int) -> UInt64 {
    UInt64(bitPattern: Int64(integer)) ^ 1 &<< 63
  }

  @inline(__always)
  private var lowered: Int { Int(Int64(bitPattern: low ^ 1 &<< 63)) }

  /// The kind of value, with the 49 bits left out; of a number anything below ``numbersEnd``.
  @inline(__always)
  var head: UInt64 { high & Self.kindMask }
  @inline(__always)
  var isNumber: Bool { high & ~Number.signMask < Self.numbersEnd }
  @inline(__always)
  var isNull: Bool { high == Self.nullHead }
  @inline(__always)
  var isUnknown: Bool { high == Self.unknownHead }
  var isText: Bool { head == Self.textHead }
  @inline(__always)
  var isList: Bool { head >= Self.listHead && head <= Self.chosenListHead }
  /// How many items or bytes.
  @inline(__always)
  var count: Int { Int(truncatingIfNeeded: high & Self.restMask) }
  @inline(__always)
  var kinds: UInt8 { UInt8(truncatingIfNeeded: low) }
  @inline(__always)
  var number: Number { Number(high: high, low: low) }

  /// Whether the order of two cells is that of their low halves: numbers of one scale that are not large and not
  /// negative, dates, lengths of time.
  @inline(__always)
  func isInLine(with other: Cell) -> Bool {
    high == other.high && high & Self.restMask == 0 && high < Self.orderedEnd
  }

  /// A value that has no parts, but no text; `nil` for any other.
  init?(plain value: Value) {
    switch value {
    case .null: self = .null
    case .unknown(let unknown): self = .unknown(unknown.kinds.rawValue)
    case .boolean(let truth): self = .boolean(truth)
    case .number(let number): self = .number(number)
    case .date(let date): self = .date(date)
    case .dayTimeDuration(let duration):
      guard duration.nanosecondOfSecond == 0 else { return nil }
      self.init(high: Self.dayTimeHead, low: Self.raised(duration.wholeSeconds))
    case .yearMonthDuration(let duration):
      self.init(high: Self.yearMonthHead, low: Self.raised(duration.totalMonths))
    case .string, .time, .dateAndTime, .list, .context, .range, .function: return nil
    }
  }

  /// The value, where it has no parts and is no text; `nil` for any other.
  var plain: Value? {
    if isNumber { return .number(number) }
    switch high {
    case Self.dateHead: return CalendarDate(dayNumber: lowered).map(Value.date)
    case Self.dayTimeHead: return DayTimeDuration(seconds: lowered).map(Value.dayTimeDuration)
    case Self.yearMonthHead:
      return YearMonthDuration(totalMonths: lowered).map(Value.yearMonthDuration)
    case Self.nullHead: return .null
    case Self.unknownHead: return .unknown(.unspecified(Unknown.Kinds(rawValue: kinds)))
    case Self.booleanHead: return .boolean(low == 1)
    default: return nil
    }
  }
}
