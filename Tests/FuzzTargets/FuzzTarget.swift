/// A way to put any bytes into one part of the engine, with what must hold whatever they are.
///
/// The same function serves the fuzzer, which makes the bytes up, and the tests, which replay the
/// corpus in `Tests/Corpus`.
public struct FuzzTarget: Sendable {
  /// Also the name of its folder in the corpus.
  public let name: String
  private let body: @Sendable ([UInt8]) throws(Finding) -> Void

  init(_ name: String, _ body: @escaping @Sendable ([UInt8]) throws(Finding) -> Void) {
    self.name = name
    self.body = body
  }

  /// Runs the engine on the bytes. A trap is a finding too, but nobody is left to tell it.
  ///
  /// - Throws: what should hold and did not.
  public func run(_ bytes: [UInt8]) throws(Finding) { try body(bytes) }

  /// Every target; a new one is a new row.
  public static let all = [
    FuzzTarget("expression", ExpressionTarget.run),
    FuzzTarget("unary-tests", UnaryTestsTarget.run),
    FuzzTarget("dmn", ModelTarget.run),
    FuzzTarget("yaml-ruleset", RulesetTarget.run),
    FuzzTarget("plan-json", PlanTarget.runJSON),
    FuzzTarget("plan-quick", QuickPlanTarget.run),
    FuzzTarget("plan-yaml", PlanTarget.runYAML),
    FuzzTarget("temporal", TemporalTarget.run),
    FuzzTarget("pattern", PatternTarget.run),
    FuzzTarget("decimal", DecimalTarget.run),
  ]
}

/// Something that should hold whatever the input, and did not.
public struct Finding: Error, CustomStringConvertible {
  /// What should hold, and with what it did not.
  public let description: String

  init(_ description: String) { self.description = description }
}

/// - Throws: a finding with the message, unless the condition holds.
func demand(_ condition: Bool, _ message: @autoclosure () -> String) throws(Finding) {
  if !condition { throw Finding(message()) }
}

/// - Throws: a finding unless both are the same.
func demand<Value: Equatable>(
  _ one: Value, is other: Value, _ what: @autoclosure () -> String
) throws(Finding) {
  if one != other { throw Finding("\(what()): \(one) is not \(other)") }
}
