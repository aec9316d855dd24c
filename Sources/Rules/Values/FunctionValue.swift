/// What can be called. The protocol keeps values free of the evaluator.
package protocol Callable: Sendable {
  /// The answer for one value per parameter, in order.
  func call(_ arguments: [Value], in execution: inout Execution) -> Value

  /// How deep the values that it keeps lie inside each other; 0 for none.
  var nesting: Int { get }
}

extension Callable {
  /// 0: the function keeps no values.
  package var nesting: Int { 0 }
}

/// A function as a value. Source: DMN 1.5, 10.3.2.8.
public struct FunctionValue: Sendable {
  /// What a function asks for at one place of a call.
  public struct Parameter: Hashable, Sendable {
    /// What calls by name call it.
    public let name: Name
    /// What an argument must be of, after the conversions of the standard.
    public let type: ValueType

    /// One argument that calls must hand on.
    public init(name: Name, type: ValueType) {
      self.name = name
      self.type = type
    }
  }

  /// What people call it; empty for a function without a name.
  public let name: String
  /// In the order of the arguments; of a built-in function, those of its first signature.
  public let parameters: [Parameter]
  /// Whether the last parameter takes any number of values.
  public let isVariadic: Bool
  /// What it gives, as far as that is known; `null` it may always give.
  public let result: ValueType
  /// What runs when it is called. The body looks itself at how many arguments it is handed, and of
  /// which types.
  package let body: any Callable

  /// A function that `body` runs. Nothing checks that it takes and gives what is said here of it.
  package init(
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
