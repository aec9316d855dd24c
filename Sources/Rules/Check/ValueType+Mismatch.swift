/// Why values of one type are not of another.
extension ValueType {
  /// A part that keeps values of one type from being of another.
  struct Mismatch {
    /// From the value to the part: `.birthday`, `[*].amount`; empty for the value itself.
    let path: String
    /// `nil`: it has no such part.
    let given: ValueType?
    let wanted: ValueType

    /// The path as people call the part: `birthday`, `[*].amount`.
    var name: Name { Name(String(path.drop { $0 == "." }).shortened(to: 100)) }
  }

  /// The first part that can't be of its type, at the bottom of it; the type itself where it is of
  /// another form.
  func mismatch(with wanted: ValueType) -> Mismatch {
    switch (self, wanted) {
    case (.list(let item), .list(let other)):
      return item.mismatch(with: other).below("[*]")
    case (.range(let end), .range(let other)): return end.mismatch(with: other).below(".start")
    case (.context(let context), .context(let members)):
      for member in members.members {
        guard let part = context[member.name] else {
          return Mismatch(path: ".\(member.name)", given: nil, wanted: member.type)
        }
        if !part.mayConform(to: member.type) {
          return part.mismatch(with: member.type).below(".\(member.name)")
        }
      }
    default: break  // nothing inside to look at
    }
    return Mismatch(path: "", given: self, wanted: wanted)
  }
}

extension ValueType.Mismatch {
  fileprivate func below(_ step: String) -> ValueType.Mismatch {
    ValueType.Mismatch(path: step + path, given: given, wanted: wanted)
  }
}

extension LocalizedText {
  /// That one type stands where another is expected, with the part that is at fault.
  static func mismatch(_ given: ValueType, with wanted: ValueType) -> LocalizedText {
    let part = given.mismatch(with: wanted)
    let (path, wanted) = (part.name, part.wanted)
    guard let given = part.given else {
      return LocalizedText(
        nl: "het onderdeel '\(path)' ontbreekt; het moet \(wanted.designation.nl) zijn",
        en: "the part '\(path)' is missing; it must be \(wanted.designation.en)")
    }
    let words = Self.words(given, wanted)
    if path.text.isEmpty {
      return LocalizedText(
        nl: "hier hoort \(words.wanted.nl), maar dit is \(words.given.nl)",
        en: "expected \(words.wanted.en) here, but this is \(words.given.en)")
    }
    return LocalizedText(
      nl: "het onderdeel '\(path)' moet \(words.wanted.nl) zijn, maar is \(words.given.nl)",
      en: "the part '\(path)' must be \(words.wanted.en), but is \(words.given.en)")
  }

  /// Two types that differ, in words that differ too.
  static func words(
    _ given: ValueType, _ wanted: ValueType
  ) -> (given: LocalizedText, wanted: LocalizedText) {
    switch (given, wanted) {
    case (.string(let texts?), .string(let allowed?)):
      let lists = [texts, allowed].map { list in
        list.map { "\"\($0)\"" }.joined(separator: ", ").shortened(to: 60)
      }
      return (
        LocalizedText(nl: "de tekst \(lists[0])", en: "the string \(lists[0])"),
        LocalizedText(nl: "een tekst uit \(lists[1])", en: "a string out of \(lists[1])")
      )
    case (.function(let parameters, let result), .function(let others, let other)):
      return (Self.function(parameters, result), Self.function(others, other))
    default: return (given.designation, wanted.designation)
    }
  }

  private static func function(_ parameters: [ValueType], _ result: ValueType) -> LocalizedText {
    LocalizedText(
      nl: "een functie van (\(parameters.map(\.designation.nl).joined(separator: ", "))) naar "
        + result.designation.nl,
      en: "a function of (\(parameters.map(\.designation.en).joined(separator: ", "))) to "
        + result.designation.en)
  }
}
