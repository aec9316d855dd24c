/// Powers of ten and the decimal length of integers: what decimal rounding is made of.
enum PowerOfTen {
  /// 10^0 … 10^19, all that fit 64 bits.
  static let small: [UInt64] = [
    1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000,
    10_000_000_000, 100_000_000_000, 1_000_000_000_000, 10_000_000_000_000,
    100_000_000_000_000, 1_000_000_000_000_000, 10_000_000_000_000_000,
    100_000_000_000_000_000, 1_000_000_000_000_000_000, 10_000_000_000_000_000_000,
  ]

  /// 10^19, where 128-bit integers are split to be printed.
  static let chunk: UInt64 = 10_000_000_000_000_000_000

  /// The greatest exponent whose power fits 128 bits.
  static let greatestExponent = 38

  /// 10^exponent.
  ///
  /// - Requires: `0 <= exponent <= 38`.
  static func wide(_ exponent: Int) -> UInt128 {
    exponent < 20
      ? UInt128(small[exponent]) : product(chunk, small[exponent - 19])
  }

  /// The whole product of two 64-bit integers: one machine instruction.
  static func product(_ left: UInt64, _ right: UInt64) -> UInt128 {
    let full = left.multipliedFullWidth(by: right)
    return UInt128(full.high) << 64 | UInt128(full.low)
  }

  /// How many decimal digits an integer has; zero has none.
  static func digits(of integer: UInt128) -> Int {
    let bits = 128 - integer.leadingZeroBitCount
    // 1233 / 4096 is log10(2), near enough up to 256 bits; the guess may be one too low.
    let guess = (bits &* 1233) &>> 12
    if guess < 20 {
      return integer >= UInt128(small[guess]) ? guess &+ 1 : guess
    }
    return integer >= wide(guess) ? guess &+ 1 : guess
  }

  /// An integer without its trailing decimal zeros, and how many were taken; at most `limit` are.
  static func strippingZeros(
    of integer: UInt128, atMost limit: Int
  ) -> (integer: UInt128, count: Int) {
    var rest = integer
    var count = 0
    var step = 32
    guard integer != 0 else { return (integer, 0) }
    // A multiple of 10^n is a multiple of 2^n, which is cheap to refuse.
    while step > 0 {
      if rest.trailingZeroBitCount >= step, count &+ step <= limit {
        let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: wide(step))
        if remainder == 0 {
          rest = quotient
          count &+= step
        }
      }
      step &>>= 1
    }
    return (rest, count)
  }
}
