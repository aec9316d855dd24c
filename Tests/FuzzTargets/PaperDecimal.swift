import Rules

/// A decimal number as it would be worked out on paper: exact, however long, and rounded to what
/// decimal128 holds only when asked.
///
/// Source: IEEE 754-2019, 3.6 and 5; DMN 1.5, 10.3.2.3.1.
struct PaperDecimal {
  let isNegative: Bool
  let digits: Digits
  /// The power of ten of the last digit.
  let exponent: Int

  init(_ isNegative: Bool, _ digits: Digits, _ exponent: Int) {
    self.isNegative = isNegative && !digits.isZero
    self.digits = digits
    self.exponent = exponent
  }

  /// `[+-] digits [. digits] [e [+-] digits]`, `.5` included; `nil` for another text.
  init?(_ text: String) {
    var rest = Array(text.utf8)[...]
    func isNext(_ characters: String) -> Bool { rest.first.map(characters.utf8.contains) ?? false }
    func sign() -> Bool {
      let isMinus = isNext("-")
      if isNext("+-") { rest.removeFirst() }
      return isMinus
    }
    func run() -> [UInt32] {
      var run: [UInt32] = []
      while isNext("0123456789"), let byte = rest.popFirst() { run.append(UInt32(byte) - 48) }
      return run
    }
    let isNegative = sign()
    let whole = run()
    var fraction: [UInt32] = []
    if isNext(".") {
      rest.removeFirst()
      fraction = run()
      if fraction.isEmpty { return nil }
    }
    if whole.isEmpty, fraction.isEmpty { return nil }
    var exponent = 0
    if isNext("eE") {
      rest.removeFirst()
      let isDown = sign()
      let written = run()
      if written.isEmpty { return nil }
      // More than nine digits of exponent are as good as nine.
      let size = written.drop { $0 == 0 }.prefix(9).reduce(0) { $0 * 10 + Int($1) }
      exponent = isDown ? -size : size
    }
    guard rest.isEmpty else { return nil }
    self.init(isNegative, Digits((whole + fraction).reversed()), exponent - fraction.count)
  }

  var magnitude: PaperDecimal { PaperDecimal(false, digits, exponent) }
  var negated: PaperDecimal { PaperDecimal(!isNegative, digits, exponent) }
}

/// What decimal128 holds.
extension PaperDecimal {
  private static let places = 34
  private static let least = -6176
  private static let greatest = 6144

  /// The nearest of decimal128, from the middle the even one; `nil` when too large.
  ///
  /// - Parameter hasMore: whether the exact number goes on after these digits.
  func rounded(hasMore: Bool = false) -> PaperDecimal? {
    if digits.isZero {
      return PaperDecimal(false, .zero, min(max(exponent, Self.least), Self.greatest))
    }
    let excess = max(digits.count - Self.places, Self.least - exponent)
    if excess <= 0 { return inRange }
    // Beyond all digits and one more everything is lost.
    let excessSeen = min(excess, digits.count + 1)
    let (kept, lost) = digits.cut(excessSeen)
    let half = Digits([5]).shifted(by: excessSeen - 1)
    let goesUp = lost > half || lost == half && (hasMore || kept.isOdd)
    let result = goesUp ? kept + .one : kept
    if result.isZero { return PaperDecimal(false, .zero, Self.least) }
    if result.count > Self.places {
      return PaperDecimal(isNegative, result.cut(1).kept, exponent + excess + 1).inRange
    }
    return PaperDecimal(isNegative, result, exponent + excess).inRange
  }

  private var inRange: PaperDecimal? {
    exponent + digits.count - 1 > Self.greatest ? nil : self
  }

  /// Without zeros at the end, down to an exponent at most.
  fileprivate func stripped(to ideal: Int) -> PaperDecimal {
    var digits = digits
    var exponent = exponent
    while exponent < ideal, !digits.isZero, digits.digit(0) == 0 {
      digits = digits.cut(1).kept
      exponent += 1
    }
    return PaperDecimal(isNegative, digits, exponent)
  }
}

extension PaperDecimal {
  /// The digits of both with the exponent of the finer.
  private func aligned(_ other: PaperDecimal) -> (Digits, Digits, exponent: Int) {
    let exponent = min(exponent, other.exponent)
    return (
      digits.shifted(by: self.exponent - exponent),
      other.digits.shifted(by: other.exponent - exponent), exponent
    )
  }

  func plus(_ other: PaperDecimal) -> PaperDecimal {
    let (left, right, exponent) = aligned(other)
    if isNegative == other.isNegative {
      return PaperDecimal(isNegative, left + right, exponent)
    }
    return left >= right
      ? PaperDecimal(isNegative, left - right, exponent)
      : PaperDecimal(other.isNegative, right - left, exponent)
  }

  func minus(_ other: PaperDecimal) -> PaperDecimal {
    // The sign of zero is gone, so what is taken from must be turned by hand.
    let (left, right, exponent) = aligned(other)
    if isNegative != other.isNegative || left.isZero || right.isZero {
      return left.isZero
        ? PaperDecimal(!other.isNegative, right, exponent)
        : PaperDecimal(isNegative, left + right, exponent)
    }
    return left >= right
      ? PaperDecimal(isNegative, left - right, exponent)
      : PaperDecimal(!isNegative, right - left, exponent)
  }

  func times(_ other: PaperDecimal) -> PaperDecimal {
    PaperDecimal(
      isNegative != other.isNegative, digits * other.digits, exponent + other.exponent)
  }

  /// The rounded quotient; an exact one has the difference of the exponents if it can. `nil` for
  /// division by zero.
  func over(_ other: PaperDecimal) -> PaperDecimal? {
    if other.digits.isZero { return nil }
    let ideal = exponent - other.exponent
    let places = max(0, Self.places + 3 + other.digits.count - digits.count)
    let (quotient, rest) = digits.shifted(by: places).divided(by: other.digits)
    let result = PaperDecimal(isNegative != other.isNegative, quotient, ideal - places)
    if digits.isZero { return PaperDecimal(false, .zero, ideal).rounded() }
    return rest.isZero
      ? result.stripped(to: ideal).rounded() : result.rounded(hasMore: true)
  }

  /// What is left after taking away whole times `other`, with the sign of that.
  func modulo(_ other: PaperDecimal) -> PaperDecimal? {
    if other.digits.isZero { return nil }
    let (left, right, exponent) = aligned(other)
    var rest = left < right ? left : left.divided(by: right).rest
    if isNegative != other.isNegative, !rest.isZero { rest = right - rest }
    return PaperDecimal(other.isNegative, rest, exponent).rounded()
  }

  var squareRoot: PaperDecimal? {
    if isNegative { return nil }
    let ideal = exponent >> 1
    if digits.isZero { return PaperDecimal(false, .zero, ideal).rounded() }
    var places = max(0, 2 * Self.places + 6 - digits.count)
    if (exponent - places) & 1 != 0 { places += 1 }
    let (root, rest) = digits.shifted(by: places).squareRoot
    let result = PaperDecimal(false, root, (exponent - places) / 2)
    return rest.isZero
      ? result.stripped(to: ideal).rounded() : result.rounded(hasMore: true)
  }

  /// Less than, equal to or greater than zero, as this is to the other.
  func compared(to other: PaperDecimal) -> Int {
    let difference = minus(other)
    return difference.digits.isZero ? 0 : difference.isNegative ? -1 : 1
  }

  /// With as many digits after the point; zeros are added as far as there is room.
  func rounded(toScale scale: Int, _ rule: RoundingRule) -> PaperDecimal? {
    let target = -min(max(scale, -20_000), 20_000)
    if digits.isZero { return PaperDecimal(false, .zero, target).rounded() }
    if target <= exponent {
      let room = min(Self.places - digits.count, exponent - Self.least)
      let places = min(exponent - target, room)
      return PaperDecimal(isNegative, digits.shifted(by: places), exponent - places)
    }
    let places = min(target - exponent, digits.count + 1)
    let (kept, lost) = digits.cut(places)
    let half = Digits([5]).shifted(by: places - 1)
    let goesUp =
      switch rule {
      case .halfEven: lost > half || lost == half && kept.isOdd
      case .up: !lost.isZero
      case .down: false
      case .halfUp: lost >= half
      case .halfDown: lost > half
      case .floor: isNegative && !lost.isZero
      case .ceiling: !isNegative && !lost.isZero
      }
    return PaperDecimal(isNegative, goesUp ? kept + .one : kept, target).rounded()
  }
}

extension PaperDecimal {
  /// As FEEL writes it: plain where the leading digit is at most 40 places from the point.
  var feelText: String {
    let sign = isNegative ? "-" : ""
    if digits.isZero {
      return -40..<0 ~= exponent ? "0." + String(repeating: "0", count: -exponent) : "0"
    }
    let written = digits.text
    let leading = exponent + digits.count - 1
    guard exponent == 0 || abs(leading) <= 40 else {
      let fraction = written.dropFirst()
      return sign + written.prefix(1) + (fraction.isEmpty ? "" : "." + fraction)
        + (leading < 0 ? "E-" : "E+") + String(abs(leading))
    }
    if exponent >= 0 { return sign + written + String(repeating: "0", count: exponent) }
    let padded = String(repeating: "0", count: max(0, -exponent + 1 - written.count)) + written
    return sign + padded.dropLast(-exponent) + "." + padded.suffix(-exponent)
  }

  /// The whole number, if it is one that fits.
  var int: Int? {
    if digits.isZero { return 0 }
    let whole: Digits
    if exponent >= 0 {
      guard exponent < 20 else { return nil }
      whole = digits.shifted(by: exponent)
    } else {
      let (kept, lost) = digits.cut(-exponent)
      guard lost.isZero else { return nil }
      whole = kept
    }
    return Int((isNegative ? "-" : "") + whole.text)
  }
}
