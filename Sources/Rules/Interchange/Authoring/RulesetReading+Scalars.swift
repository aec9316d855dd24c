// Single values. Each gives `nil` after a report, and without one when the node is absent: that a
// required key is missing was said when its mapping was read.
extension RulesetReading {
  /// A text in one language that is not blank.
  mutating func word(_ node: DataDocument.Node?) -> String? {
    guard let node else { return nil }
    guard node.kind == .text || node.kind == .number else {
      report(.textExpected(at: node))
      return nil
    }
    guard !node.isBlank else {
      report(.blankText(at: node))
      return nil
    }
    return node.text
  }

  mutating func text(_ node: DataDocument.Node?) -> LocalizedText? {
    guard let node else { return nil }
    guard !node.isScalar || node.kind == .null else {
      report(.languagesExpected(at: node))
      return nil
    }
    guard let texts = MappingReader<LanguageKey>(node, &self) else { return nil }
    guard let nl = word(texts[.nl]), let en = word(texts[.en]) else { return nil }
    return LocalizedText(nl: nl, en: en)
  }

  /// FEEL, kept as text.
  mutating func expression(_ node: DataDocument.Node?) -> SourceFragment? {
    guard let node else { return nil }
    guard node.isScalar else {
      report(.expressionExpected(at: node))
      return nil
    }
    guard !node.isBlank else {
      report(.blankExpression(at: node))
      return nil
    }
    return node.fragment()
  }

  /// One of a few words.
  mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ node: DataDocument.Node?, of: Choice.Type = Choice.self
  ) -> Choice? {
    guard let node, let word = word(node) else { return nil }
    if let choice = Choice(rawValue: word) { return choice }
    report(.unknownChoice(word, known: Choice.allCases.map(\.rawValue), at: node))
    return nil
  }

  mutating func date(_ node: DataDocument.Node?) -> CalendarDate? {
    guard let node, let word = word(node) else { return nil }
    if let date = CalendarDate(word) { return date }
    let fault = AnswerFault.date(word).diagnostic(at: node.range, in: node.source)
    let meant = DateSpelling.meant(by: word).map(\.description)
    report(
      Diagnostic(
        .unreadableValue, at: node, nl: fault.message.nl, en: fault.message.en, mend: fault.mend,
        edit: meant.count == 1
          ? Fault.Edit(SourceRange(0, node.text.utf8.count), meant[0]) : nil))
    return nil
  }

  mutating func boolean(_ node: DataDocument.Node?) -> Bool? {
    guard let node else { return nil }
    if node.isPlain || node.kind == .boolean {
      if node.hasText(Array("true".utf8)) { return true }
      if node.hasText(Array("false".utf8)) { return false }
    }
    report(.truthExpected(at: node))
    return nil
  }

  /// The items of a sequence that may not be empty.
  mutating func items(_ node: DataDocument.Node?) -> [DataDocument.Node] {
    guard let node else { return [] }
    guard node.kind == .sequence else {
      report(.listExpected(at: node))
      return []
    }
    let list = overrides.lists[node.identity]
    guard node.count > 0, list?.items.isEmpty != true else {
      report(.emptyCollection(at: list?.removal ?? node))
      return []
    }
    return list?.items ?? Array(node.items)
  }

  /// One value or a list of them.
  mutating func oneOrMore(_ node: DataDocument.Node?) -> [DataDocument.Node] {
    guard let node else { return [] }
    return node.isScalar ? [node] : items(node)
  }

  /// The entries of a mapping that may not be empty; keys are the author's own names.
  mutating func entries(
    _ node: DataDocument.Node?, of section: LocalizedText
  ) -> [DataDocument.Entry] {
    guard let node else { return [] }
    guard node.kind == .mapping else {
      report(.namesExpected(section, at: node))
      return []
    }
    let entries = entries(in: node)
    // What a later version left out all of is not empty by mistake.
    if entries.isEmpty, node.count == 0 { report(.emptyCollection(at: node)) }
    return entries
  }

  /// `kader#stap-3`, one or a list; each leads to a section of a source.
  mutating func citations(_ node: DataDocument.Node?) -> [Citation] {
    var found: [Citation] = []
    for item in oneOrMore(node) {
      guard let word = word(item) else { continue }
      let parts = word.split(separator: "#", omittingEmptySubsequences: false)
      guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
        report(.malformedCitation(word, at: item))
        continue
      }
      let citation = Citation(document: String(parts[0]), section: String(parts[1]))
      guard let document = sources.first(where: { $0.key == citation.document }) else {
        report(.unknownSource(citation, known: offered(sources.map(\.key)), at: item))
        continue
      }
      guard document.section(citation.section) != nil else {
        report(.unknownSection(citation, known: offered(document.sections.map(\.key)), at: item))
        continue
      }
      if found.contains(citation) {
        report(.listedTwice(word, at: item))
      } else {
        found.append(citation)
      }
    }
    return found
  }

  /// Keys of readings, one or a list.
  mutating func readingKeys(_ node: DataDocument.Node?) -> [String] {
    var found: [String] = []
    for item in oneOrMore(node) {
      guard let word = word(item) else { continue }
      if !readings.contains(where: { $0.key == word }) {
        report(.unknownReading(word, known: offered(readings.map(\.key)), at: item))
      } else if found.contains(word) {
        report(.listedTwice(word, at: item))
      } else {
        found.append(word)
      }
    }
    return found
  }
}
