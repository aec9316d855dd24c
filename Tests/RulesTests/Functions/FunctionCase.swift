import Testing

@testable import Rules

/// One call of a built-in function and the text of what it answers: `null`, `?` for unknown, and
/// otherwise as FEEL writes it.
struct FunctionCase: Sendable {
  let name: Name
  let arguments: [Value]
  let expected: String

  init(_ name: Name, _ arguments: Value..., gives expected: String) {
    self.name = name
    self.arguments = arguments
    self.expected = expected
  }

  var text: String {
    "\(name)(\(arguments.map(\.literal).joined(separator: ", ")))"
  }
}

extension Execution {
  /// A moment that is easy to recognise.
  static func fixture(limits: EvaluationLimits = .standard) throws -> Execution {
    Execution(moment: try #require(DateAndTime("2025-03-04T05:06:07Z")), limits: limits)
  }

  mutating func call(_ name: Name, _ arguments: [Value]) throws -> Value {
    let function = try #require(BuiltInTable.function(named: name), "\(name)")
    return function.call(arguments, in: &self)
  }
}

/// The answer of a call on its own.
func answer(_ name: Name, _ arguments: Value...) throws -> Value {
  var execution = try Execution.fixture()
  return try execution.call(name, arguments)
}

/// Every call answers as its row says, and every unexpected `null` has a reason.
func expectAnswers(
  _ cases: [FunctionCase], sourceLocation: SourceLocation = #_sourceLocation
) throws {
  for row in cases {
    var execution = try Execution.fixture()
    let answer = try execution.call(row.name, row.arguments)
    #expect(answer.literal == row.expected, "\(row.text)", sourceLocation: sourceLocation)
    if answer.isNull, !row.arguments.contains(where: \.isNull) {
      #expect(!execution.remarks.isEmpty, "\(row.text) says why", sourceLocation: sourceLocation)
    }
  }
}

/// The temporal value that FEEL writes `@"…"`.
func at(_ text: String) throws -> Value { try #require(Value(temporalText: text)) }

func number(_ text: String) throws -> Value { .number(try #require(Number(text))) }

func range(_ low: Value?, _ high: Value?, includesLow: Bool = true, includesHigh: Bool = true)
  -> Value
{
  .range(Interval(low: low, includesLow: includesLow, high: high, includesHigh: includesHigh))
}

func context(_ entries: (String, Value)...) throws -> Value {
  .context(try #require(Context(entries.map { (name: $0.0, value: $0.1) })))
}

let unanswered = Value.unknown(Unknown(.answer(InputPath([.member("bedrag")]))))

/// A function of FEEL written in Swift.
struct SwiftFunction: Callable {
  let body: @Sendable ([Value]) -> Value

  func call(_ arguments: [Value], in execution: inout Execution) -> Value {
    execution.spend() ? body(arguments) : .null
  }

  static func value(
    _ parameters: Name..., body: @escaping @Sendable ([Value]) -> Value
  ) -> Value {
    .function(
      FunctionValue(
        parameters: parameters.map { .init(name: $0, type: .any) }, body: SwiftFunction(body: body))
    )
  }

  static let less = value("a", "b") { $0[0].isLess(than: $0[1]) }
}
