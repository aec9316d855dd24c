/// A type, and what its values must meet besides. Source: DMN 1.5, 7.3.3 ItemDefinition.
///
/// A class of constants: a large type has one object for all the places that name it.
public final class ConstrainedType: Sendable {
  public let type: ValueType
  public let constraints: [TypeConstraint]

  public init(_ type: ValueType, constraints: [TypeConstraint] = []) {
    self.type = type
    self.constraints = constraints
  }

  public static let any = ConstrainedType(.any)
}

/// Tests that a value, or parts of it, must meet: the standard's allowed values.
public struct TypeConstraint: Sendable {
  public enum Step: Hashable, Sendable {
    case member(String)
    /// Each item of a list.
    case items
  }

  /// FEEL unary tests of values of a type. One object for all the types that they are part of.
  public final class Tests: Sendable {
    public let type: ValueType
    public let text: SourceFragment
    /// The namespace of the file whose types the text may name.
    public let namespace: String

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
  public let name: Name
  public let constrained: ConstrainedType

  public var type: ValueType { constrained.type }

  public init(name: Name, type: ConstrainedType) {
    self.name = name
    constrained = type
  }

  public init(name: Name, type: ValueType) {
    self.init(name: name, type: ConstrainedType(type))
  }
}
