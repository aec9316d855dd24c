import Rules

extension HTMLPage.Why {
  /// `nil` where there is nothing to tell.
  init?(_ explanation: Report.Explanation, _ words: ReportWords) {
    var lines: [Line] = []
    for claim in explanation.claims { Self.add(claim, 0, words, to: &lines) }
    guard !lines.isEmpty else { return nil }
    self.lines = lines
    heading = HTMLText(words.restsOnThis)
    var notes: [String] = []
    if explanation.grounds.count > 1 { notes.append(words.furtherWays) }
    if let first = explanation.grounds.first, !first.isMinimal { notes.append(words.notProven) }
    self.notes = notes.map { HTMLText($0) }
    margins = explanation.margins.prefix(TextPage.marginsTold).map { margin in
      Margin(
        sentence: HTMLText(margin.sentence),
        position: HTMLText("\(Int((margin.position * 100).rounded()))%"),
        isOnSide: HTMLText(margin.holds ? "pass" : "fail"))
    }
    closeness = margins.isEmpty ? nil : HTMLText(words.howClose)
    parameters = explanation.parameters.map { HTMLText($0) }
    hasNotes = !notes.isEmpty || !parameters.isEmpty
  }

  private static func add(
    _ claim: Report.Claim, _ depth: Int, _ words: ReportWords, to lines: inout [Line]
  ) {
    let level = HTMLText("depth-\(min(depth, deepest))")
    lines.append(
      Line(depth: level, symbol: HTMLText(claim.symbol), sentence: HTMLText(claim.sentence)))
    for part in claim.parts { add(part, depth + 1, words, to: &lines) }
    guard claim.more > 0 else { return }
    lines.append(
      Line(
        depth: HTMLText("depth-\(min(depth + 1, deepest))"), symbol: HTMLText("·"),
        sentence: HTMLText(words.more(claim.more))))
  }

  /// Deeper lines are indented no further: a phone has no room for it.
  private static let deepest = 6
}

extension HTMLPage.Ways {
  package init(
    _ suggestions: Report.Suggestions, title: String, check: Report.Check? = nil,
    _ words: ReportWords
  ) {
    let isJudged = check?.isJudged ?? false
    heading = HTMLText(title)
    items = suggestions.found.map { suggestion in
      Way(
        changes: suggestion.changes.map { HTMLText($0.sentence) },
        notes: suggestion.notes(words, at: check?.id).map { HTMLText($0) })
    }
    hasItems = !items.isEmpty
    var notes: [String] = []
    if items.isEmpty { notes += suggestions.nothing(words, isJudged: isJudged) }
    if !items.isEmpty { notes.append(words.wayForwardAbout) }
    if suggestions.isCutShort { notes.append(words.cutShort) }
    self.notes = notes.map { HTMLText($0) }
  }
}
