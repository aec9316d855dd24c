/// What can be called. The protocol keeps values free of the evaluator.
public protocol Callable: Sendable {
  /// The answer for one value per parameter, in order.
  func call(_ arguments: [Value], in execution: inout Execution) -> Value

  /// How deep the values that it keeps lie inside each other; 0 for none.
  var nesting: Int { get }
}

extension Callable {
  public var nesting: Int { 0 }
}

/// A function as a value. Source: DMN 1.5, 10.3.2.8.
public struct FunctionValue: Sendable {
  public struct Parameter: Hashable, Sendable {
    public let name: Name
    public let type: ValueType

    public init(name: Name, type: ValueType) {
      self.name = name
      self.type = type
    }
  }

  /// What people call it; empty for a function without a name.
  public let name: String
  public let parameters: [Parameter]
  /// Whether the last parameter takes any number of values.
  public let isVariadic: Bool
  public let result: ValueType
  public let body: any Callable

  public init(
    name: String = "", parameters: [Parameter], isVariadic: Bool = false, result: ValueType = .any,
    body: any Callable
  ) {
    self.name = name
    self.parameters = parameters
    self.isVariadic = isVariadic
    self.result = result
    self.body = body
  }
}
