/// Rounds toward negative infinity, so that times before an epoch fall on the right day.
///
/// - Requires: `divisor > 0`.
func floorDivision(_ value: Int, by divisor: Int) -> (quotient: Int, remainder: Int) {
  let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
  return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
}
