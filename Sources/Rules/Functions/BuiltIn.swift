/// A function of the standard that every rule may call.
///
/// What varies stands in a table: the checker, the evaluator and the manual read the same rows.
/// Source: DMN 1.5, 10.3.4 Built-in functions.
package struct BuiltIn: Sendable {
  package let name: Name
  /// The clause of the standard that defines it.
  package let clause: String
  /// The ways to call it, in the order they are tried.
  package let signatures: [Signature]

  package init(_ name: Name, clause: String, _ signatures: [Signature]) {
    self.name = name
    self.clause = clause
    self.signatures = signatures
  }

  package struct Parameter: Sendable {
    package let name: Name
    package let type: ValueType
    /// May be left out at the end of the arguments, or by name.
    package let isOptional: Bool
    /// `null` is a meaningful argument ("none"), as for the separators of `number`.
    package let takesNull: Bool

    package init(
      _ name: Name, _ type: ValueType, optional: Bool = false, takesNull: Bool = false
    ) {
      self.name = name
      self.type = type
      isOptional = optional
      self.takesNull = takesNull || optional || type == .any
    }
  }

  /// How a function deals with arguments that are not answered yet.
  package enum UnknownRule: Sendable {
    /// Unknown anywhere in an argument, inside lists too, makes the result unknown: the default.
    case anywhere
    /// Only an argument that is itself unknown makes the result unknown; unknown items of a list
    /// are carried along (`count`, `append`, `reverse`).
    case argument
    /// The body decides: some answers stand whatever the unknown part becomes (`all`, `any`,
    /// `list contains`).
    case body
  }

  package struct Signature: Sendable {
    package let parameters: [Parameter]
    /// The last parameter takes any number of values: `sum(1, 2, 3)`.
    package let isVariadic: Bool
    /// How many arguments cannot be left out.
    package let requiredCount: Int
    package let unknowns: UnknownRule
    /// The type of the answer, given the types of the arguments.
    package let result: @Sendable ([ValueType]) -> ValueType
    /// Takes one value per parameter (`null` for one left out; the variadic ones as given) after
    /// conversion to the parameter's type. Says why where the answer is `null`:
    /// `execution.null(reason)`.
    package let body: @Sendable ([Value], inout Execution) -> Value

    package init(
      _ parameters: [Parameter], variadic: Bool = false, unknowns: UnknownRule = .anywhere,
      result: @escaping @Sendable ([ValueType]) -> ValueType,
      body: @escaping @Sendable ([Value], inout Execution) -> Value
    ) {
      self.parameters = parameters
      isVariadic = variadic
      requiredCount = parameters.reduce(0) { $0 + ($1.isOptional ? 0 : 1) }
      self.unknowns = unknowns
      self.result = result
      self.body = body
    }

    package init(
      _ parameters: [Parameter], variadic: Bool = false, unknowns: UnknownRule = .anywhere,
      gives result: ValueType, body: @escaping @Sendable ([Value], inout Execution) -> Value
    ) {
      self.init(
        parameters, variadic: variadic, unknowns: unknowns, result: { _ in result }, body: body)
    }
  }
}
