/// A whole number as its decimal digits, the last one first and no zero in front: none for zero.
///
/// Sums, products and quotients are made as on paper. Slow, and meant to be plainly right: this is
/// what the engine's numbers are compared with, so it shares nothing with them.
struct Digits: Hashable {
  private(set) var digits: [UInt32]

  /// - Parameter digits: the last one first.
  init(_ digits: some Sequence<UInt32>) {
    self.digits = Array(digits)
    while self.digits.last == 0 { self.digits.removeLast() }
  }

  static let zero = Digits([])
  static let one = Digits([1])

  var count: Int { digits.count }
  var isZero: Bool { digits.isEmpty }
  var isOdd: Bool { (digits.first ?? 0) % 2 == 1 }
  var text: String { isZero ? "0" : digits.reversed().map { String($0) }.joined() }

  /// Times ten to a power.
  func shifted(by places: Int) -> Digits {
    isZero ? self : Digits(Array(repeating: 0, count: places) + digits)
  }

  /// Without the last digits, and those digits.
  func cut(_ places: Int) -> (kept: Digits, lost: Digits) {
    (Digits(digits.dropFirst(places)), Digits(digits.prefix(places)))
  }

  func digit(_ place: Int) -> UInt32 { digits.indices.contains(place) ? digits[place] : 0 }
}

extension Digits: Comparable {
  static func < (left: Digits, right: Digits) -> Bool {
    if left.count != right.count { return left.count < right.count }
    return left.digits.reversed().lexicographicallyPrecedes(right.digits.reversed())
  }

  static func + (left: Digits, right: Digits) -> Digits {
    var sum: [UInt32] = []
    var carry: UInt32 = 0
    for place in 0...max(left.count, right.count) {
      let column = left.digit(place) + right.digit(place) + carry
      sum.append(column % 10)
      carry = column / 10
    }
    return Digits(sum)
  }

  /// - Requires: the left one is not less.
  static func - (left: Digits, right: Digits) -> Digits {
    var difference: [UInt32] = []
    var borrowed: UInt32 = 0
    for place in 0..<left.count {
      let taken = right.digit(place) + borrowed
      borrowed = left.digit(place) < taken ? 1 : 0
      difference.append(left.digit(place) + borrowed * 10 - taken)
    }
    return Digits(difference)
  }

  static func * (left: Digits, right: Digits) -> Digits {
    var columns = [UInt32](repeating: 0, count: left.count + right.count + 1)
    for (place, digit) in left.digits.enumerated() {
      for (other, otherDigit) in right.digits.enumerated() {
        columns[place + other] += digit * otherDigit
      }
    }
    var carry: UInt32 = 0
    for place in columns.indices {
      let column = columns[place] + carry
      columns[place] = column % 10
      carry = column / 10
    }
    return Digits(columns)
  }

  /// Long division. - Requires: the divisor is not zero.
  func divided(by divisor: Digits) -> (quotient: Digits, rest: Digits) {
    var quotient: [UInt32] = []
    var rest = Digits.zero
    for digit in digits.reversed() {
      rest = Digits([digit] + rest.digits)
      var times: UInt32 = 0
      while rest >= divisor {
        rest = rest - divisor
        times += 1
      }
      quotient.append(times)
    }
    return (Digits(quotient.reversed()), rest)
  }

  /// The whole part of the square root: digit by digit, each the greatest that is not too much.
  var squareRoot: (root: Digits, rest: Digits) {
    var root = Digits.zero
    var rest = Digits.zero
    var place = (count + 1) / 2 * 2
    while place > 0 {
      place -= 2
      rest = Digits([digit(place), digit(place + 1)] + rest.digits)
      // 20 times the root so far plus the next digit, times that digit.
      let twenty = (root + root).shifted(by: 1)
      var next: UInt32 = 0
      var taken = Digits.zero
      while next < 9 {
        let more = (twenty + Digits([next + 1])) * Digits([next + 1])
        if more > rest { break }
        next += 1
        taken = more
      }
      rest = rest - taken
      root = Digits([next] + root.digits)
    }
    return (root, rest)
  }
}
