import Rules

extension MarkdownPage {
  /// The claims of a check as nested items, and how close it was.
  mutating func explanation(_ check: Report.Check) {
    guard let explanation = check.explanation else { return }
    if !explanation.claims.isEmpty {
      item(words.restsOnThis + ":")
      for claim in explanation.claims { self.claim(claim, indent: 2) }
      if explanation.grounds.count > 1 { item(words.furtherWays, indent: 2) }
      if let first = explanation.grounds.first, !first.isMinimal {
        item(words.notProven, indent: 2)
      }
    }
    for margin in explanation.margins.prefix(TextPage.marginsTold) {
      field(words.howClose, margin.sentence)
    }
    for sentence in explanation.parameters { field(words.ifAssumptionMoves, sentence) }
  }

  private mutating func claim(_ claim: Report.Claim, indent: Int) {
    item("\(claim.symbol) \(claim.sentence)", indent: indent)
    for part in claim.parts { self.claim(part, indent: indent + 2) }
    if claim.more > 0 { item(words.more(claim.more), indent: indent + 2) }
  }

  /// Ways to another verdict, or that there is none.
  mutating func suggestions(
    _ suggestions: Report.Suggestions, title: String, check: Report.Check? = nil
  ) {
    let isJudged = check?.isJudged ?? false
    item(title + ":")
    if suggestions.found.isEmpty {
      for note in suggestions.nothing(words, isJudged: isJudged) { item(note, indent: 2) }
    }
    for (index, suggestion) in suggestions.found.enumerated() {
      let sentences = suggestion.changes.map(\.sentence) + suggestion.notes(words, at: check?.id)
      item("\(index == 0 ? "" : words.orElse + ": ")\(sentences.joined(separator: " "))", indent: 2)
    }
    if suggestions.isCutShort { item(words.cutShort, indent: 2) }
  }
}
