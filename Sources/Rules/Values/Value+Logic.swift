/// FEEL's three-valued logic, with `unknown` as a fourth value that stands for any of the three.
///
/// Source: DMN 1.5, 10.3.2.4 Ternary logic. Law: replacing an unknown operand by any value leaves an
/// answer that is not unknown as it was.
extension Value {
  /// `false` wins over anything; `true` needs both; otherwise `unknown` if a part is, else `null`.
  public func and(_ other: Value) -> Value {
    switch (self, other) {
    case (.boolean(false), _), (_, .boolean(false)): .boolean(false)
    case (.boolean(true), .boolean(true)): .boolean(true)
    case (.unknown(let left), .unknown(let right)): .unknown(left.merged(with: right))
    case (.unknown(let unknown), _), (_, .unknown(let unknown)): .unknown(unknown)
    default: .null  // the "otherwise" rows of that clause's table
    }
  }

  /// `true` wins over anything; `false` needs both; otherwise `unknown` if a part is, else `null`.
  public func or(_ other: Value) -> Value {
    switch (self, other) {
    case (.boolean(true), _), (_, .boolean(true)): .boolean(true)
    case (.boolean(false), .boolean(false)): .boolean(false)
    case (.unknown(let left), .unknown(let right)): .unknown(left.merged(with: right))
    case (.unknown(let unknown), _), (_, .unknown(let unknown)): .unknown(unknown)
    default: .null  // the "otherwise" rows of that clause's table
    }
  }

  /// The opposite of a truth value; `null` of anything else that is known.
  public var not: Value {
    switch self {
    case .boolean(let value): .boolean(!value)
    case .unknown: self
    default: .null
    }
  }

  /// Whether it is `true`, and not `null`, unknown or of another type.
  public var isTrue: Bool {
    if case .boolean(true) = self { true } else { false }
  }

  /// Whether it is `false`, and not `null`, unknown or of another type.
  public var isFalse: Bool {
    if case .boolean(false) = self { true } else { false }
  }
}
