/// What people call the things that rules speak of, and the words between them.
struct Labels: Sendable {
  let words: Words
  let vocabulary: Vocabulary
  private let titles: [Int: LocalizedText]
  private let parameters: [Int: Parameter]

  init(_ ruleset: Ruleset) {
    words = ruleset.words
    let model = ruleset.model
    vocabulary = model.vocabulary
    parameters = Dictionary(
      uniqueKeysWithValues: zip(ruleset.slots.parameters, model.parameters).map { ($0, $1) })
    let titled = Dictionary(
      model.definitions.compactMap { definition in
        definition.title.map { (definition.name, $0) }
      }, uniquingKeysWith: { first, _ in first })
    titles = ruleset.checked.decisionModel.decisions.reduce(into: [:]) { found, decision in
      found[decision.slot] = titled[decision.decision.name]
    }
  }

  func title(_ slot: Int) -> LocalizedText? { titles[slot] }
  func parameter(_ slot: Int) -> Parameter? { parameters[slot] }

  /// What people call an answer: its label, and of which item.
  ///
  /// - Parameters:
  ///   - context: an item that was named just before, which needs no name again.
  ///   - value: what stands at a path.
  func label(
    _ path: InputPath, in context: InputPath? = nil, _ value: (InputPath) -> Value?
  ) -> LocalizedText {
    let field = vocabulary.field(at: path.field)
    let label = field?.label ?? LocalizedText(nl: "dit antwoord", en: "this answer")
    guard let item = path.item, item != context else { return label }
    let name = itemName(item, value)
    if item == path { return name }
    return LocalizedText(nl: "\(label.nl) (\(name.nl))", en: "\(label.en) (\(name.en))")
  }

  /// What people call an item of a list: its first text between quotes, or its number.
  func itemName(_ path: InputPath, _ value: (InputPath) -> Value?) -> LocalizedText {
    switch value(path) {
    case .context(let context)?:
      for (name, value) in context.entries {
        guard case .string(let text) = value, !text.isEmpty else { continue }
        let field = vocabulary.field(at: path.field + [name])
        if case .string(let allowed)? = field?.kind,
          let label = allowed.first(where: { $0.value == text })?.label
        {
          return LocalizedText(nl: "'\(label.nl)'", en: "'\(label.en)'")
        }
        return LocalizedText(nl: "'\(text)'", en: "'\(text)'")
      }
    case .string(let text)?:
      return self.text(of: .string(text), at: path)
    default: break
    }
    let list = vocabulary.field(at: path.field)?.label ?? LocalizedText(nl: "regel", en: "line")
    guard case .item(let number)? = path.steps.last else { return list }
    return LocalizedText(
      nl: "\(list.nl.lowercasedFirst) nummer \(number)",
      en: "\(list.en.lowercasedFirst) number \(number)")
  }

  /// An answer in words, with the label of an allowed value.
  func text(of value: Value, at path: InputPath) -> LocalizedText {
    guard let field = vocabulary.field(at: path.field) else { return words.text(of: value, .any) }
    var kind = field.kind
    if case .item? = path.steps.last, case .list(let item) = kind { kind = item }
    return words.text(of: value, kind.type)
  }
}

extension String {
  /// With a small first letter, unless the word is one of capitals such as an abbreviation.
  var lowercasedFirst: String {
    guard let first, first.isUppercase, dropFirst().first.map({ !$0.isUppercase }) ?? true else {
      return self
    }
    return first.lowercased() + dropFirst()
  }

  /// What stands between a name and its value: nothing after a question.
  var colon: String { hasSuffix("?") ? "" : ":" }

  /// With a full stop, unless it ends a sentence already.
  var sentenceEnd: String {
    guard let last else { return self }
    return last == "." || last == "!" || last == "?" ? self : self + "."
  }

  var uppercasedFirst: String {
    guard let first else { return self }
    return first.uppercased() + dropFirst()
  }
}

extension LocalizedText {
  var lowercasedFirst: LocalizedText {
    LocalizedText(nl: nl.lowercasedFirst, en: en.lowercasedFirst)
  }

  var uppercasedFirst: LocalizedText {
    LocalizedText(nl: nl.uppercasedFirst, en: en.uppercasedFirst)
  }

  /// Two texts after each other, with a space between where both say something.
  func followed(by other: LocalizedText) -> LocalizedText {
    func joined(_ one: String, _ other: String) -> String {
      one.isEmpty ? other : other.isEmpty ? one : "\(one) \(other)"
    }
    return LocalizedText(nl: joined(nl, other.nl), en: joined(en, other.en))
  }

  static let empty = LocalizedText(nl: "", en: "")
}
