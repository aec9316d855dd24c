/// One step of a program of the machine.
struct Instruction: Sendable {
  enum Operation: UInt8, Sendable {
    /// The end of a part of the program.
    case end
    // What gives a truth: of two cells, of one, of a register of truths.
    case equal
    case notEqual
    case less
    case lessOrEqual
    case greater
    case greaterOrEqual
    case isNull
    case isNotNull
    case isWithin
    case isAmong
    case truth
    case contains
    case compareCount
    case again
    case constant
    case chooseTruth
    // Jumps on a truth.
    case jumpUnlessMayHold
    case jumpIfHolds
    // What gives a cell.
    case add
    case subtract
    case multiply
    case divide
    case power
    case negate
    case magnitude
    case truthAsCell
    case choose
    case property
    case call
    case count
    case sum
    case item
    case copy
    // Lists gone through, made and chosen from.
    case quantify
    case startCount
    case map
    case filter
    case startList
    case append
    case next
    case tally
    case finishCount
    case push
    case keep
    case finishFilter
    // A table of which the first rule that holds counts.
    case startTable
    case rule
    case finishTable
  }

  /// What becomes of a truth.
  enum Mode: UInt8, Sendable {
    case set
    /// Joined with what the register holds; where that is `false` the program goes on at the target.
    case and
    /// The same for `or` and `true`.
    case or
    /// The first of those that are joined by `and`.
    case firstAnd
    case firstOr

    static let mask: UInt8 = 7
    /// The truth is turned round first.
    static let negated: UInt8 = 8
    /// `null` is `false` here, as in a cell of a table.
    static let nullIsFalse: UInt8 = 16
  }

  let operation: Operation
  /// Of a truth, with what is done to it first.
  let mode: UInt8
  /// A register of truths.
  let register: UInt16
  let first: UInt32
  var second: UInt32
  /// Where to go on, or the place of a cell that is given.
  var target: UInt32

  @inline(__always)
  var firstPlace: Int { Int(truncatingIfNeeded: first) }
  @inline(__always)
  var secondPlace: Int { Int(truncatingIfNeeded: second) }
  @inline(__always)
  var targetPlace: Int { Int(truncatingIfNeeded: target) }
}

/// Where an operand stands: in one of the stores, or so far into the item of a loop.
struct Operand: Hashable, Sendable {
  let code: UInt32

  static let placeBits: UInt32 = 26
  static let registers = 0
  static let plan = 1
  static let constants = 2
  /// Of the outermost loop; the next has the one after it.
  static let items = 3
  static let mostBases = 64

  init(_ base: Int, _ place: Int) {
    code = UInt32(base) << Self.placeBits | UInt32(place)
  }

  var base: Int { Int(code >> Self.placeBits) }
  var place: Int { Int(code & (1 << Self.placeBits - 1)) }

  var isConstant: Bool { base == Self.constants }

  func advanced(by offset: Int) -> Operand { Operand(base, place + offset) }
}

/// Three-valued logic in a byte, and *unknown* with the kinds of its causes.
enum Truth {
  static let `false`: UInt8 = 0
  static let `true`: UInt8 = 1
  static let null: UInt8 = 0x20
  /// Together with the kinds.
  static let unknown: UInt8 = 0x10
  static let kindsMask: UInt8 = 0xF

  @inline(__always)
  static func of(_ truth: Bool) -> UInt8 { truth ? 1 : 0 }

  @inline(__always)
  static func and(_ one: UInt8, _ other: UInt8) -> UInt8 {
    if one == `true` { return other }
    if other == `true` { return one }
    return one == `false` || other == `false` ? `false` : open(one, other)
  }

  @inline(__always)
  static func or(_ one: UInt8, _ other: UInt8) -> UInt8 {
    if one == `false` { return other }
    if other == `false` { return one }
    return one == `true` || other == `true` ? `true` : open(one, other)
  }

  /// Of two that are each unknown or null.
  @inline(__always)
  private static func open(_ one: UInt8, _ other: UInt8) -> UInt8 {
    let both = one | other
    return both & unknown != 0 ? both & ~null : null
  }

  @inline(__always)
  static func not(_ truth: UInt8) -> UInt8 { truth <= `true` ? truth ^ 1 : truth }

  /// What a value counts for in logic.
  @inline(__always)
  static func of(_ cell: Cell) -> UInt8 {
    if cell.high == Cell.booleanHead { return UInt8(truncatingIfNeeded: cell.low) }
    return cell.isUnknown ? unknown | cell.kinds : null
  }

  static func of(_ value: Value) -> UInt8 {
    switch value {
    case .boolean(let truth): of(truth)
    case .unknown(let open): unknown | open.kinds.rawValue
    default: null
    }
  }

  /// Of one that is unknown.
  static func kinds(_ truth: UInt8) -> Unknown.Kinds { Unknown.Kinds(rawValue: truth & kindsMask) }

  static func cell(_ truth: UInt8) -> Cell {
    if truth <= `true` { return .boolean(truth == `true`) }
    return truth == null ? .null : .unknown(truth & kindsMask)
  }

  /// What a choice gives: where that is open, what both ways give.
  static func chosen(_ test: UInt8, _ then: UInt8, _ otherwise: UInt8) -> UInt8 {
    if test & unknown == 0 { return test == `true` ? then : otherwise }
    if then == otherwise, then & unknown == 0 { return then }
    return test | (then & unknown == 0 ? 0 : then) | (otherwise & unknown == 0 ? 0 : otherwise)
  }
}
