/// Explanations in sentences for people who know the plan and not the rules.
extension Explainer {
  /// What to change, with the value as it is now. What is much work, such as what others have to agree to, has to
  /// be so before it is written down.
  public func sentence(for change: PlanChange, of facts: Facts) -> LocalizedText {
    let sentence = instruction(change, facts.values)
    guard ruleset.model.vocabulary.mark(at: change.path.field).effort == .large else {
      return sentence
    }
    return LocalizedText(
      nl: "Regel dit eerst. Daarna: \(sentence.nl.lowercasedFirst)",
      en: "Arrange this first. Then: \(sentence.en.lowercasedFirst)")
  }

  private func instruction(_ change: PlanChange, _ values: [Value]) -> LocalizedText {
    func value(_ path: InputPath) -> Value? {
      Trial.value(at: path, of: values, ruleset.model.vocabulary)
    }
    let name = labels.label(change.path, value)
    switch change.kind {
    case .set(let new):
      if change.isAnyText, let now = value(change.path), !now.isEmpty, !now.isUnknown {
        return LocalizedText(
          nl: "Verander \(quoted(name).nl) in iets anders.",
          en: "Change \(quoted(name).en) to something else.")
      }
      if change.isAnyText || new.isUnknown {
        return LocalizedText(nl: "Vul in: \(quoted(name).nl).", en: "Fill in: \(quoted(name).en).")
      }
      if new.isEmpty {
        return LocalizedText(
          nl: "Laat leeg: \(quoted(name).nl).", en: "Leave empty: \(quoted(name).en).")
      }
      let text = labels.text(of: new, at: change.path)
      if change.path.isItem {
        let list = quoted(labels.label(InputPath(change.path.steps.dropLast()), value))
        return LocalizedText(
          nl: "Verander bij \(list.nl) \(name.nl) in: \(text.nl.sentenceEnd)",
          en: "At \(list.en), change \(name.en) to: \(text.en.sentenceEnd)")
      }
      let to = LocalizedText(
        nl: "Verander \(quoted(name).nl) in: \(text.nl)",
        en: "Change \(quoted(name).en) to: \(text.en)")
      guard let now = value(change.path), !now.isEmpty, !now.isUnknown else {
        return LocalizedText(
          nl: "Vul in bij \(quoted(name).nl): \(text.nl.sentenceEnd)",
          en: "Fill in at \(quoted(name).en): \(text.en.sentenceEnd)")
      }
      let old = labels.text(of: now, at: change.path)
      return LocalizedText(nl: "\(to.nl) (nu: \(old.nl)).", en: "\(to.en) (now: \(old.en)).")
    case .drop:
      let list = labels.label(InputPath(change.path.steps.dropLast()), value)
      return LocalizedText(
        nl: "Haal \(name.nl) weg bij \(quoted(list).nl).",
        en: "Take \(name.en) away from \(quoted(list).en).")
    case .add(let item):
      let parts = self.parts(of: item, at: change.path)
      let to = LocalizedText(
        nl: "Voeg iets toe bij \(quoted(name).nl)", en: "Add something to \(quoted(name).en)")
      guard !parts.isEmpty else { return LocalizedText(nl: to.nl + ".", en: to.en + ".") }
      return LocalizedText(
        nl: "\(to.nl), met \(parts.map(\.nl).joined(separator: "; ")).",
        en: "\(to.en), with \(parts.map(\.en).joined(separator: "; ")).")
    }
  }

  private func quoted(_ name: LocalizedText) -> LocalizedText {
    LocalizedText(nl: "\"\(name.nl)\"", en: "\"\(name.en)\"")
  }

  /// What a new item has to say: the members that matter.
  func parts(of item: Value, at list: InputPath) -> [LocalizedText] {
    let place = list.appending(.item(1))
    guard case .context(let context) = item else {
      if item.isUnknown { return [] }
      return [labels.text(of: item, at: place)]
    }
    return context.entries.compactMap { name, value -> LocalizedText? in
      guard !value.isUnknown, !value.isNull else { return nil }
      let path = place.appending(.member(name))
      guard let label = ruleset.model.vocabulary.field(at: path.field)?.label else { return nil }
      if case .string(PlanChange.anyText) = value {
        return LocalizedText(nl: "iets bij \"\(label.nl)\"", en: "something at \"\(label.en)\"")
      }
      let text = labels.text(of: value, at: path)
      // A number or date that was tried stands for others that do as well.
      let isExample = value.measure != nil
      return LocalizedText(
        nl: "\"\(label.nl)\": \(isExample ? "bijvoorbeeld " : "")\(text.nl)",
        en: "\"\(label.en)\": \(isExample ? "for example " : "")\(text.en)")
    }
  }

  /// How close a value is to its limit, and where a move of it turns the verdict.
  public func sentence(for margin: Margin, of facts: Facts) -> LocalizedText {
    let label = labels.label(margin.path) {
      Trial.value(at: $0, of: facts.values, ruleset.model.vocabulary)
    }
    let type = type(at: margin.path)
    let value = labels.words.text(of: margin.value, type)
    let limit = labels.words.text(of: margin.limit, type)
    let distance = self.distance(margin, type)
    let share =
      margin.percentage.map { percentage in
        LocalizedText(
          nl: " (\(Words.number(percentage, .nl)) %)", en: " (\(Words.number(percentage, .en))%)")
      } ?? .empty
    let facts = LocalizedText(
      nl:
        "\(margin.subject.nl)\(margin.subject.nl.colon) \(value.nl). De grens is \(limit.nl), het verschil \(distance.nl)\(share.nl).",
      en:
        "\(margin.subject.en)\(margin.subject.en.colon) \(value.en). The limit is \(limit.en), the difference \(distance.en)\(share.en)."
    )
    return facts.followed(by: sentence(margin.turn, label, type))
  }

  /// What becomes of the verdict when a parameter moves, a sentence for each turn; one that says that
  /// none was found where there are none.
  public func sentences(for margin: ParameterMargin) -> [LocalizedText] {
    let type = margin.parameter.type
    let now = labels.words.text(of: margin.value, type)
    guard !margin.turns.isEmpty else {
      return [
        LocalizedText(
          nl:
            "\(margin.parameter.title.nl.sentenceEnd) Nu: \(now.nl). Een andere waarde die het oordeel verandert, is niet gevonden.",
          en:
            "\(margin.parameter.title.en.sentenceEnd) Now: \(now.en). No other value was found that changes the verdict."
        )
      ]
    }
    return margin.turns.map { turn in
      LocalizedText(
        nl: "\(margin.parameter.title.nl.sentenceEnd) Nu: \(now.nl).",
        en: "\(margin.parameter.title.en.sentenceEnd) Now: \(now.en)."
      )
      .followed(by: sentence(turn, nil, type))
    }
  }

  private func sentence(_ turn: Turn, _ label: LocalizedText?, _ type: ValueType) -> LocalizedText {
    let place = labels.words.text(of: turn.firstOther, type)
    var way = LocalizedText.empty
    if let from = turn.lastSame.measure, let to = turn.firstOther.measure {
      let isDate = if case .date = turn.firstOther { true } else { false }
      way =
        from < to
        ? LocalizedText(
          nl: isDate ? " of later" : " of meer", en: isDate ? " or later" : " or more")
        : LocalizedText(
          nl: isDate ? " of eerder" : " of minder", en: isDate ? " or earlier" : " or less")
    }
    let becomes = turn.becomes.name
    guard let label else {
      return LocalizedText(
        nl: "Bij \(place.nl)\(way.nl) wordt het oordeel: \(becomes.nl).",
        en: "At \(place.en)\(way.en) the verdict becomes: \(becomes.en).")
    }
    return LocalizedText(
      nl: "Is \(quoted(label).nl) \(place.nl)\(way.nl), dan wordt het oordeel: \(becomes.nl).",
      en: "With \(quoted(label).en) at \(place.en)\(way.en), the verdict becomes: \(becomes.en).")
  }

  private func distance(_ margin: Margin, _ type: ValueType) -> LocalizedText {
    switch margin.value {
    case .date:
      let days = margin.distance.int ?? 0
      return LocalizedText(
        nl: days == 1 ? "1 dag" : "\(days) dagen", en: days == 1 ? "1 day" : "\(days) days")
    default:
      let value = margin.value.moved(to: margin.distance) ?? .number(margin.distance)
      return labels.words.text(of: value, type)
    }
  }

  private func type(at path: InputPath) -> ValueType {
    ruleset.model.vocabulary.field(at: path.field)?.kind.type ?? .any
  }

  /// What people call an answer.
  public func label(_ path: InputPath, of facts: Facts) -> LocalizedText {
    labels.label(path) { Trial.value(at: $0, of: facts.values, ruleset.model.vocabulary) }
  }

  /// The answer at a path in words; `nil` where there is none.
  public func answer(at path: InputPath, of facts: Facts) -> LocalizedText? {
    let value = Trial.value(at: path, of: facts.values, ruleset.model.vocabulary)
    guard let value, !value.isUnknown, !value.isNull else { return nil }
    return labels.text(of: value, at: path)
  }

  /// An answer in words.
  public func text(of value: Value, at path: InputPath) -> LocalizedText {
    labels.text(of: value, at: path)
  }
}
