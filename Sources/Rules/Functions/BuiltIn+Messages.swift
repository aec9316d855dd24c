/// Why a call answered `null`, told to the author of the rule.
extension LocalizedText {
  static func noSuchCount(_ function: BuiltIn, count: Int) -> LocalizedText {
    let counts = function.argumentCounts
    return LocalizedText(
      nl: "functie '\(function.name)' krijgt \(counts.nl), geen \(count)",
      en: "function '\(function.name)' takes \(counts.en), not \(count)")
  }

  static func noSuchParameter(_ function: BuiltIn, _ name: Name) -> LocalizedText {
    let known = function.parameterNames
    return LocalizedText(
      nl: "functie '\(function.name)' heeft geen parameter '\(name)'; wel: \(known)",
      en: "function '\(function.name)' has no parameter '\(name)'; it has: \(known)")
  }

  static func parameterTwice(_ function: BuiltIn, _ name: Name) -> LocalizedText {
    LocalizedText(
      nl: "functie '\(function.name)' krijgt parameter '\(name)' twee keer",
      en: "function '\(function.name)' is given parameter '\(name)' twice")
  }

  static func namesDoNotFit(_ function: BuiltIn) -> LocalizedText {
    let known = function.parameterNames
    return LocalizedText(
      nl:
        "functie '\(function.name)' mist een parameter of krijgt er een te veel; hij kent: \(known)",
      en: "function '\(function.name)' misses a parameter or has one too many; it knows: \(known)")
  }

  static func wrongArgument(
    _ function: BuiltIn, _ parameter: Name, number: Int, mustBe types: [ValueType], _ value: Value
  ) -> LocalizedText {
    let misfit = types.count == 1 ? value.misfit(with: types[0]) : nil
    let expected = misfit.map { [$0.type.designation] } ?? types.map(\.designation)
    let actual = (misfit?.value ?? value).designation
    let parameter = Name((parameter.text + (misfit?.path ?? "")).shortened(to: 100))
    return LocalizedText(
      nl: "argument \(number) van '\(function.name)' (\(parameter)) moet"
        + " \(expected.map(\.nl).joined(separator: " of ")) zijn, maar is \(actual.nl)",
      en: "argument \(number) of '\(function.name)' (\(parameter)) must be"
        + " \(expected.map(\.en).joined(separator: " or ")), but is \(actual.en)")
  }

  static func wrongItem(_ number: Int, mustBe type: ValueType, _ value: Value) -> LocalizedText {
    let expected = type.designation
    let actual = value.designation
    return LocalizedText(
      nl: "waarde \(number) van de lijst moet \(expected.nl) zijn, maar is \(actual.nl)",
      en: "item \(number) of the list must be \(expected.en), but is \(actual.en)")
  }

  static func notComparable(_ left: Value, _ right: Value) -> LocalizedText {
    let (left, right) = (left.designation, right.designation)
    return LocalizedText(
      nl: "\(left.nl) en \(right.nl) zijn niet te vergelijken",
      en: "\(left.en) and \(right.en) cannot be compared")
  }

  static func unreadable(_ text: String, as type: ValueType) -> LocalizedText {
    let (value, type) = (Value.string(text).designation, type.designation)
    return LocalizedText(
      nl: "\(value.nl) is niet te lezen als \(type.nl)",
      en: "\(value.en) cannot be read as \(type.en)")
  }

  static func emptyList() -> LocalizedText {
    LocalizedText(nl: "de lijst is leeg", en: "the list is empty")
  }

  static func noSuchPosition(_ position: Number, count: Int) -> LocalizedText {
    LocalizedText(
      nl:
        "plaats \(position) bestaat niet: het zijn er \(count), geteld vanaf 1 of achteraan vanaf -1",
      en: "there is no position \(position): there are \(count), counted from 1 or back from -1")
  }

  static func negativeLength(_ length: Number) -> LocalizedText {
    LocalizedText(
      nl: "de lengte moet 0 of meer zijn, maar is \(length)",
      en: "the length must be 0 or more, but is \(length)")
  }

  static func outOfRange() -> LocalizedText {
    LocalizedText(
      nl: "de uitkomst is te groot of bestaat niet", en: "the result is too large or does not exist"
    )
  }
}

extension BuiltIn {
  /// How many arguments it takes, as words.
  fileprivate var argumentCounts: LocalizedText {
    var counts: Set<Int> = []
    var openFrom: Int?
    for signature in signatures {
      let least = signature.requiredCount
      if signature.isVariadic { openFrom = min(openFrom ?? least, least) }
      counts.formUnion(least...max(least, signature.parameters.count))
    }
    if let openFrom {
      let least = min(openFrom, counts.min() ?? openFrom)
      return LocalizedText(nl: "\(least) of meer argumenten", en: "\(least) or more arguments")
    }
    let sorted = counts.sorted().map(String.init)
    if sorted == ["0"] { return LocalizedText(nl: "geen argumenten", en: "no arguments") }
    let isOne = sorted == ["1"]
    return LocalizedText(
      nl: sorted.joined(separator: " of ") + (isOne ? " argument" : " argumenten"),
      en: sorted.joined(separator: " or ") + (isOne ? " argument" : " arguments"))
  }

  fileprivate var parameterNames: String {
    var names: [String] = []
    for signature in signatures {
      for parameter in signature.parameters where !names.contains(parameter.name.text) {
        names.append(parameter.name.text)
      }
    }
    return names.map { "'\($0)'" }.joined(separator: ", ")
  }
}
