/// The tests that values of the types of a model must meet, checked once for all the places that use
/// a type.
struct CheckedTypes: Sendable {
  private var tests: [ObjectIdentifier: CheckedTests] = [:]
  /// By the declared type, which the model keeps alive.
  private var declared: [ObjectIdentifier: CheckedType] = [:]

  /// Those that have tests.
  var all: [CheckedType] { Array(declared.values) }

  /// No type has tests.
  init() {}

  init(
    _ declarations: [String: [TypeDeclaration]], scopes: [String: ModelScope],
    mode: CheckingMode, _ problems: inout [Diagnostic]
  ) {
    for namespace in declarations.keys.sorted(by: { $0.precedes($1) }) {
      for declaration in declarations[namespace] ?? [] {
        for constraint in declaration.constrained.constraints {
          let tests = constraint.tests
          guard self.tests[ObjectIdentifier(tests)] == nil else { continue }
          var checker = ExpressionChecker(
            scope: scopes[tests.namespace] ?? ModelScope(), mode: mode)
          self.tests[ObjectIdentifier(tests)] = checker.tests(tests.text, of: tests.type)
          problems += checker.diagnostics
        }
        let type = declaration.constrained
        if !type.constraints.isEmpty, declared[ObjectIdentifier(type)] == nil {
          declared[ObjectIdentifier(type)] = made(type)
        }
      }
    }
  }

  func type(_ type: ConstrainedType) -> CheckedType {
    declared[ObjectIdentifier(type)] ?? made(type)
  }

  private func made(_ type: ConstrainedType) -> CheckedType {
    CheckedType(
      type: type.type,
      constraints: type.constraints.compactMap { constraint in
        tests[ObjectIdentifier(constraint.tests)].map {
          (constraint.path, $0, constraint.tests.text.text)
        }
      })
  }
}
