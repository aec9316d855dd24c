/// A type, and what its values must meet besides. Source: DMN 1.5, 7.3.3 ItemDefinition.
///
/// A class of constants: a large type has one object for all the places that name it.
public final class ConstrainedType: Sendable {
  /// The type without the tests.
  public let type: ValueType
  /// All of these must hold; empty where the type says enough.
  public let constraints: [TypeConstraint]

  /// A type and tests of its values. They are run only where a ``TypeDeclaration`` of the model has
  /// them too: the same objects of ``TypeConstraint/Tests``.
  public init(_ type: ValueType, constraints: [TypeConstraint] = []) {
    self.type = type
    self.constraints = constraints
  }

  /// The type of values of which nothing is asked.
  public static let any = ConstrainedType(.any)
}

/// Tests that a value, or parts of it, must meet: the standard's allowed values.
public struct TypeConstraint: Sendable {
  /// From a value to a part of it.
  public enum Step: Hashable, Sendable {
    /// To the entry of a context with that key.
    case member(String)
    /// Each item of a list.
    case items
  }

  /// FEEL unary tests of values of a type. One object for all the types that they are part of.
  public final class Tests: Sendable {
    /// The type of the values that are tested, which is that of `?` in the text.
    public let type: ValueType
    /// FEEL unary tests: `"A", "B"`, `[0..100]`, `? > 0`.
    public let text: SourceFragment
    /// The namespace of the file whose types the text may name.
    public let namespace: String

    /// Tests of the values of one type definition.
    public init(_ text: SourceFragment, of type: ValueType, namespace: String) {
      self.type = type
      self.text = text
      self.namespace = namespace
    }
  }

  /// From the value to the parts that are tested; empty for the value itself.
  public let path: [Step]
  /// `null` need not meet them: it is of every type.
  public let tests: Tests

  /// Tests of a value, or of the parts that a path leads to.
  public init(path: [Step] = [], tests: Tests) {
    self.path = path
    self.tests = tests
  }

  /// The same tests, seen from a value that these values are parts of.
  public func below(_ step: Step) -> TypeConstraint {
    TypeConstraint(path: [step] + path, tests: tests)
  }
}

/// A type with a name. Source: DMN 1.5, 7.3.3 ItemDefinition.
public struct TypeDeclaration: Sendable {
  /// What expressions call it; `import.name` for a type of an imported file.
  public let name: Name
  /// What it stands for, with the tests that its values must meet.
  public let constrained: ConstrainedType

  /// What it stands for, without the tests.
  public var type: ValueType { constrained.type }

  /// A name for a type with tests.
  public init(name: Name, type: ConstrainedType) {
    self.name = name
    constrained = type
  }

  /// A name for a type without tests, as rulesets have them.
  public init(name: Name, type: ValueType) {
    self.init(name: name, type: ConstrainedType(type))
  }
}
