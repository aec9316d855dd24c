/// The types of answers, worked out from the types of the arguments.
enum ResultType {
  static let count = ValueType.number(unit: .plain)

  /// Numbers keep their unit; what is not known to be a number becomes one.
  @Sendable static func numberOfFirst(_ types: [ValueType]) -> ValueType {
    number(types.first ?? .any)
  }

  /// The type of the items of the first argument.
  @Sendable static func itemOfFirst(_ types: [ValueType]) -> ValueType {
    item(of: types.first ?? .any)
  }

  /// A number with the unit of the items of the first argument.
  @Sendable static func numberOfItems(_ types: [ValueType]) -> ValueType {
    number(item(of: types.first ?? .any))
  }

  /// A number with the unit that all arguments share.
  @Sendable static func numberOfAll(_ types: [ValueType]) -> ValueType { number(common(types)) }

  /// A list of numbers with the unit that all arguments share.
  @Sendable static func listOfAll(_ types: [ValueType]) -> ValueType { .list(numberOfAll(types)) }

  /// A list of the same items as the first argument.
  @Sendable static func listOfFirst(_ types: [ValueType]) -> ValueType {
    .list(item(of: types.first ?? .any))
  }

  /// A list that holds the items of all the lists.
  @Sendable static func listOfLists(_ types: [ValueType]) -> ValueType {
    .list(common(types.map(item(of:))))
  }

  /// The type that all have; `any` when they differ in more than a unit left out.
  @Sendable static func common(_ types: [ValueType]) -> ValueType {
    guard var result = types.first else { return .any }
    for type in types.dropFirst() where type != result {
      switch (result, type) {
      case (.number(unit: nil), .number): result = type
      case (.number, .number(unit: nil)): continue
      case (.string, .string): result = .string
      default: return .any  // no other two types have a narrower type in common
      }
    }
    return result
  }

  /// What a list of this type holds; a value that is no list counts as a list of one.
  static func item(of type: ValueType) -> ValueType {
    if case .list(let item) = type { item } else { type }
  }

  private static func number(_ type: ValueType) -> ValueType {
    if case .number = type { type } else { .number }
  }
}
