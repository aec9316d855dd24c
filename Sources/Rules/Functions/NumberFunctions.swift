/// Rows on numbers. Source: DMN 1.5, 10.3.4.5.
enum NumberFunctions {
  static let all =
    [
      scaled("decimal", .halfEven),
      roundedWhole("floor", .floor),
      roundedWhole("ceiling", .ceiling),
      scaled("round up", .up),
      scaled("round down", .down),
      scaled("round half up", .halfUp),
      scaled("round half down", .halfDown),
      abs,
      BuiltIn(
        "modulo", clause: clause,
        [
          .init(
            [.init("dividend", .number), .init("divisor", .number)],
            result: ResultType.numberOfFirst
          ) { arguments, execution in
            guard case .number(let dividend) = arguments[0],
              case .number(let divisor) = arguments[1]
            else { return .null }
            guard !divisor.isZero else {
              return execution.null(
                LocalizedText(nl: "de deler is 0", en: "the divisor is 0"))
            }
            return number(dividend.modulo(divisor), in: &execution)
          }
        ]),
      function("sqrt") { $0.squareRoot },
      function("log") { $0.naturalLogarithm },
      function("exp") { $0.exponential },
      parity("odd", isOdd: true),
      parity("even", isOdd: false),
    ]

  private static let clause = "10.3.4.5"
  /// The scales that the standard allows.
  private static let scales = -6111...6176

  private static func scaled(_ name: Name, _ rule: RoundingRule) -> BuiltIn {
    BuiltIn(name, clause: clause, [scaledSignature(rule)])
  }

  /// `floor` and `ceiling` take a scale too, but can do without.
  private static func roundedWhole(_ name: Name, _ rule: RoundingRule) -> BuiltIn {
    BuiltIn(
      name, clause: clause,
      [
        .init([.init("n", .number)], result: ResultType.numberOfFirst) { arguments, execution in
          guard case .number(let n) = arguments[0] else { return .null }
          return number(n.rounded(toScale: 0, rule), in: &execution)
        },
        scaledSignature(rule),
      ])
  }

  private static func scaledSignature(_ rule: RoundingRule) -> BuiltIn.Signature {
    .init(
      [.init("n", .number), .init("scale", .number)], result: ResultType.numberOfFirst
    ) { arguments, execution in
      guard case .number(let n) = arguments[0], case .number(let scale) = arguments[1] else {
        return .null
      }
      guard let digits = scale.wholePart, scales.contains(digits) else {
        return execution.null(
          LocalizedText(
            nl: "het aantal decimalen moet tussen \(scales.lowerBound) en \(scales.upperBound)"
              + " liggen, maar is \(scale)",
            en: "the scale must lie between \(scales.lowerBound) and \(scales.upperBound),"
              + " but is \(scale)"))
      }
      return number(n.rounded(toScale: digits, rule), in: &execution)
    }
  }

  private static let abs = BuiltIn(
    "abs", clause: clause,
    [
      .init([.init("n", .number)], result: ResultType.numberOfFirst) { arguments, _ in
        guard case .number(let n) = arguments[0] else { return .null }
        return .number(n.magnitude)
      },
      .init([.init("n", .dayTimeDuration)], gives: .dayTimeDuration) { arguments, _ in
        guard case .dayTimeDuration(let n) = arguments[0] else { return .null }
        return .dayTimeDuration(n.magnitude)
      },
      .init([.init("n", .yearMonthDuration)], gives: .yearMonthDuration) { arguments, _ in
        guard case .yearMonthDuration(let n) = arguments[0] else { return .null }
        return .yearMonthDuration(n.magnitude)
      },
    ])

  private static func function(
    _ name: Name, _ body: @escaping @Sendable (Number) -> Number?
  ) -> BuiltIn {
    BuiltIn(
      name, clause: clause,
      [
        .init([.init("number", .number)], gives: .number) { arguments, execution in
          guard case .number(let n) = arguments[0] else { return .null }
          return number(body(n), in: &execution)
        }
      ])
  }

  /// A number that is not whole is neither odd nor even.
  private static func parity(_ name: Name, isOdd: Bool) -> BuiltIn {
    BuiltIn(
      name, clause: clause,
      [
        .init([.init("number", .number)], gives: .boolean) { arguments, _ in
          guard case .number(let n) = arguments[0], let rest = n.modulo(2) else { return .null }
          return .boolean(rest == (isOdd ? Number.one : Number.zero))
        }
      ])
  }

  private static func number(_ result: Number?, in execution: inout Execution) -> Value {
    guard let result else { return execution.null(.outOfRange()) }
    return .number(result)
  }
}

extension Number {
  /// The number without what stands after the point, if it fits; positions and scales are read so.
  var wholePart: Int? { int ?? rounded(toScale: 0, .down)?.int }
}
