extension RulesetReading {
  /// - Returns: the outcome, and the definitions that stand with it.
  mutating func outcome(
    _ node: DataDocument.Node
  ) -> (outcome: Outcome?, definitions: [Definition]) {
    guard let keys = MappingReader<OutcomeKey>(node, &self) else { return (nil, []) }
    let citations = citations(keys[.source])
    let definitions = definitions(keys[.definitions])
    let logic = logic(
      expression: keys[.decide], table: keys[.table],
      names: (OutcomeKey.decide.rawValue, OutcomeKey.table.rawValue), of: node)
    let results = entries(keys[.results], of: ResultKey.section).compactMap { result($0) }
    let undecided = keys[.undecided].flatMap { MappingReader<UndecidedKey>($0, &self) }
    let answersMissing = undecidedText(undecided?[.answersMissing])
    let judgementNeeded = undecidedText(undecided?[.judgementNeeded])
    let timeline = keys[.timeline].flatMap { readTimeline($0) }
    guard let logic, let answersMissing, let judgementNeeded else {
      return (nil, definitions)
    }
    let outcome = Outcome(
      citations: citations, logic: logic, results: results, answersMissing: answersMissing,
      judgementNeeded: judgementNeeded, timeline: timeline,
      source: node.source, range: node.head)
    return (outcome, definitions)
  }

  private mutating func readTimeline(_ node: DataDocument.Node) -> Outcome.Timeline? {
    guard let keys = MappingReader<TimelineKey>(node, &self) else { return nil }
    let title = text(keys[.title])
    let items = expression(keys[.items])
    let limit = expression(keys[.limit])
    guard let title, let items, let limit else { return nil }
    return Outcome.Timeline(title: title, items: items, limit: limit)
  }

  private mutating func result(_ entry: DataDocument.Entry) -> Outcome.Result? {
    if UndecidedKey(rawValue: entry.key.text) != nil {
      report(.resultNameTaken(entry.key.text, at: entry.key))
    }
    guard let keys = MappingReader<ResultKey>(entry.value, &self) else { return nil }
    let effect = choice(keys[.effect], of: Outcome.Effect.self)
    let title = text(keys[.title])
    let text = text(keys[.text])
    guard let effect, let title, let text else { return nil }
    return Outcome.Result(value: entry.key.text, effect: effect, title: title, text: text)
  }

  private mutating func undecidedText(_ node: DataDocument.Node?) -> Outcome.Undecided? {
    guard let node, let keys = MappingReader<UndecidedTextKey>(node, &self) else { return nil }
    let title = text(keys[.title])
    let text = text(keys[.text])
    guard let title, let text else { return nil }
    return Outcome.Undecided(title: title, text: text)
  }
}
